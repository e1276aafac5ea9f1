import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../shared/domain/time.ts';

type Work = () => unknown;
type Timer = { due: number; work: Work; afterMove: boolean };

/** The clock of a one-machine zone: runs with the machine's and can be moved. Epoch milliseconds throughout. */
export type ZoneClock = Clock & {
  /**
   * Runs `work` once when the clock reaches `due`, never inside this call. With `afterMove` a timer that falls due
   * while the clock is moved waits for the end of the move. Returns how to cancel.
   */
  at: (due: number, work: Work, options?: { afterMove?: boolean }) => () => void;
  /**
   * Moves the clock to an instant. On the way forward every timer that falls due runs in order of its due time, sees
   * that time or a later one, and has settled before the next one runs. Moving back only re-arms the timers.
   */
  moveTo: (instant: number) => Promise<void>;
  close: () => void;
};

/** The longest delay of `setTimeout`; anything longer fires at once instead. */
const longestDelay = 2 ** 31 - 1;

/**
 * Opens the clock of a zone; how far it is ahead of the machine is kept in the database.
 *
 * `settled` resolves when nothing is going on that an earlier time set in motion; a move waits for it before it starts
 * and after each timer. `failed` hears of work that threw.
 */
export function openClock(options: {
  database: DatabaseSync;
  machine?: () => number;
  settled?: () => Promise<void>;
  failed?: (error: unknown) => void;
}): ZoneClock {
  const {
    database,
    machine = machineTime,
    settled = async () => {},
    failed = (error) => console.error(error),
  } = options;
  database.exec('create table if not exists clock (id integer primary key check (id = 1), ahead integer not null)');
  const keep = database.prepare(
    'insert into clock values (1, ?) on conflict (id) do update set ahead = excluded.ahead',
  );
  let ahead = Number(database.prepare('select ahead from clock').get()?.ahead ?? 0);
  let timers: Timer[] = [];
  let armed: NodeJS.Timeout | undefined;
  let moving = false;
  let lastMove: Promise<void> = Promise.resolve();

  const now = () => machine() + ahead;

  const show = (instant: number) => {
    ahead = instant - machine();
    keep.run(ahead);
  };

  const run = async (timer: Timer) => {
    try {
      await timer.work();
    } catch (error) {
      failed(error);
    }
  };

  const arm = () => {
    clearTimeout(armed);
    armed = undefined;
    const next = timers[0];
    if (!next || moving) return;
    armed = setTimeout(
      () => {
        const present = now();
        const due = timers.filter((timer) => timer.due <= present);
        timers = timers.slice(due.length);
        for (const timer of due) void run(timer);
        arm();
      },
      Math.min(Math.max(next.due - now(), 0), longestDelay),
    );
  };

  const add = (timer: Timer) => {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = timers[middle];
      if (other && other.due <= timer.due) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
    if (low === 0) arm();
  };

  const take = (until: number, afterMove: boolean): Timer | undefined => {
    const index = timers.findIndex((timer) => timer.due > until || timer.afterMove === afterMove);
    const found = timers[index];
    if (!found || found.due > until) return undefined;
    timers.splice(index, 1);
    return found;
  };

  const move = async (target: number) => {
    await settled();
    moving = true;
    arm();
    try {
      if (target < now()) {
        show(target);
        return;
      }
      for (let timer = take(target, false); timer; timer = take(target, false)) {
        if (timer.due > now()) show(timer.due);
        await run(timer);
        await settled();
      }
      if (target > now()) show(target);
      for (let timer = take(target, true); timer; timer = take(target, true)) await run(timer);
      await settled();
    } finally {
      moving = false;
      arm();
    }
  };

  return {
    now,
    at(due, work, { afterMove = false } = {}) {
      const timer = { due, work, afterMove };
      add(timer);
      return () => {
        const first = timers[0] === timer;
        timers = timers.filter((other) => other !== timer);
        if (first) arm();
      };
    },
    moveTo(instant) {
      lastMove = lastMove.then(
        () => move(instant),
        () => move(instant),
      );
      return lastMove;
    },
    close() {
      timers = [];
      clearTimeout(armed);
    },
  };
}

const MachineDate = globalThis.Date;

/** The machine's own time, whatever `Date` has become in this process. */
export const machineTime = (): number => MachineDate.now();

/**
 * Makes `Date` in this process tell the zone's time, so that everything that runs here agrees with the moved clock:
 * the handlers, the SDK that signs requests, the library that checks a token's expiry, the sign-in that sets it.
 * This is the only place that does so. Returns how to undo it.
 */
export function installZoneDate(clock: Clock): () => void {
  const ZoneDate = new Proxy(MachineDate, {
    apply: () => new MachineDate(clock.now()).toString(),
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [clock.now()] : values, newTarget),
    get: (target, name, receiver) => (name === 'now' ? clock.now : Reflect.get(target, name, receiver)),
  });
  globalThis.Date = ZoneDate;
  MachineDate.prototype.constructor = ZoneDate;
  return () => {
    globalThis.Date = MachineDate;
    MachineDate.prototype.constructor = MachineDate;
  };
}
