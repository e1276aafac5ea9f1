import type { z } from 'zod';
import type { delegationView, officeRoutes } from '../../shared/contract/office.ts';
import type { Category } from '../../shared/domain/application/case-clock.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import { type SuspensionScope, scopeEntries, scopeOf, suspendedAt } from '../../shared/domain/office/suspension.ts';
import { dayIn, instantOf, startOfDay } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import { readOfficeEvent, readOfficeEvents } from '../../shared/records/office.ts';
import { placesIn, queuesOf, readQueues } from '../../shared/records/queues.ts';
import type { Standing } from '../../shared/records/standing.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { changeAsLead, type OfficeGiven, standingForColleague, standingForLead, versionOf } from './lead.ts';

type View = z.input<typeof delegationView>;
type Page = { cursor?: string | undefined; limit?: number | undefined };

const pageLength = 25;

/** The parts of a scope that are not delegated, and so cannot be suspended. */
function notDelegated({ zone }: OfficeGiven, scope: SuspensionScope | undefined): ProblemEntry[] {
  const { procedures, categories } = zone.delegation;
  const beyond = (path: string, named: readonly string[] = [], delegated: readonly string[]): ProblemEntry[] =>
    named.flatMap((name, index) =>
      delegated.includes(name)
        ? []
        : [
            {
              path: `scope.${path}.${index}`,
              code: 'not-an-option',
              text: { zh: `本区受托：${delegated.join('、')}`, en: `delegated here: ${delegated.join(', ')}` },
            },
          ],
    );
  return [
    ...beyond('procedures', scope?.procedures, procedures),
    ...beyond('categories', scope?.categories, categories),
  ];
}

const writable = (scope: SuspensionScope) => ({
  ...(scope.procedures ? { procedures: [...scope.procedures] } : {}),
  ...(scope.categories ? { categories: [...scope.categories] as Category[] } : {}),
});

/** The delegation: what stands in the zone's file, what of it is suspended, by whom and why. */
export function delegation(
  given: OfficeGiven,
): Pick<Handles<typeof officeRoutes>, 'readDelegation' | 'suspendDelegation' | 'restoreDelegation' | 'listReferred'> {
  const { table, clock, zone } = given;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));

  const suspensions = (standing: Standing): Promise<View['suspended']> => {
    const byEvent = new Map<number, string[]>();
    for (const [entry, { event }] of Object.entries(standing.suspended)) {
      byEvent.set(event, [...(byEvent.get(event) ?? []), entry]);
    }
    return Promise.all(
      [...byEvent].map(async ([sequence, entries]) => {
        const event = await readOfficeEvent(table, sequence);
        if (event?.type !== 'delegation-suspended') throw new Error('a suspension has no event');
        const { from, reason } = event.data;
        return { scope: writable(scopeOf(entries)), from, reason, by: event.by, at: event.at };
      }),
    );
  };

  const view = async (
    standing: Standing,
    { cursor, limit = pageLength }: Page = {},
  ): Promise<Result<Reply, Problem>> => {
    const list = { pk: keys.standing().pk, sk: /^EVENT#\d{6}$/ };
    const after = cursor === undefined ? undefined : keyOf(cursor, list);
    if (cursor !== undefined && !after) return failure(notACursor());
    const [suspended, past] = await Promise.all([
      suspensions(standing),
      readOfficeEvents(table, ['delegation-suspended', 'delegation-restored'], { limit, ...(after ? { after } : {}) }),
    ]);
    const { from: authority, inNameOf, procedures, categories, validFrom, validTo } = zone.delegation;
    const now = instantOf(clock.now());
    const body: View = {
      version: versionOf(standing),
      holds: procedures.some(
        (procedure) =>
          !outsideDelegation(zone.delegation, { procedure, category: null, on: today() }) &&
          !suspendedAt(standing.suspended, { procedure, category: null }, now),
      ),
      authority,
      inNameOf,
      procedures,
      categories,
      validFrom,
      validTo,
      suspended,
      history: {
        items: past.events.map(({ type, at, by, data }) => ({
          type,
          at,
          by,
          scope: writable(data.scope),
          ...('from' in data ? { from: data.from } : {}),
          reason: data.reason,
        })),
        ...(past.next ? { next: cursorOf(past.next) } : {}),
      },
    };
    return success({ body, headers: { etag: `"${versionOf(standing)}"` } });
  };

  return {
    readDelegation: async ({ principal, query }) => {
      const colleague = await standingForColleague(table, principal);
      return colleague.ok ? view(colleague.value.standing, query) : colleague;
    },

    suspendDelegation: (request) => {
      const { scope, reason, from: firstDay } = request.body;
      const wrong = notDelegated(given, scope);
      if (firstDay && firstDay < today()) {
        wrong.push({
          path: 'from',
          code: 'in-the-past',
          text: { zh: '不得早于今天：已作出的决定不受影响', en: 'must not lie in the past: what was decided stands' },
        });
      }
      if (wrong.length > 0) return Promise.resolve(invalid(...wrong));
      return changeAsLead(
        given,
        request,
        'suspend-delegation',
        async (standing) => {
          const now = instantOf(clock.now());
          const from = firstDay && firstDay > today() ? startOfDay(zone.timeZone, firstDay) : now;
          const entries = scopeEntries(scope).filter((entry) => {
            const before = standing.suspended[entry];
            return !before || before.from > from;
          });
          if (entries.length === 0) {
            return failure(
              problem('conflict', {
                detail: { zh: '该范围已经暂停', en: 'All of this is suspended already' },
              }),
            );
          }
          const event = standing.events + 1;
          return success({
            happening: { type: 'delegation-suspended', data: { scope: scope ?? {}, from, reason } },
            set: {
              suspended: {
                ...standing.suspended,
                ...Object.fromEntries(entries.map((entry) => [entry, { from, event }])),
              },
            },
          });
        },
        (standing) => view(standing),
      );
    },

    restoreDelegation: (request) => {
      const { scope, reason } = request.body;
      const wrong = notDelegated(given, scope);
      if (wrong.length > 0) return Promise.resolve(invalid(...wrong));
      return changeAsLead(
        given,
        request,
        'restore-delegation',
        async (standing) => {
          const wanted = scope ? scopeEntries(scope) : Object.keys(standing.suspended);
          const entries = wanted.filter((entry) => entry in standing.suspended);
          if (entries.length === 0) {
            return failure(
              problem('conflict', { detail: { zh: '该范围没有暂停', en: 'Nothing of this is suspended' } }),
            );
          }
          const left = Object.entries(standing.suspended).filter(([entry]) => !entries.includes(entry));
          return success({
            happening: { type: 'delegation-restored', data: { scope: scopeOf(entries), reason } },
            set: { suspended: Object.fromEntries(left) },
          });
        },
        (standing) => view(standing),
      );
    },

    listReferred: async ({ principal, query: { cursor, limit = pageLength } }) => {
      const leads = await standingForLead(table, principal);
      if (!leads.ok) return leads;
      const queues = queuesOf(zone, 'with-delegating-authority');
      const after = cursor === undefined ? undefined : keyOf(cursor, placesIn(queues));
      if (cursor !== undefined && !after) return failure(notACursor());
      const { heads, next } = await readQueues(table, queues, { limit, after });
      return success({
        body: {
          items: heads.map((head) => ({
            ...head,
            applicantName: head.applicantName ?? '',
            category: head.category ?? null,
          })),
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },
  };
}
