import { systemClock } from '../../shared/clock.ts';
import { importsRoutes } from '../../shared/contract/imports.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { importKinds } from '../../shared/imports/kinds.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { openImportFiles } from './file-store.ts';
import { imports } from './imports.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET } = environment('TABLE_NAME', 'DOCUMENTS_BUCKET');
const log = openLog('imports');
const table = openTable(TABLE_NAME);

export const handler = serve(
  importsRoutes,
  imports({
    table,
    files: openImportFiles(DOCUMENTS_BUCKET),
    clock: systemClock,
    zone: deployedZone(),
    kinds: importKinds,
    log,
  }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
