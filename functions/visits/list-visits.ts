import type { visitsRoutes } from '../../shared/contract/visits.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import type { Key } from '../../shared/records/table.ts';
import { applicationsIn, placesOn, type Visit, visitListOf, visitsOf } from '../../shared/records/visit.ts';
import { failure, success } from '../../shared/result.ts';
import { isFrontOffice, partiesOf } from './access.ts';
import type { VisitsHandling } from './visits.ts';

const pageLength = 20;
const place = /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/;

/** The front office's list of a day; or the visits of whoever asks, list after list, until the page is full. */
export const listVisits =
  (given: VisitsHandling): Handles<typeof visitsRoutes>['listVisits'] =>
  async ({ principal, query }) => {
    const { table, rules } = given;
    const section = rules.zone.visits;
    if (!section) return failure(problem('not-found'));
    const { cursor, limit = pageLength, day } = query;
    const own = principal.roles.some((role) => role === 'employer' || role === 'applicant');
    if (isFrontOffice(principal) && (day !== undefined || !own)) {
      if (day === undefined) {
        return invalid({ path: 'query.day', code: 'missing', text: { zh: '请指明日期', en: 'say which day' } });
      }
      return success({ body: { items: [], day: await placesOn(table, day) } });
    }
    const parties = await partiesOf(table, principal);
    const lists = parties.map(visitListOf);
    const after = cursor
      ? lists.map((pk) => keyOf(cursor, { pk, sk: place })).find((found) => found !== undefined)
      : undefined;
    if (cursor && !after) return failure(notACursor());
    const found: Visit[] = [];
    let start: Key | undefined = after;
    for (const party of parties.slice(after ? lists.indexOf(after.pk) : 0)) {
      const read = await visitsOf(table, party, { limit: limit - found.length, ...(start ? { after: start } : {}) });
      found.push(...read.visits);
      start = read.next;
      if (found.length >= limit || read.next) break;
    }
    const last = found.at(-1);
    const end = last && { pk: visitListOf(last.party), sk: `${last.createdAt}#${last.id}` };
    const more = start !== undefined || (end !== undefined && lists.indexOf(end.pk) < lists.length - 1);
    const items = found.map((visit) => {
      const { day: on, from, to } = visit.appointment;
      return {
        ...visit,
        appointment: { day: on, from, to, address: section.address },
        applications: applicationsIn(visit),
      };
    });
    return success({ body: { items, ...(found.length >= limit && more && end ? { next: cursorOf(end) } : {}) } });
  };
