import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingGlyphs } from '../../../shared/domain/lettering/lettering.ts';
import { previewMark, previewNotice, unnumbered } from '../../../shared/domain/letters/preview.ts';
import { letterWording } from '../../../shared/policy/letters/wording.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { asks, begunOn, issuedPermit } from '../../office/permits.ts';
import { giveMissing, read, register, steps, submitted, waitingIn } from '../../office/walk.ts';
import { pagesOfText, squeezed } from '../../pdf-text.ts';

let office: Office;
let employerId: string;
const open = async (zone?: Partial<ZoneFile>) => {
  office = await openOffice(zone ? { zone } : {});
  employerId = await register(office);
};
beforeEach(() => open());
afterEach(() => office.close());

const reason = {
  code: 'unproven',
  rule: '《外国人来华工作许可服务指南》第三条',
  text: { zh: '工作资历证明无法核实。', en: 'The proof of experience could not be verified.' },
};
const deficiency = {
  path: 'document.contract',
  code: 'unreadable',
  text: { zh: '合同第3页看不清签名。', en: 'The signature on page 3 of the contract cannot be read.' },
  remedy: { zh: '请重新扫描。', en: 'Please scan it again.' },
};

const preview = (who: Who, id: string, body: object, language = 'zh') =>
  office.ask(who, `POST /api/applications/${id}/letters/preview`, { body, query: { language } });
const textOf = async (who: Who, id: string, body: object, language = 'zh') => {
  const answer = await preview(who, id, body, language);
  expect(answer.status, JSON.stringify(answer.body).slice(0, 400)).toBe(200);
  return (await pagesOfText(Buffer.from(answer.body, 'base64'))).join('');
};
/** What a preview says beside its letter, and what only the real letter says. */
const asReal = (text: string, language: 'zh' | 'en', number: string) =>
  text
    .replace(squeezed(`${previewMark.zh}${previewMark.en}`), '')
    .replace(squeezed(previewNotice[language]), '')
    .replaceAll(squeezed(unnumbered[language]), number);

const act = async (who: Who, id: string, action: string, body: object) => {
  const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, { body });
  expect(answer.status, JSON.stringify(answer.body).slice(0, 400)).toBe(200);
  await office.machine.settle();
};

const inConclusion = () => waitingIn(office, 'conclusion', employerId);
const announced = async () => {
  const id = await inConclusion();
  await steps.announce(office, id, [reason]);
  await steps.reply(office, id);
  return id;
};

/** Every decision with a letter: the case before it, the officer, the act, and its body. */
const decisions: [string, () => Promise<string>, Who, string, object][] = [
  ['an acceptance', () => submitted(office, employerId), 'front', 'preliminary-review', { decision: 'accept' }],
  [
    'a return in preliminary review',
    () => submitted(office, employerId),
    'front',
    'preliminary-review',
    { decision: 'return', deficiencies: [deficiency] },
  ],
  [
    'a return in review',
    () => waitingIn(office, 'review', employerId),
    'back',
    'review',
    { decision: 'return', deficiencies: [deficiency] },
  ],
  [
    'a refusal to accept',
    () => submitted(office, employerId),
    'front',
    'preliminary-review',
    { decision: 'refuse-acceptance', reasons: [reason] },
  ],
  ['an approval', inConclusion, 'decider', 'conclude', { decision: 'approve' }],
  [
    'an approval until a wanted day',
    inConclusion,
    'decider',
    'conclude',
    { decision: 'approve', validTo: '2027-06-30' },
  ],
  ['an announced refusal', inConclusion, 'decider', 'conclude', { decision: 'announce-refusal', reasons: [reason] }],
  ['a refusal', announced, 'decider', 'conclude', { decision: 'refuse', reasons: [reason] }],
];

describe('the preview of', () => {
  test.each(decisions)(
    '%s says word for word what its letter then says, without number and seal',
    async (_name, begin, who, action, body) => {
      const id = await begin();
      const looked = { zh: await textOf(who, id, body), en: await textOf(who, id, body, 'en') };
      const { decision } = body as { decision: string };
      await act(
        who,
        id,
        action,
        action === 'review' ? { recommendation: decision, ...without(body, 'decision') } : body,
      );
      for (const language of ['zh', 'en'] as const) {
        // An approval is followed at once by the permit, which has a letter of its own.
        const { items } = (await office.ask('employer', `GET /api/applications/${id}/letters`)).body;
        const line = items.findLast(({ kind }: { kind: string }) => kind !== 'notification-letter');
        const answer = await office.ask('employer', `GET /api/applications/${id}/letters/${line.number}.pdf`, {
          query: { language },
        });
        const real = (await pagesOfText(Buffer.from(answer.body, 'base64'))).join('');
        const text = looked[language];
        expect(text).toContain(squeezed(previewNotice[language]));
        expect(text).toContain('草稿PREVIEW');
        expect(text).not.toContain(line.number);
        const seal = squeezed(letterWording('2026-11').phrases.seal[language]);
        expect(real).toContain(seal);
        expect(asReal(text, language, line.number)).toBe(real.replace(seal, ''));
      }
    },
  );

  test('a decision says on every page what it is', async () => {
    const id = await submitted(office, employerId);
    const deficiencies = Array.from({ length: 30 }, () => deficiency);
    const answer = await preview('front', id, { decision: 'return', deficiencies });
    const pages = await pagesOfText(Buffer.from(answer.body, 'base64'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('草稿PREVIEW');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': 'inline; filename="preview.zh.pdf"',
    });
  });

  test('a decision in a rehearsal says both', async () => {
    await office.close();
    await open({ rehearsal: true });
    const id = await submitted(office, employerId);
    const text = await textOf('front', id, { decision: 'accept' });
    expect(text).toContain('草稿PREVIEW');
    expect(text).toContain('演练样本');
  });
});

