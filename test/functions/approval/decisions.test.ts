import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cursorOf } from '../../../shared/http/cursor.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { readPermit } from '../../../shared/records/permit.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import {
  completeDraft,
  cook,
  draft,
  engineer,
  evidenceOf,
  give,
  read,
  register,
  scientist,
  steps,
  submitted,
  waitingIn,
} from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const act = (who: Who, id: string, action: string, body?: object, headers: Record<string, string> = {}) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, { headers, ...(body ? { body } : {}) });
const codeOf = (answer: Answer) => [answer.status, answer.body.type?.replace('urn:greenpath:problem:', '')];
const problemsOf = (answer: Answer) =>
  answer.body.problems?.map(({ path, code }: { path: string; code: string }) => [path, code]);
const typesOf = async (id: string) => (await readEvents(office.table, id)).map(({ type }) => type);
const lockOf = async (id: string) => {
  const held = (await office.items()).filter(({ pk, applicationId }) => pk.startsWith('OPEN#') && applicationId === id);
  return held.map(({ pk }) => pk.split('#')[1]);
};

const text = { zh: '职位说明不清楚', en: 'The post is not clear' };
const deficiency = { path: 'post.title', code: 'unclear', text };
const reason = { code: 'experience-unproven', rule: 'Regulations, art. 41', text };
const accept = { decision: 'accept' };
const approve = { decision: 'approve' };
const refuse = { decision: 'refuse', reasons: [reason] };

/** Employers one after the other, so that one person can be applied for several times. */
const employers = async (count: number) => {
  const codes = ['91110302GREENPA270', '91110302GREENPA35T', '91110302GREENPA43M'].slice(0, count);
  const ids: string[] = [];
  for (const unifiedSocialCreditCode of codes) {
    ids.push(await register(office, 'employer', { employer: { ...engineer.employer, unifiedSocialCreditCode } }));
  }
  return ids;
};

