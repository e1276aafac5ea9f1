import { execFileSync } from 'node:child_process';

/** The template and bundles of the E-Town zone, made once for all tests that start it. */
export default function synthesise(): void {
  execFileSync(process.execPath, ['infra/app.ts'], {
    env: {
      ...process.env,
      CDK_OUTDIR: 'cdk.out/local-etown',
      CDK_CONTEXT_JSON: JSON.stringify({
        zone: 'etown',
        'aws:cdk:enable-asset-metadata': true,
        'aws:cdk:version-reporting': false,
      }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
