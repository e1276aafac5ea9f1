import { instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Target } from '../../shared/records/data-request.ts';
import {
  type ErasureCause,
  isErased,
  noteErasuresDone,
  readErasure,
  readErasureStanding,
  recordErasure,
} from '../../shared/records/erasures.ts';
import { type EraserGiven, erasers } from './erasers.ts';

type Given = EraserGiven & { log: Log };

/** Carries out what is on record and was not finished: a run before this one died. @returns how much there was */
export async function finishErasures(given: Given): Promise<number> {
  const { table } = given;
  const { events, done } = await readErasureStanding(table);
  for (let sequence = done + 1; sequence <= events; sequence++) {
    const erasure = await readErasure(table, sequence);
    if (erasure) await erasers[erasure.what](given, erasure.id, erasure.at);
    await noteErasuresDone(table, sequence);
  }
  return events - done;
}

/**
 * Erases targets one after the other. Each is noted outside the table and put on record before anything of it goes, so
 * that whoever comes after a death knows what to finish.
 * @param stillDue looks again, at this moment, whether a target may go
 * @returns how many went, how many may not go any more, how many failed and wait for the next run
 */
export async function eraseTargets(
  given: Given,
  targets: readonly Target[],
  the: { why: ErasureCause; order: string; stillDue: (target: Target) => Promise<boolean> },
): Promise<{ erased: number; kept: number; failed: number }> {
  const { table, shelf, clock, log } = given;
  const { why, order } = the;
  await finishErasures(given);
  const told = { erased: 0, kept: 0, failed: 0 };
  for (const target of targets) {
    try {
      if (!(await the.stillDue(target))) {
        told.kept += 1;
        continue;
      }
      const at = instantOf(clock.now());
      await shelf.note({ ...target, at, order });
      const { sequence } = await recordErasure(table, { ...target, at, why, order });
      await erasers[target.what](given, target.id, at);
      await noteErasuresDone(table, sequence);
      told.erased += 1;
      log.info('erasure-carried-out', { what: target.what, why });
    } catch (error) {
      told.failed += 1;
      log.error('erasure-failed', error, { what: target.what, why });
      // What follows may rest on what failed; the next run goes on from here.
      break;
    }
  }
  return told;
}

/** Erases again what a restored table brought back: everything that is noted outside it and not on its record. */
export async function repeatErasures(given: Given): Promise<{ erased: number; failed: number }> {
  const { table, shelf, clock, log } = given;
  const told = { erased: await finishErasures(given), failed: 0 };
  for await (const { what, id, at, order } of shelf.noted()) {
    try {
      if (await isErased(table, { what, id, at })) continue;
      const now = instantOf(clock.now());
      const { sequence } = await recordErasure(table, { what, id, at: now, why: 'repeated', order });
      // What came after the first erasure, such as new messages, stays.
      await erasers[what](given, id, at);
      await noteErasuresDone(table, sequence);
      told.erased += 1;
      log.info('erasure-carried-out', { what, why: 'repeated' });
    } catch (error) {
      told.failed += 1;
      log.error('erasure-failed', error, { what, why: 'repeated' });
      break;
    }
  }
  return told;
}
