import type { noticesRoutes } from '../../shared/contract/notices.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { inboxesOf, type KeptNotice, linkOf, noticeIdOf, noticePlace } from '../../shared/notices/notice.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  deliverAgain,
  keptNotice,
  markRead,
  readInboxes,
  readNotice,
  readUndelivered,
  type Undelivered,
  undeliveredKey,
} from '../../shared/records/notices.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';

type Given = { table: Table; clock: Clock };

const pageLength = 25;
/** So many of the latest notices are looked at to count what is unread. */
const countedAtMost = 100;

const place = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]{22}$/;

const instantIn = ({ sk }: { sk: string }): string => sk.slice(0, 24);

const noticeShown = (notice: KeptNotice) => ({
  ...notice,
  id: noticeIdOf(notice),
  at: instantIn(notice),
  link: linkOf(notice),
});

const undeliveredShown = (notice: KeptNotice) => ({
  ...noticeShown(notice),
  channels: Object.entries(notice.deliveries ?? {}).map(([channel, delivery]) => ({ channel, ...delivery })),
});

const ownInboxes = ({ subject, email }: Principal): string[] => inboxesOf({ subject, ...(email ? { email } : {}) });

/** Everybody's inbox, and what the office does about notices that could not be delivered. */
export function notices({ table, clock }: Given): Handles<typeof noticesRoutes> {
  const undelivered = async (
    id: string | undefined,
  ): Promise<Result<{ one: Undelivered; notice: KeptNotice }, Problem>> => {
    const at = noticePlace(id ?? '');
    const one = at ? ((await table.get(undeliveredKey(at))) as Undelivered | undefined) : undefined;
    const notice = one && (await readNotice(table, one.notice));
    return one && notice ? success({ one, notice }) : failure(problem('not-found'));
  };

  return {
    readInbox: async ({ principal, query }) => {
      const { cursor, limit = pageLength } = query;
      const before = cursor ? keyOf(cursor, { before: place })?.before : undefined;
      if (cursor && !before) return failure(notACursor());
      const inboxes = ownInboxes(principal);
      const { items, more } = await readInboxes(table, inboxes, {
        limit: before ? limit : Math.max(limit, countedAtMost),
        ...(before ? { before } : {}),
      });
      const shown = items.slice(0, limit);
      const last = shown.at(-1);
      const unread = items.slice(0, countedAtMost).filter(({ readAt }) => readAt === undefined).length;
      return success({
        body: {
          items: shown.map(noticeShown),
          ...(before ? {} : { unread }),
          ...(last && (more || items.length > limit) ? { next: cursorOf({ before: last.sk }) } : {}),
        },
      });
    },

    markNoticeRead: async ({ principal, parameters }) => {
      const sk = noticePlace(parameters.id ?? '');
      for (const inbox of sk ? ownInboxes(principal) : []) {
        const pk = keys.inbox(inbox, '', '').pk;
        const found = await markRead(table, { pk, sk: sk ?? '' }, instantOf(clock.now()));
        if (found) return success({ body: noticeShown(found) });
      }
      return failure(problem('not-found'));
    },

    listUndelivered: async ({ query }) => {
      const { cursor, limit = pageLength } = query;
      const { pk } = undeliveredKey('');
      const after = cursor ? keyOf(cursor, { pk, sk: place }) : undefined;
      if (cursor && !after) return failure(notACursor());
      const page = await readUndelivered(table, { limit, ...(after ? { after } : {}) });
      const found = await table.getMany(page.items.map(({ notice }) => notice));
      const items = page.items.flatMap(({ notice: { pk: inbox, sk } }) => {
        const notice = found.find((item) => item.pk === inbox && item.sk === sk);
        return notice ? [undeliveredShown(keptNotice(notice))] : [];
      });
      return success({ body: { items, ...(page.next ? { next: cursorOf(page.next) } : {}) } });
    },

    resendNotice: async ({ parameters }) => {
      const found = await undelivered(parameters.id);
      if (!found.ok) return found;
      const { one, notice } = found.value;
      // Somebody else's request was faster: it goes out all the same.
      await deliverAgain(table, notice, one, instantOf(clock.now()));
      const after = await readNotice(table, one.notice);
      return after ? success({ body: undeliveredShown(after) }) : failure(problem('not-found'));
    },
  };
}
