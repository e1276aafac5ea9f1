import type { Category } from '../application/case-clock.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';

/** A category as competence names it; `none` where a case has none, or has none yet. */
export const competenceCategories = ['A', 'B', 'C', 'none'] as const;
export type CompetenceCategory = (typeof competenceCategories)[number];

/** What a service window handles, and whose cases are at home there. */
export type Competence = {
  /** Absent: every procedure that is delegated to the zone. */
  procedures?: readonly string[] | undefined;
  /** Absent: every category, and cases without one. */
  categories?: readonly CompetenceCategory[] | undefined;
  /** First digits of the administrative division (GB/T 2260) in which an employer's credit code was given. */
  divisions: readonly string[];
  /** The employers of every division that no window names, such as those whose code was given elsewhere in China. */
  elsewhere: boolean;
};

/** First and last day on which a window is closed although its hours say otherwise; without a last day for good. */
export type Closure = { from: Day; to?: Day | undefined; reason: Text };

/** Weekdays by number, Monday 1 to Sunday 7, and times of the zone's time zone. */
export type OpeningHours = { days: readonly number[]; from: string; to: string };

/** A service window (服务窗口): where applications of some employers are filed and worked. */
export type ServiceWindow = {
  number: number;
  name: Text;
  address: Text;
  phone: string;
  hours: readonly OpeningHours[];
  competence: Competence;
  /** The window that receives what comes in, and may work what waits, while this one is closed. */
  deputy?: number | undefined;
  closures: readonly Closure[];
};

/** A case as far as the competence of windows is concerned. */
export type WindowCase = { procedure: string; category: Category | null };

/** Whether a window handles cases of this procedure and category, wherever their employers are. */
export const isCompetent = (
  { competence: { procedures, categories } }: Pick<ServiceWindow, 'competence'>,
  { procedure, category }: WindowCase,
): boolean =>
  (procedures === undefined || procedures.includes(procedure)) &&
  (categories === undefined || categories.includes(category ?? 'none'));

export const isClosedOn = ({ closures }: Pick<ServiceWindow, 'closures'>, on: Day): boolean =>
  closures.some(({ from, to }) => from <= on && (to === undefined || on <= to));

/** A window that was given up: it receives nothing any more, and nothing is moved to it. */
export const isGivenUp = ({ closures }: Pick<ServiceWindow, 'closures'>, on: Day): boolean =>
  closures.some(({ from, to }) => from <= on && to === undefined);

export const windowNumbered = <W extends Pick<ServiceWindow, 'number'>>(
  windows: readonly W[],
  number: number | undefined,
): W | undefined => windows.find((window) => window.number === number);

/**
 * Who stands in for a window on a day: its deputy, or the deputy's deputy, the first that is open.
 * @returns the window itself while it is open, and where everybody is closed
 */
export function openInstead(windows: readonly ServiceWindow[], window: ServiceWindow, on: Day): ServiceWindow {
  const asked = new Set<number>();
  let found: ServiceWindow | undefined = window;
  while (found && isClosedOn(found, on) && !asked.has(found.number)) {
    asked.add(found.number);
    found = windowNumbered(windows, found.deputy);
  }
  return found && !isClosedOn(found, on) ? found : window;
}
