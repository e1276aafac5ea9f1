import type { ApplicationEvent, EventType } from '../application/events.ts';
import { type Assessment, assess } from '../scoring/assess.ts';
import { evidenceNeeded } from '../scoring/evidence.ts';
import { type KeptScore, keptScore } from '../scoring/kept-score.ts';
import type { PointsPolicy } from '../scoring/points-policy.ts';
import type { LocalRoutes } from '../scoring/routes-policy.ts';
import type { Instant } from '../time.ts';

/** Every version that a score may name, found by its id; old versions stay for good. */
export type ScorePolicies = {
  points: (id: string) => PointsPolicy | undefined;
  routes: (id: string) => LocalRoutes | undefined;
};

/** One value on record beside what it is when it is computed again. */
export type Difference = { what: string; kept: unknown; now: unknown };

/** A score on record and what came of computing it again. */
export type ReplayedScore = {
  sequence: number;
  at: Instant;
  type: EventType;
  policy?: string;
  routes?: string;
  category?: KeptScore['category'];
  total?: number | null;
} & (
  | {
      outcome: 'same' | 'differs';
      differences: Difference[];
      /** Items of a recommended approval that gave points, or the direct route, for which no document was named. */
      unproven: string[];
    }
  /** The score does not say what it was made with, or names a version that is not in the repository. */
  | { outcome: 'unknown-policy'; missing: string[] }
  /** The facts on record cannot be assessed; their places. */
  | { outcome: 'not-assessable'; problems: string[] }
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The scores among the data of events are what keptScore wrote; anything may stand there in an export. */
export const scoreOf = (event: Pick<ApplicationEvent, 'data'>): Partial<KeptScore> | undefined =>
  isObject(event.data.score) ? (event.data.score as Partial<KeptScore>) : undefined;

const written = (value: unknown) => JSON.stringify(value ?? null);

function compared(kept: KeptScore, now: KeptScore): Difference[] {
  const found: Difference[] = [];
  const say = (what: string, one: unknown, other: unknown) => {
    if (written(one) !== written(other)) found.push({ what, kept: one ?? null, now: other ?? null });
  };
  say('total', kept.total, now.total);
  say('category', kept.category, now.category);
  say('route', kept.route, now.route);
  for (const item of new Set([...Object.keys(kept.rows), ...Object.keys(now.rows)])) {
    say(`rows.${item}`, kept.rows[item], now.rows[item]);
  }
  return found;
}

function unprovenOf(
  event: ApplicationEvent,
  assessment: Assessment,
  policy: PointsPolicy,
  routes: LocalRoutes,
): string[] {
  if (event.type !== 'reviewed' || event.data.recommendation !== 'approve') return [];
  const evidence = Array.isArray(event.data.evidence) ? event.data.evidence : [];
  const proven = new Set(evidence.filter(isObject).map(({ item }) => item));
  return evidenceNeeded(policy, routes, assessment)
    .filter(({ provenBy, item }) => provenBy.length > 0 && !proven.has(item))
    .map(({ item }) => item);
}

function replayed(event: ApplicationEvent, kept: Partial<KeptScore>, policies: ScorePolicies): ReplayedScore {
  const { sequence, at, type } = event;
  const named = {
    sequence,
    at,
    type,
    policy: kept.policy,
    routes: kept.routes,
    category: kept.category,
    total: kept.total,
  };
  const points = kept.policy === undefined ? undefined : policies.points(kept.policy);
  const routes = kept.routes === undefined ? undefined : policies.routes(kept.routes);
  const { on, facts, rows } = kept;
  if (!points || !routes || !on || !facts || !rows) {
    const missing = [
      ...(points ? [] : [`policy ${kept.policy ?? 'not named'}`]),
      ...(routes ? [] : [`routes ${kept.routes ?? 'not named'}`]),
      ...(on ? [] : ['on']),
      ...(facts ? [] : ['facts']),
      ...(rows ? [] : ['rows']),
    ];
    return { ...named, outcome: 'unknown-policy', missing };
  }
  const assessed = assess(points, routes, facts, on, { advice: false, settled: kept.settled });
  if (!assessed.ok) return { ...named, outcome: 'not-assessable', problems: assessed.error.map(({ path }) => path) };
  const differences = compared(kept as KeptScore, keptScore(assessed.value, facts, routes));
  const unproven = unprovenOf(event, assessed.value, points, routes);
  return { ...named, outcome: differences.length > 0 ? 'differs' : 'same', differences, unproven };
}

/**
 * Computes every score on record again, from the policy versions that it names, its facts and its day, and compares it
 * row by row.
 * @param events of one application
 * @returns one entry per score, in the order of the events
 */
export const replayScores = (events: readonly ApplicationEvent[], policies: ScorePolicies): ReplayedScore[] =>
  events.flatMap((event) => {
    const kept = scoreOf(event);
    return kept ? [replayed(event, kept, policies)] : [];
  });
