import type { Day } from '../time.ts';
import {
  isCompetent,
  isGivenUp,
  openInstead,
  type ServiceWindow,
  type WindowCase,
  windowNumbered,
} from './service-window.ts';

/** The administrative division that gave an employer its unified social credit code: digits 3 to 8 (GB 32100-2015). */
const divisionOf = (creditCode: string): string => creditCode.slice(2, 8);

/** A case with the credit code of its employer; without one where no employer is concerned. */
type FiledCase = WindowCase & { creditCode?: string | undefined };

/**
 * The window at which a case is at home: the one that handles its procedure and category and names the division of its
 * employer, or the one that takes everybody whom none names. The zone schema sees to it that there is exactly one.
 * @throws where there is none: the zone schema refuses such a zone
 */
export function homeWindow(windows: readonly ServiceWindow[], the: FiledCase): ServiceWindow {
  const division = divisionOf(the.creditCode ?? '');
  const competent = windows.filter((window) => isCompetent(window, the));
  const named = competent.find(({ competence }) => competence.divisions.some((prefix) => division.startsWith(prefix)));
  const found = named ?? competent.find(({ competence }) => competence.elsewhere);
  if (!found) throw new Error(`no service window handles ${the.procedure}, ${the.category ?? 'without category'}`);
  return found;
}

/**
 * The window that receives a submission: the one that has the case already, while it handles it; otherwise where the
 * case is at home, or that window's deputy while it is closed.
 * @param the.on day of the submission in the zone's time zone
 * @param the.present number of the window that has it from an earlier submission
 */
export function receivingWindow(
  windows: readonly ServiceWindow[],
  the: FiledCase & { on: Day; present?: number | undefined },
): ServiceWindow {
  const present = windowNumbered(windows, the.present);
  if (present && isCompetent(present, the) && !isGivenUp(present, the.on)) return present;
  return openInstead(windows, homeWindow(windows, the), the.on);
}