describe('a queue', () => {
  const queue = (stage: string, who: Who = 'supervisor', query: Record<string, string> = {}) =>
    office.ask(who, `GET /api/queues/${stage}`, { query });
  const idsOf = (answer: Answer) => answer.body.items.map(({ id }: { id: string }) => id);

  test('shows what waits, the earliest due time first, with nothing that an officer need not see there', async () => {
    const first = await submitted(office, employerId);
    office.clock.advance(86_400_000);
    const second = await submitted(office, employerId, 'employer', cook);
    const answer = await queue('preliminary-review', 'front');
    expect(idsOf(answer)).toEqual([first, second]);
    expect(answer.body.items[0]).toEqual({
      id: first,
      version: 2,
      stage: 'preliminary-review',
      procedure: 'new-permit',
      receiptNumber: expect.any(String),
      applicantName: 'SPECIMEN, ELENA MARIA',
      employerName: engineer.employer.name.zh,
      category: 'B',
      dueAt: '2026-11-24T15:59:59.999Z',
      deemsAt: '2026-11-30T15:59:59.999Z',
      promisedOn: '2026-11-27',
      provisional: false,
      late: false,
    });
    await steps.accept(office, first);
    expect(idsOf(await queue('preliminary-review', 'front'))).toEqual([second]);
    expect(idsOf(await queue('review', 'back'))).toEqual([first]);
  });

  test('puts the green path a day ahead of its due time, and calls it late no sooner than others', async () => {
    const engineers = await submitted(office, employerId);
    office.clock.advance(3_600_000);
    const scientists = await submitted(office, employerId, 'employer', scientist);
    const { items } = (await queue('preliminary-review', 'front')).body;
    expect(items).toMatchObject([
      { id: scientists, category: 'A', ahead: 24, dueAt: '2026-11-24T15:59:59.999Z' },
      { id: engineers, category: 'B', dueAt: '2026-11-24T15:59:59.999Z' },
    ]);
    expect(items[1]).not.toHaveProperty('ahead');
    office.clock.set('2026-11-24T02:00:00.000Z');
    expect(idsOf(await queue('late'))).toEqual([]);
    office.clock.set('2026-11-24T16:00:00.000Z');
    expect(idsOf(await queue('late'))).toEqual([scientists, engineers]);
  });

  test('of what is late is filled page by page, past what only stands ahead of its time', async () => {
    const [two = '', three = ''] = await employers(2);
    const late = await submitted(office, employerId);
    office.clock.set('2026-11-24T02:00:00.000Z');
    for (const id of [two, three]) await submitted(office, id, 'employer', scientist);
    office.clock.set('2026-11-24T16:30:00.000Z');
    for (const limit of ['1', '2', '25']) {
      const answer = await queue('late', 'supervisor', { limit });
      expect(idsOf(answer)).toEqual([late]);
      if (!answer.body.next) continue;
      const rest = await queue('late', 'supervisor', { limit, cursor: answer.body.next });
      expect([rest.status, idsOf(rest)]).toEqual([200, []]);
    }
  });

  test('names the version that a claim has to name, however often the form was saved before', async () => {
    const id = await completeDraft(office, employerId);
    for (const hsk of [4, 5, 3])
      await office.ask('employer', `PATCH /api/applications/${id}`, { body: { facts: { hsk } } });
    await steps.submit(office, id);
    const [line] = (await queue('preliminary-review', 'front')).body.items;
    const claimed = await act('front', id, 'claim', { version: line.version });
    expect([claimed.status, claimed.body.version]).toEqual([200, line.version + 1]);
  });

  test.each<[string, Who, number]>([
    ['preliminary-review', 'front', 200],
    ['preliminary-review', 'back', 403],
    ['preliminary-review', 'decider', 403],
    ['preliminary-review', 'supervisor', 200],
    ['review', 'front', 403],
    ['review', 'back', 200],
    ['conclusion', 'back', 403],
    ['conclusion', 'decider', 200],
    ['conclusion', 'both', 200],
    ['late', 'front', 200],
    ['late', 'supervisor', 200],
    ['late', 'employer', 403],
    ['review', 'inspector', 403],
    ['draft', 'supervisor', 404],
    ['approved', 'supervisor', 404],
    ['constructor', 'supervisor', 404],
  ])('%s, asked for by %s, is answered %d', async (stage, who, status) => {
    expect((await queue(stage, who)).status).toBe(status);
  });

  /** Applications in all three stages, due one after the other. */
  const spread = async () => {
    const [two = '', three = ''] = await employers(2);
    const inReview = await waitingIn(office, 'review', employerId);
    const inConclusion = await waitingIn(office, 'conclusion', two);
    const waiting = [await submitted(office, three), await submitted(office, three, 'employer', scientist)];
    return { inReview, inConclusion, waiting };
  };

  test('is walked page by page without losing or repeating anything, over all stages for what is late', async () => {
    const { inReview, inConclusion, waiting } = await spread();
    office.clock.set('2026-12-10T02:00:00.000Z');
    for (const limit of ['1', '2', '3', '4', '5']) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const answer = await queue('late', 'supervisor', { limit, ...(cursor ? { cursor } : {}) });
        expect(answer.status).toBe(200);
        expect(answer.body.items.length).toBeLessThanOrEqual(Number(limit));
        found.push(...idsOf(answer));
        cursor = answer.body.next;
      } while (cursor);
      expect(found.slice(0, 2).sort()).toEqual([...waiting].sort());
      expect(found.slice(2)).toEqual([inReview, inConclusion]);
    }
  });

  test('of what is late shows nothing that is not, and each officer only their own stage', async () => {
    const { inReview } = await spread();
    office.clock.set('2026-11-23T16:00:00.000Z');
    expect(idsOf(await queue('late'))).toEqual([inReview]);
    expect(idsOf(await queue('late', 'front'))).toEqual([]);
    expect(idsOf(await queue('late', 'back'))).toEqual([inReview]);
  });

  test('takes no cursor of another list, nor one made by hand', async () => {
    await spread();
    const [, next] = [
      await queue('review'),
      (await queue('preliminary-review', 'supervisor', { limit: '1' })).body.next,
    ];
    expect(next).toEqual(expect.any(String));
    const id = 'a'.repeat(24);
    const place = {
      pk: `APPLICATION#${id}`,
      sk: 'HEAD',
      queuePk: 'QUEUE#review',
      queueSk: `2026-11-23T15:59:59.999Z#${id}`,
    };
    const handMade = [
      { ...place, queuePk: 'QUEUE#conclusion' },
      { ...place, queuePk: 'IDENTITY#x' },
      { ...place, queueSk: '' },
      { ...place, sk: 'FORM' },
      { ...place, pk: 'PERSON#GP0000000000000008', sk: 'PERSON' },
      { pk: place.pk, sk: place.sk },
    ].map(cursorOf);
    for (const cursor of [next, ...handMade, 'nonsense']) {
      const answer = await queue('review', 'back', { cursor });
      expect([...codeOf(answer), problemsOf(answer)]).toEqual([
        400,
        'invalid-request',
        [['query.cursor', 'wrong-format']],
      ]);
    }
    expect((await queue('review', 'back', { cursor: cursorOf(place) })).status).toBe(200);
    const notLateYet = { ...place, queueSk: `2026-12-31T15:59:59.999Z#${id}` };
    expect((await queue('late', 'supervisor', { cursor: cursorOf(notLateYet) })).status).toBe(400);
  });
});

