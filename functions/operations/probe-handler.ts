import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { probe } from './probe.ts';

const { PROBE_ADDRESS: address } = environment('PROBE_ADDRESS');

export const handler = probe({
  address,
  zone: deployedZone(),
  clock: systemClock,
  log: openLog('probe'),
  fetch,
});
