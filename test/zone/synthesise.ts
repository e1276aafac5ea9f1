import { synthesise } from '../../infra/local/synthesise.ts';

/** The templates and bundles of the zones that tests start, made once: tests that run side by side share them. */
export default async function synthesiseOnce(): Promise<void> {
  // Deployed zones were synthesised before.
  if (process.env.DEPLOYMENTS) return;
  for (const zone of ['etown', 'heilongjiang', 'changning', 'yiwu']) await synthesise(zone, { reuse: false });
}
