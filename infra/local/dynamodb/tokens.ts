import type { Clock } from '../../../shared/domain/time.ts';
import type { Change, Storage } from './storage.ts';

/** What is remembered of a transaction, so that its repetition is told from another one with the same token. */
export type Done = { digest: string; sizes: { table: string; bytes: number }[] };

/** The client tokens of the transactions that succeeded within the last ten minutes. */
export type Tokens = {
  find: (token: string) => Done | undefined;
  /** The changes that remember a transaction belong into the batch that carries it out; `confirm` follows that batch. */
  remember: (token: string, done: Done) => { changes: Change[]; confirm: () => void };
};

const tenMinutes = 600_000;

/** Reads the tokens that are stored. They are forgotten ten minutes later by the clock, as DynamoDB does. */
export async function openTokens(storage: Storage, clock: Clock): Promise<Tokens> {
  const space = storage.space('token');
  const stored: [string, Done & { at: number }][] = [];
  for await (const [token, done] of space.entries()) stored.push([token, done as Done & { at: number }]);
  const known = new Map(stored.sort(([, one], [, other]) => one.at - other.at));
  const isOver = (at: number) => clock.now() - at >= tenMinutes;

  return {
    find: (token) => {
      const done = known.get(token);
      return done && !isOver(done.at) ? done : undefined;
    },
    remember: (token, done) => {
      const over: string[] = [];
      for (const [old, { at }] of known) {
        if (!isOver(at)) break;
        over.push(old);
      }
      const entry = { ...done, at: clock.now() };
      return {
        changes: [
          ...over.map((old): Change => ({ type: 'del', key: space.key(old) })),
          { type: 'put', key: space.key(token), value: entry },
        ],
        confirm: () => {
          for (const old of [...over, token]) known.delete(old);
          known.set(token, entry);
        },
      };
    },
  };
}
