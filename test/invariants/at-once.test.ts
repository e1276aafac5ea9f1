import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closedStages, type Stage } from '../../shared/domain/application/transitions.ts';
import { addDays, epochOf, instantOf } from '../../shared/domain/time.ts';
import { readEvents, readHead } from '../../shared/records/application.ts';
import { problemsIn } from '../model/invariants.ts';
import { unpacked } from '../model/unpacked.ts';
import { type Answer, type Office, openOffice, type Who } from '../office/office.ts';
import { people } from '../office/people.ts';
import { approved, asks, begunOn, inConclusion, issuedPermit, permitOf } from '../office/permits.ts';
import { completeDraft, evidenceOf, read, register, steps, submitted, waitingIn } from '../office/walk.ts';

// Whole cases are walked here; a busy machine needs its time.
vi.setConfig({ testTimeout: 30_000 });

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const text = { zh: '不清楚', en: 'Not clear' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };
const act = (who: Who, id: string, action: string, body?: object): Promise<Answer> =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
const typesOf = async (id: string) => (await readEvents(office.table, id)).map(({ type }) => type);
const headOf = async (id: string) => {
  const head = await readHead(office.table, id);
  if (!head) throw new Error('no such application');
  return head;
};
const broken = async () =>
  problemsIn(unpacked(await office.items()), { rules: office.rules, now: instantOf(office.clock.now()), size: 1000 });
