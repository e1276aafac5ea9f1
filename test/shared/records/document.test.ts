import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readForm, reopenForm } from '../../../shared/records/application.ts';
import {
  announceDocument,
  beginClosing,
  closedSteps,
  giveUpClosing,
  judgeDocument,
  readDocument,
  readDocuments,
  removeDocument,
  type StoredDocument,
} from '../../../shared/records/document.ts';
import { keys } from '../../../shared/records/keys.ts';
import { newId } from '../../../shared/records/table.ts';
import { openRecords, type Records } from '../../records-wire.ts';
import { begin } from './cases.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

const removedAt = '2026-11-23T03:00:00.000Z';
const document = (more: Partial<StoredDocument> = {}): StoredDocument => ({
  id: newId(),
  kind: 'contract',
  state: 'awaiting-upload',
  contentType: 'application/pdf',
  key: 'documents/a/b',
  addedAt: '2026-11-23T02:00:00.000Z',
  announcedBytes: 1000,
  problems: [],
  ...more,
});

const close = (id: string) =>
  records.table.update({
    Key: keys.form(id),
    UpdateExpression: 'SET editable = :no',
    ExpressionAttributeValues: { ':no': false },
  });

test('documents are listed in the order in which they were announced', async () => {
  const { head } = await begin(records);
  const hours = [5, 2, 9, 3];
  for (const hour of hours) {
    await announceDocument(records.table, head.id, document({ addedAt: `2026-11-23T0${hour}:00:00.000Z` }));
  }
  const found = await readDocuments(records.table, head.id);
  expect(found.map(({ addedAt }) => Number(addedAt.slice(12, 13)))).toEqual([2, 3, 5, 9]);
});

test('the same announcement again answers the document as it stands', async () => {
  const { head } = await begin(records);
  const announced = document();
  await announceDocument(records.table, head.id, announced);
  await judgeDocument(records.table, head.id, { ...announced, state: 'accepted' });
  expect(await announceDocument(records.table, head.id, announced)).toMatchObject({ state: 'accepted' });
});

describe('a verdict', () => {
  test('is given once: the second is refused and shows the first', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    const verdicts = await Promise.all(
      (['accepted', 'rejected'] as const).map((state) =>
        judgeDocument(records.table, head.id, { ...announced, state }),
      ),
    );
    const given = verdicts.find((verdict) => verdict.ok);
    const refused = verdicts.find((verdict) => !verdict.ok);
    expect(refused).toEqual({ ok: false, error: { closed: false, present: given?.ok ? given.value : undefined } });
  });

  test('is not given on a document that was removed meanwhile', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    await removeDocument(records.table, head, announced.id, removedAt);
    const verdict = await judgeDocument(records.table, head.id, { ...announced, state: 'accepted' });
    expect(verdict).toEqual({ ok: false, error: { closed: false } });
    expect(await readDocument(records.table, head.id, announced.id)).toBeUndefined();
  });

  test('adds nothing to an application that was submitted meanwhile', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    await close(head.id);
    const verdict = await judgeDocument(records.table, head.id, { ...announced, state: 'accepted' });
    expect(verdict).toEqual({ ok: false, error: { closed: true } });
    expect((await readDocument(records.table, head.id, announced.id))?.state).toBe('awaiting-upload');
  });
});

describe('removing a document', () => {
  test('moves the form, so that a submission which did not see it fails', async () => {
    const { head, stored } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    expect((await removeDocument(records.table, head, announced.id, removedAt)).ok).toBe(true);
    expect((await readForm(records.table, head.id))?.revision).toBe(stored.revision + 1);
  });

  test('is refused after submission', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    await close(head.id);
    expect((await removeDocument(records.table, head, announced.id, removedAt)).ok).toBe(false);
    expect(await readDocument(records.table, head.id, announced.id)).toBeDefined();
  });
});

