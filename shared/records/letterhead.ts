import { canonical } from '../domain/application/events.ts';
import type { Letterhead } from '../domain/letters/letter.ts';
import { keys } from './keys.ts';
import { absent, fingerprint, type Table } from './table.ts';

/** Characters of a letterhead's mark: 66 bits, so that nobody finds another letterhead under the same mark. */
const markLength = 11;

const markOf = (letterhead: Letterhead): string => fingerprint(canonical(letterhead)).slice(0, markLength);

/**
 * Keeps a letterhead beside its application, once for all letters that bear it. Written before the event that names it:
 * one that no event names does no harm.
 * @returns the mark by which an event names it
 */
export async function keepLetterhead(table: Table, applicationId: string, letterhead: Letterhead): Promise<string> {
  const mark = markOf(letterhead);
  const key = keys.letterhead(applicationId, mark);
  if (!(await table.get(key))) await table.put({ ...key, ...letterhead }, absent);
  return mark;
}

/**
 * The letterhead of a mark.
 * @throws when it is not there or says something else than what the mark was made from: somebody touched the record
 */
export async function readLetterhead(table: Table, applicationId: string, mark: string): Promise<Letterhead> {
  const item = await table.get(keys.letterhead(applicationId, mark));
  if (!item) throw new Error('a letter lacks its letterhead');
  const { pk: _pk, sk: _sk, ...rest } = item;
  const letterhead = rest as unknown as Letterhead;
  if (markOf(letterhead) !== mark) throw new Error('a letterhead was changed after it was kept');
  return letterhead;
}