/** What comes out otherwise when the past of a case is computed again. */
const replayed = async (id: string) => {
  const { body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
  const other = [...body.clocks, ...body.scores].filter(({ outcome }: { outcome: string }) => outcome !== 'same');
  return [...other, ...body.findings];
};

describe('while midnight passes between the look of a function and its write (invariants 3, 4)', () => {
  /** A tick before midnight in Beijing; the write arrives the day after. */
  const midnightPasses = () => {
    office.clock.set('2026-11-24T15:59:59.990Z');
    office.hooks.before = (operation) => {
      if (operation !== 'TransactWriteItems') return;
      office.hooks.before = undefined;
      office.clock.advance(1000);
    };
  };

  test.each([
    ['a submission', async () => [await completeDraft(office, employerId), 'employer', 'submit'] as const],
    [
      'an acceptance',
      async () => [await submitted(office, employerId), 'front', 'preliminary-review', { decision: 'accept' }] as const,
    ],
  ])('the dates of %s follow from the one instant that its event bears', async (_, begin) => {
    const [id, who, action, body] = await begin();
    midnightPasses();
    expect((await act(who, id, action, body)).status).toBe(200);
    const event = (await readEvents(office.table, id)).at(-1);
    const { base, dueAt } = (event?.data.clock ?? {}) as { base?: string; dueAt?: string };
    expect([office.rules.dayOf(event?.at ?? ''), base]).toEqual(['2026-11-24', '2026-11-24']);
    expect((await headOf(id)).dueAt).toBe(dueAt);
    expect(await replayed(id)).toEqual([]);
  });
});

describe('a refusal at the same moment as something else (invariant 5)', () => {
  test('an announced refusal and an approval: one of them is made', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const answers = await Promise.all([
      act('decider', id, 'conclude', { decision: 'announce-refusal', reasons: [reason] }),
      act('otherDecider', id, 'conclude', { decision: 'approve' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await office.machine.settle();
    expect(await broken()).toEqual([]);
  });

  test('a reply and the end of the time to reply: one of them leads back, and the refusal was heard either way', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    office.clock.set(instantOf(epochOf((await headOf(id)).dueAt ?? '')));
    const [replied] = await Promise.all([
      act('employer', id, 'reply', { text: '说明' }),
      (async () => {
        office.clock.advance(1);
        await office.machine.timeOut();
      })(),
    ]);
    await office.machine.timeOut();
    const types = (await typesOf(id)).filter((type) => ['replied', 'reply-period-ended'].includes(type));
    expect(types).toEqual([replied.status === 200 ? 'replied' : 'reply-period-ended']);
    const decided = await act('decider', id, 'conclude', { decision: 'refuse', reasons: [reason] });
    expect([decided.status, await broken(), await replayed(id)]).toEqual([200, [], []]);
  });
});

describe('an extension at the second at which its permit ends (invariants 6, 7)', () => {
  const inTheWindow = async () => {
    const permit = await issuedPermit(office, employerId);
    office.clock.set(`${addDays(permit.validTo, -60)}T02:00:00.000Z`);
    return permit;
  };

  test('a decider and the law at the same moment grant it once', async () => {
    const permit = await inTheWindow();
    const id = await inConclusion(office, await begunOn(office, 'extension', permit.number, asks.extension));
    office.clock.set(`${permit.validTo}T15:59:59.998Z`);
    const decide = act('decider', id, 'conclude', { decision: 'approve' });
    office.clock.advance(10);
    await Promise.all([decide, office.machine.timeOut(), office.sweep()]);
    await office.machine.timeOut();
    const granted = (await typesOf(id)).filter((type) => ['approved', 'deemed-granted'].includes(type));
    expect(granted).toHaveLength(1);
    expect(await permitOf(office, permit.number)).toMatchObject({ period: 2, validFrom: addDays(permit.validTo, 1) });
    expect([await broken(), await replayed(id)]).toEqual([[], []]);
  });

  test('several rounds of the sweeper and the execution grant it once by law', async () => {
    const permit = await inTheWindow();
    const id = await inConclusion(office, await begunOn(office, 'extension', permit.number, asks.extension));
    office.clock.set(instantOf(epochOf(`${permit.validTo}T16:06:00.000Z`)));
    await Promise.all([office.machine.timeOut(), office.sweep(), office.sweep(), office.sweep()]);
    await office.machine.settle();
    expect((await typesOf(id)).filter((type) => ['deemed-granted', 'permit-issued'].includes(type))).toHaveLength(2);
    expect([(await permitOf(office, permit.number)).period, await broken()]).toEqual([2, []]);
  });

  test('granted together with a change to a passport that ends sooner, it ends with that passport at the latest', async () => {
    const permit = await inTheWindow();
    const expiresOn = addDays(permit.validTo, 100);
    const passport = { ...asks.newPassport.applicant.passport, expiresOn };
    const today = office.rules.today(office.clock);
    const change = { ...asks.newPassport, applicant: { passport }, answers: { what: ['passport'], changedOn: today } };
    const extension = await approved(office, await begunOn(office, 'extension', permit.number, asks.extension));
    const changed = await approved(office, await begunOn(office, 'change', permit.number, change));
    await Promise.all([extension, changed].map((applicationId) => office.issue({ applicationId })));
    await office.machine.settle();
    // One of them may have found another permit than was approved on, and goes through the deciders again.
    for (const id of [extension, changed]) {
      if ((await headOf(id)).stage === 'conclusion') await steps.conclude(office, id);
      await office.machine.settle();
    }
    const after = await permitOf(office, permit.number);
    expect(after.validTo <= expiresOn, `${after.validTo} is after ${expiresOn}`).toBe(true);
    expect(await broken()).toEqual([]);
  });
});

describe('a score (invariant 10)', () => {
  test('that two reviewers settle at once in different ways is that of one of them, with its facts and papers', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const seen = await read(office, 'back', id);
    const evidence = evidenceOf(seen);
    const correction = { item: 'hsk', value: 0, reason: 'The certificate is not on record' };
    const answers = await Promise.all([
      act('back', id, 'review', { recommendation: 'approve', evidence }),
      act('both', id, 'review', { recommendation: 'refuse', reasons: [reason], corrections: [correction] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const reviews = (await readEvents(office.table, id)).filter(({ type }) => type === 'reviewed');
    expect(reviews).toHaveLength(1);
    const won = answers[0]?.status === 200 ? people.back.subject : people.both.subject;
    expect([reviews[0]?.by.subject, (await headOf(id)).reviewedBy]).toEqual([won, won]);
    expect(await replayed(id)).toEqual([]);
  });
});

describe('time (invariant 11)', () => {
  const reach: Partial<Record<Stage, () => Promise<string>>> = {
    'preliminary-review': () => submitted(office, employerId),
    review: () => waitingIn(office, 'review', employerId),
    conclusion: () => waitingIn(office, 'conclusion', employerId),
    'refusal-announced': async () => {
      const id = await waitingIn(office, 'conclusion', employerId);
      await steps.announce(office, id, [reason]);
      return id;
    },
  };

  test.each(Object.entries(reach))('refuses nothing, however long a case lies in %s', async (_, begin) => {
    const id = await begin();
    for (let days = 0; days < 400; days += 20) {
      office.clock.advance(20 * 86_400_000);
      await office.machine.timeOut();
      await office.sweep();
      await office.machine.settle();
    }
    expect(closedStages).not.toContain((await headOf(id)).stage);
    const grants = (await readEvents(office.table, id)).filter(
      ({ by, type }) => by.party === 'system' && type !== 'escalated',
    );
    expect(grants.filter(({ type }) => !['deemed-accepted', 'reply-period-ended'].includes(type))).toEqual([]);
    for (const { type, data } of grants) if (type === 'deemed-accepted') expect(data.law).toContain('art. 32');
  });
});

describe('readings (invariant 12)', () => {
  test('of thirty officers at the same moment are all recorded', async () => {
    const id = await submitted(office, employerId);
    const officers = Array.from({ length: 30 }, (_, index) => ({ ...people.front, subject: `front-${index}` }));
    const answers = await Promise.all(officers.map((who) => office.ask(who, `GET /api/applications/${id}`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const { body } = await office.ask('inspector', 'GET /api/readings', { query: { day: '2026-11-23', limit: '100' } });
    const who = body.items.map(({ by }: { by: string }) => by);
    for (const { subject } of officers) expect(who).toContain(subject);
  });
});