describe('claiming', () => {
  test('keeps everybody else from deciding, and is no second event when repeated', async () => {
    const id = await submitted(office, employerId);
    const first = await act('front', id, 'claim');
    const again = await act('front', id, 'claim');
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect(first.body.claimedBy).toBe('front-li');
    expect(await typesOf(id)).toEqual(['created', 'submitted', 'claimed']);
    const other = { ...people.front, subject: 'front-other' };
    for (const answer of [await act(other, id, 'claim'), await act(other, id, 'preliminary-review', accept)]) {
      expect([...codeOf(answer), answer.body.current.claimedBy]).toEqual([409, 'conflict', 'front-li']);
    }
    expect((await act('front', id, 'preliminary-review', accept)).status).toBe(200);
  });

  test('at once by two officers is claimed once', async () => {
    const id = await submitted(office, employerId);
    const other = { ...people.front, subject: 'front-other' };
    const answers = await Promise.all([act('front', id, 'claim'), act(other, id, 'claim')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is for the office that works the stage', async () => {
    const id = await submitted(office, employerId);
    expect(codeOf(await act('back', id, 'claim'))).toEqual([403, 'not-allowed']);
    expect(codeOf(await act('supervisor', id, 'claim'))).toEqual([403, 'not-allowed']);
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    expect(codeOf(await act('front', id, 'claim'))).toEqual([409, 'conflict']);
  });

  test('the conclusion is not for the officer who reviewed', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await steps.review(office, id, 'both');
    expect(codeOf(await act('both', id, 'claim'))).toEqual([403, 'two-officers']);
    expect((await act('decider', id, 'claim')).status).toBe(200);
  });

  test('can be undone by the officer and by a supervisor, by nobody else', async () => {
    const id = await submitted(office, employerId);
    expect(codeOf(await act('front', id, 'release'))).toEqual([409, 'conflict']);
    await act('front', id, 'claim');
    expect(codeOf(await act({ ...people.front, subject: 'front-other' }, id, 'release'))).toEqual([403, 'not-allowed']);
    expect((await act('supervisor', id, 'release')).body).not.toHaveProperty('claimedBy');
    await act('front', id, 'claim');
    expect((await act('front', id, 'release')).status).toBe(200);
  });
});

describe('preliminary review', () => {
  test('accepting starts the clock of review, which ends with the day', async () => {
    const id = await submitted(office, employerId);
    const { status, body } = await act('front', id, 'preliminary-review', accept);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      stage: 'review',
      clock: { dueAt: '2026-11-23T15:59:59.999Z', promisedOn: '2026-11-26', ceilingOn: '2026-12-21', late: false },
    });
  });

  test('returning tells the applicant everything at once, opens the form, and names the last day', async () => {
    const id = await submitted(office, employerId);
    const deficiencies = [deficiency, { ...deficiency, path: 'document.contract', remedy: text }];
    const answer = await act('front', id, 'preliminary-review', { decision: 'return', deficiencies });
    expect([answer.status, answer.body.stage]).toEqual([200, 'returned']);
    const seen = await read(office, 'applicant', id);
    expect(seen.deficiencies).toEqual(deficiencies);
    expect(seen.next.map(({ action }: { action: string }) => action)).toEqual(['save']);
    const saved = await office.ask('applicant', `PATCH /api/applications/${id}`, {
      body: { post: { title: '光学设计师' } },
    });
    expect(saved.status).toBe(200);
    expect((await readHead(office.table, id))?.dueAt).toBe('2026-12-23T15:59:59.999Z');
    const again = await steps.submit(office, id);
    expect(again.clock.startedAt).toBe('2026-11-23T02:00:00.000Z');
    await steps.accept(office, id);
    expect(await read(office, 'applicant', id)).not.toHaveProperty('deficiencies');
  });

  test('refusing to accept states reasons and remedies, and lets the employer apply anew', async () => {
    const id = await submitted(office, employerId);
    const { body } = await act('front', id, 'preliminary-review', { decision: 'refuse-acceptance', reasons: [reason] });
    expect(body).toMatchObject({
      stage: 'not-accepted',
      refusal: { reasons: [reason], remedies: { zh: expect.any(String) } },
    });
    const second = await submitted(office, employerId);
    expect((await read(office, 'front', second)).stage).toBe('preliminary-review');
  });

  test.each([
    ['no decision', {}, [['decision', 'missing']]],
    ['an unknown decision', { decision: 'maybe' }, [['decision', 'not-an-option']]],
    ['a return without a deficiency', { decision: 'return', deficiencies: [] }, [['deficiencies', 'too-few']]],
    [
      'a deficiency in one language',
      { decision: 'return', deficiencies: [{ ...deficiency, text: { zh: '不清楚' } }] },
      [['deficiencies.0.text.en', 'missing']],
    ],
    [
      'a refusal without a rule',
      { decision: 'refuse-acceptance', reasons: [{ code: 'no-rule', text }] },
      [['reasons.0.rule', 'missing']],
    ],
  ])('%s is refused', async (_, body, found) => {
    const id = await submitted(office, employerId);
    const answer = await act('front', id, 'preliminary-review', body);
    expect([answer.status, problemsOf(answer)]).toEqual([400, found]);
  });

  test('repeated under the same key is answered alike; under another it is a conflict', async () => {
    const id = await submitted(office, employerId);
    const key = { 'Idempotency-Key': 'accept-1', 'If-Match': '"2"' };
    const first = await act('front', id, 'preliminary-review', accept, key);
    const again = await act('front', id, 'preliminary-review', accept, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await typesOf(id)).toEqual(['created', 'submitted', 'accepted']);
    const other = await act('front', id, 'preliminary-review', accept, { 'Idempotency-Key': 'accept-2' });
    expect([...codeOf(other), other.body.current.stage]).toEqual([409, 'conflict', 'review']);
  });

  test('with another decision under the same key is refused: one of the two is a mistake', async () => {
    const id = await submitted(office, employerId);
    const key = { 'Idempotency-Key': 'decide-1' };
    await act('front', id, 'preliminary-review', accept, key);
    const other = await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] }, key);
    expect(codeOf(other)).toEqual([422, 'key-reused']);
    expect((await read(office, 'front', id)).stage).toBe('review');
  });

  test('repeated after somebody else has gone on is still answered, and not done again', async () => {
    const id = await submitted(office, employerId);
    const key = { 'Idempotency-Key': 'accept-1' };
    await act('front', id, 'preliminary-review', accept, key);
    await office.machine.settle();
    await act('back', id, 'claim', undefined, { 'Idempotency-Key': 'claim-1' });
    const again = await act('front', id, 'preliminary-review', accept, key);
    expect([again.status, again.body.stage]).toEqual([200, 'review']);
    expect(await typesOf(id)).toEqual(['created', 'submitted', 'accepted', 'claimed']);
  });

  test('on a version that is not the latest is refused', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'claim');
    const answer = await act('front', id, 'preliminary-review', accept, { 'If-Match': '"2"' });
    expect([...codeOf(answer), answer.body.current.version]).toEqual([409, 'version-conflict', 3]);
  });
});

