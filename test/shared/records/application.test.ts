import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical } from '../../../shared/domain/application/events.ts';
import {
  beginApplication,
  chained,
  changeApplication,
  discardDraft,
  freeOrMine,
  type Head,
  notTheReviewer,
  plain,
  readEvents,
  readForm,
  readHead,
  reopenForm,
  requesterOf,
  saveForm,
  unclaimed,
  unlock,
  visibleVersion,
} from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { readQueues } from '../../../shared/records/queues.ts';
import { newId } from '../../../shared/records/table.ts';
import { openRecords, type Records } from '../../records-wire.ts';
import { begin, handler, officer } from './cases.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

const due = '2026-11-24T15:59:59.999Z';

/** Moves a case on without the rules of the office: only what the write itself insists on holds. */
const change = (head: Head, the: Omit<Parameters<typeof changeApplication>[2], 'head' | 'by'>, by = handler) =>
  changeApplication(records.table, records.clock, { head, by, ...the });

async function submitted(set: Parameters<typeof change>[1]['set'] = {}): Promise<Head> {
  const { head, stored } = await begin(records);
  const outcome = await change(head, {
    transition: 'submit',
    event: { type: 'submitted' },
    set: { round: 1, dueAt: due, personId: 'person-1', ...set },
    closes: stored,
    also: plain({
      update: {
        Key: keys.form(head.id),
        UpdateExpression: 'SET editable = :no',
        ConditionExpression: 'editable = :yes AND revision = :seen',
        ExpressionAttributeValues: { ':no': false, ':yes': true, ':seen': stored.revision },
      },
    }),
  });
  if (!outcome.ok) throw new Error('not submitted');
  return outcome.value.head;
}

async function inConclusion(reviewer: string): Promise<Head> {
  const accepted = await change(await submitted(), { transition: 'accept', event: { type: 'accepted' } });
  if (!accepted.ok) throw new Error('not accepted');
  const reviewed = await change(accepted.value.head, {
    transition: 'recommend',
    event: { type: 'reviewed' },
    set: { reviewedBy: reviewer, dueAt: due },
  });
  if (!reviewed.ok) throw new Error('not reviewed');
  return reviewed.value.head;
}

