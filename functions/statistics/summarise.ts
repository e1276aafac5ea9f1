import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import type { ReopenedCase } from '../../shared/domain/statistics/bulletin.ts';
import { type NoticeKind, type NoticeReason, noticeKinds } from '../../shared/domain/statistics/common-returns.ts';
import { categoryAfter, closedCase, endingOf } from '../../shared/domain/statistics/passes.ts';
import type { OfficeTime } from '../../shared/domain/statistics/working-time.ts';
import type { Log } from '../../shared/log/log.ts';
import { type Head, readEvents, readHead } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { keepSummary, type SummaryZone, summaryItem } from '../../shared/records/summary.ts';
import type { Item, Table } from '../../shared/records/table.ts';

export type SummaryGiven = { table: Table; zone: SummaryZone; office: OfficeTime; log: Log };

type Told = { code?: unknown; path?: unknown; documentId?: unknown };

const isNotice = (type: string): type is NoticeKind => (noticeKinds as readonly string[]).includes(type);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The reasons of a notice as places and codes, each once; a document is named by its kind, nothing by its words. */
async function reasonsOf(table: Table, id: string, { data }: ApplicationEvent): Promise<NoticeReason[]> {
  const told = (data.deficiencies ?? data.reasons ?? []) as Told[];
  const reasons = await Promise.all(
    told.map(async ({ code, path, documentId }): Promise<NoticeReason> => {
      const document = text(documentId) ? await table.get(keys.document(id, String(documentId))) : undefined;
      const place = text(path) ?? (document ? `document.${String(document.kind)}` : undefined);
      return { ...(place ? { path: place } : {}), code: text(code) ?? '' };
    }),
  );
  return [...new Map(reasons.map((reason) => [`${reason.path} ${reason.code}`, reason])).values()];
}

/** Where an officer worked when the party was told. */
const stageOf = (type: NoticeKind, events: readonly ApplicationEvent[]): string => {
  if (type === 'acceptance-refused') return 'preliminary-review';
  if (type !== 'returned') return 'conclusion';
  const last = events.findLast(({ type: name }) =>
    ['submitted', 'reopened', 'accepted', 'deemed-accepted'].includes(name),
  );
  return last?.type === 'accepted' || last?.type === 'deemed-accepted' ? 'review' : 'preliminary-review';
};

/** Who had ended a case before it was reopened, and how. */
function reopened(event: ApplicationEvent, before: readonly ApplicationEvent[], head: Head): ReopenedCase {
  const ended = before.findLast(({ type }) => endingOf(type) !== undefined);
  const from = ended && endingOf(ended.type);
  if (!ended || !from) throw new Error('what is reopened has ended before');
  const basis = text(event.data.basis);
  return {
    at: event.at,
    procedure: head.procedure,
    category: categoryAfter(before, head.category),
    from,
    ...(basis ? { basis } : {}),
    ...(ended.by.party === 'authority' && ended.by.subject ? { closedBy: ended.by.subject } : {}),
  };
}

/** Whether statistics keep anything of an event; a second submission of the same application is none of the kind. */
const isCounted = ({ type, data }: Pick<ApplicationEvent, 'type' | 'data'>): boolean =>
  (type === 'submitted' && data.round === 1) || isNotice(type) || type === 'reopened' || endingOf(type) !== undefined;

/** The summaries of one event, made from the history of its application up to it. */
async function summariesOf(
  { table, zone, office }: SummaryGiven,
  head: Head,
  events: readonly ApplicationEvent[],
  event: ApplicationEvent,
): Promise<Item[]> {
  const { at, type, sequence } = event;
  const of = { application: head.id, sequence };
  const until = events.filter((one) => one.sequence <= sequence);
  const category = categoryAfter(until, head.category);
  const { procedure } = head;
  const found: Item[] = [];
  if (type === 'submitted') found.push(summaryItem(zone, 'SUBMITTED', of, { at, procedure, category }));
  if (isNotice(type)) {
    const by = event.by.party === 'authority' ? event.by.subject : undefined;
    found.push(
      summaryItem(zone, 'NOTICE', of, {
        at,
        kind: type,
        stage: stageOf(type, until.slice(0, -1)),
        procedure,
        category,
        ...(by ? { by } : {}),
        reasons: await reasonsOf(table, head.id, event),
      }),
    );
  }
  if (type === 'reopened') {
    found.push(summaryItem(zone, 'REOPENED', of, reopened(event, until.slice(0, -1), head)));
  }
  const closed = closedCase(until, { procedure, category: head.category }, office);
  if (closed) found.push(summaryItem(zone, 'CLOSED', of, closed));
  return found;
}

/**
 * Follows the events of applications and keeps what statistics need of them. An event gives the same summaries however
 * often and in whatever order events are told: each is made from the history up to it, under a key that follows from it.
 */
export const summarise =
  (given: SummaryGiven) =>
  async (item: Item): Promise<void> => {
    const event = item as unknown as ApplicationEvent;
    if (!isCounted(event)) return;
    const id = item.pk.slice(keys.application('').pk.length);
    const [head, events] = await Promise.all([readHead(given.table, id), readEvents(given.table, id)]);
    if (!head) {
      // Erased since by an administrator, whose time for cases was over.
      given.log.warn('summary-skipped', { applicationId: id });
      return;
    }
    for (const summary of await summariesOf(given, head, events, event)) await keepSummary(given.table, summary);
  };

/**
 * Keeps whatever is missing of one application: for events that the feed gave up.
 * @returns how many summaries were missing; undefined for an application that does not exist
 */
export async function summariseAgain(given: SummaryGiven, id: string): Promise<number | undefined> {
  const [head, events] = await Promise.all([readHead(given.table, id), readEvents(given.table, id)]);
  if (!head) return undefined;
  let missing = 0;
  for (const event of events.filter(isCounted)) {
    for (const summary of await summariesOf(given, head, events, event)) {
      if (await keepSummary(given.table, summary)) missing++;
    }
  }
  return missing;
}
