import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openSigner } from '../../shared/issuing/sign.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { bringAbout } from './bring-about.ts';

const { TABLE_NAME, SIGNING_KEYS } = environment('TABLE_NAME', 'SIGNING_KEYS');

export const handler = bringAbout({
  table: openTable(TABLE_NAME),
  signer: openSigner(SIGNING_KEYS),
  clock: systemClock,
  rules: deployedRules(),
  log: openLog('issuance-issue'),
});
