import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Zone } from '../shared/zone/zone.ts';
import { bundleFunctions, type FunctionName, layOutAsset } from './bundle.ts';
import { buildPages } from './portal/build-pages.ts';
import { zoneApp } from './zone-app.ts';
import { checkZone } from './zones/check.ts';
import { zoneFiles } from './zones/index.ts';
import { knownPolicies } from './zones/policies.ts';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

const outdir = process.env.CDK_OUTDIR ?? join(repository, 'cdk.out');
const dist = join(dirname(outdir), 'dist', basename(outdir));
// On one machine nothing is real: whatever a zone issues there is marked as a sample.
const isRehearsal = process.env.REHEARSAL === '1';
const [bundles, pages] = await Promise.all([bundleFunctions({ outdir: join(dist, 'functions') }), buildPages()]);
const zones = zoneFiles.map((file) => {
  const checked = checkZone(file, knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  return isRehearsal ? { ...checked.value, rehearsal: true } : checked.value;
});
const layOut = (zone: Zone, name: FunctionName) => layOutAsset(bundles[name], zone, join(dist, 'zones'), pages);

zoneApp(zones, layOut, {
  outdir,
  autoSynth: false,
  // Checking the templates against CloudFormation's schemas takes seconds; it is for those who deploy, and for the tests.
  builtinCloudFormationValidation: process.env.CDK_CLI_VERSION !== undefined,
}).synth();
