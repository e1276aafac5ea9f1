import * as z from 'zod';
import { protectionSection } from '../../shared/zone/protection.ts';
import { functionNames } from '../bundle.ts';

/** Lambda lets nobody reserve the last hundred instances of an account. */
const neverReserved = 100;

/**
 * Limits of a zone that contradict each other, each named by its place. A file whose protection has the wrong shape is left
 * to the schema.
 */
export function protectionProblems(file: unknown): string[] {
  const parsed = z.object({ protection: protectionSection }).safeParse(file);
  if (!parsed.success) return [];
  const { requestsPerAddress, requestsPerSecond, burst, costly, concurrency } = parsed.data.protection;
  const problems: string[] = [];
  for (const [kind, limits] of Object.entries(costly)) {
    const at = `protection.costly.${kind}`;
    if (limits.requestsPerSecond > requestsPerSecond) {
      problems.push(`${at}.requestsPerSecond: is more than the whole interface takes, ${requestsPerSecond}`);
    }
    if (limits.burst > burst) problems.push(`${at}.burst: is more than the whole interface takes, ${burst}`);
    if ('requestsPerAddress' in limits && limits.requestsPerAddress > requestsPerAddress) {
      problems.push(`${at}.requestsPerAddress: is more than an address may ask at all, ${requestsPerAddress}`);
    }
  }
  if (!concurrency) return problems;
  const names = Object.keys(concurrency.functions);
  for (const name of names.filter((given) => !functionNames.some((known) => known === given))) {
    problems.push(`protection.concurrency.functions.${name}: there is no such function`);
  }
  const reserved = Object.values(concurrency.functions).reduce((sum, count) => sum + count, 0);
  const most = concurrency.accountLimit - neverReserved;
  if (reserved > most) {
    problems.push(
      `protection.concurrency.functions: reserve ${reserved} of ${concurrency.accountLimit}; ${neverReserved} have to stay free, so ${Math.max(most, 0)} at most`,
    );
  }
  return problems;
}
