import { deployedCredit, deployedProcedures, deployedScoring, deployedZone } from '../environment.ts';
import { type Rules, rulesOf } from './rules.ts';

/** The rules of the zone that this function was deployed for. */
export const deployedRules = (): Rules =>
  rulesOf(deployedZone(), deployedProcedures(), deployedScoring(), deployedCredit());
