import { afterEach, expect, test } from 'vitest';
import type { EventType } from '../../shared/domain/application/events.ts';
import type { Stage } from '../../shared/domain/application/transitions.ts';
import { addDays, epochOf, instantOf } from '../../shared/domain/time.ts';
import { readEvents, readHead } from '../../shared/records/application.ts';
import { problemsIn } from '../model/invariants.ts';
import { unpacked } from '../model/unpacked.ts';
import { restore, suspend } from '../office/leading.ts';
import { type Office, openOffice, type Who } from '../office/office.ts';
import { asks, begunOn, issuedPermit } from '../office/permits.ts';
import { completeDraft, engineer, evidenceOf, graduate, read, register, steps } from '../office/walk.ts';

let office: Office;
afterEach(() => office.close());

const text = { zh: '不清楚', en: 'Not clear' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };
const deficiency = { path: 'post.duties', code: 'unclear', text };
const size = 100;
const day = 86_400_000;

/** A case that stands where something is about to be done with it. */
type Work = { id: string; act: () => Promise<unknown> };
type Attempted = {
  begin: (employerId: string, sample: typeof engineer) => Promise<Work>;
  /** What must have happened once, and where the case must stand, after all is done. */
  once: EventType;
  leads: Stage;
};

let keys = 0;
/** A request that its sender repeats under the same Idempotency-Key, as after an answer that never came. */
const request = (who: Who, id: string, action: string, body?: object): Work => {
  keys += 1;
  const headers = { 'Idempotency-Key': `request-${keys}` };
  return {
    id,
    act: async () => {
      const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, {
        headers,
        ...(body ? { body } : {}),
      });
      if (answer.status >= 400) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await office.machine.settle();
    },
  };
};
/** What happens by itself when its time has come. */
const byItself = (id: string): Work => ({
  id,
  act: async () => {
    await office.machine.timeOut();
    await office.sweep();
    await office.machine.settle();
  },
});

/** Moves the clock to the second after something of a case is due. */
async function pass(id: string, name: 'dueAt' | 'deemsAt'): Promise<void> {
  const at = (await readHead(office.table, id))?.[name];
  if (!at) throw new Error(`nothing is due: ${name}`);
  office.clock.set(instantOf(epochOf(at) + 1000));
}

const to = {
  submitted: async (employerId: string, sample: typeof engineer) => {
    const id = await completeDraft(office, employerId, 'employer', sample);
    await steps.submit(office, id);
    return id;
  },
  review: async (employerId: string, sample: typeof engineer) => {
    const id = await to.submitted(employerId, sample);
    await steps.accept(office, id);
    return id;
  },
  conclusion: async (employerId: string, sample: typeof engineer) => {
    const id = await to.review(employerId, sample);
    await steps.review(office, id);
    return id;
  },
  announced: async (employerId: string, sample: typeof engineer) => {
    const id = await to.conclusion(employerId, sample);
    await steps.announce(office, id, [reason]);
    return id;
  },
  heard: async (employerId: string, sample: typeof engineer) => {
    const id = await to.announced(employerId, sample);
    await steps.reply(office, id);
    return id;
  },
  returned: async (employerId: string, sample: typeof engineer, from: 'preliminary-review' | 'review') => {
    const id = await (from === 'review' ? to.review : to.submitted)(employerId, sample);
    const [who, body] =
      from === 'review'
        ? (['back', { recommendation: 'return', deficiencies: [deficiency] }] as const)
        : (['front', { decision: 'return', deficiencies: [deficiency] }] as const);
    await request(who, id, from, body).act();
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: '光学系统设计' } } });
    return id;
  },
  /** An extension of a permit that ends in forty days. */
  extension: async (employerId: string, sample: typeof engineer) => {
    const today = office.rules.today(office.clock);
    const post = { ...sample.form.post, contractFrom: today, contractTo: addDays(today, 150) };
    const permit = await issuedPermit(office, employerId, { ...sample, form: { ...sample.form, post } });
    office.clock.advance(100 * day);
    const following = { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 300) };
    const id = await begunOn(office, 'extension', permit.number, { ...asks.extension, post: following });
    await steps.submit(office, id);
    await steps.accept(office, id);
    return { id, permit };
  },
};