describe('an officer with an interest in the case', () => {
  test.each<[string, Partial<typeof people.front>]>([
    ['handles the employer', { subject: people.employer.subject, roles: ['front-officer', 'employer'] }],
    ['is the applicant', { roles: ['front-officer', 'applicant'], email: people.applicant.email }],
  ])('who %s decides nothing in it (回避)', async (_, more) => {
    const id = await submitted(office, employerId);
    const involved = { ...people.front, ...more };
    expect(codeOf(await act(involved, id, 'claim'))).toEqual([403, 'not-allowed']);
    expect(codeOf(await act(involved, id, 'preliminary-review', accept))).toEqual([403, 'not-allowed']);
    expect(await typesOf(id)).toEqual(['created', 'submitted']);
  });
});

describe('an applicant whom the register may know already', () => {
  /** The engineer again, at another employer, with a new passport. */
  const renewed = (number: string): typeof engineer => ({
    ...engineer,
    form: {
      ...engineer.form,
      applicant: { ...engineer.form.applicant, passport: { ...engineer.form.applicant.passport, number } },
    },
  });
  const arriving = async () => {
    const [two = '', three = ''] = await employers(2);
    const first = await submitted(office, employerId);
    const known = (await readHead(office.table, first))?.personId ?? '';
    const second = await submitted(office, two, 'employer', renewed('U77777777'));
    return { first, known, second, three };
  };

  test('is shown to officers only, who must say which it is', async () => {
    const { second, known } = await arriving();
    expect((await read(office, 'front', second)).possiblySamePerson).toEqual([{ personId: known }]);
    expect(await read(office, 'employer', second)).not.toHaveProperty('possiblySamePerson');
    expect(problemsOf(await act('front', second, 'preliminary-review', accept))).toEqual([['person', 'missing']]);
    const wrong = await act('front', second, 'preliminary-review', { ...accept, person: 'GP0000000000000008' });
    expect(problemsOf(wrong)).toEqual([['person', 'not-an-option']]);
  });

  test('"the same" gives the application the code that is known, and moves its lock', async () => {
    const { second, known } = await arriving();
    expect((await act('front', second, 'preliminary-review', { ...accept, person: known })).status).toBe(200);
    expect((await readHead(office.table, second))?.personId).toBe(known);
    expect(await lockOf(second)).toEqual([known]);
  });

  test('"someone else" keeps the new code, and asks nobody again', async () => {
    const { second, known, three } = await arriving();
    expect((await act('front', second, 'preliminary-review', { ...accept, person: 'new' })).status).toBe(200);
    expect((await readHead(office.table, second))?.personId).not.toBe(known);
    const third = await submitted(office, three, 'employer', renewed('U77777777'));
    expect(await read(office, 'front', third)).not.toHaveProperty('possiblySamePerson');
  });

  test('"the same" is refused when that person has an open application with this employer already', async () => {
    const first = await submitted(office, employerId);
    const known = (await readHead(office.table, first))?.personId ?? '';
    const second = await submitted(office, employerId, 'employer', renewed('U77777777'));
    const answer = await act('front', second, 'preliminary-review', { ...accept, person: known });
    expect([...codeOf(answer), answer.body.current]).toEqual([409, 'conflict', { applicationId: first }]);
    expect((await read(office, 'front', second)).stage).toBe('preliminary-review');
  });

  test('two officers with contradicting words on one passport: the second is told to look again', async () => {
    const { second, known, three } = await arriving();
    const third = await submitted(office, three, 'employer', renewed('U77777777'));
    expect((await act('front', second, 'preliminary-review', { ...accept, person: known })).status).toBe(200);
    expect(codeOf(await act('front', third, 'preliminary-review', { ...accept, person: 'new' }))).toEqual([
      409,
      'conflict',
    ]);
    expect((await act('front', third, 'preliminary-review', { ...accept, person: known })).status).toBe(200);
  });
});

