import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { authorize } from './authorize.ts';
import { discoverKeys, verifyToken } from './verify-token.ts';

const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = environment('OIDC_ISSUER', 'OIDC_AUDIENCE');
const { signIn, access } = deployedZone();
const keys = discoverKeys(issuer);

export const handler = authorize({
  verify: (token) => verifyToken(token, { ...signIn, issuer, audience }, keys, systemClock),
  officersFrom: access.officersFrom,
  log: openLog('sign-in'),
});