const attempts: Record<string, Attempted> = {
  'a submission': {
    begin: async (employerId, sample) =>
      request('employer', await completeDraft(office, employerId, 'employer', sample), 'submit'),
    once: 'submitted',
    leads: 'preliminary-review',
  },
  'taking an application back': {
    begin: async (...party) => request('employer', await to.submitted(...party), 'recall'),
    once: 'recalled',
    leads: 'draft',
  },
  'an acceptance that takes a place of the quota': {
    begin: async (...party) =>
      request('front', await to.submitted(...party), 'preliminary-review', { decision: 'accept' }),
    once: 'accepted',
    leads: 'review',
  },
  'a withdrawal that gives the place back': {
    begin: async (...party) => request('employer', await to.review(...party), 'withdraw'),
    once: 'withdrawn',
    leads: 'withdrawn',
  },
  'a complete notice': {
    begin: async (...party) =>
      request('front', await to.submitted(...party), 'preliminary-review', {
        decision: 'return',
        deficiencies: [deficiency],
      }),
    once: 'returned',
    leads: 'returned',
  },
  'a supplement to a review': {
    begin: async (...party) => request('employer', await to.returned(...party, 'review'), 'submit'),
    once: 'supplemented',
    leads: 'review',
  },
  'a refusal to accept': {
    begin: async (...party) =>
      request('front', await to.submitted(...party), 'preliminary-review', {
        decision: 'refuse-acceptance',
        reasons: [reason],
      }),
    once: 'acceptance-refused',
    leads: 'not-accepted',
  },
  'a review with its score': {
    begin: async (...party) => {
      const id = await to.review(...party);
      const evidence = evidenceOf(await read(office, 'back', id));
      return request('back', id, 'review', { recommendation: 'approve', evidence });
    },
    once: 'reviewed',
    leads: 'conclusion',
  },
  'an announced pause': {
    begin: async (...party) =>
      request('back', await to.review(...party), 'pause', {
        kind: 'hearing',
        announcement: text,
        until: addDays(office.rules.today(office.clock), 14),
      }),
    once: 'paused',
    leads: 'review',
  },
  'an extension of the time': {
    begin: async (...party) =>
      request('supervisor', await to.review(...party), 'extend-time', { workingDays: 5, reason: text }),
    once: 'time-extended',
    leads: 'review',
  },
  'sending a case back to review': {
    begin: async (...party) =>
      request('supervisor', await to.conclusion(...party), 'review-again', { reason: 'The reviewer has left' }),
    once: 'sent-back',
    leads: 'review',
  },
  'an announced refusal': {
    begin: async (...party) =>
      request('decider', await to.conclusion(...party), 'conclude', {
        decision: 'announce-refusal',
        reasons: [reason],
      }),
    once: 'refusal-announced',
    leads: 'refusal-announced',
  },
  'a reply': {
    begin: async (...party) => request('employer', await to.announced(...party), 'reply', { text: '说明' }),
    once: 'replied',
    leads: 'conclusion',
  },
  'a refusal': {
    begin: async (...party) =>
      request('decider', await to.heard(...party), 'conclude', { decision: 'refuse', reasons: [reason] }),
    once: 'refused',
    leads: 'refused',
  },
  'an approval and its permit': {
    begin: async (...party) => request('decider', await to.conclusion(...party), 'conclude', { decision: 'approve' }),
    once: 'permit-issued',
    leads: 'issued',
  },
  'an approved extension and its next period': {
    begin: async (...party) => {
      const { id } = await to.extension(...party);
      await steps.review(office, id);
      return request('decider', id, 'conclude', { decision: 'approve' });
    },
    once: 'permit-issued',
    leads: 'issued',
  },
  'reopening a refused case': {
    begin: async (...party) => {
      const id = await to.heard(...party);
      await request('decider', id, 'conclude', { decision: 'refuse', reasons: [reason] }).act();
      return request('supervisor', id, 'reopen', { basis: 'reconsideration', reason: text });
    },
    once: 'reopened',
    leads: 'preliminary-review',
  },
  'acceptance by law after five working days of silence': {
    begin: async (...party) => {
      const id = await to.submitted(...party);
      await pass(id, 'deemsAt');
      return byItself(id);
    },
    once: 'deemed-accepted',
    leads: 'review',
  },
  'renewal by law at the end of a permit': {
    begin: async (...party) => {
      const { id, permit } = await to.extension(...party);
      office.clock.set(`${permit.validTo}T16:00:00.000Z`);
      return byItself(id);
    },
    once: 'deemed-granted',
    leads: 'issued',
  },
  'the end of a reply period': {
    begin: async (...party) => {
      const id = await to.announced(...party);
      await pass(id, 'dueAt');
      return byItself(id);
    },
    once: 'reply-period-ended',
    leads: 'conclusion',
  },
  'a lapse that gives the place back': {
    begin: async (...party) => {
      const id = await to.returned(...party, 'review');
      await pass(id, 'dueAt');
      return byItself(id);
    },
    once: 'lapsed',
    leads: 'lapsed',
  },
  'the referral of a case while the delegation is suspended': {
    begin: async (...party) => {
      const id = await to.review(...party);
      await suspend(office);
      return byItself(id);
    },
    once: 'referred',
    leads: 'with-delegating-authority',
  },
};
const underQuota = (name: string) => /place/.test(name);

