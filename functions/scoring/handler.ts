import { systemClock } from '../../shared/clock.ts';
import { scoringRoutes } from '../../shared/contract/scoring.ts';
import { deployedZone } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { assessApplicant } from './assess-applicant.ts';

export const handler = serve(scoringRoutes, assessApplicant({ clock: systemClock, zone: deployedZone() }), {
  clock: systemClock,
  log: openLog('scoring'),
});
