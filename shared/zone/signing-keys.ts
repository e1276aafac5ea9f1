import * as z from 'zod';
import { firstKeyId } from '../credential/key-plan.ts';
import { addDays, isDay } from '../domain/time.ts';
import { sourced, text } from './figures.ts';

const day = z.string().refine(isDay, { error: 'must be a calendar day, YYYY-MM-DD' });

const signingKey = z.strictObject({
  /** Never changed once deployed: the key itself is found by it. The key that a zone begins with is `first`. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/, 'must be 1 to 20 lower-case letters, digits or hyphens'),
  /** The day on which a further key is deployed, so that verifiers learn it before it signs. */
  announced: day.optional(),
  /** First day on which a further key signs, in the zone's time zone. */
  from: day.optional(),
  /** A key that somebody else may have used: nothing that it signed counts any more. */
  distrusted: z.strictObject({ on: day, reason: text }).optional(),
});

type Line = z.output<typeof signingKey>;

/** Every fault of the list, each at its place: the first key stands alone, each further one follows with time to learn it. */
function faultsOf(keys: readonly Line[], leadDays: number): { path: PropertyKey[]; message: string }[] {
  const faults: { path: PropertyKey[]; message: string }[] = [];
  const fault = (index: number, field: string, message: string) =>
    faults.push({ path: ['keys', index, field], message });
  for (const [index, { id, announced, from }] of keys.entries()) {
    if (keys.findIndex((other) => other.id === id) < index) fault(index, 'id', 'is the id of another key');
    if (index === 0) continue;
    const before = keys[index - 1];
    if (id === firstKeyId) fault(index, 'id', `"${firstKeyId}" is the key that a zone began with and stands first`);
    if (!announced) fault(index, 'announced', 'a further key needs the day on which it is deployed');
    if (!from) fault(index, 'from', 'a further key needs the first day on which it signs');
    if (before?.from && from && from <= before.from)
      fault(index, 'from', `must be after ${before.from} of ${before.id}`);
    if (!announced || !from) continue;
    if (before?.from && announced < before.from) {
      fault(index, 'announced', `must not be before ${before.id} signs (${before.from}): one key waits at a time`);
    }
    const earliest = addDays(announced, before?.distrusted ? 0 : leadDays);
    if (from < earliest) {
      fault(
        index,
        'from',
        before?.distrusted
          ? 'must not be before the day on which the key is deployed'
          : `must be ${earliest} or later: verifiers without a connection need ${leadDays} days to learn a key`,
      );
    }
  }
  if (!keys.some(({ distrusted }) => !distrusted)) {
    faults.push({ path: ['keys'], message: 'every key is distrusted: add another one, which then signs at once' });
  }
  return faults;
}

/** The keys that sign permits, merchant cards and status lists, oldest first, and how long each is published. */
export const signingKeysSection = z
  .strictObject({
    keys: z.array(signingKey).min(1).max(20),
    /** Days for which a key is published before it signs: as long as a verifier goes without a connection. */
    leadDays: z.int().min(1).max(90),
    /** Days for which a key stays published after the last token that it signed has ended. */
    keptDays: z.int().min(2).max(366),
    /** Years after which a key is due to be followed by another one. */
    rotateAfterYears: z.int().min(1).max(10),
    ...sourced,
  })
  .check(({ value, issues }) => {
    for (const { path, message } of faultsOf(value.keys, value.leadDays)) {
      issues.push({ code: 'custom', input: value, path, message });
    }
  });

export type SigningKeysSection = z.output<typeof signingKeysSection>;

/** One key, as every zone begins. */
export const usualSigningKeys: z.input<typeof signingKeysSection> = {
  keys: [{ id: firstKeyId }],
  leadDays: 14,
  keptDays: 30,
  rotateAfterYears: 3,
  source:
    'The project’s own: no published rule was found for how long a key of a permit authority signs, nor for how long a verifier may be without a connection',
  placeholder: true,
};