const without = (body: object, name: string) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

describe('a preview', () => {
  test('keeps nothing and changes nothing but that it was looked at', async () => {
    const id = await inConclusion();
    const before = await office.items();
    await preview('decider', id, { decision: 'approve' });
    await preview('decider', id, { decision: 'announce-refusal', reasons: [reason] }, 'en');
    const after = await office.items();
    const readings = after.filter(({ pk, letter }) => pk.startsWith('READ#') && letter === 'preview');
    expect(readings).toHaveLength(2);
    expect(readings[0]).toMatchObject({ by: 'decider-sun', what: 'letter', id });
    expect(after.filter((item) => !readings.includes(item))).toEqual(before);
  });

  test('is refused for what the decision would be refused for: characters that nobody can print', async () => {
    const id = await submitted(office, employerId);
    const deficiencies = [{ ...deficiency, text: { zh: '请补交😀', en: 'Please add it' } }];
    const body = { decision: 'return', deficiencies };
    const looked = await preview('front', id, body);
    const real = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect(looked.status).toBe(422);
    expect(looked.body).toEqual(real.body);
  });

  test.each([
    [{ decision: 'return', deficiencies: [{ ...deficiency, path: 'document.moon-rock' }] }, 400],
    [{ decision: 'return', deficiencies: [] }, 400],
    [{ decision: 'return', deficiencies: [{ ...deficiency, text: { zh: '只有中文' } }] }, 400],
    [{ decision: 'refuse-acceptance', reasons: [{ ...reason, documentId: '000000000000000000000000' }] }, 400],
    [{ decision: 'refuse-acceptance', reasons: [{ ...reason, rule: '条例第4条㊙' }] }, 422],
  ])('is refused as the decision of the front office is: %j', async (body, status) => {
    const id = await submitted(office, employerId);
    const looked = await preview('front', id, body);
    const real = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect(looked.status).toBe(status);
    expect(looked.body).toEqual(real.body);
  });

  test('of a second notice may name only what the parties changed', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
    await steps.submit(office, id);
    const body = { decision: 'return', deficiencies: [{ ...deficiency, path: 'document.passport' }] };
    const looked = await preview('front', id, body);
    const real = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect(real.status).toBe(looked.status);
    expect(looked.body).toEqual(real.body);
    expect(looked.status).toBe(422);
  });

  test('of a refusal takes only what was announced and heard', async () => {
    const early = await inConclusion();
    const body = { decision: 'refuse', reasons: [reason] };
    const unheard = await preview('decider', early, body);
    expect([unheard.status, unheard.body.type]).toEqual([422, 'urn:greenpath:problem:not-announced']);
    await steps.announce(office, early, [reason]);
    await steps.reply(office, early);
    const another = { decision: 'refuse', reasons: [{ ...reason, text: { zh: '另一理由。', en: 'Another.' } }] };
    const looked = await preview('decider', early, another);
    const real = await office.ask('decider', `POST /api/applications/${early}/conclude`, { body: another });
    expect(looked.body).toEqual(real.body);
    expect(looked.status).toBe(422);
    expect((await preview('decider', early, { decision: 'announce-refusal', reasons: [reason] })).status).toBe(409);
  });

  test('of an approval that leaves no day is refused like the approval', async () => {
    const id = await inConclusion();
    const body = { decision: 'approve', validTo: '2026-11-01' };
    const looked = await preview('decider', id, body);
    const real = await office.ask('decider', `POST /api/applications/${id}/conclude`, { body });
    expect(looked.status).toBe(400);
    expect(looked.body).toEqual(real.body);
  });

  test('does not exist where no letter tells the decision, and in another stage', async () => {
    const { number } = await issuedPermit(office, employerId);
    const id = await begunOn(office, 'cancellation', number, asks.cancellation);
    await giveMissing(office, id);
    await steps.submit(office, id);
    expect((await preview('decider', id, { decision: 'approve' })).status).toBe(409);
    await steps.accept(office, id);
    expect((await preview('front', id, { decision: 'accept' })).status).toBe(409);
    await steps.review(office, id);
    const answer = await preview('decider', id, { decision: 'approve' });
    expect([answer.status, answer.body.detail]).toEqual([409, '这一决定不单独出具文书：办结后才出具']);
  });

  test('looks at the state that the officer has seen', async () => {
    const id = await submitted(office, employerId);
    const { version } = await read(office, 'front', id);
    expect((await preview('front', id, { decision: 'accept', version })).status).toBe(200);
    const answer = await preview('front', id, { decision: 'accept', version: version + 1 });
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:greenpath:problem:version-conflict']);
  });

  test('is for officers of the case alone', async () => {
    const id = await submitted(office, employerId);
    const body = { decision: 'accept' };
    for (const who of ['employer', 'applicant', 'otherEmployer', 'inspector', 'admin'] as const) {
      expect((await preview(who, id, body)).status).toBe(403);
    }
    expect((await preview(undefined, id, body)).status).toBe(401);
    expect((await preview('front', '000000000000000000000000', body)).status).toBe(404);
    for (const who of ['front', 'back', 'decider', 'supervisor'] as const) {
      expect((await preview(who, id, body)).status).toBe(200);
    }
  });
});

test('every word of a preview can be printed', () => {
  for (const { zh, en } of [previewMark, previewNotice, unnumbered]) expect(missingGlyphs(`${zh}${en}`)).toEqual([]);
});
