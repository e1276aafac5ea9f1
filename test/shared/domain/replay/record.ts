import { createHash } from 'node:crypto';
import type { ApplicationEvent, EventType, Party } from '../../../../shared/domain/application/events.ts';
import { hashedPart } from '../../../../shared/domain/application/events.ts';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { type KeptScore, keptScore } from '../../../../shared/domain/scoring/kept-score.ts';
import type { PointsPolicy } from '../../../../shared/domain/scoring/points-policy.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';

export const beijing = routesIn('beijing');

/** 62 points, category B: an engineer of 30 in Beijing. */
export const engineerFacts: Facts = {
  annualSalary: 200_000,
  education: 'bachelor',
  workYears: 5,
  monthsPerYear: 12,
  hsk: 3,
  workLocation: 'other',
  distinctions: [],
  localBonus: 0,
  birthDate: '1996-06-23',
};

/** A score as an event keeps it, after its way through the table. */
export function scored(
  facts: Facts = engineerFacts,
  on = '2026-11-23',
  policy: PointsPolicy = interim2017,
  routes = beijing,
): KeptScore {
  const outcome = assess(policy, routes, facts, on, { advice: false });
  if (!outcome.ok) throw new Error(`not scored: ${outcome.error.map(({ path }) => path).join(', ')}`);
  return JSON.parse(JSON.stringify(keptScore(outcome.value, facts, routes)));
}

const parties: Partial<Record<EventType, Party>> = {
  created: 'employer',
  submitted: 'employer',
  supplemented: 'employer',
  recalled: 'employer',
  withdrawn: 'employer',
  replied: 'employer',
  'deemed-accepted': 'system',
  'deemed-granted': 'system',
  'reply-period-ended': 'system',
  'permit-issued': 'system',
  completed: 'system',
  lapsed: 'system',
  referred: 'system',
  restored: 'system',
  'effect-blocked': 'system',
  escalated: 'system',
};

type Told = { type: EventType; at?: string; by?: string; party?: Party; data?: Record<string, unknown> };

/** Events chained as the record chains them; each an hour after the one before unless it says when. */
export function record(...told: (EventType | Told)[]): ApplicationEvent[] {
  const events: ApplicationEvent[] = [];
  let at = Date.parse('2026-11-23T02:00:00.000Z');
  for (const one of told) {
    const { type, party, by, data = {}, at: when } = typeof one === 'string' ? ({ type: one } as Told) : one;
    at = when ? Date.parse(when) : at + 3_600_000;
    const last = events.at(-1);
    const whole = {
      sequence: events.length + 1,
      at: new Date(at).toISOString(),
      type,
      by: { party: party ?? parties[type] ?? 'authority', ...(by ? { subject: by } : {}) },
      data,
      previous: last?.hash ?? '',
    };
    events.push({ ...whole, hash: createHash('sha256').update(hashedPart(whole)).digest('base64url') });
  }
  return events;
}
