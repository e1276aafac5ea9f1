import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usualTalents } from '../../../infra/zones/national.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import { readTalentList } from '../../../shared/records/talent.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { approved, asks, begunOn, granted, issuedPermit, moveTo, permitOf } from '../../office/permits.ts';
import { engineer, register } from '../../office/walk.ts';

const speaking = (...languages: string[]): typeof engineer => ({
  ...engineer,
  employer: { ...engineer.employer, industrySection: 'C' } as typeof engineer.employer,
  form: { ...engineer.form, applicant: { ...engineer.form.applicant, languages } } as typeof engineer.form,
});

let office: Office;
let permit: Permit;
beforeEach(async () => {
  office = await openOffice({ zone: { talents: usualTalents('Invented for a test') } });
  const sample = speaking('fr', 'zh');
  permit = await issuedPermit(office, await register(office, 'employer', sample), sample);
});
afterEach(() => office.close());

const search = (query: Record<string, string> = {}, who: Who = 'supervisor') =>
  office.ask(who, 'GET /api/talents', { query });
const found = async (query: Record<string, string> = {}): Promise<string[]> =>
  (await search(query)).body.items.map(({ code }: { code: string }) => code);
const readings = async (what: string) => {
  const day = new Date(office.clock.now()).toISOString().slice(0, 10);
  const { body } = await office.ask('inspector', 'GET /api/readings', { query: { day, limit: '100' } });
  return body.items.filter((reading: { what: string }) => reading.what === what);
};
/** Applies for something on the permit, once it has begun, and has it granted. */
const onPermit = async (procedure: string, more: object): Promise<string> => {
  if (office.clock.now() < Date.parse('2027-01-11T02:00:00.000Z')) moveTo(office, '2027-01-11');
  return granted(office, await begunOn(office, procedure, permit.number, more));
};
const lists = async (list: string) =>
  (await readTalentList(office.table, list, { from: '2000-01-01', limit: 10 })).entries;

describe('the holder of a permit', () => {
  test('is found by what the permit, the form and the employer say, and shown without name, passport or birth date', async () => {
    const { status, body } = await search({
      category: 'B',
      industry: 'C',
      post: '工程师',
      nationality: permit.nationality,
      language: 'fr',
      expiresFrom: permit.validTo,
      expiresTo: permit.validTo,
    });
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            code: permit.number,
            category: 'B',
            post: permit.post,
            employer: permit.employerName,
            industry: { code: 'C', name: { zh: '制造业', en: 'Manufacturing' } },
            nationality: { code: permit.nationality, name: expect.objectContaining({ en: expect.any(String) }) },
            languages: [
              { code: 'fr', name: { zh: '法语', en: 'French' } },
              { code: 'zh', name: { zh: '中文', en: 'Chinese' } },
            ],
            validTo: permit.validTo,
          },
        ],
        looked: 1,
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/SPECIMEN, |U12345678|Elena/i);
  });

  test('is shown by name to whoever looks closer, and that is recorded', async () => {
    const { status, body } = await office.ask('decider', `GET /api/talents/${permit.number}`);
    expect([status, body]).toMatchObject([200, { name: permit.name, status: 'not-yet-valid', since: permit.since }]);
    expect(await readings('talent')).toMatchObject([{ by: people.decider.subject, id: permit.number }]);
  });

  test('is not found by what is not so', async () => {
    for (const query of [
      { language: 'en' },
      { industry: 'I' },
      { category: 'A' },
      { post: 'chef' },
      { nationality: 'FRA' },
    ]) {
      expect(await found(query as never)).toEqual([]);
    }
  });
});

