import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openSigner } from '../../shared/issuing/sign.ts';
import { tellingFailures } from '../../shared/issuing/telling-failures.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { bringAbout } from './bring-about.ts';

const { TABLE_NAME, SIGNING_KEYS } = environment('TABLE_NAME', 'SIGNING_KEYS');

const log = openLog('issuance-issue');

export const handler = bringAbout({
  table: openTable(TABLE_NAME),
  signer: tellingFailures(openSigner(SIGNING_KEYS), log),
  clock: systemClock,
  rules: deployedRules(),
  log,
});
