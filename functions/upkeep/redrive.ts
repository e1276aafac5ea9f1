import type { upkeepRoutes } from '../../shared/contract/upkeep.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { type Head, readHead } from '../../shared/records/application.ts';
import { headOf } from '../../shared/records/head-item.ts';
import { keys } from '../../shared/records/keys.ts';
import { noteInOffice, readOfficeEvents } from '../../shared/records/office.ts';
import {
  effectIdOf,
  effectPlace,
  findEffect,
  type OpenEffect,
  readParkedEffects,
  readWaitingEffects,
} from '../../shared/records/open-effects.ts';
import { deliveryGrace } from '../../shared/records/outbox.ts';
import { placesIn, queuesOf, readInTurn } from '../../shared/records/queues.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { type Executions, needsExecution, type Workflow } from '../../shared/workflow/approval.ts';
import type { EndedExecutions } from '../../shared/workflow/ended-executions.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { isUnattended, patience, watchedStages } from './unattended.ts';

export type RedriveGiven = {
  table: Table;
  workflow: Workflow;
  executions: Pick<Executions, 'running'>;
  ended: EndedExecutions;
  clock: Clock;
  zone: Zone;
};

const pageLength = 25;
const applicationId = /^[0-9a-z]{24}$/;

const shownEffect = ({ item, state }: OpenEffect) => ({
  id: effectIdOf(item),
  state,
  kind: item.effect.kind,
  applicationId: item.effect.applicationId,
  since: item.at,
  attempts: item.attempts,
  ...(item.failed ? { failed: item.failed } : {}),
});

const shownCase = ({ id, receiptNumber, procedure, stage }: Head) => ({
  applicationId: id,
  ...(receiptNumber ? { receiptNumber } : {}),
  procedure,
  stage,
});

/** Executions are named after their application, the round of its submission and how often they were restarted. */
const applicationOf = (execution: string): string => /^([0-9a-z]{24})-/.exec(execution)?.[1] ?? '';

function standingOf(execution: string, head: Head | undefined) {
  if (!head) return 'unknown';
  if (!needsExecution(head)) return 'not-needed';
  return head.execution === execution ? 'lost' : 'replaced';
}

/**
 * What administrators see and do when something was left undone that the sweeper did not mend: effects that were not
 * delivered, and applications whose execution is gone. Whatever they ask for is what the sweeper itself would do, so
 * that both may do it at once and nothing happens twice.
 */