describe('an entry follows the permit:', () => {
  test('another post, under the words of the new one only', async () => {
    await onPermit('change', asks.newPost);
    expect(await found({ post: '高级' })).toEqual([permit.number]);
    expect((await permitOf(office, permit.number)).post).toBe('高级光学工程师');
    expect(await lists('every')).toHaveLength(1);
  });

  test('another name, in the profile', async () => {
    await onPermit('change', asks.newName);
    const { body } = await office.ask('back', `GET /api/talents/${permit.number}`);
    expect(body.name).toBe('MARRIEDNAME, ELENA');
    expect(await found({ language: 'fr' })).toEqual([permit.number]);
  });

  test('an extension, with its new last day and what its form says of languages', async () => {
    moveTo(office, '2028-10-16');
    await onPermit('extension', { ...asks.extension, applicant: { languages: ['de'] } });
    const { validTo } = await permitOf(office, permit.number);
    expect(validTo > permit.validTo).toBe(true);
    expect(await found({ expiresFrom: validTo, language: 'de' })).toEqual([permit.number]);
    expect(await found({ language: 'fr' })).toEqual([]);
    expect(await found({ expiresTo: permit.validTo })).toEqual([]);
    expect((await lists('every')).map((entry) => entry.validTo)).toEqual([validTo]);
  });

  test('a reissue, which changes nothing', async () => {
    const before = await lists('every');
    await onPermit('reissue', asks.reissue);
    expect([await lists('every'), await found()]).toEqual([before, [permit.number]]);
  });

  test('a cancellation, with which it leaves the database', async () => {
    await onPermit('cancellation', asks.cancellation);
    expect([await found(), await lists('every'), await lists('language-fr')]).toEqual([[], [], []]);
    expect((await office.ask('decider', `GET /api/talents/${permit.number}`)).status).toBe(404);
  });

  test('a suspension is shown, a revocation ends it', async () => {
    const body = { reason: { zh: '需要核实', en: 'It has to be looked into' } };
    await office.ask('supervisor', `POST /api/permits/${permit.number}/suspend`, { body });
    expect((await office.ask('back', `GET /api/talents/${permit.number}`)).body.status).toBe('suspended');
    expect(await found()).toEqual([permit.number]);
    await office.ask('supervisor', `POST /api/permits/${permit.number}/revoke`, { body });
    expect(await found()).toEqual([]);
  });

  test('the last day of the permit is the last on which it is found', async () => {
    moveTo(office, permit.validTo);
    expect(await found()).toEqual([permit.number]);
    office.clock.advance(86_400_000);
    expect(await found()).toEqual([]);
  });

  test('the next permit with another employer, after the first was cancelled', async () => {
    await onPermit('cancellation', asks.cancellation);
    const next = {
      ...speaking('ja'),
      employer: {
        ...engineer.employer,
        name: { zh: '样例二公司（虚构）' },
        unifiedSocialCreditCode: '91110302GREEN00110',
      },
    };
    const code = `${next.employer.unifiedSocialCreditCode.slice(0, 17)}`;
    const { checkCharacter } = await import('../../../shared/domain/check-character.ts');
    const employer = { ...next.employer, unifiedSocialCreditCode: code + checkCharacter(code) };
    const again = await issuedPermit(office, await register(office, 'employer', { employer }), { ...next, employer });
    expect(again.number).toBe(permit.number);
    const { body } = await search();
    expect(body.items).toMatchObject([
      { code: permit.number, employer: { zh: '样例二公司（虚构）' }, languages: [{ code: 'ja' }] },
    ]);
    expect(body.items[0].industry).toBeUndefined();
  });

  test('an issue that dies after its entries were written shows nobody who has no permit', async () => {
    const { number } = permit;
    office.hooks.before = (operation, body) => {
      const written = JSON.stringify(body);
      if (operation === 'TransactWriteItems' && written.includes('permit-issued')) throw new Error('the function died');
    };
    moveTo(office, '2028-10-16');
    const id = await approved(office, await begunOn(office, 'extension', number, asks.extension));
    await expect(office.issue({ applicationId: id })).rejects.toThrow('the function died');
    expect((await lists('every')).length).toBe(2);
    expect((await search()).body.items).toMatchObject([{ code: number, validTo: permit.validTo }]);
    office.hooks.before = undefined;
    await office.issue({ applicationId: id });
    const after = await permitOf(office, number);
    expect([after.act, await found()]).toEqual(['extended', [number]]);
    expect((await search()).body.items[0].validTo).toBe(after.validTo);
  });
});

