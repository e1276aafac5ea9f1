import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../../shared/records/keys.ts';
import { keepLetterhead, readLetterhead } from '../../../shared/records/letterhead.ts';
import { letterhead } from '../../letter-samples.ts';
import { openRecords, type Records } from '../../records-wire.ts';

const id = 'a'.repeat(24);
let records: Records;
beforeEach(async () => {
  records = await openRecords();
});
afterEach(() => records.close());

test('a letterhead is kept once and read back by its mark', async () => {
  const mark = await keepLetterhead(records.table, id, letterhead);
  expect(mark).toMatch(/^[\w-]{11}$/);
  const again = await records.cost(() => keepLetterhead(records.table, id, letterhead));
  expect(again.all).toBe(0);
  expect(await readLetterhead(records.table, id, mark)).toEqual(letterhead);
  expect(await records.items()).toHaveLength(1);
});

test('another name is another letterhead; the one before stays', async () => {
  const before = await keepLetterhead(records.table, id, letterhead);
  const renamed = { ...letterhead, employer: { zh: '北京样例光学有限公司' } };
  const after = await keepLetterhead(records.table, id, renamed);
  expect(after).not.toBe(before);
  expect(await readLetterhead(records.table, id, before)).toEqual(letterhead);
  expect(await readLetterhead(records.table, id, after)).toEqual(renamed);
});

test('a letterhead that somebody changed afterwards makes no letter', async () => {
  const mark = await keepLetterhead(records.table, id, letterhead);
  await records.table.put({ ...keys.letterhead(id, mark), ...letterhead, phone: '110' });
  await expect(readLetterhead(records.table, id, mark)).rejects.toThrow('was changed after it was kept');
  await expect(readLetterhead(records.table, id, 'x'.repeat(11))).rejects.toThrow('lacks its letterhead');
});
