import type { followingRoutes } from '../../shared/contract/following.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { printedName } from '../../shared/domain/person/name.ts';
import { proceduresOnPermit } from '../../shared/domain/procedure/on-permit.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type StoredForm, visibleVersion } from '../../shared/records/application.ts';
import { employersOf } from '../../shared/records/employer.ts';
import { headOf } from '../../shared/records/head-item.ts';
import { keys } from '../../shared/records/keys.ts';
import { permitOf, permitStatus } from '../../shared/records/permit.ts';
import type { Item, Key, Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { emailHash } from '../../shared/view/access.ts';
import { categoryForParties } from '../../shared/view/application.ts';
import type { FollowingGiven } from './following.ts';

/** How a list of applications is ordered: by instant and id. */
const applicationPlace = /^APPLICATION#[0-9T:.Z-]{24}#[0-9a-z]{24}$/;

/** One page over several lists, one after the other; `next` is a place in the list where the page ended. */
async function pageOver(table: Table, lists: readonly string[], after: Key | undefined, limit: number) {
  const links: Item[] = [];
  let from = after ? lists.indexOf(after.pk) : 0;
  let start = after;
  for (; from < lists.length && links.length < limit; from++) {
    const { items, next } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :application)',
      ExpressionAttributeValues: { ':pk': lists[from], ':application': 'APPLICATION#' },
      ScanIndexForward: false,
      Limit: limit - links.length,
      ExclusiveStartKey: start,
      ConsistentRead: true,
    });
    links.push(...items);
    if (next) return { links, next };
    start = undefined;
  }
  const last = links.at(-1);
  return { links, ...(last && from < lists.length ? { next: { pk: last.pk, sk: last.sk } } : {}) };
}

type Asked = { principal: Principal; query: { cursor?: string; limit?: number; employerId?: string } };

/**
 * A page of the applications of whoever asks: those of each employer in the order of registration, then those in which
 * they are the applicant. A case that stands in two of these lists is in the employer's.
 */
async function ownCases(table: Table, { principal, query }: Asked) {
  const own = principal.roles.includes('employer') ? await employersOf(table, principal.subject) : [];
  const employers = own.map(({ id }) => id).filter((id) => query.employerId === undefined || query.employerId === id);
  const email =
    principal.roles.includes('applicant') && query.employerId === undefined ? emailHash(principal.email) : undefined;
  const applicant = email ? keys.applicantApplication(email, '', '').pk : undefined;
  const lists = [...employers.map((id) => keys.employer(id).pk), ...(applicant ? [applicant] : [])];
  const { cursor } = query;
  const after = cursor
    ? lists.map((pk) => keyOf(cursor, { pk, sk: applicationPlace })).find((place) => place !== undefined)
    : undefined;
  if (cursor && !after) return failure(notACursor());
  const { links, next } = await pageOver(table, lists, after, query.limit ?? 25);
  const ids = links.map((link) => String(link.id));
  const found = await table.getMany([...new Set(ids)].flatMap((id) => [keys.application(id), keys.form(id)]));
  const cases = links.flatMap((link) => {
    const id = String(link.id);
    const headItem = found.find((item) => item.pk === keys.application(id).pk && item.sk === 'HEAD');
    const stored = found.find((item) => item.pk === keys.form(id).pk && item.sk === 'FORM') as
      | (StoredForm & { pk: string })
      | undefined;
    if (!headItem || !stored) return [];
    const head = headOf(headItem);
    if (link.pk === applicant && head.employerId && employers.includes(head.employerId)) return [];
    return [{ head, stored }];
  });
  return success({ cases, ...(next ? { next: cursorOf(next) } : {}) });
}

/** The applications of whoever asks, page by page. */
export function listApplications(given: FollowingGiven): Handles<typeof followingRoutes>['listApplications'] {
  return async (request) => {
    const found = await ownCases(given.table, request);
    if (!found.ok) return found;
    const items = found.value.cases.map(({ head, stored }) => {
      const { familyName, givenNames } = stored.form.applicant ?? {};
      return {
        ...head,
        version: visibleVersion(head, stored),
        category: categoryForParties(given, head, stored.form),
        // While the clock stands still no day is promised.
        promisedOn: head.pause ? undefined : head.promisedOn,
        applicantName: familyName ? printedName({ familyName, givenNames }) : undefined,
      };
    });
    return success({ body: { items, next: found.value.next } });
  };
}

/**
 * The permits of whoever asks. A permit is found by the one application that brought its present period, so that it
 * stands in the list once, and with the employer who holds it now.
 */
export function listPermits({ table, clock, rules }: FollowingGiven): Handles<typeof followingRoutes>['listPermits'] {
  return async (request) => {
    const found = await ownCases(table, request);
    if (!found.ok) return found;
    const { cases, next } = found.value;
    const granted = new Map(cases.flatMap(({ head }) => (head.permitNumber ? [[head.id, head.permitNumber]] : [])));
    const permits = await table.getMany([...new Set(granted.values())].map((number) => keys.permit(number)));
    const today = rules.today(clock);
    const items = permits
      .map(permitOf)
      .filter(({ applicationId, number }) => granted.get(applicationId) === number)
      .map((permit) => {
        const status = permitStatus(permit, today);
        const { procedures: offered } = rules.zone.delegation;
        const about = { state: status, validTo: permit.validTo };
        const onward = proceduresOnPermit((id) => rules.procedureOn(id, today), offered, about);
        return { ...permit, status, holder: permit.name, employer: permit.employerName, onward };
      });
    return success({ body: { items, next } });
  };
}
