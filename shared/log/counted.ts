import type { LogCode } from './log.ts';

/** Log lines that a person must see soon, because nothing mends by itself what they say. */
export const alertCodes = [
  'calendar-unpublished',
  'effect-parked',
  'notice-given-up',
  'sweep-failed',
] as const satisfies readonly LogCode[];

type Unit = 'Count' | 'Milliseconds' | 'Percent' | 'None';

/** What CloudWatch counts from a line: which of its fields are figures, and by which field they are told apart. */
export type Counted = { by?: string; figures: Readonly<Record<string, Unit>> };

const alert: Counted = { by: 'code', figures: { alerts: 'Count' } };

/** The lines from which CloudWatch takes figures (its embedded metric format); every other line is only kept. */
export const countedLines: Readonly<Partial<Record<LogCode, Counted>>> = {
  ...Object.fromEntries(alertCodes.map((code) => [code, alert])),
  'sweep-completed': { figures: { rounds: 'Count' } },
};

/** Fields that belong to a line because of its code alone. */
export const fixedFields = (code: LogCode): Record<string, string | number> => {
  if ((alertCodes as readonly LogCode[]).includes(code)) return { code, alerts: 1 };
  return code === 'sweep-completed' ? { rounds: 1 } : {};
};

/**
 * The part of a line that makes CloudWatch take figures from it.
 * @param at epoch milliseconds
 */
export function embeddedMetrics(code: LogCode, namespace: string, at: number): Record<string, unknown> {
  const counted = countedLines[code];
  if (!counted) return {};
  const Metrics = Object.entries(counted.figures).map(([Name, Unit]) => ({ Name, Unit }));
  return {
    ...fixedFields(code),
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [counted.by ? [counted.by] : []], Metrics }],
    },
  };
}