describe('a search', () => {
  test('is recorded: who, when, which filter, how many were shown', async () => {
    await search({ nationality: 'UTO', post: '工程师' }, 'back');
    expect(await readings('talents')).toEqual([
      {
        at: expect.any(String),
        by: people.back.subject,
        what: 'talents',
        id: expect.any(String),
        search: { filter: { nationality: 'UTO', post: '工程师' }, shown: permit.nationality === 'UTO' ? 1 : 0 },
      },
    ]);
  });

  test.each(['employer', 'applicant', 'front', 'inspector', 'admin'] as const)('is not for %s', async (who) => {
    expect((await search({}, who)).status).toBe(403);
    expect((await office.ask(who, `GET /api/talents/${permit.number}`)).status).toBe(403);
  });

  test('is for those alone whom the zone lets search', async () => {
    const talents = { ...office.zone.talents, searchedBy: ['supervisor'] } as never;
    const other = await openOffice({ zone: { talents } });
    const ask = (who: Who) => other.ask(who, 'GET /api/talents');
    expect([(await ask('supervisor')).status, (await ask('decider')).status]).toEqual([200, 403]);
    await other.close();
  });

  test('names everything that is wrong with it at once', async () => {
    const { status, body } = await search({
      category: 'D',
      industry: 'Z',
      post: '师',
      nationality: 'XYZ',
      language: 'xx',
      expiresFrom: '2026-02-30',
      limit: '0',
      passport: 'U1',
    });
    const problems = body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
    expect([status, problems.sort()]).toEqual([
      400,
      [
        'query.category not-an-option',
        'query.expiresFrom invalid-day',
        'query.industry not-an-option',
        'query.language language-code',
        'query.limit too-small',
        'query.nationality country-code',
        'query.passport unknown-field',
        'query.post no-word',
      ],
    ]);
    const backwards = await search({ expiresFrom: '2027-01-02', expiresTo: '2027-01-01' });
    expect([backwards.status, backwards.body.problems]).toMatchObject([
      400,
      [{ path: 'query.expiresTo', code: 'before-from' }],
    ]);
    expect(await readings('talents')).toEqual([]);
  });

  test('takes no cursor of another search', async () => {
    const other = await issuedPermit(office, permit.employerId, {
      ...engineer,
      form: {
        ...engineer.form,
        applicant: {
          ...engineer.form.applicant,
          familyName: 'Exempla',
          passport: { ...engineer.form.applicant.passport, number: 'U77777777' },
          birthDate: '1989-02-03',
        },
      },
    } as typeof engineer);
    const { body } = await search({ category: 'B', limit: '1' });
    expect(body.items).toHaveLength(1);
    const rest = await search({ category: 'B', limit: '1', cursor: body.next });
    expect([...body.items, ...rest.body.items].map(({ code }: { code: string }) => code).sort()).toEqual(
      [permit.number, other.number].sort(),
    );
    for (const query of [
      { category: 'B', nationality: 'UTO', cursor: body.next },
      { category: 'A', cursor: body.next },
      { cursor: 'xyz' },
    ]) {
      const answer = await search(query as never);
      expect([answer.status, answer.body.problems]).toMatchObject([400, [{ path: 'query.cursor' }]]);
    }
  });
});

describe('a holder who objects', () => {
  const objection = `objection`;
  const ask = (who: Who, method: string) => office.ask(who, `${method} /api/talents/${permit.number}/${objection}`);
  const holder = { ...people.applicant, email: 'elena.specimen@applicant.example' };

  test('leaves the database at once, stays out at the next issue, and can come back', async () => {
    expect((await ask(holder, 'GET')).body).toEqual({ objected: false });
    expect((await ask(holder, 'PUT')).body).toMatchObject({ objected: true });
    expect([await found(), await lists('language-fr')]).toEqual([[], []]);
    await onPermit('change', asks.newPost);
    expect([await found(), await lists('every')]).toEqual([[], []]);
    expect((await ask(holder, 'DELETE')).status).toBe(204);
    expect(await found({ post: '高级', language: 'zh', industry: 'C' })).toEqual([permit.number]);
  });

  test('may say so at the window; nobody else says so for them', async () => {
    for (const who of ['otherApplicant'] as const) expect((await ask(who, 'PUT')).status).toBe(404);
    for (const who of ['employer', 'decider', 'inspector'] as const) expect((await ask(who, 'PUT')).status).toBe(403);
    expect(await found()).toEqual([permit.number]);
    expect((await ask('front', 'PUT')).status).toBe(200);
    expect(await found()).toEqual([]);
  });

  test('while an entry is being written is not entered after all', async () => {
    moveTo(office, '2028-10-16');
    const id = await begunOn(office, 'extension', permit.number, asks.extension);
    let asked = false;
    office.hooks.before = async (operation, body) => {
      if (operation !== 'TransactWriteItems' || asked || !JSON.stringify(body).includes('PROFILE#')) return;
      asked = true;
      expect((await ask(holder, 'PUT')).status).toBe(200);
    };
    await granted(office, id);
    office.hooks.before = undefined;
    expect([asked, await found(), await lists('every')]).toEqual([true, [], []]);
  });

  test('finds no such choice where the zone offers none', async () => {
    const talents = { ...office.zone.talents, objection: false } as never;
    const other = await openOffice({ zone: { talents } });
    const { number } = await issuedPermit(other, await register(other));
    expect((await other.ask(holder, `PUT /api/talents/${number}/objection`)).status).toBe(404);
    expect((await other.ask(undefined, 'GET /api/talents/notice')).body.objection).toBeUndefined();
    await other.close();
  });
});

test('anybody reads what is kept, and by which lists industries and languages are named', async () => {
  const { status, body } = await office.ask(undefined, 'GET /api/talents/notice');
  expect(status).toBe(200);
  expect(body.notice.zh).toContain('人才库');
  expect(body.industries).toHaveLength(20);
  expect(body.languages).toContainEqual({ code: 'fr', name: { zh: '法语', en: 'French' } });
});
