import { type Clock, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  type ChannelName,
  channelNames,
  type Deliveries,
  type Delivery,
  noticeIdOf,
} from '../../shared/notices/notice.ts';
import { lease, noteDeliveries, readNotice, readRedeliveries } from '../../shared/records/notices.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Channels, Sent } from './channels.ts';
import type { OpenChannels } from './open-channels.ts';
import { rendered } from './rendering.ts';

export type DeliveryGiven = { table: Table; clock: Clock; zone: Zone; log: Log; openChannels: OpenChannels };

/** Sends some notices; a way on which nothing goes out is not tried again for the next one. */
export type Round = {
  /** Delivers a notice that nobody has tried to deliver yet. */
  first: (key: Key) => Promise<void>;
  /** Delivers what a redelivery is about. */
  again: (notice: Key, due: Key) => Promise<void>;
  close: () => void;
};

const minute = 60_000;
const longestPause = 12 * 60 * minute;

/**
 * Opens a round of deliveries. What was sent is noted after it was sent: a process that dies in between sends that one
 * message a second time, under the same message id; nothing else is ever sent twice on one channel.
 */
export function openRound({ table, clock, zone, log, openChannels }: DeliveryGiven): Round {
  const opened = openChannels();
  const channels: Channels = opened.channels;
  const { firstMinutes, mostAttempts } = zone.notices.retries;
  const away = new Map<ChannelName, Sent & { sent: false }>();

  const pauseAfter = (attempts: number): Instant =>
    instantOf(clock.now() + Math.min(longestPause, firstMinutes * minute * 2 ** Math.max(0, attempts - 1)));

  const outcomeOf = (name: ChannelName, sent: Sent, attempts: number): Delivery => {
    const at = instantOf(clock.now());
    if (sent.sent) return { state: 'sent', attempts, at };
    const { reason } = sent;
    if (sent.final || attempts >= mostAttempts) {
      log.warn('notice-given-up', { channel: name, reason, attempts });
      return { state: 'given-up', attempts, at, reason };
    }
    log.warn('notice-failed', { channel: name, reason, attempts });
    return { state: 'failed', attempts, at, reason, next: pauseAfter(attempts) };
  };

  const deliver = async (key: Key, wants: (earlier: Delivery | undefined) => boolean, due?: Key): Promise<void> => {
    const notice = await readNotice(table, key);
    if (!notice) {
      if (due) await table.delete({ pk: due.pk, sk: due.sk });
      return;
    }
    const deliveries: Deliveries = { ...notice.deliveries };
    const message = rendered(notice, zone);
    let tried = false;
    for (const name of channelNames) {
      const channel = channels[name];
      const earlier = deliveries[name];
      const address = channel?.addressOf(notice.to);
      if (!channel || !address || !wants(earlier)) continue;
      if (channel.kinds && !channel.kinds.includes(notice.kind)) continue;
      tried = true;
      const sent = away.get(name) ?? (await channel.send(message, { address, id: noticeIdOf(notice) }));
      if (!sent.sent && sent.away) away.set(name, sent);
      deliveries[name] = outcomeOf(name, sent, (earlier?.attempts ?? 0) + 1);
    }
    if (!tried) {
      if (due) await table.delete({ pk: due.pk, sk: due.sk });
      return;
    }
    await noteDeliveries(table, notice, deliveries, due);
  };

  return {
    first: async (key) => {
      if (Object.keys(channels).length > 0) await deliver(key, (earlier) => earlier === undefined);
    },
    again: (notice, due) => deliver(notice, (earlier) => earlier === undefined || earlier.state === 'failed', due),
    close: opened.close,
  };
}

const atMost = 50;

/** Delivers again what failed and is due by now. */
export const redeliver = (given: DeliveryGiven) => async (): Promise<void> => {
  const { table, clock, log } = given;
  const due = await readRedeliveries(table, instantOf(clock.now()), atMost);
  if (due.length === 0) return;
  const round = openRound(given);
  try {
    for (const one of due) {
      try {
        if (await lease(table, one, clock.now())) await round.again(one.notice, one);
      } catch (error) {
        // One that cannot be noted keeps no other waiting; its lease ends and the next round takes it up.
        log.error('notice-not-noted', error);
      }
    }
  } finally {
    round.close();
  }
};
