import type { Procedure } from '../../domain/procedure/procedure.ts';
import { versionOn } from '../../domain/procedure/versions.ts';
import type { Day } from '../../domain/time.ts';
import { cancellation } from './cancellation.ts';
import { change } from './change.ts';
import { conversion } from './conversion.ts';
import { employerChange, employerRegistration } from './employers.ts';
import { extension } from './extension.ts';
import { merchantCard } from './merchant-card.ts';
import { newPermit } from './new-permit.ts';
import { reissue } from './reissue.ts';
import { shortTerm } from './short-term.ts';

/** Every version of every procedure; a new procedure or version is one more data file, named here. */
export const procedures: readonly Procedure[] = [
  newPermit,
  shortTerm,
  extension,
  change,
  cancellation,
  reissue,
  conversion,
  employerRegistration,
  employerChange,
  merchantCard,
];

/**
 * A procedure by its id.
 *
 * @param on the day of filing; without it the version in force without an end
 * @returns undefined where there is none, or none that takes applications on that day
 */
export const procedure = (id: string, on?: Day): Procedure | undefined =>
  on === undefined
    ? procedures.find((found) => found.id === id && found.effectiveTo === undefined)
    : versionOn(procedures, id, on);
