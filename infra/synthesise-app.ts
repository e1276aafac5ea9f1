import { basename, dirname, join } from 'node:path';
import type { Zone } from '../shared/zone/zone.ts';
import { bundleFunctions, type FunctionName, layOutAsset } from './bundle.ts';
import { buildPages } from './portal/build-pages.ts';
import { zoneApp } from './zone-app.ts';
import { checkZone } from './zones/check.ts';
import { zoneFiles } from './zones/index.ts';
import { knownPolicies } from './zones/policies.ts';

/**
 * Bundles the functions, builds the pages and synthesises the zones that the context of the CDK names.
 * @param options `outdir` takes the cloud assembly; what it is made of goes to `dist` beside it. `asDeployed` gives each
 *   checked zone as it is to be synthesised.
 * @throws when a zone file breaks a rule, naming every one
 */
export async function synthesiseApp(options: { outdir: string; asDeployed?: (zone: Zone) => Zone }): Promise<void> {
  const { outdir, asDeployed = (zone) => zone } = options;
  const dist = join(dirname(outdir), 'dist', basename(outdir));
  const [bundles, pages] = await Promise.all([bundleFunctions({ outdir: join(dist, 'functions') }), buildPages()]);
  const zones = zoneFiles.map((file) => {
    const checked = checkZone(file, knownPolicies);
    if (!checked.ok) throw new Error(checked.error);
    return asDeployed(checked.value);
  });
  const layOut = (zone: Zone, name: FunctionName) => layOutAsset(bundles[name], zone, join(dist, 'zones'), pages);
  zoneApp(zones, layOut, {
    outdir,
    autoSynth: false,
    // Checking the templates against CloudFormation's schemas takes seconds; it is for those who deploy, and for the tests.
    builtinCloudFormationValidation: process.env.CDK_CLI_VERSION !== undefined,
  }).synth();
}