describe('beginning a draft', () => {
  test('makes its head, form, first event and the entries in the lists of employer and applicant', async () => {
    const { head } = await begin(records, { emailHash: 'hash-of-e-mail' });
    const { items } = await records.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.application(head.id).pk },
    });
    expect(items.map(({ sk }) => sk)).toEqual(['EVENT#000001', 'FORM', 'HEAD']);
    const links = [
      keys.employerApplication(head.employerId ?? '', head.createdAt, head.id),
      keys.applicantApplication('hash-of-e-mail', head.createdAt, head.id),
    ];
    expect(await records.table.getMany(links)).toHaveLength(2);
  });

  test('twice with the same id answers the draft that stands there and changes nothing', async () => {
    const first = await begin(records, { form: { entry: 'abroad' } });
    const { events: _events, chain: _chain, version: _version, round: _round, stage: _stage, ...head } = first.head;
    const again = await beginApplication(records.table, { head, form: { entry: 'inside-china' } }, handler);
    expect(again).toEqual({ ok: false, error: first });
    expect(await readEvents(records.table, head.id)).toHaveLength(1);
  });

  test('two requests with the same id at once begin it once', async () => {
    const id = newId();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => begin(records, { id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('under the id of a discarded draft is refused, so that its chain of events has no second beginning', async () => {
    const { head } = await begin(records);
    await discardDraft(records.table, head);
    const { events: _events, chain: _chain, version: _version, round: _round, stage: _stage, ...same } = head;
    expect(await beginApplication(records.table, { head: same, form: {} }, handler)).toEqual({ ok: false });
  });
});

describe('saving a form', () => {
  test('moves its revision, and so the version that callers see', async () => {
    const { head, stored } = await begin(records);
    const saved = await saveForm(records.table, head, stored, { entry: 'abroad' });
    expect(saved).toEqual({ ok: true, value: { editable: true, revision: 1, form: { entry: 'abroad' } } });
    const now = await readForm(records.table, head.id);
    expect(now && visibleVersion(head, now)).toBe(2);
  });

  test('two at once: one is kept, the other learns what stands there', async () => {
    const { head, stored } = await begin(records);
    const outcomes = await Promise.all([
      saveForm(records.table, head, stored, { entry: 'abroad' }),
      saveForm(records.table, head, stored, { entry: 'inside-china' }),
    ]);
    const kept = outcomes.find(({ ok }) => ok);
    const lost = outcomes.find(({ ok }) => !ok);
    expect(lost).toEqual({ ok: false, error: { stored: kept?.ok ? kept.value : undefined } });
  });

  test("moves the entry in the applicant's list with the e-mail address", async () => {
    const { head, stored } = await begin(records, { emailHash: 'old' });
    const link = (hash: string) => records.table.get(keys.applicantApplication(hash, head.createdAt, head.id));
    await saveForm(records.table, head, stored, {}, { before: 'old', after: 'new' });
    expect([await link('old'), await link('new')]).toEqual([undefined, expect.objectContaining({ id: head.id })]);
  });

  test('after the submission is refused, also with a new address, and moves no entry', async () => {
    const { head, stored } = await begin(records, { emailHash: 'kept' });
    await records.table.update({
      Key: keys.form(head.id),
      UpdateExpression: 'SET editable = :no',
      ExpressionAttributeValues: { ':no': false },
    });
    expect((await saveForm(records.table, head, stored, {})).ok).toBe(false);
    const moved = await saveForm(records.table, head, stored, {}, { before: 'kept', after: 'stolen' });
    expect(moved).toMatchObject({ ok: false, error: { stored: { editable: false } } });
    const link = keys.applicantApplication('kept', head.createdAt, head.id);
    expect(await records.table.get(link)).toBeDefined();
  });
});

describe('discarding a draft', () => {
  test('takes it out of every list and keeps its events', async () => {
    const { head } = await begin(records, { emailHash: 'gone' });
    expect(await discardDraft(records.table, head, 'gone')).toEqual({ ok: true, value: undefined });
    expect(await readHead(records.table, head.id)).toBeUndefined();
    expect(await readForm(records.table, head.id)).toEqual({ discarded: true });
    expect(await readEvents(records.table, head.id)).toHaveLength(1);
  });

  test('is refused once it was submitted', async () => {
    const head = await submitted();
    expect(await discardDraft(records.table, head)).toMatchObject({ ok: false, error: { kind: 'changed' } });
    expect(await discardDraft(records.table, { ...head, id: newId() })).toEqual({
      ok: false,
      error: { kind: 'missing' },
    });
  });
});

describe('a change of stage', () => {
  test('writes the head, its event, its place in the queue and one outbox item together', async () => {
    const { head, stored } = await begin(records);
    const outcome = await change(head, {
      transition: 'submit',
      event: { type: 'submitted', data: { round: 1 } },
      set: { round: 1, dueAt: due },
      closes: stored,
      effect: { kind: 'start-approval', applicationId: head.id },
    });
    if (!outcome.ok) throw new Error('refused');
    const present = await readHead(records.table, head.id);
    expect(present).toMatchObject({ stage: 'preliminary-review', version: 2, events: 2, round: 1 });
    expect(outcome.value.event).toMatchObject({ sequence: 2, type: 'submitted', previous: head.chain });
    expect(present?.chain).toBe(outcome.value.event.hash);
    const { heads } = await readQueues(records.table, [{ stage: 'preliminary-review' }], { limit: 100 });
    expect(heads.map(({ id }) => id)).toContain(head.id);
    const { pk = '', sk = '' } = outcome.value.outbox ?? {};
    expect(await records.table.get({ pk, sk })).toMatchObject({ effect: { applicationId: head.id }, attempts: 0 });
  });

  test('from a stage that does not allow it is refused, whatever the caller believes', async () => {
    const { head } = await begin(records);
    const outcome = await change(head, { transition: 'approve', event: { type: 'approved' } }, officer('decider'));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'changed', head: { stage: 'draft' } } });
    expect(await readEvents(records.table, head.id)).toHaveLength(1);
  });

  test('of an application that does not exist is refused', async () => {
    const { head } = await begin(records);
    const nowhere = { ...head, id: newId() };
    const outcome = await change(nowhere, { transition: 'withdraw', event: { type: 'withdrawn' } });
    expect(outcome).toEqual({ ok: false, error: { kind: 'missing' } });
  });

  test('two officers who decide at once: one wins, the other gets the head as the first left it', async () => {
    const head = await inConclusion('reviewer');
    const decide = (subject: string, transition: 'approve' | 'refuse') =>
      change(
        head,
        {
          transition,
          event: { type: transition === 'approve' ? 'approved' : 'refused', data: { by: subject } },
          guards: [freeOrMine(subject), notTheReviewer(subject)],
        },
        officer(subject, `request of ${subject}`),
      );
    const outcomes = await Promise.all([decide('sun', 'approve'), decide('ma', 'refuse')]);
    const won = outcomes.filter((outcome) => outcome.ok);
    const lost = outcomes.filter((outcome) => !outcome.ok);
    expect([won.length, lost.length]).toEqual([1, 1]);
    const present = await readHead(records.table, head.id);
    expect(lost[0]).toEqual({ ok: false, error: { kind: 'changed', head: present } });
    expect((await readEvents(records.table, head.id)).map(({ type }) => type)).toHaveLength(5);
  });

  test('of ten at once only one is written', async () => {
    const head = await submitted();
    const claim = (subject: string) =>
      change(
        head,
        {
          within: ['preliminary-review'],
          event: { type: 'claimed' },
          set: { claimedBy: subject },
          guards: [freeOrMine(subject)],
        },
        officer(subject),
      );
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => claim(`officer-${index}`)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readEvents(records.table, head.id)).toHaveLength(3);
  });

  test('made on a head that a restart has moved on since is refused, so that the old execution does not come back', async () => {
    const seen = await submitted({ execution: 'lost' });
    await records.table.update({
      Key: keys.application(seen.id),
      UpdateExpression: 'SET execution = :next, #version = :moved',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':next': 'lost-r1', ':moved': seen.version + 1 },
    });
    const outcome = await change(seen, { transition: 'accept', event: { type: 'accepted' } }, officer('li'));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'changed', head: { execution: 'lost-r1' } } });
    expect((await readHead(records.table, seen.id))?.execution).toBe('lost-r1');
  });

  test('repeated under the same key is recognised; the same key of another action or person is not', async () => {
    const asked = (subject: string, action: string) =>
      requesterOf({ principal: { subject }, idempotencyKey: 'key-1' }, 'authority', action);
    const head = await submitted();
    const claim = { within: ['preliminary-review'] as const, event: { type: 'claimed' as const } };
    const first = await change(head, { ...claim, set: { claimedBy: 'li' } }, asked('li', 'claim'));
    expect(first.ok).toBe(true);
    const again = await change(head, { ...claim, set: { claimedBy: 'li' } }, asked('li', 'claim'));
    expect(again).toMatchObject({ ok: false, error: { kind: 'repeated', head: { claimedBy: 'li' } } });
    for (const other of [asked('li', 'release'), asked('chen', 'claim')]) {
      expect(await change(head, claim, other)).toMatchObject({ ok: false, error: { kind: 'changed' } });
    }
  });

  test('without a key is never taken for a repetition', async () => {
    const head = await submitted();
    const claim = { within: ['preliminary-review'] as const, event: { type: 'claimed' as const } };
    await change(head, claim, officer('li'));
    expect(await change(head, claim, officer('li'))).toMatchObject({ ok: false, error: { kind: 'changed' } });
  });

  test('says what the refusal of each further step means, and writes nothing', async () => {
    const { head } = await begin(records);
    await records.table.put({ ...keys.openCase('p', 'e', 'x'), applicationId: 'another' });
    const outcome = await change(head, {
      transition: 'submit',
      event: { type: 'submitted' },
      effect: { kind: 'start-approval', applicationId: head.id },
      also: [
        ...plain({ delete: { Key: keys.openCase('free', 'e', 'x') } }),
        {
          step: {
            put: {
              Item: { ...keys.openCase('p', 'e', 'x'), applicationId: head.id },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          refused: (item) => ({ kind: 'other-case', applicationId: String(item?.applicationId) }),
        },
      ],
    });
    expect(outcome).toEqual({ ok: false, error: { kind: 'other-case', applicationId: 'another' } });
    expect(await readHead(records.table, head.id)).toEqual(head);
  });
});

