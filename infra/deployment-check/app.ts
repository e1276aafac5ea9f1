import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesiseApp } from '../synthesise-app.ts';
import { regionInstead } from './emulated-region.ts';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// The zones of the whole-zone tests, as the emulator can hold them.
await synthesiseApp({
  outdir: process.env.CDK_OUTDIR ?? join(repository, 'cdk.out', 'deployment-check'),
  asDeployed: (zone) => ({
    ...zone,
    rehearsal: true,
    region: regionInstead(zone.region),
    // A second region is deployed with the demo zone; here it would only take time.
    backup: { ...zone.backup, copyTo: undefined },
  }),
});
