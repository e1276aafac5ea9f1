import { systemClock } from '../../shared/clock.ts';
import { merchantCardRoutes } from '../../shared/contract/merchant-card.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openSigner } from '../../shared/issuing/sign.ts';
import { tellingFailures } from '../../shared/issuing/telling-failures.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { merchantCards } from './merchant-cards.ts';

const { TABLE_NAME, SIGNING_KEYS } = environment('TABLE_NAME', 'SIGNING_KEYS');
const log = openLog('merchant-card');
const table = openTable(TABLE_NAME);

export const handler = serve(
  merchantCardRoutes,
  merchantCards({
    table,
    signer: tellingFailures(openSigner(SIGNING_KEYS), log),
    clock: systemClock,
    zone: deployedZone(),
    log,
  }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
