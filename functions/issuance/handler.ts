import { systemClock } from '../../shared/clock.ts';
import { issuanceRoutes } from '../../shared/contract/issuance.ts';
import { deployedProcedures, deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openSigner } from '../../shared/issuing/sign.ts';
import { tellingFailures } from '../../shared/issuing/telling-failures.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { permits } from './permits.ts';

const { TABLE_NAME, SIGNING_KEYS } = environment('TABLE_NAME', 'SIGNING_KEYS');
const log = openLog('issuance');
const table = openTable(TABLE_NAME);

export const handler = serve(
  issuanceRoutes,
  permits({
    table,
    signer: tellingFailures(openSigner(SIGNING_KEYS), log),
    clock: systemClock,
    zone: deployedZone(),
    log,
    procedures: deployedProcedures(),
  }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
