import { systemClock } from '../../shared/clock.ts';
import { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { openDocumentLinks } from './document-links.ts';
import { personalData } from './personal-data.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET } = environment('TABLE_NAME', 'DOCUMENTS_BUCKET');
const log = openLog('personal-data');
const table = openTable(TABLE_NAME);
const link = openDocumentLinks(DOCUMENTS_BUCKET);

export const handler = serve(
  personalDataRoutes,
  personalData({ table, clock: systemClock, zone: deployedZone(), link, log }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
