import { systemClock } from '../../shared/clock.ts';
import { documentsRoutes } from '../../shared/contract/documents.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { documents } from './documents.ts';
import { openDocumentStore } from './store.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET } = environment('TABLE_NAME', 'DOCUMENTS_BUCKET');
const log = openLog('documents');

export const handler = serve(
  documentsRoutes,
  documents({
    table: openTable(TABLE_NAME),
    store: openDocumentStore(DOCUMENTS_BUCKET),
    clock: systemClock,
    rules: deployedRules(),
    log,
  }),
  { clock: systemClock, log },
);
