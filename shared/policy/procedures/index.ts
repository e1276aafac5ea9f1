import type { Procedure } from '../../domain/procedure/procedure.ts';
import type { Day } from '../../domain/time.ts';
import { newPermit } from './new-permit.ts';

/** Every version of every procedure; a new procedure or version is one more data file, named here. */
export const procedures: readonly Procedure[] = [newPermit];

/**
 * A procedure by its id.
 *
 * @param on the day of filing; without it the version in force without an end
 * @returns undefined where there is none, or none that takes applications on that day
 */
export const procedure = (id: string, on?: Day): Procedure | undefined =>
  procedures.find(
    (found) =>
      found.id === id &&
      (on === undefined
        ? found.effectiveTo === undefined
        : found.effectiveFrom <= on && (found.effectiveTo === undefined || on <= found.effectiveTo)),
  );
