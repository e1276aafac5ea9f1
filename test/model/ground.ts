import type { Item } from '../../shared/records/table.ts';
import type { Answer, Who } from '../office/office.ts';

/** Where a random history is played: the handlers in one process, or a whole zone over HTTP. */
export type Ground = {
  ask: (who: Exclude<Who, undefined>, request: string, asked?: { body?: unknown }) => Promise<Answer>;
  /** Every item of the table. */
  items: () => Promise<Item[]>;
  now: () => number;
  /** Moves the clock and lets everything happen that is due by then. */
  advance: (hours: number) => Promise<void>;
  /** Lets everything happen that needs no time. */
  settle: () => Promise<void>;
};

/**
 * What a refused request may leave behind all the same: that somebody looked, who is in the register, and the
 * letterhead under which a letter would have been written.
 */
const traces = /^(READ|PERSON|PASSPORT|STATUSINDEX)#|LETTERHEAD#/;

/** Everything that the table holds but such traces, as a text to compare. */
export const written = async (ground: Pick<Ground, 'items'>): Promise<string> =>
  JSON.stringify((await ground.items()).filter(({ pk, sk }) => !traces.test(`${pk} ${sk}`)));
