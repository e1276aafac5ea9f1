/** A value of the record as somebody can read it: texts and figures as they are, everything else as JSON. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

type Outcome = { outcome: string };

/** Whether a replay found nothing that speaks against the record. */
export const agrees = (replay: {
  scores: readonly Outcome[];
  clocks: readonly Outcome[];
  findings: readonly unknown[];
}): boolean =>
  replay.findings.length === 0 &&
  replay.scores.every(({ outcome }) => outcome === 'same') &&
  replay.clocks.every(({ outcome }) => outcome === 'same' || outcome === 'published-since');