const isWrite = (operation: string) =>
  ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'].includes(operation);

/** Lets a function die before its nth write: nothing that it does afterwards reaches a table or a state machine. */
async function dyingBefore(nth: number, work: () => Promise<unknown>): Promise<boolean> {
  const { port } = office.machine;
  const alive = { ...port };
  let writes = 0;
  let dead = false;
  const breathe = () => {
    if (dead) throw new Error('the function has died');
  };
  office.hooks.before = (operation) => {
    if (isWrite(operation)) writes += 1;
    if (writes === nth) dead = true;
    breathe();
  };
  for (const name of ['start', 'answer', 'running'] as const) {
    Object.assign(port, {
      [name]: async (...given: never[]) => {
        breathe();
        return (alive[name] as (...asked: never[]) => Promise<unknown>)(...given);
      },
    });
  }
  try {
    await work();
  } catch (error) {
    if (!dead) throw error;
  } finally {
    office.hooks.before = undefined;
    Object.assign(port, alive);
  }
  return dead;
}

/** Everything in the table that breaks an invariant; what is due by law comes with the next round at the latest. */
const broken = async ({ due = false } = {}) =>
  problemsIn(unpacked(await office.items()), { rules: office.rules, now: instantOf(office.clock.now()), size }).filter(
    (problem) => due || !problem.includes('although the law decided'),
  );

/** Somebody whom nobody knows yet. */
const another = (sample: typeof engineer, number: number): typeof engineer => ({
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      familyName: `SPECIMEN ${[...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`,
      email: `applicant${number}@applicant.example`,
      passport: {
        ...sample.form.applicant.passport,
        number: `U8000${String(number).padStart(4, '0')}`,
        // Every death takes some months of the office's time.
        expiresOn: addDays(office.rules.today(office.clock), 2000),
      },
    },
  },
});

const zone = {
  quotas: [
    {
      group: 'quota-managed',
      label: { zh: '测试', en: 'test' },
      perYear: size,
      validFrom: '2023-11-01',
      source: 'made up for this test',
    },
  ],
};

test.each(Object.entries(attempts))(
  'a function that dies before any of its writes breaks no invariant and loses nothing: %s',
  { timeout: 60_000 },
  async (name, { begin, once, leads }) => {
    office = await openOffice({ zone });
    const employerId = await register(office);
    let deaths = 0;
    for (let nth = 1; ; nth++) {
      const { id, act } = await begin(employerId, another(underQuota(name) ? graduate : engineer, nth));
      const counted = async () => (await readEvents(office.table, id)).filter(({ type }) => type === once).length;
      const before = await counted();
      const died = await dyingBefore(nth, act);
      if (died) deaths += 1;
      expect(await broken(), `dead before write ${nth}`).toEqual([]);
      // The step of the execution in which it died is lost as well; the sweeper and the sender's next try put it right.
      const { execution } = (await readHead(office.table, id)) ?? {};
      if (died && execution) office.machine.lose(execution);
      office.clock.advance(20 * 60_000);
      await byItself(id).act();
      await act();
      await byItself(id).act();
      expect([nth, (await readHead(office.table, id))?.stage, (await counted()) - before]).toEqual([nth, leads, 1]);
      expect(await broken({ due: true }), `mended after write ${nth}`).toEqual([]);
      const undelivered = (await office.items()).filter(({ pk }) => pk.startsWith('OUTBOX#'));
      expect(undelivered, `effects after write ${nth}`).toEqual([]);
      const { status, body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
      // Officers see nothing of an application that was taken back.
      expect(status).toBe(leads === 'draft' ? 404 : 200);
      expect([nth, body.findings ?? []]).toEqual([nth, []]);
      const again = [...(body.scores ?? []), ...(body.clocks ?? [])];
      expect(again.filter(({ outcome }) => outcome === 'differs')).toEqual([]);
      await office.ask('employer', `POST /api/applications/${id}/withdraw`);
      if (leads === 'with-delegating-authority') await restore(office);
      await office.machine.settle();
      if (!died) break;
    }
    expect(deaths).toBeGreaterThan(0);
  },
);

test('the alert about a year without a published calendar is raised before the date is written, so that no death loses it', {
  timeout: 60_000,
}, async () => {
  office = await openOffice({ start: '2026-12-30T02:00:00.000Z' });
  const employerId = await register(office);
  for (let nth = 1, died = true; died; nth++) {
    const id = await completeDraft(office, employerId, 'employer', another(engineer, nth));
    office.log.lines.length = 0;
    died = await dyingBefore(nth, request('employer', id, 'submit').act);
    const { provisional } = (await readHead(office.table, id)) ?? {};
    expect([nth, provisional && !office.log.codes().includes('calendar-unpublished')]).not.toEqual([nth, true]);
    if (!died) expect(provisional).toBe(true);
  }
});
