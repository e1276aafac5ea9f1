import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installZoneDate, openClock, type ZoneClock } from '../../../infra/local/clock.ts';

const day = 86_400_000;
const start = Date.parse('2026-11-22T01:00:00Z');

describe("the zone's clock", () => {
  let database: DatabaseSync;
  let clock: ZoneClock;

  beforeEach(() => {
    vi.useFakeTimers({ now: start });
    database = new DatabaseSync(':memory:');
    clock = openClock({ database, machine: () => vi.getMockedSystemTime()?.getTime() ?? 0 });
  });

  afterEach(() => {
    clock.close();
    vi.useRealTimers();
  });

  it('runs with the machine until it is moved', async () => {
    expect(clock.now()).toBe(start);
    await vi.advanceTimersByTimeAsync(1500);
    expect(clock.now()).toBe(start + 1500);
    await clock.moveTo(start + 3 * day);
    await vi.advanceTimersByTimeAsync(500);
    expect(clock.now()).toBe(start + 3 * day + 500);
  });

  it('remembers after a restart how far it was moved', async () => {
    await clock.moveTo(start + 3 * day);
    const reopened = openClock({ database, machine: () => start });
    expect(reopened.now()).toBe(start + 3 * day);
  });

  it('fires a timer in real time, also one further away than a single timeout reaches', async () => {
    const fired: number[] = [];
    clock.at(start + 60 * day, () => fired.push(clock.now()));
    clock.at(start + 1000, () => fired.push(clock.now()));
    await vi.advanceTimersByTimeAsync(1000);
    expect(fired).toEqual([start + 1000]);
    await vi.advanceTimersByTimeAsync(59 * day);
    expect(fired).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(day);
    expect(fired).toEqual([start + 1000, start + 60 * day]);
  });

  it('passes timers in order of their due time while it is moved, each seeing its own time', async () => {
    const seen: [string, number][] = [];
    const note = (name: string) => seen.push([name, (clock.now() - start) / day]);
    clock.at(start + 2 * day, () => note('second'));
    clock.at(start + day, () => {
      note('first');
      clock.at(start + 1.5 * day, () => note('set by the first'));
    });
    clock.at(start + 4 * day, () => note('not yet'));
    await clock.moveTo(start + 3 * day);
    expect(seen).toEqual([
      ['first', 1],
      ['set by the first', 1.5],
      ['second', 2],
    ]);
    expect(clock.now()).toBe(start + 3 * day);
  });

  it('lets each timer finish before the next one runs, although the work takes a while', async () => {
    const steps: string[] = [];
    const slow = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      steps.push(`${name} ends`);
    };
    clock.at(start + day, slow('one'));
    clock.at(start + day, slow('two'));
    const moved = clock.moveTo(start + 2 * day);
    await vi.advanceTimersByTimeAsync(200);
    await moved;
    expect(steps).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('waits before a move until what was already under way has settled', async () => {
    const steps: string[] = [];
    let release = () => {};
    const busy = new Promise<void>((resolve) => {
      release = resolve;
    });
    const patient = openClock({
      database: new DatabaseSync(':memory:'),
      machine: () => start,
      settled: () => busy,
    });
    patient.at(start + day, () => steps.push('timer'));
    const moved = patient.moveTo(start + 2 * day);
    await vi.advanceTimersByTimeAsync(10);
    expect(patient.now()).toBe(start);
    expect(steps).toEqual([]);
    release();
    await moved;
    expect(steps).toEqual(['timer']);
  });

  it('runs a timer marked so only at the end of a move', async () => {
    const seen: [string, number][] = [];
    clock.at(start + day, () => seen.push(['sweep', clock.now()]), { afterMove: true });
    clock.at(start + 2 * day, () => seen.push(['time-out', clock.now()]));
    await clock.moveTo(start + 3 * day);
    expect(seen).toEqual([
      ['time-out', start + 2 * day],
      ['sweep', start + 3 * day],
    ]);
  });

  it('goes on after work that fails, and says so', async () => {
    const failures: unknown[] = [];
    const seen: string[] = [];
    const tolerant = openClock({
      database: new DatabaseSync(':memory:'),
      machine: () => start,
      failed: (error) => failures.push(error),
    });
    const broken = new Error('broken');
    tolerant.at(start + 1, () => Promise.reject(broken));
    tolerant.at(start + 2, () => seen.push('second'));
    await tolerant.moveTo(start + 3);
    expect(failures).toEqual([broken]);
    expect(seen).toEqual(['second']);
  });

  it('forgets a cancelled timer', async () => {
    const seen: string[] = [];
    const cancel = clock.at(start + 1000, () => seen.push('cancelled'));
    clock.at(start + 2000, () => seen.push('kept'));
    cancel();
    await vi.advanceTimersByTimeAsync(3000);
    expect(seen).toEqual(['kept']);
  });

  it('moves back without running anything, and keeps what is due later', async () => {
    const seen: number[] = [];
    clock.at(start + 1000, () => seen.push(clock.now()));
    await clock.moveTo(start - day);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toEqual([]);
    expect(clock.now()).toBe(start - day + 1000);
    await vi.advanceTimersByTimeAsync(day);
    expect(seen).toEqual([start + 1000]);
  });
});

describe('Date in the process of a zone', () => {
  it("tells the zone's time wherever it means the present, and stays itself otherwise", () => {
    const at = Date.parse('2027-02-01T08:00:00Z');
    const before = Date;
    const undo = installZoneDate({ now: () => at });
    try {
      expect(Date.now()).toBe(at);
      expect(new Date().toISOString()).toBe('2027-02-01T08:00:00.000Z');
      expect(Date()).toContain('2027');
      expect(new Date(0).getTime()).toBe(0);
      expect(new Date(2020, 1, 3).getDate()).toBe(3);
      expect(Date.UTC(2026, 0, 1)).toBe(1_767_225_600_000);
      expect(new Date()).toBeInstanceOf(Date);
      expect(new Date().constructor).toBe(Date);
      class Stamp extends Date {}
      expect(new Stamp().getTime()).toBe(at);
      expect(new Stamp()).toBeInstanceOf(Stamp);
    } finally {
      undo();
    }
    expect(Date).toBe(before);
    expect(new Date().constructor).toBe(before);
  });
});
