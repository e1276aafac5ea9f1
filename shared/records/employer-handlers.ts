import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import type { Handler, Handlers } from './employer.ts';
import { keys } from './keys.ts';
import { absent, type Table, type TransactionStep } from './table.ts';

/** Most people who handle one employer's applications. Source: Tianjin guide, chapter 1: one to three handlers. */
export const mostHandlers = 3;

/** What was done about the handlers of an employer, by whom, and why where a supervisor did it. */
export type HandlerEvent = {
  at: Instant;
  by: string;
  what: 'invited' | 'accepted' | 'removed';
  handlerId: string;
  /** The handler whose place another took. */
  replaced?: string;
  reason?: string;
};

export async function readHandlers(table: Table, employerId: string): Promise<Handlers> {
  const item = await table.get(keys.handlers(employerId));
  return { version: Number(item?.version ?? 0), handlers: (item?.handlers as Handler[] | undefined) ?? [] };
}

/** One transaction over the handlers of an employer, refused when they are not what was seen; kept with who did it. */
async function change(
  table: Table,
  employerId: string,
  seen: Handlers,
  the: { handlers: Handler[]; event: HandlerEvent; steps: readonly TransactionStep[] },
): Promise<Result<Handlers, 'moved'>> {
  const next: Handlers = { version: seen.version + 1, handlers: the.handlers };
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.handlers(employerId), ...next },
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': seen.version },
      },
    },
    { put: { Item: { ...keys.handlerEvent(employerId, next.version), ...the.event }, ...absent } },
    ...the.steps,
  ]);
  return outcome.ok ? success(next) : failure('moved');
}

/** Takes away what lets somebody in: the handler's own right, or the invitation that was not accepted yet. */
const shutOut = (employerId: string, { subject, invited }: Handler): TransactionStep[] => [
  ...(subject ? [{ delete: { Key: keys.handler(subject, employerId) } }] : []),
  ...(!subject && invited ? [{ delete: { Key: keys.invitation(invited, employerId) } }] : []),
];

/** Invites somebody under the fingerprint of an address, in place of another handler where one is named. */
export function inviteHandler(
  table: Table,
  employerId: string,
  seen: Handlers,
  the: { handler: Handler & { invited: string }; replaces?: Handler; by: string; reason?: string },
): Promise<Result<Handlers, 'moved'>> {
  const { handler, replaces, by, reason } = the;
  return change(table, employerId, seen, {
    handlers: [...seen.handlers.filter(({ id }) => id !== replaces?.id), handler],
    event: {
      at: handler.since,
      by,
      what: 'invited',
      handlerId: handler.id,
      ...(replaces ? { replaced: replaces.id } : {}),
      ...(reason ? { reason } : {}),
    },
    steps: [
      { put: { Item: { ...keys.invitation(handler.invited, employerId), employerId } } },
      ...(replaces ? shutOut(employerId, replaces) : []),
    ],
  });
}

/** Makes whoever was invited a handler under the subject that they signed in with. */
export function acceptInvitation(
  table: Table,
  employerId: string,
  seen: Handlers,
  the: { handler: Handler; subject: string; at: Instant },
): Promise<Result<Handlers, 'moved'>> {
  const { handler, subject, at } = the;
  const { invited = '', ...rest } = handler;
  return change(table, employerId, seen, {
    handlers: seen.handlers.map((one) => (one.id === handler.id ? { ...rest, subject, since: at } : one)),
    event: { at, by: subject, what: 'accepted', handlerId: handler.id },
    steps: [
      { put: { Item: { ...keys.handler(subject, employerId), employerId } } },
      { delete: { Key: keys.invitation(invited, employerId) } },
    ],
  });
}

/** Removes a handler, or takes an invitation back. */
export function removeHandler(
  table: Table,
  employerId: string,
  seen: Handlers,
  the: { handler: Handler; by: string; at: Instant },
): Promise<Result<Handlers, 'moved'>> {
  const { handler, by, at } = the;
  return change(table, employerId, seen, {
    handlers: seen.handlers.filter(({ id }) => id !== handler.id),
    event: { at, by, what: 'removed', handlerId: handler.id },
    steps: shutOut(employerId, handler),
  });
}

/** The employers that invite whoever has an address. */
export async function invitationsOf(table: Table, emailHash: string): Promise<string[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.invitation(emailHash, '').pk },
    Limit: 20,
    ConsistentRead: true,
  });
  return items.map(({ employerId }) => String(employerId));
}
