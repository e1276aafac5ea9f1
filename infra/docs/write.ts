import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { zoneSchema } from '../../shared/zone/zone.ts';
import { keycloakRealm } from '../identity/keycloak-realm.ts';
import { appWithoutCode, templatesOf, zones } from '../templates-check/templates.ts';
import { demo } from '../zones/demo.ts';
import { zoneFiles } from '../zones/index.ts';
import { rightsPage } from './rights.ts';
import { withTransitionTable } from './state-machine-table.ts';
import { whoMayPage } from './who-may-page.ts';
import { withZoneFigures } from './zone-figures.ts';

writeFileSync('docs/who-may-do-what.md', whoMayPage());

const path = 'docs/state-machine.md';
writeFileSync(path, withTransitionTable(readFileSync(path, 'utf8')));

mkdirSync('docs/zones', { recursive: true });
for (const file of zoneFiles) {
  const page = `docs/zones/${file.id}.md`;
  const written = existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  writeFileSync(page, withZoneFigures(written, zoneSchema.parse(file)));
}

const realmFile = 'docs/keycloak/greenpath-realm.json';
const realm = keycloakRealm(zoneSchema.parse(demo));
// The formatter breaks its lines otherwise: what says the same is left as it is.
if (!existsSync(realmFile) || !isDeepStrictEqual(JSON.parse(readFileSync(realmFile, 'utf8')), realm)) {
  writeFileSync(realmFile, `${JSON.stringify(realm, null, 2)}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'greenpath-rights-'));
writeFileSync('docs/rights.md', rightsPage(templatesOf(appWithoutCode(zones, folder)), zones.length));
rmSync(folder, { recursive: true });
