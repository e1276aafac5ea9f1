import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { issuePermit } from './issue-permit.ts';
import { openSigner } from './sign.ts';

const { TABLE_NAME, SIGNING_KEY_ID } = environment('TABLE_NAME', 'SIGNING_KEY_ID');

export const handler = issuePermit({
  table: openTable(TABLE_NAME),
  signer: openSigner(SIGNING_KEY_ID),
  clock: systemClock,
  zone: deployedZone(),
  log: openLog('issuance-issue'),
});
