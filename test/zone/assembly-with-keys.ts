import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOutAsset } from '../../infra/bundle.ts';
import { zoneApp } from '../../infra/zone-app.ts';
import { checkZone } from '../../infra/zones/check.ts';
import { etown } from '../../infra/zones/etown.ts';
import { knownPolicies } from '../../infra/zones/policies.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';

/** Where the functions and pages lie that were built for every test. */
const built = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'cdk.out', 'dist', 'local-etown');

/**
 * E-Town synthesised with other keys in its zone file, from the functions that were built before.
 * @param directory an empty folder
 * @returns the folder of the assembly
 */
export function assemblyWithKeys(directory: string, keys: (typeof usualSigningKeys)['keys']): string {
  if (!existsSync(built)) throw new Error(`${built} is missing: the zone was not synthesised`);
  const checked = checkZone({ ...etown, signingKeys: { ...usualSigningKeys, keys } }, knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  const outdir = join(directory, 'app');
  const pages = join(built, 'zones', 'etown', 'portal-pages', 'pages');
  zoneApp(
    [{ ...checked.value, rehearsal: true }],
    (zone, name) =>
      layOutAsset({ name, file: join(built, 'functions', name, 'index.js') }, zone, join(directory, 'zones'), pages),
    { outdir, autoSynth: false },
  ).synth();
  return outdir;
}
