import { withAnswersAsked } from './circumstances.ts';
import { type Circumstances, holds, type PermitPart, type Procedure } from './procedure.ts';

/** The parts of the permit that granting an application in these circumstances changes. */
export function partsAmended(procedure: Procedure, the: Circumstances): PermitPart[] {
  const settled = withAnswersAsked(procedure, the);
  return (procedure.amends ?? [])
    .filter(({ when }) => when.some((condition) => holds(condition, settled, 'not-granted')))
    .map(({ part }) => part);
}