describe('review', () => {
  const review = async (id: string, more: object = {}, who: Who = 'back') => {
    const evidence = evidenceOf(await read(office, who, id));
    return act(who, id, 'review', { recommendation: 'approve', evidence, ...more });
  };

  test('names every row whose document is not named, at once, and changes nothing', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const answer = await act('back', id, 'review', { recommendation: 'approve' });
    const needed = (await read(office, 'back', id)).evidenceNeeded.map(
      ({ item }: { item: string }) => `evidence.${item}`,
    );
    expect(needed.length).toBeGreaterThanOrEqual(5);
    expect([answer.status, problemsOf(answer).map(([path]: string[]) => path)]).toEqual([400, needed]);
    expect((await read(office, 'back', id)).stage).toBe('review');
  });

  test('with every document named passes to the conclusion, with what was confirmed on record', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const { status, body } = await review(id, { note: '材料齐全' });
    expect([status, body.stage, body.clock.dueAt]).toEqual([200, 'conclusion', '2026-11-26T15:59:59.999Z']);
    const event = (await readEvents(office.table, id)).at(-1);
    expect(event).toMatchObject({
      type: 'reviewed',
      by: { party: 'authority', subject: 'back-chen' },
      data: { recommendation: 'approve', score: { total: 62, category: 'B', policy: 'interim-2017' } },
    });
  });

  test('does not take a document of another application for proof', async () => {
    const [two = ''] = await employers(1);
    const other = await completeDraft(office, two, 'employer', scientist);
    const foreign = (await read(office, 'employer', other)).documents[0].id;
    const id = await waitingIn(office, 'review', employerId);
    const evidence = [...evidenceOf(await read(office, 'back', id)), { item: 'age', documentId: foreign }];
    const answer = await act('back', id, 'review', { recommendation: 'approve', evidence });
    expect(problemsOf(answer)).toEqual([[`evidence.${evidence.length - 1}.documentId`, 'not-an-option']]);
  });

  test('may correct a fact: the category follows, the original is kept, and the form is untouched', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const corrections = [{ item: 'hsk', value: 0, reason: '证书查无记录 The certificate is not on record' }];
    const { status, body } = await review(id, { corrections });
    expect([status, body.category, body.assessment.total]).toEqual([200, 'C', 59]);
    expect(body.form.facts.hsk).toBe(3);
    const event = (await readEvents(office.table, id)).at(-1);
    expect(event?.data.corrections).toEqual([{ item: 'hsk', original: 3, value: 0, reason: corrections[0]?.reason }]);
    expect((await office.ask('decider', 'GET /api/queues/conclusion')).body.items).toMatchObject([
      { id, category: 'C' },
    ]);
  });

  test.each(['birthDate', 'constructor', '__proto__'])('cannot correct "%s"', async (item) => {
    const id = await waitingIn(office, 'review', employerId);
    const answer = await review(id, { corrections: [{ item, value: 1, reason: 'x' }] });
    expect([answer.status, problemsOf(answer)]).toEqual([400, [['corrections.0.item', 'not-an-option']]]);
  });

  test('that recommends refusal needs reasons and no proof', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const without = await act('back', id, 'review', { recommendation: 'refuse' });
    expect([without.status, problemsOf(without)]).toEqual([400, [['reasons', 'missing']]]);
    const answer = await act('back', id, 'review', { recommendation: 'refuse', reasons: [reason] });
    expect([answer.status, answer.body.stage]).toEqual([200, 'conclusion']);
  });

  test('may send it back with everything at once, and what is handed in leads back to review', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const answer = await act('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency] });
    expect([answer.status, answer.body.stage, answer.body.deficiencies]).toEqual([200, 'returned', [deficiency]]);
    await office.machine.settle();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    const again = await steps.submit(office, id);
    expect([again.stage, again.clock.dueAt]).toEqual(['review', '2026-11-23T15:59:59.999Z']);
    expect(office.machine.waitingIn(`${id}-2`)).toBe('review');
  });

  test('is not for the front office, and not before acceptance', async () => {
    const id = await submitted(office, employerId);
    expect(codeOf(await act('front', id, 'review', { recommendation: 'refuse', reasons: [reason] }))).toEqual([
      403,
      'not-allowed',
    ]);
    const early = await act('back', id, 'review', { recommendation: 'refuse', reasons: [reason] });
    expect([...codeOf(early), early.body.current.stage]).toEqual([409, 'conflict', 'preliminary-review']);
  });
});