describe('what the write itself insists on, even when no handler has looked before', () => {
  test('the reviewer cannot conclude (art. 34)', async () => {
    const head = await inConclusion('chen');
    const approve = (subject: string) =>
      change(
        head,
        { transition: 'approve', event: { type: 'approved' }, guards: [notTheReviewer(subject)] },
        officer(subject),
      );
    expect(await approve('chen')).toMatchObject({
      ok: false,
      error: { kind: 'changed', head: { stage: 'conclusion' } },
    });
    expect((await approve('sun')).ok).toBe(true);
  });

  test('nobody decides on what another has claimed', async () => {
    const head = await submitted({ claimedBy: 'li' });
    const accept = (subject: string) =>
      change(
        head,
        { transition: 'accept', event: { type: 'accepted' }, guards: [freeOrMine(subject)] },
        officer(subject),
      );
    expect((await accept('zhao')).ok).toBe(false);
    expect((await accept('li')).ok).toBe(true);
  });

  test('an employer cannot recall what an officer has claimed', async () => {
    const claimed = await submitted({ claimedBy: 'li' });
    const recall = { transition: 'recall' as const, event: { type: 'recalled' as const }, guards: [unclaimed] };
    expect((await change(claimed, recall)).ok).toBe(false);
    expect((await change(await submitted(), recall)).ok).toBe(true);
  });

  test('a form that was saved meanwhile is not submitted unseen', async () => {
    const { head, stored } = await begin(records);
    await saveForm(records.table, head, stored, { entry: 'abroad' });
    const outcome = await change(head, {
      transition: 'submit',
      event: { type: 'submitted' },
      closes: stored,
      also: plain({
        update: {
          Key: keys.form(head.id),
          UpdateExpression: 'SET editable = :no',
          ConditionExpression: 'revision = :seen',
          ExpressionAttributeValues: { ':no': false, ':seen': stored.revision },
        },
      }),
    });
    expect(outcome).toEqual({ ok: false, error: { kind: 'other-step' } });
  });
});

