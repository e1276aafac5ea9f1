import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readForm } from '../../../shared/records/application.ts';
import {
  announceDocument,
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
