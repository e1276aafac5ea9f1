import { systemClock } from '../../shared/clock.ts';
import { portalRoutes } from '../../shared/contract/portal.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { zoneProfile } from './zone-profile.ts';

const { OIDC_ISSUER, TABLE_NAME } = environment('OIDC_ISSUER', 'TABLE_NAME');
const log = openLog('portal');

export const handler = serve(
  portalRoutes,
  zoneProfile({ table: openTable(TABLE_NAME), rules: deployedRules(), clock: systemClock, issuer: OIDC_ISSUER }),
  { clock: systemClock, log },
);