export function redrive(given: RedriveGiven): Handles<typeof upkeepRoutes> {
  const { table, workflow, executions, ended, clock, zone } = given;

  const headsOf = async (ids: readonly string[]): Promise<Map<string, Head>> => {
    const wanted = [...new Set(ids.filter((id) => applicationId.test(id)))];
    const items = wanted.length > 0 ? await table.getMany(wanted.map((id) => keys.application(id))) : [];
    return new Map(items.map(headOf).map((head) => [head.id, head]));
  };

  return {
    listEffects: async ({ query }) => {
      const { state, cursor, limit = pageLength } = query;
      const after = cursor ? keyOf(cursor, { [state]: effectPlace })?.[state] : undefined;
      if (cursor && !after) return failure(notACursor());
      // Until then whoever wrote it is still at it.
      const before = instantOf(clock.now() - deliveryGrace);
      const { effects, next } =
        state === 'parked'
          ? await readParkedEffects(table, { limit, after })
          : await readWaitingEffects(table, { before, limit, after });
      return success({
        body: { items: effects.map(shownEffect), ...(next ? { next: cursorOf({ [state]: next }) } : {}) },
      });
    },

    deliverEffect: async ({ principal, parameters }) => {
      const { id = '' } = parameters;
      const found = await findEffect(table, id);
      if (!found) return success({ body: { id, outcome: 'nothing-left' } });
      const { effect } = found.item;
      await noteInOffice(table, clock, {
        happening: { type: 'effect-redriven', data: { effect: id, ...effect } },
        by: principal.subject,
      });
      if (await workflow.deliver(found.item)) return success({ body: { id, outcome: 'delivered' } });
      const after = await findEffect(table, id);
      return success({ body: { id, outcome: 'failed', ...(after ? { effect: shownEffect(after) } : {}) } });
    },

    listEndedExecutions: async ({ query }) => {
      const { end, cursor, limit = pageLength } = query;
      const after = cursor ? keyOf(cursor, { [end]: /^.{1,3096}$/ })?.[end] : undefined;
      const found = cursor && !after ? undefined : await ended({ end, limit, next: after });
      if (!found) return failure(notACursor());
      const heads = await headsOf(found.executions.map(({ name }) => applicationOf(name)));
      return success({
        body: {
          items: found.executions.map(({ name, ...times }) => {
            const head = heads.get(applicationOf(name));
            return {
              applicationId: applicationOf(name),
              ...(head ? shownCase(head) : {}),
              execution: name,
              end,
              ...times,
              standing: standingOf(name, head),
            };
          }),
          ...(found.next ? { next: cursorOf({ [end]: found.next }) } : {}),
        },
      });
    },

    listUnattended: async ({ query: { cursor, limit = pageLength } }) => {
      const queues = watchedStages.flatMap((stage) => queuesOf(zone, stage));
      const dueBefore = instantOf(clock.now() - patience);
      const after = cursor ? keyOf(cursor, placesIn(queues)) : undefined;
      // A place of another list, of what is not due yet, lies outside of what is asked for: DynamoDB refuses it.
      if (cursor && (!after || after.queueSk >= dueBefore)) return failure(notACursor());
      const { heads: lines, next } = await readInTurn(table, queues, { limit, after, dueBefore });
      const heads = await headsOf(lines.filter((line) => isUnattended(line, dueBefore)).map(({ id }) => id));
      const items = await Promise.all(
        [...heads.values()]
          // The index follows a moment later than the head.
          .filter((head) => needsExecution(head) && isUnattended(head, dueBefore))
          .map(async (head) => {
            const { dueAt, deemsAt, execution } = head;
            return {
              ...shownCase(head),
              dueAt,
              deemsAt,
              execution,
              running: execution !== undefined && (await executions.running(execution)),
            };
          }),
      );
      const order = new Map(lines.map(({ id }, index) => [id, index]));
      items.sort((one, other) => (order.get(one.applicationId) ?? 0) - (order.get(other.applicationId) ?? 0));
      return success({ body: { items, ...(next ? { next: cursorOf(next) } : {}) } });
    },

    restartExecution: async ({ principal, parameters }) => {
      const { id = '' } = parameters;
      const head = applicationId.test(id) ? await readHead(table, id) : undefined;
      if (!head) return failure(problem('not-found'));
      const { execution } = head;
      if (!execution || !needsExecution(head)) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '该申请目前没有需要计时的环节，无须重新启动',
              en: 'Nothing of this application is waited for now, so there is nothing to start',
            },
          }),
        );
      }
      if (await executions.running(execution)) {
        return success({ body: { ...shownCase(head), outcome: 'running', execution } });
      }
      await noteInOffice(table, clock, {
        happening: { type: 'execution-redriven', data: { applicationId: id, execution } },
        by: principal.subject,
      });
      const restarted = await workflow.ensureRunning(head);
      const after = (await readHead(table, id)) ?? head;
      return success({
        body: {
          ...shownCase(after),
          outcome: restarted ? 'restarted' : 'running',
          execution: after.execution ?? execution,
        },
      });
    },

    listRedrives: async ({ query: { cursor, limit = pageLength } }) => {
      const after = cursor ? keyOf(cursor, { pk: keys.standing().pk, sk: /^EVENT#\d{6}$/ }) : undefined;
      if (cursor && !after) return failure(notACursor());
      const { events, next } = await readOfficeEvents(table, ['effect-redriven', 'execution-redriven'], {
        limit,
        ...(after ? { after } : {}),
      });
      return success({
        body: {
          items: events.map(({ type, at, by, data }) => ({ type, at, by, ...data })),
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },
  };
}
