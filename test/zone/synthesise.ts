import { synthesise } from '../../infra/local/synthesise.ts';

/** The template and bundles of the E-Town zone, made once for all tests that start it. */
export default async function synthesiseOnce(): Promise<void> {
  await synthesise('etown', { reuse: false });
}
