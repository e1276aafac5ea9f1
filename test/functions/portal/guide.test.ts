import { afterEach, describe, expect, test } from 'vitest';
import { merchantZone } from '../../office/cards.ts';
import { type Office, openOffice } from '../../office/office.ts';

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
});

const guideTo = async (query: Record<string, string>, zone: Parameters<typeof openOffice>[0] = {}) => {
  office = await openOffice({ start: '2026-11-22T16:30:00.000Z', ...zone });
  return office.ask(undefined, 'GET /api/guide', { query });
};

describe('the service guide', () => {
  test('is open to everybody and tells of every procedure what is asked, how long it takes and who decides', async () => {
    const opened = await openOffice();
    office = opened;
    for (const procedure of opened.zone.delegation.procedures) {
      const { status, body, headers } = await opened.ask(undefined, 'GET /api/guide', { query: { procedure } });
      expect([status, headers['cache-control']], procedure).toEqual([200, 'public, max-age=300']);
      expect(body.procedure).toBe(procedure);
      expect(body.materials.length, procedure).toBeGreaterThan(0);
      expect(body.clocks.map(({ stage }: { stage: string }) => stage)).toEqual([
        'preliminary-review',
        'review',
        'conclusion',
      ]);
      expect(body.decidedBy.length, procedure).toBeGreaterThan(0);
      expect(body.rules.map(({ code }: { code: string }) => code)).toContain('no-fee');
    }
  });

  test('is there for the card of a person who needs no employer', async () => {
    const { status, body } = await guideTo({ procedure: 'merchant-card' }, { zone: merchantZone });
    expect([status, body.concerns]).toEqual([200, 'person-alone']);
    expect(body.filedBy.map(({ party }: { party: string }) => party)).toEqual(['applicant']);
  });

  test('shows the zone’s own window for an extension, and where it comes from', async () => {
    const { body } = await guideTo({ procedure: 'extension' });
    const window = body.rules.find(({ code }: { code: string }) => code === 'window');
    expect(window.text).toEqual({
      zh: '在有效期届满前120日至30日之间申请。',
      en: 'It is applied for between 120 and 30 days before the permit ends.',
    });
    expect(window.source).toContain('120 days');
    expect(body.changedBy).toHaveLength(1);
  });

  test('tells of a rule that the zone suspends in an emergency, and why', async () => {
    const note = { zh: '因突发情况暂停执行申请期限。', en: 'The window is suspended because of an emergency.' };
    const procedures = [
      {
        procedure: 'extension',
        effectiveFrom: '2026-11-01',
        effectiveTo: '2026-12-31',
        note,
        source: 'this test',
        changes: { suspends: ['window' as const] },
      },
    ];
    const { body } = await guideTo({ procedure: 'extension' }, { zone: { procedures } });
    expect(body.rules.map(({ code }: { code: string }) => code)).not.toContain('window');
    expect(body.changedBy).toMatchObject([{ effectiveFrom: '2026-11-01', effectiveTo: '2026-12-31', note }]);
  });

  test('for one category leaves out what only others need, and shows the reliefs of that category', async () => {
    const forC = await guideTo({ procedure: 'new-permit', category: 'C' });
    const kinds = forC.body.materials.map(({ kind }: { kind: string }) => kind);
    expect(kinds).not.toContain('hsk-certificate');
    expect(kinds).toContain('kind-of-c-proof');
    expect(
      forC.body.materials.find(({ kind }: { kind: string }) => kind === 'highest-degree').commitment,
    ).toBeUndefined();
    await office?.close();
    const forA = await guideTo({ procedure: 'new-permit', category: 'A' });
    const degree = forA.body.materials.find(({ kind }: { kind: string }) => kind === 'highest-degree');
    expect(degree.commitment.exceptWhen.en).toContain('by points');
    expect(degree.supplyLater.placeholder).toBe(true);
  });

  test('holds everything that a printed guide needs, with the source of each part', async () => {
    const { body } = await guideTo({ procedure: 'extension', category: 'B' });
    const opened = office;
    if (!opened) throw new Error('the office is closed');
    const { contact, delegation, name } = opened.zone;
    expect(body).toMatchObject({
      zone: name,
      delegation: { from: delegation.from, inNameOf: delegation.inNameOf, placeholder: true },
      fee: { source: 'Administrative Licensing Law art. 58' },
      contact: { phone: contact.phone, address: contact.address, hours: contact.hours },
      madeOn: '2026-11-23',
      version: expect.stringContaining('2024-12-01'),
      effectiveFrom: '2024-12-01',
    });
    expect(body.remedies.text.en).toContain('reconsideration');
    const basis = body.legalBasis.map(({ source }: { source: string }) => source);
    expect(basis).toContain('Administrative Licensing Law art. 50');
    expect(basis).not.toContain('Administrative Licensing Law art. 57');
    expect(body.takeCare.map(({ path }: { path: string }) => path)).toContain('document.contract');
    expect(body.placeholders).toBeGreaterThan(0);
  });

  test('names every letter that an application may bring, and only those', async () => {
    const letters = async (procedure: string) => {
      const { body } = await guideTo({ procedure });
      await office?.close();
      return body.letters.map(({ kind }: { kind: string }) => kind);
    };
    const everywhere = [
      'receipt',
      'complete-notice',
      'acceptance',
      'acceptance-refusal',
      'intended-refusal',
      'refusal',
    ];
    const fresh = await letters('new-permit');
    expect(fresh).toEqual(expect.arrayContaining([...everywhere, 'grant', 'notification-letter']));
    expect(fresh).not.toContain('deemed-grant');
    expect(await letters('extension')).toEqual(expect.arrayContaining([...everywhere, 'grant', 'deemed-grant']));
    const ending = await letters('cancellation');
    expect(ending).toContain('cancellation-certificate');
    expect(ending).not.toContain('grant');
    expect(await letters('employer-registration')).toContain('employer-confirmation');
    office = await openOffice();
  });

  test('says of the passport that it must run six months only where that is asked', async () => {
    const reasonIn = async (procedure: string) => {
      const { body } = await guideTo({ procedure });
      await office?.close();
      const { materials, rules } = body;
      const { reason } = materials.find(({ kind }: { kind: string }) => kind === 'passport');
      return [reason.en.includes('six months'), rules.some(({ code }: { code: string }) => code === 'passport-runs')];
    };
    for (const procedure of ['new-permit', 'short-term', 'conversion']) {
      expect(await reasonIn(procedure), procedure).toEqual([true, true]);
    }
    for (const procedure of ['reissue', 'extension']) {
      expect(await reasonIn(procedure), procedure).toEqual([false, false]);
    }
    office = await openOffice();
  });

  test('of a procedure or category that the zone does not handle is refused by name', async () => {
    const unknown = await guideTo({ procedure: 'time-travel' });
    expect([unknown.status, unknown.body.problems[0]]).toMatchObject([
      400,
      { path: 'query.procedure', code: 'not-an-option' },
    ]);
    await office?.close();
    const missing = await guideTo({});
    expect([missing.status, missing.body.problems[0].path]).toEqual([400, 'query.procedure']);
    await office?.close();
    const category = await guideTo({ procedure: 'new-permit', category: 'Z' });
    expect([category.status, category.body.problems[0].path]).toEqual([400, 'query.category']);
  });
});
