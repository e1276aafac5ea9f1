/** @module-tag moving-clock */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  evidenceOf,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import { type Answer, type Caller, signIn } from '../../infra/demo/zone-client.ts';
import { etownRules } from '../zone-rules.ts';
import { assemble, type Cast, completeDraft, type Party } from './cast.ts';

const { count } = etownRules();
const why = { zh: '上级机关正在检查', en: 'The higher authority is inspecting' };
const deficiencies = [{ path: 'post.duties', code: 'unclear', text: { zh: '职责不明确', en: 'Duties are not clear' } }];
const reasons = [{ code: 'post', rule: 'art. 6', text: { zh: '岗位无特殊需要', en: 'The post has no special need' } }];
const minutes = 240_000;

let cast: Cast;
let supervisor: Caller;
let employer: Party;
let applicants = 0;

/** Everybody signs in anew: their tokens end while the clock is moved. */
async function signInAgain(): Promise<void> {
  cast.frontOfficer = await cast.signInAs('front-officer');
  cast.backOfficer = await cast.signInAs('back-officer');
  cast.decider = await cast.signInAs('decider');
  supervisor = await cast.signInAs('supervisor');
  employer.handler = await cast.signInAs('employer', employer.account);
}

const local = (path: string, body?: object): Promise<Answer> =>
  cast.anyone.ask('POST', `/_local/${path}`, body ? { body } : {});
const setClock = async (instant: string) => {
  expect((await local('clock', { set: instant })).status).toBe(200);
  await signInAgain();
};
const sweep = async () => {
  expect((await local('sweep')).status).toBe(200);
};
const act = (who: Caller, id: string, action: string, body?: object): Promise<Answer> =>
  who.ask('POST', `/api/applications/${id}/${action}`, body ? { body } : {});
