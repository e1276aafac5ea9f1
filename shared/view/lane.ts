import type { z } from 'zod';
import type { applicationView } from '../contract/intake.ts';
import type { Category } from '../domain/application/case-clock.ts';
import { closedStages } from '../domain/application/transitions.ts';
import { laneOf } from '../domain/classification/lanes.ts';
import { withAnswersAsked } from '../domain/procedure/circumstances.ts';
import type { Circumstances, Procedure } from '../domain/procedure/procedure.ts';
import { placeNamed } from '../domain/quota/quota.ts';
import { windowNumbered } from '../domain/service-window/service-window.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, instantOf } from '../domain/time.ts';
import type { Head } from '../records/application.ts';
import type { Table } from '../records/table.ts';
import { groupLabel, quotaNeed } from '../zone/quota.ts';
import type { Rules } from '../zone/rules.ts';
import type { Zone } from '../zone/zone.ts';
import { placesTold } from './places-told.ts';

type View = z.input<typeof applicationView>;

/**
 * The lane in which a case runs, and why: what its category means in this zone, and its place of the quota or how many
 * are left while it has none.
 * @param the.category as the viewer may know it
 * @param the.why what gave the category
 */
export async function laneShown(
  { table, clock, rules }: { table: Table; clock: Clock; rules: Rules },
  the: {
    head: Head;
    procedure: Procedure;
    category: Category | null;
    circumstances: Circumstances;
    why: Text | undefined;
  },
): Promise<View['lane']> {
  const { head, procedure, category, circumstances, why } = the;
  if (procedure.concerns === 'employer') return undefined;
  const { zone } = rules;
  const at = head.acceptedAt ?? instantOf(clock.now());
  const need = quotaNeed(rules, procedure, withAnswersAsked(procedure, { ...circumstances, category }), at);
  const lane = laneOf({ ...zone.policy, ...zone.classification }, category, need !== undefined);
  const shown = { ...lane, ...(why ? { why } : {}) };
  if (head.quota !== undefined) {
    const { year, group } = placeNamed(head.quota);
    const state = head.stage === 'issued' ? ('confirmed' as const) : ('reserved' as const);
    return { ...shown, places: { year, group, label: groupLabel(zone, group), state } };
  }
  if (!need || closedStages.includes(head.stage)) return shown;
  const { year, group, opening } = need;
  const left = await placesTold(table, zone, need, opening);
  return left
    ? { ...shown, places: { year, group, label: groupLabel(zone, group), state: left.level, free: left.free } }
    : shown;
}

/** The service window that has a case, for everybody who may see the case. */
export function windowShown({ serviceWindows = [] }: Pick<Zone, 'serviceWindows'>, head: Head): View['serviceWindow'] {
  const found = windowNumbered(serviceWindows, head.serviceWindow);
  if (!found) return undefined;
  const { number, name, address, phone } = found;
  return { number, name, address, phone };
}

/** For officers: the occupations in short supply in the year of the submission, by which category B is looked at. */
export function demandShown(
  { classification }: Pick<Zone, 'classification'>,
  category: Category | null,
  year: number,
): View['marketDemand'] {
  if (category !== 'B') return undefined;
  const line = classification.marketDemand.find((one) => one.year === year);
  return line && { year: line.year, occupations: line.occupations, placeholder: line.placeholder };
}
