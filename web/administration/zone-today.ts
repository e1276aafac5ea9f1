import type { Answer } from '../client/contract.ts';

/** Whether something is in order, wants a look in time, or wants somebody now. */
export type Level = 'act' | 'look' | 'well';
export const levels: readonly Level[] = ['act', 'look', 'well'];

type Delegation = Pick<Answer<'readDelegation'>, 'holds' | 'suspended' | 'validTo'>;
type Calendar = Pick<Answer<'readZoneFile'>['calendars'][number], 'year' | 'state'>;
type Draft = Pick<Answer<'listPolicyDrafts'>['items'][number], 'state' | 'deployed'>;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Days in advance of which an end of the delegation wants a look. */
const noticeOfEnd = 90;
/** A case that is received today is counted at most so far ahead: 20 working days and 10 once more, with holidays between. */
const countedAhead = 60;

/** How the delegation stands on a day. */
export function delegationLevel({ holds, suspended, validTo }: Delegation, today: string): Level {
  if (!holds) return 'act';
  const endsSoon = validTo !== undefined && validTo <= dayAfter(today, noticeOfEnd);
  return suspended.length > 0 || endsSoon ? 'look' : 'well';
}

/** Years by which due times are counted from this day on, and which of them no calendar is published for. */
export function calendarsToday(calendars: readonly Calendar[], today: string): { level: Level; missing: number[] } {
  const year = Number(today.slice(0, 4));
  const reached = Number(dayAfter(today, countedAhead).slice(0, 4));
  const years = reached > year ? [year, reached] : [year];
  const missing = years.filter((one) => !calendars.some((known) => known.year === one && known.state === 'published'));
  return { level: missing.includes(year) ? 'act' : missing.length > 0 ? 'look' : 'well', missing };
}

/** Drafts on which somebody still works, and published ones that the zone does not run yet. */
export function draftsToday(drafts: readonly Draft[]): { level: Level; open: number; undeployed: number } {
  const open = drafts.filter(({ state }) => state === 'draft' || state === 'approved').length;
  const undeployed = drafts.filter(({ deployed = [] }) =>
    deployed.some(({ state }) => state === 'not-deployed' || state === 'differs'),
  ).length;
  return { level: open + undeployed > 0 ? 'look' : 'well', open, undeployed };
}

/** The most pressing of some. */
export const worst = (of: readonly Level[]): Level => levels.find((level) => of.includes(level)) ?? 'well';