describe('the version that callers see', () => {
  test('grows by one with every save and every change, and from submission on is the one in the queue', async () => {
    const seen: number[] = [];
    const { head: begun, stored: first } = await begin(records);
    let head = begun;
    const look = async () => {
      const stored = await readForm(records.table, head.id);
      if (!stored) throw new Error('no form');
      seen.push(visibleVersion(head, stored));
      return stored;
    };
    let stored = first;
    const save = async () => {
      await saveForm(records.table, head, stored, { entry: 'abroad' });
      stored = await look();
    };
    const move = async (the: Parameters<typeof change>[1]) => {
      const outcome = await change(head, the);
      if (!outcome.ok) throw new Error(`refused: ${outcome.error.kind}`);
      head = outcome.value.head;
      stored = await look();
    };
    await look();
    await save();
    await save();
    await move({ transition: 'submit', event: { type: 'submitted' }, closes: stored, set: { dueAt: due } });
    const { heads } = await readQueues(records.table, [{ stage: 'preliminary-review' }], { limit: 100 });
    expect(heads.find(({ id }) => id === head.id)?.version).toBe(seen.at(-1));
    await move({ transition: 'return', event: { type: 'returned' }, also: plain(reopenForm(head)) });
    await save();
    await move({ transition: 'submit', event: { type: 'submitted' }, closes: stored });
    await move({ transition: 'withdraw', event: { type: 'withdrawn' } });
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('the lock on person, employer and procedure', () => {
  test('is opened by whoever holds it: not by a draft that gave it back', async () => {
    const head = await submitted();
    expect(unlock(head)).toHaveLength(1);
    expect(unlock({ ...head, stage: 'returned' })).toHaveLength(1);
    expect(unlock({ ...head, stage: 'draft' })).toEqual([]);
    expect(unlock({ ...head, round: 0, personId: undefined })).toEqual([]);
  });

  test('is on employer and procedure alone where no person is concerned', async () => {
    const { personId: _nobody, ...head } = await submitted();
    expect(unlock(head)).toEqual([
      { delete: { Key: { pk: `OPEN#EMPLOYER#${head.employerId}#${head.procedure}`, sk: 'OPEN' } } },
    ]);
  });
});

describe('the events of an application', () => {
  test('stand in the table as they were chained, so that a change of one shows', async () => {
    const head = await inConclusion('chen');
    const events = await readEvents(records.table, head.id);
    expect(events.map(({ type }) => type)).toEqual(['created', 'submitted', 'accepted', 'reviewed']);
    let last = { sequence: 0, hash: '' };
    for (const event of events) {
      const { at, type, by, data } = event;
      expect(canonical(chained(last, { at, type, by, data }))).toBe(canonical(event));
      last = event;
    }
    expect(head.chain).toBe(last.hash);
  });

  test('are all read, however many pages they take', async () => {
    const { head } = await begin(records);
    const long = 'x'.repeat(300_000);
    let now = head;
    for (let index = 0; index < 5; index++) {
      const outcome = await change(now, { within: ['draft'], event: { type: 'claimed', data: { long } } });
      if (!outcome.ok) throw new Error('refused');
      now = outcome.value.head;
    }
    expect((await readEvents(records.table, head.id)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a head', () => {
  test('stays below 1 KB with the longest names and subjects, so that a change of stage costs two units', async () => {
    const { head } = await begin(records);
    const outcome = await change(head, {
      transition: 'submit',
      event: { type: 'submitted' },
      set: {
        round: 3,
        receiptNumber: 'ETOWN-20261123-GX1GHX3G',
        applicantName: `${'Ü'.repeat(13)}${'U'.repeat(26)}`,
        category: 'B',
        personId: 'GP0000000000000008',
        submittedAt: due,
        acceptedAt: due,
        stageStartedAt: due,
        dueAt: due,
        promisedOn: '2026-11-26',
        provisional: true,
        late: true,
        claimedBy: 'a1b2c3d4-1234-4123-8123-a1b2c3d4e5f6',
        reviewedBy: 'a1b2c3d4-1234-4123-8123-a1b2c3d4e5f6',
        review: 4,
        execution: `${head.id}-3-r1`,
        employerName: '虚'.repeat(30),
        employerId: 'e'.repeat(24),
        acceptance: 3,
        requests: ['a', 'b', 'c'].map((sign) => sign.repeat(18)),
      },
      closes: { revision: 40, editable: true, form: {} },
    });
    if (!outcome.ok) throw new Error('refused');
    const claim = { within: ['preliminary-review'] as const, event: { type: 'claimed' as const } };
    const by = requesterOf({ principal: { subject: 'li' }, idempotencyKey: 'key-1' }, 'authority', 'claim');
    const { transaction } = await records.cost(() => change(outcome.value.head, claim, by));
    expect(transaction).toBe(5);
  });
});
