import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesiseApp } from './synthesise-app.ts';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
// On one machine nothing is real: whatever a zone issues there is marked as a sample.
const isRehearsal = process.env.REHEARSAL === '1';

await synthesiseApp({
  outdir: process.env.CDK_OUTDIR ?? join(repository, 'cdk.out'),
  asDeployed: (zone) => (isRehearsal ? { ...zone, rehearsal: true } : zone),
});
