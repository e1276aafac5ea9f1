import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { importKinds } from '../../shared/imports/kinds.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openImportFiles } from './file-store.ts';
import { workOnImports } from './work.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET } = environment('TABLE_NAME', 'DOCUMENTS_BUCKET');

export const handler = workOnImports({
  table: openTable(TABLE_NAME),
  files: openImportFiles(DOCUMENTS_BUCKET),
  clock: systemClock,
  zone: deployedZone(),
  kinds: importKinds,
  log: openLog('imports-worker'),
});
