import { synthesise } from '../../infra/local/synthesise.ts';

/** The template, bundles and built pages of the zones that the tests of pages start. */
export default async function synthesiseOnce(): Promise<void> {
  await synthesise('etown', { reuse: false });
  await synthesise('demo', { reuse: false });
}
