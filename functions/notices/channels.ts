import type { ChannelName, FailureReason, Recipient } from '../../shared/notices/notice.ts';
import type { Message } from './rendering.ts';

/**
 * How a sending ended. `final`: another attempt would end alike. `away`: nothing goes out this way for now, whoever it
 * is for.
 */
export type Sent = { sent: true } | { sent: false; reason: FailureReason; final?: true; away?: true };

/** One way out of the zone. */
export type Channel = {
  /** Kinds of notice that go out this way; all where it is absent. */
  kinds?: readonly string[];
  /** Where a recipient is reached this way, if at all. */
  addressOf: (to: Recipient) => string | undefined;
  /** Sends one message; `id` stays the same when it is sent again. Never throws. */
  send: (message: Message, to: { address: string; id: string }) => Promise<Sent>;
};

export type Channels = Partial<Record<ChannelName, Channel>>;

/** The content of a secret by its name. Throws where there is none. */
export type ReadSecret = (name: string) => Promise<Readonly<Record<string, string>>>;
