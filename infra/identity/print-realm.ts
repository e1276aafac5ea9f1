import { parseArgs } from 'node:util';
import { run, zoneNamed } from '../audit/zone-option.ts';
import { keycloakRealm } from './keycloak-realm.ts';

/** `npm run realm -- --zone etown`: prints the zone's realm for Keycloak's import. */
await run(async () => {
  const { values } = parseArgs({ options: { zone: { type: 'string', default: 'demo' } } });
  process.stdout.write(`${JSON.stringify(keycloakRealm(zoneNamed(values.zone)), null, 2)}\n`);
});