describe('a verdict beside a submission', () => {
  const judged = { state: 'accepted' as const, judgedAt: '2026-11-23T02:00:01.000Z' };

  /** Lets something happen after a verdict has looked at the form and before it writes. */
  const before = (happens: () => Promise<unknown>) => {
    records.hooks.before = async (operation) => {
      if (operation !== 'PutItem' && operation !== 'TransactWriteItems') return;
      records.hooks.before = undefined;
      await happens();
    };
  };
  const closeOnWhatIsAwaited = async (id: string) => {
    const closing = await beginClosing(records.table, records.clock, id, 0);
    const every = await readDocuments(records.table, id);
    const closed = await records.table.transact([
      {
        update: {
          Key: keys.form(id),
          UpdateExpression: 'SET editable = :no REMOVE closing',
          ConditionExpression: 'closing = :closing',
          ExpressionAttributeValues: { ':no': false, ':closing': closing },
        },
      },
      ...closedSteps(id, every, 2),
    ]);
    expect(closed.ok).toBe(true);
  };

  test.each([true, false])(
    'that was under way when the form was closed comes too late (several: %s)',
    async (several) => {
      const { head } = await begin(records);
      const announced = await announceDocument(records.table, head.id, document());
      before(() => closeOnWhatIsAwaited(head.id));
      const verdict = await judgeDocument(records.table, head.id, { ...announced, ...judged }, { several });
      expect(verdict).toEqual({ ok: false, error: { closed: true } });
      expect(await readDocument(records.table, head.id, announced.id)).toMatchObject({ state: 'awaiting-upload' });
    },
  );

  test('is given once the form is open again', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    await closeOnWhatIsAwaited(head.id);
    await records.table.transact([reopenForm(head)]);
    const verdict = await judgeDocument(records.table, head.id, { ...announced, ...judged });
    expect(verdict.ok).toBe(true);
    expect(await readDocument(records.table, head.id, announced.id)).not.toHaveProperty('passedBy');
  });

  test('waits while somebody submits, and no longer than two minutes where that died', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    await beginClosing(records.table, records.clock, head.id, 0);
    const give = (judgedAt: string) =>
      judgeDocument(records.table, head.id, { ...announced, state: 'accepted', judgedAt });
    await expect(give(judged.judgedAt)).rejects.toThrow('being submitted');
    expect((await give('2026-11-23T02:02:01.000Z')).ok).toBe(true);
  });

  test('is not waited for by a submission that gave up', async () => {
    const { head } = await begin(records);
    const announced = await announceDocument(records.table, head.id, document());
    const closing = await beginClosing(records.table, records.clock, head.id, 0);
    await giveUpClosing(records.table, head.id, closing ?? 0);
    expect((await judgeDocument(records.table, head.id, { ...announced, ...judged })).ok).toBe(true);
  });
});

describe('of a kind of which one file counts', () => {
  const verdictOn = (id: string, announced: StoredDocument) =>
    judgeDocument(
      records.table,
      id,
      { ...announced, state: 'accepted', judgedAt: '2026-11-23T02:00:01.000Z' },
      { several: false },
    );
  const counting = async (id: string) =>
    (await readDocuments(records.table, id)).filter(({ state }) => state === 'accepted').length;

  test('one counts after five were judged at the same moment', async () => {
    const { head } = await begin(records);
    const files = await Promise.all(
      Array.from({ length: 5 }, () => announceDocument(records.table, head.id, document({ kind: 'photo' }))),
    );
    const verdicts = await Promise.all(files.map((file) => verdictOn(head.id, file)));
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(await counting(head.id)).toBe(1);
  });

  test('one that was announced and judged while another was being judged is not counted beside it', async () => {
    const { head } = await begin(records);
    const first = await announceDocument(records.table, head.id, document({ kind: 'photo' }));
    records.hooks.before = async (operation) => {
      if (operation !== 'PutItem') return;
      records.hooks.before = undefined;
      const second = await announceDocument(records.table, head.id, document({ kind: 'photo' }));
      expect((await verdictOn(head.id, second)).ok).toBe(true);
    };
    expect((await verdictOn(head.id, first)).ok).toBe(true);
    expect(await counting(head.id)).toBe(1);
  });

  test('the first costs one write unit, and one after it a transaction', async () => {
    const { head } = await begin(records);
    const files = await Promise.all([1, 2].map(() => document({ kind: 'photo' })));
    const costs: number[] = [];
    for (const file of files) {
      const announced = await announceDocument(records.table, head.id, file);
      costs.push((await records.cost(() => verdictOn(head.id, announced))).all);
    }
    expect(costs).toEqual([1, 6]);
  });
});
