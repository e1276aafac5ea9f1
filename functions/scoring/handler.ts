import { systemClock } from '../../shared/clock.ts';
import { scoringRoutes } from '../../shared/contract/scoring.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { assessApplicant } from './assess-applicant.ts';
import { foreseeCase } from './foresee-case.ts';

const given = { clock: systemClock, rules: deployedRules() };

export const handler = serve(
  scoringRoutes,
  { ...assessApplicant(given), foreseeCase: foreseeCase(given) },
  { clock: systemClock, log: openLog('scoring') },
);
