import type { Circumstances, Procedure } from '../domain/procedure/procedure.ts';
import { groupNeeded, lineOn, type QuotaYear, quotaYear } from '../domain/quota/quota.ts';
import type { Text } from '../domain/text.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { OpeningSize } from '../records/quota.ts';
import type { PlaceNeed } from '../records/quota-reservation.ts';
import type { Rules } from './rules.ts';
import type { Zone } from './zone.ts';

type Quotas = Pick<Zone, 'quotas'>;

/** What people call a group; its bare name where the zone has no line for it. */
export const groupLabel = ({ quotas }: Quotas, group: string): Text =>
  quotas.findLast((line) => line.group === group)?.label ?? { zh: group, en: group };

/** Groups that a zone limits, each once. */
export const limitedGroups = ({ quotas }: Quotas): string[] => [...new Set(quotas.map(({ group }) => group))];

/** What a year and group begins with: the figure in force on a day of it; none means no place until one is decided. */
export const openingOn = ({ quotas }: Quotas, group: string, on: Day): OpeningSize =>
  lineOn(quotas, group, on) ?? { perYear: 0, source: 'No line of the zone file holds on this day', placeholder: true };

/** The day whose figure a year begins with when nobody was accepted in it yet. */
export const firstDayAhead = (year: number, today: Day): Day =>
  Number(today.slice(0, 4)) === year ? today : `${year}-01-01`;

/**
 * The place that an application needs from its acceptance on, undefined when it needs none.
 * @param acceptedAt decides the year, in the zone's time zone
 * @param the the category as it is settled, with what else the procedure's condition asks for
 */
export function quotaNeed(
  rules: Pick<Rules, 'zone' | 'timeZone' | 'dayOf'>,
  procedure: Pick<Procedure, 'quota'>,
  the: Circumstances,
  acceptedAt: Instant,
): PlaceNeed | undefined {
  const group = groupNeeded(procedure, the);
  // A zone that keeps no quota for a group has none to run out of.
  if (!group || !limitedGroups(rules.zone).includes(group)) return undefined;
  const of: QuotaYear = { year: quotaYear(rules.timeZone, acceptedAt), group };
  return { ...of, opening: openingOn(rules.zone, group, rules.dayOf(acceptedAt)) };
}
