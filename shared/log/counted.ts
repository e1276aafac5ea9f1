import type { LogCode } from './log.ts';

/** Log lines that a person must see soon, because nothing mends by itself what they say. */
export const alertCodes = [
  'calendar-unpublished',
  'decided-by-law',
  'deemed-grant-blocked',
  'import-failed',
  'reminder-failed',
  'sign-in-unavailable',
  'signing-failed',
  'signing-key-overdue',
  'sweep-failed',
] as const satisfies readonly LogCode[];

type Unit = 'Count' | 'Milliseconds' | 'Percent' | 'None';

/** What CloudWatch counts from a line: which of its fields are figures, and by which field they are told apart. */
type Counted = { by?: string; figures: Readonly<Record<string, Unit>> };

const alert: Counted = { by: 'code', figures: { alerts: 'Count' } };
const probe: Counted = { figures: { probesPassed: 'Count', probeMilliseconds: 'Milliseconds' } };

/**
 * The lines from which CloudWatch takes figures (its embedded metric format); every other line is only kept. A figure is
 * charged by the month for each value of the field that tells it apart, so those are few and known beforehand.
 */
export const countedLines: Readonly<Partial<Record<LogCode, Counted>>> = {
  ...Object.fromEntries(alertCodes.map((code) => [code, alert])),
  'sweep-completed': { figures: { rounds: 'Count' } },
  'stage-counted': { by: 'stage', figures: { applications: 'Count' } },
  'quota-counted': { figures: { quotaLeft: 'Percent' } },
  'figures-taken': {
    figures: {
      late: 'Count',
      dueSoonUntouched: 'Count',
      lawDecidesSoon: 'Count',
      longestLateHours: 'None',
      oldestEffectMinutes: 'None',
      effectsParked: 'Count',
      noticesUndelivered: 'Count',
    },
  },
  'probe-passed': probe,
  'probe-failed': probe,
};

/** Figures that a line carries because of its code alone. */
const ownFigures = (code: LogCode): Record<string, string | number> => {
  if ((alertCodes as readonly LogCode[]).includes(code)) return { code, alerts: 1 };
  return code === 'sweep-completed' ? { rounds: 1 } : {};
};

/**
 * The part of a line that makes CloudWatch take figures from it; nothing for most lines.
 * @param at epoch milliseconds
 */
export function embeddedMetrics(code: LogCode, namespace: string, at: number): Record<string, unknown> {
  const counted = countedLines[code];
  if (!counted) return {};
  const Metrics = Object.entries(counted.figures).map(([Name, Unit]) => ({ Name, Unit }));
  const Dimensions = [counted.by ? [counted.by] : []];
  return {
    ...ownFigures(code),
    _aws: { Timestamp: at, CloudWatchMetrics: [{ Namespace: namespace, Dimensions, Metrics }] },
  };
}
