import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { draftLocality, draftPoints } from '../contract/draft-policy.ts';
import { canonical } from '../domain/application/events.ts';
import { addDays, type Day, type Instant } from '../domain/time.ts';
import { nationalRoutes } from '../policy/routes/index.ts';
import type { Policies, Scoring } from './rules.ts';

/** What a draft holds: a points table, the routes of a place, or both. */
export type PolicyContent = {
  points?: z.output<typeof draftPoints> | undefined;
  locality?: z.output<typeof draftLocality> | undefined;
};

export type PolicyPart = 'points' | 'locality';

const sha256 = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** SHA-256 (hex) of a policy as canonical JSON: the same content has the same digest wherever it lies. */
export const policyDigest = (policy: unknown): string => sha256(JSON.parse(JSON.stringify(policy)));

/** The digest of each part of a draft. */
export const digestsOf = ({ points, locality }: PolicyContent): { points?: string; locality?: string } => ({
  ...(points ? { points: policyDigest(points) } : {}),
  ...(locality ? { locality: policyDigest(locality) } : {}),
});

/** The names under which scores will know the parts of a draft. */
export const namesOf = ({ points, locality }: PolicyContent): { points?: string; locality?: string } => ({
  ...(points ? { points: points.id } : {}),
  ...(locality ? { locality: `${nationalRoutes.id}/${locality.id}/${locality.version}` } : {}),
});

/** A draft as it is to be in force: a points table says itself from when on. */
export const effectiveContent = ({ points, locality }: PolicyContent, effectiveFrom: Day): PolicyContent => ({
  ...(points ? { points: { ...points, effectiveFrom, status: 'in-use' } } : {}),
  ...(locality ? { locality } : {}),
});

/** Who wrote, approved and published what, from when on it shall hold and what it takes the place of. */
export type PublicationOf = {
  zone: string;
  draft: string;
  revision: number;
  title: string;
  content: PolicyContent;
  effectiveFrom: Day;
  replaces: { points?: string; locality?: string };
  authors: readonly string[];
  approvedBy: string;
  approvedAt: Instant;
  publishedBy: string;
  publishedAt: Instant;
};

/**
 * The file by which the repository of a zone takes in a published policy. `sha256` is over the canonical JSON of all
 * else, so that nothing of it can be changed on the way unnoticed.
 */
export function publicationFile(the: PublicationOf) {
  const { content, replaces, effectiveFrom, ...about } = the;
  const whole = {
    format: 'greenpath-policy/1' as const,
    ...about,
    authors: [...about.authors],
    effectiveFrom,
    /** What was in force until then, and its last day: a line of `formerPoints` or `formerRoutes`. */
    replaces: { ...replaces, until: addDays(effectiveFrom, -1) },
    names: namesOf(content),
    digests: digestsOf(content),
    ...content,
  };
  return { ...whole, sha256: policyDigest(whole) };
}

export type PublicationFile = ReturnType<typeof publicationFile>;

/** Whether a publication is what its digest says. */
export const isUnchanged = ({ sha256: told, ...whole }: Record<string, unknown> & { sha256?: unknown }): boolean =>
  told === policyDigest(whole);

/**
 * How a published part stands in the zone as it is deployed. `differs`: the zone runs something else under the name.
 * `known`: the deployed code carries it, but the zone does not name it. `ahead`: named, and not in force yet.
 */
export type DeployedState = 'not-deployed' | 'differs' | 'known' | 'ahead' | 'in-force' | 'former';

const partOf = (part: PolicyPart, { points, routes }: Policies) =>
  part === 'points' ? { id: points.id, policy: points } : { id: routes.id, policy: routes.locality };

/**
 * Compares a published part with what the zone was deployed with.
 * @param the.known what the deployed code carries under the name, whether the zone names it or not
 * @returns how it stands, and the first day on which the zone applies it where it names it
 */
export function deployedState(
  scoring: Scoring,
  the: { part: PolicyPart; name: string; digest: string; known: unknown; today: Day },
): { state: DeployedState; from?: Day } {
  const { part, name, digest, known, today } = the;
  const turns = [...scoring.before, { ...scoring, until: undefined }].map((policies, index) => ({
    ...partOf(part, policies),
    from: index === 0 ? undefined : addDays(scoring.before[index - 1]?.until ?? today, 1),
    until: policies.until,
  }));
  const own = turns.filter(({ id }) => id === name);
  const [first] = own;
  if (!first) {
    if (known === undefined) return { state: 'not-deployed' };
    return { state: policyDigest(known) === digest ? 'known' : 'differs' };
  }
  if (policyDigest(first.policy) !== digest) return { state: 'differs' };
  const from = first.from ? { from: first.from } : {};
  if (first.from && today < first.from) return { state: 'ahead', ...from };
  const last = own.at(-1)?.until;
  return { state: last !== undefined && last < today ? 'former' : 'in-force', ...from };
}