describe('conclusion', () => {
  test('by the officer who reviewed is refused, whatever roles that officer has (art. 34)', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await steps.review(office, id, 'both');
    const answer = await act('both', id, 'conclude', approve);
    expect([...codeOf(answer), answer.body.current.stage]).toEqual([403, 'two-officers', 'conclusion']);
    expect(codeOf(await act('both', id, 'conclude', refuse))).toEqual([403, 'two-officers']);
    expect((await act('decider', id, 'conclude', approve)).status).toBe(200);
  });

  test('by that officer is refused by the write itself, even when the check before it was passed', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    let entered = false;
    office.hooks.before = async (operation) => {
      if (operation !== 'TransactWriteItems' || entered) return;
      entered = true;
      await office.table.update({
        Key: keys.application(id),
        UpdateExpression: 'SET reviewedBy = :decider',
        ExpressionAttributeValues: { ':decider': people.decider.subject },
      });
    };
    const answer = await act('decider', id, 'conclude', approve);
    expect([...codeOf(answer), answer.body.current.stage]).toEqual([409, 'conflict', 'conclusion']);
    expect(await typesOf(id)).not.toContain('approved');
  });

  test('approving fixes how long the permit runs, and it is issued', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const { status, body } = await act('decider', id, 'conclude', approve);
    expect([status, body.stage]).toEqual([200, 'approved']);
    await office.machine.settle();
    const { permitNumber, stage } = await read(office, 'employer', id);
    expect(stage).toBe('issued');
    expect(await readPermit(office.table, permitNumber)).toMatchObject({
      category: 'B',
      validFrom: '2026-12-23',
      validTo: '2028-12-22',
      bindingLimit: 'category',
    });
  });

  test.each([
    ['an earlier day', '2027-06-30', '2027-06-30', 'request'],
    ['a day beyond the limit', '2040-01-01', '2028-12-22', 'category'],
  ])('that asks for %s: the permit ends on the tightest limit', async (_, validTo, to, binding) => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await act('decider', id, 'conclude', { ...approve, validTo });
    const event = (await readEvents(office.table, id)).at(-1);
    expect(event?.data.validity).toEqual({ from: '2026-12-23', to, binding });
  });

  test('that would leave no day is refused', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const answer = await act('decider', id, 'conclude', { ...approve, validTo: '2026-12-01' });
    expect([answer.status, problemsOf(answer)]).toEqual([400, [['validTo', 'no-validity-left']]]);
    office.clock.set('2034-01-10T02:00:00.000Z');
    const late = await act('decider', id, 'conclude', approve);
    expect([late.status, problemsOf(late)]).toEqual([400, [['decision', 'no-validity-left']]]);
  });

  test('against a recommendation to refuse needs the reason for it and the proof of every row', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await act('back', id, 'review', { recommendation: 'refuse', reasons: [reason] });
    await office.machine.settle();
    const evidence = evidenceOf(await read(office, 'decider', id));
    const without = await act('decider', id, 'conclude', approve);
    expect(without.status).toBe(400);
    expect(problemsOf(without)).toContainEqual(['departure', 'not-recommended']);
    expect(problemsOf(without).length).toBeGreaterThan(evidence.length);
    const unproven = await act('decider', id, 'conclude', { ...approve, departure: '已另行核实' });
    expect(problemsOf(unproven).every(([path]: string[]) => path?.startsWith('evidence.'))).toBe(true);
    const answer = await act('decider', id, 'conclude', { ...approve, departure: '已另行核实', evidence });
    expect([answer.status, answer.body.stage]).toEqual([200, 'approved']);
    const event = (await readEvents(office.table, id)).at(-1);
    expect(event?.data).toMatchObject({ departure: '已另行核实', evidence });
  });

  test('refusing states every reason and the remedies, opens the lock, and the person may be applied for again', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const reasons = [reason, { ...reason, code: 'post-unsuitable' }];
    await steps.announce(office, id, reasons);
    await steps.reply(office, id);
    const answer = await act('decider', id, 'conclude', { decision: 'refuse', reasons });
    expect([answer.status, answer.body.stage]).toEqual([200, 'refused']);
    const seen = await read(office, 'applicant', id);
    expect(seen.refusal.reasons).toEqual(reasons);
    expect(seen.refusal.remedies.zh).toContain('行政复议');
    expect(seen.next).toEqual([]);
    await office.machine.settle();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    expect(await lockOf(id)).toEqual([]);
    expect((await read(office, 'front', await submitted(office, employerId))).stage).toBe('preliminary-review');
  });

  test('two officers at once: one decides, the other is shown what was decided', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    await steps.reply(office, id);
    const answers = await Promise.all([
      act('decider', id, 'conclude', approve),
      act('otherDecider', id, 'conclude', refuse),
    ]);
    const won = answers.find(({ status }) => status === 200);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.current.stage).toBe(won?.body.stage);
    expect((await typesOf(id)).filter((type) => type === 'approved' || type === 'refused')).toHaveLength(1);
  });

  test('repeated under the same key is answered alike, also at once', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const key = { 'Idempotency-Key': 'conclude-1' };
    const answers = await Promise.all([
      act('decider', id, 'conclude', approve, key),
      act('decider', id, 'conclude', approve, key),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect((await typesOf(id)).filter((type) => type === 'approved')).toHaveLength(1);
  });

  test('needs reasons to refuse, each with its rule and in both languages', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const answer = await act('decider', id, 'conclude', { decision: 'refuse', reasons: [{ code: 'x' }] });
    expect(problemsOf(answer)).toEqual(
      expect.arrayContaining([
        ['reasons.0.rule', 'missing'],
        ['reasons.0.text', 'missing'],
      ]),
    );
    expect(problemsOf(await act('decider', id, 'conclude', { decision: 'refuse' }))).toEqual([['reasons', 'missing']]);
  });
});

