import { systemClock } from '../../shared/clock.ts';
import { certificatesRoutes } from '../../shared/contract/certificates.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { certificates } from './certificates.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('certificates');
const table = openTable(TABLE_NAME);

export const handler = serve(
  certificatesRoutes,
  certificates({ table, clock: systemClock, zone: deployedZone(), log }),
  {
    clock: systemClock,
    log,
    rolesHeld: rolesHeldBy(table),
  },
);