const done = async (answer: Promise<Answer>): Promise<Answer['body']> => {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const seen = async (id: string): Promise<Answer['body']> =>
  (await employer.handler.ask('GET', `/api/applications/${id}`)).body;
const staff = (subject: string, change: string, body: object) =>
  supervisor.ask('POST', `/api/staff/${subject}/${change}`, { body });
const refusalOf = ({ status, body }: Answer) => [status, String(body.type).split(':').at(-1)];

/** A draft of the same employer for another foreigner. */
async function anotherDraft(): Promise<string> {
  applicants += 1;
  const number = String(applicants).padStart(2, '0');
  const { form } = employer.sample;
  const letters = [...number].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');
  const applicant = {
    ...form.applicant,
    familyName: `${form.applicant.familyName} ${letters}`,
    email: `referred${number}@applicant.example`,
    passport: { ...form.applicant.passport, number: `U9900${number}` },
  };
  return completeDraft({ ...employer, sample: { ...employer.sample, form: { ...form, applicant } } });
}

async function submitted(): Promise<string> {
  const id = await anotherDraft();
  await submitApplication(employer.handler, id);
  return id;
}

const accepted = async () => {
  const id = await submitted();
  await acceptApplication(cast.frontOfficer, id);
  return id;
};

const reviewed = async () => {
  const id = await accepted();
  await reviewApplication(cast.backOfficer, id);
  return id;
};

beforeAll(async () => {
  cast = await assemble();
  employer = await cast.party();
  await setClock('2026-12-07T02:00:00.000Z');
}, minutes);
afterAll(() => cast.end());

describe('twelve applications in every stage', () => {
  let ids: string[];
  let stages: string[];
  let draft: string;
  const at = (stage: string) => ids.filter((_, index) => stages[index] === stage);
  const stagesNow = () => Promise.all(ids.map(async (id) => (await seen(id)).stage));

  test(
    'are open when the delegation is suspended, and from that moment nothing is decided',
    async () => {
      draft = await anotherDraft();
      const returned = await submitted();
      await done(act(cast.frontOfficer, returned, 'preliminary-review', { decision: 'return', deficiencies }));
      const returnedInReview = await accepted();
      await done(act(cast.backOfficer, returnedInReview, 'review', { recommendation: 'return', deficiencies }));
      const announced = [await reviewed(), await reviewed()];
      for (const id of announced) {
        await done(act(cast.decider, id, 'conclude', { decision: 'announce-refusal', reasons }));
      }
      const claimed = await submitted();
      await done(act(cast.frontOfficer, claimed, 'claim'));
      ids = [
        await submitted(),
        claimed,
        await accepted(),
        await accepted(),
        await accepted(),
        await reviewed(),
        await reviewed(),
        await reviewed(),
        returned,
        returnedInReview,
        ...announced,
      ];
      stages = await stagesNow();
      expect(new Set(stages)).toEqual(
        new Set(['preliminary-review', 'review', 'conclusion', 'returned', 'refusal-announced']),
      );
      expect(ids).toHaveLength(12);

      const suspended = await done(supervisor.ask('POST', '/api/delegation/suspend', { body: { reason: why } }));
      expect(suspended).toMatchObject({ holds: false, suspended: [{ scope: {}, reason: why, by: 'supervisor' }] });
      const decisions = await Promise.all([
        ...at('preliminary-review').map((id) =>
          act(cast.frontOfficer, id, 'preliminary-review', { decision: 'accept' }),
        ),
        ...at('review').map((id) => act(cast.backOfficer, id, 'review', { recommendation: 'refuse', reasons })),
        ...at('conclusion').map((id) => act(cast.decider, id, 'conclude', { decision: 'approve' })),
        act(employer.handler, draft, 'submit'),
      ]);
      expect(decisions).toHaveLength(9);
      for (const answer of decisions) {
        expect(refusalOf(answer)).toEqual([403, 'outside-delegation']);
        expect(answer.body.detail).toContain(why.en);
      }
      expect(await stagesNow()).toEqual(stages);
    },
    minutes,
  );

  test(
    'go to the delegating authority with the next round, and their parties see where they are',
    async () => {
      await sweep();
      await sweep();
      expect(await stagesNow()).toEqual(ids.map(() => 'with-delegating-authority'));
      const view = await seen(ids[0] ?? '');
      expect(view.referred.reason.en).toContain(why.en);
      expect(view.next.map(({ action }: { action: string }) => action)).toEqual(['withdraw']);
      const { body } = await employer.handler.ask('GET', `/api/applications/${ids[0]}/timeline`);
      expect(body.items.at(-1).text.en).toContain('You need not file it again');
      const listed = await supervisor.ask('GET', '/api/delegation/referred');
      expect(listed.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
      const refused = await act(cast.decider, at('conclusion')[0] ?? '', 'conclude', { decision: 'approve' });
      expect(refusalOf(refused)).toEqual([403, 'outside-delegation']);
    },
    minutes,
  );

  test(
    'come back when it is restored, each with the clock that the law gives it',
    async () => {
      await setClock('2026-12-10T02:00:00.000Z');
      await sweep();
      expect(await stagesNow()).toEqual(ids.map(() => 'with-delegating-authority'));
      await done(supervisor.ask('POST', '/api/delegation/restore', { body: { reason: why } }));
      await sweep();
      expect(await stagesNow()).toEqual(stages);
      const endOf = (day: string) => `${day}T15:59:59.999Z`;
      for (const id of at('preliminary-review')) {
        expect((await seen(id)).clock.dueAt).toBe(endOf(count('2026-12-10', 1).day));
      }
      // Promised for the day of acceptance; three working days away are added.
      for (const id of at('review')) expect((await seen(id)).clock.dueAt).toBe(endOf(count('2026-12-07', 3).day));
      for (const id of at('conclusion')) expect((await seen(id)).clock.dueAt).toBe(endOf(count('2026-12-07', 6).day));
      for (const id of at('returned')) expect((await seen(id)).respondBy.on).toBe('2027-01-11');
      for (const id of at('refusal-announced')) {
        expect((await seen(id)).respondBy.on).toBe(count('2026-12-10', 5).day);
      }
      const { body } = await supervisor.ask('GET', '/api/delegation');
      expect(body).toMatchObject({ holds: true, suspended: [] });
      expect(body.history.items.map(({ type }: { type: string }) => type)).toEqual([
        'delegation-restored',
        'delegation-suspended',
      ]);
    },
    minutes,
  );

  test(
    'all lead to a permit then',
    async () => {
      await submitApplication(employer.handler, draft);
      for (const id of at('returned')) await submitApplication(employer.handler, id);
      for (const id of at('refusal-announced'))
        await done(act(employer.handler, id, 'reply', { text: 'Please look again.' }));
      const every = [...ids, draft];
      const waiting = async (stage: string) => {
        const now = await Promise.all(every.map(async (id) => ({ id, view: await seen(id) })));
        return now.filter(({ view }) => view.stage === stage).map(({ id }) => id);
      };
      for (const id of await waiting('preliminary-review')) await acceptApplication(cast.frontOfficer, id);
      for (const id of await waiting('review')) await reviewApplication(cast.backOfficer, id);
      for (const id of await waiting('conclusion')) await concludeApplication(cast.decider, id);
      for (const id of every) expect((await awaitStage(employer.handler, id, 'issued')).permitNumber).toBeTruthy();
    },
    minutes,
  );
});

describe('four eyes over the API', () => {
  const both = () => cast.signInAs('decider', 'both');

  test('two officers conclude at the same moment: one does', async () => {
    const id = await reviewed();
    const answers = await Promise.all([
      act(cast.decider, id, 'conclude', { decision: 'approve' }),
      act(await both(), id, 'conclude', { decision: 'approve' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await awaitStage(employer.handler, id, 'issued');
  });

  test('one person reviews and concludes in the same moment: never both', async () => {
    const one = await signIn(cast.zone.url, ['back-officer', 'decider'], 'one');
    const id = await accepted();
    const { body } = await one.ask('GET', `/api/applications/${id}`);
    const [review, ...conclusions] = await Promise.all([
      act(one, id, 'review', { recommendation: 'approve', evidence: evidenceOf(body) }),
      ...[1, 2, 3, 4].map(() => act(one, id, 'conclude', { decision: 'approve' })),
    ]);
    expect(review?.status).toBe(200);
    for (const { status } of conclusions) expect([403, 409]).toContain(status);
    expect(refusalOf(await act(one, id, 'conclude', { decision: 'approve' }))).toEqual([403, 'two-officers']);
    expect((await seen(id)).stage).toBe('conclusion');
  });

  test('a role that ended between review and conclusion: sent back, reviewed by another, concluded', async () => {
    const id = await reviewed();
    const reason = { zh: '调离岗位', en: 'Moved to another office' };
    await done(staff('back-officer', 'end', { role: 'back-officer', reason }));
    const refused = await act(cast.decider, id, 'conclude', { decision: 'approve' });
    expect(refusalOf(refused)).toEqual([403, 'role-ended']);
    expect(await done(act(supervisor, id, 'review-again', { reason: 'The reviewer has left.' }))).toMatchObject({
      stage: 'review',
    });
    const gone = await act(cast.backOfficer, id, 'review', { recommendation: 'approve', evidence: [] });
    expect(refusalOf(gone)).toEqual([403, 'role-ended']);
    await reviewApplication(await cast.signInAs('back-officer', 'other'), id);
    await concludeApplication(cast.decider, id);
    await awaitStage(employer.handler, id, 'issued');
    await done(staff('back-officer', 'reinstate', { role: 'back-officer', reason }));
  });

  test('a colleague acts in the place of an officer on leave, and the record says so', async () => {
    const id = await submitted();
    await done(act(cast.frontOfficer, id, 'claim'));
    const other = await cast.signInAs('front-officer', 'other');
    expect((await act(other, id, 'preliminary-review', { decision: 'accept' })).status).toBe(409);
    const recorded = await staff('front-officer', 'leave', {
      role: 'front-officer',
      from: '2026-12-10',
      to: '2026-12-31',
      coveredBy: 'front-officer-other',
      reason: 'annual leave',
    });
    expect(recorded.status).toBe(201);
    await acceptApplication(other, id);
    const { body } = await supervisor.ask('GET', `/api/applications/${id}`);
    expect(body.acceptance).toMatchObject({ by: 'front-officer-other', inPlaceOf: 'front-officer' });
    expect((await seen(id)).acceptance).toBeUndefined();
  });

  test('a suspension that was announced holds from the first minute of its day', async () => {
    const id = await submitted();
    await done(
      supervisor.ask('POST', '/api/delegation/suspend', {
        body: { reason: why, from: '2026-12-12', scope: { categories: ['B'] } },
      }),
    );
    await done(act(cast.frontOfficer, id, 'claim'));
    await setClock('2026-12-11T16:00:00.000Z');
    const late = await act(cast.frontOfficer, id, 'preliminary-review', { decision: 'accept' });
    expect(refusalOf(late)).toEqual([403, 'outside-delegation']);
    await sweep();
    expect((await seen(id)).stage).toBe('with-delegating-authority');
    await done(act(employer.handler, id, 'withdraw'));
  });
});
