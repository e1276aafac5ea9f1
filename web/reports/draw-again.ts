import { drawSample, listHash } from '../../shared/domain/statistics/draw.ts';

type Sample = {
  seed: string;
  listHash: string;
  cases: readonly { applicationId: string; lot: number }[];
  list: readonly { id: string; stratum: string }[];
};

/** What making a draw again gave: the same cases, others, or a list that is another one now. */
export type Redrawn = 'same' | 'other-cases' | 'other-list';

/**
 * Makes a draw again from its seed and its list, trusting nothing that was drawn.
 * @param sha256 digest of a text in hexadecimal
 */
export async function drawAgain(
  { seed, listHash: kept, cases, list }: Sample,
  sha256: (text: string) => Promise<string>,
): Promise<Redrawn> {
  const texts = new Map<string, string>();
  const collect = (text: string) => {
    texts.set(text, '');
    return '';
  };
  listHash(
    list.map(({ id }) => id),
    collect,
  );
  for (const { id } of list) collect(`${seed}\n${id}`);
  for (const text of texts.keys()) texts.set(text, await sha256(text));
  const drawn = drawSample(list, { seed, size: cases.length, digest: (text) => texts.get(text) ?? '' });
  if (drawn.listHash !== kept) return 'other-list';
  const before = cases.toSorted((one, other) => one.lot - other.lot).map(({ applicationId }) => applicationId);
  const now = drawn.drawn.map(({ id }) => id);
  return before.length === now.length && before.every((id, index) => id === now[index]) ? 'same' : 'other-cases';
}

/** SHA-256 of a text in UTF-8, in hexadecimal, by the browser. */
export async function browserSha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
