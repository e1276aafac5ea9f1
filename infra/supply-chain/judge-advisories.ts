import * as z from 'zod';
import { failure, type Result, success } from '../../shared/result.ts';

/** An advisory that stands against a package and that we live with for a while. */
export type Accepted = {
  /** As GitHub names it: `GHSA-…`. */
  advisory: string;
  reason: string;
  /** The day, ISO, from which it is refused again. */
  until: string;
};

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;

const answer = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      severity: z.enum(severities),
      nodes: z.array(z.string()),
      /** A name stands for another entry of the list. */
      via: z.array(
        z.union([z.string(), z.object({ url: z.string(), title: z.string(), severity: z.enum(severities) })]),
      ),
    }),
  ),
});

export type Judged = { refused: string[]; told: string[] };

/**
 * Judges what `npm audit --json` printed: high and critical advisories against what ships are refused, all others told.
 * @param ships whether the package at this place of the lock file leaves the repository
 * @param today ISO date
 * @returns the judgement, or what the registry said when it did not answer the question
 */
export function judgeAdvisories(
  printed: string,
  ships: (node: string) => boolean,
  accepted: readonly Accepted[],
  today: string,
): Result<Judged, string> {
  let json: unknown;
  try {
    json = JSON.parse(printed);
  } catch {
    return failure('npm printed no JSON');
  }
  const parsed = answer.safeParse(json);
  if (!parsed.success) return failure(String((json as { message?: unknown }).message ?? 'an answer without a list'));
  const refused: string[] = [];
  const told: string[] = [];
  for (const { name, nodes, via } of Object.values(parsed.data.vulnerabilities)) {
    for (const advisory of via) {
      if (typeof advisory === 'string') continue;
      const id = advisory.url.split('/').at(-1) ?? advisory.url;
      const line = `${name}: ${advisory.severity}: ${advisory.title} (${advisory.url})`;
      const exception = accepted.find((one) => one.advisory === id && one.until > today);
      const isGrave = advisory.severity === 'high' || advisory.severity === 'critical';
      if (isGrave && nodes.some(ships) && !exception) refused.push(line);
      else told.push(exception ? `${line}; accepted until ${exception.until}: ${exception.reason}` : line);
    }
  }
  return success({ refused: refused.sort(), told: told.sort() });
}