describe('what was delegated to the zone', () => {
  test('ends with its last day: what is concluded after that is refused (art. 24)', async () => {
    const { delegation } = office.zone;
    await office.close();
    office = await openOffice({ zone: { delegation: { ...delegation, validTo: '2026-11-24' } } });
    const id = await waitingIn(office, 'conclusion', await register(office));
    office.clock.set('2026-11-24T16:00:00.000Z');
    expect(codeOf(await act('decider', id, 'conclude', approve))).toEqual([403, 'outside-delegation']);
    expect(codeOf(await act('decider', id, 'conclude', refuse))).toEqual([403, 'outside-delegation']);
    office.clock.set('2026-11-24T15:00:00.000Z');
    expect((await act('decider', id, 'conclude', approve)).status).toBe(200);
  });

  test('names the categories that it may decide', async () => {
    const { delegation, clocks } = office.zone;
    await office.close();
    const categories = ['A', 'C'] as const;
    office = await openOffice({
      zone: {
        delegation: { ...delegation, categories: [...categories] },
        clocks: clocks.map((clock) => ({ ...clock, categories: [...categories] })),
      },
    });
    const id = await draft(office, await register(office));
    await give(office, id, engineer.documents);
    const answer = await act('employer', id, 'submit');
    expect(codeOf(answer)).toEqual([403, 'outside-delegation']);
    expect((await read(office, 'employer', id)).stage).toBe('draft');
  });
});
