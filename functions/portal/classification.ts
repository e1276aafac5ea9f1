import type { z } from 'zod';
import type { zoneView } from '../../shared/contract/portal.ts';
import { laneOf } from '../../shared/domain/classification/lanes.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Table } from '../../shared/records/table.ts';
import { placesTold } from '../../shared/view/places-told.ts';
import { groupLabel, limitedGroups, openingOn } from '../../shared/zone/quota.ts';
import type { Rules } from '../../shared/zone/rules.ts';

type Shown = z.input<typeof zoneView>['classification'];

/** Anybody may ask, as often as they like: the places are counted once a minute. */
const keptMilliseconds = 60_000;

/** What each delegated category means here, with the places of this year as far as the zone tells them. */
export function classificationShown(given: { table: Table; clock: Clock; rules: Rules }): () => Promise<Shown> {
  const { table, clock, rules } = given;
  const { zone } = rules;
  let kept: { at: number; shown: Promise<Shown> } | undefined;

  const places = async () => {
    const today = rules.today(clock);
    const year = Number(today.slice(0, 4));
    return Promise.all(
      limitedGroups(zone).map(async (group) => {
        const left = await placesTold(table, zone, { year, group }, openingOn(zone, group, today));
        return { year, group, label: groupLabel(zone, group), state: left?.level, free: left?.free };
      }),
    );
  };

  const read = async (): Promise<Shown> => {
    const { classification, policy, delegation } = zone;
    const limited = await places();
    return delegation.categories.map((category) => ({
      ...laneOf({ ...policy, ...classification }, category, category === 'C' && limited.length > 0),
      category,
      ...(category === 'C' && limited.length > 0 ? { places: limited } : {}),
    }));
  };

  return () => {
    const now = clock.now();
    if (!kept || now < kept.at || now - kept.at >= keptMilliseconds) {
      const fresh = { at: now, shown: read() };
      kept = fresh;
      // What failed is asked again by the next request.
      fresh.shown.catch(() => {
        if (kept === fresh) kept = undefined;
      });
    }
    return kept.shown;
  };
}
