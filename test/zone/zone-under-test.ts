import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';

/** Where deployed zones are to be had, when the tests run over a deployment (`npm run verify:deploy`). */
const deployments = process.env.DEPLOYMENTS;

/**
 * A zone of its own for a test, in `directory`: on this machine, or deployed. The rules of E-Town unless told otherwise.
 * @throws what was said when it could not be opened
 */
export async function openZoneUnderTest(options: {
  directory: string;
  zone?: string;
  environment?: Readonly<Record<string, string>>;
}): Promise<StartedZone> {
  if (!deployments) return startZone({ ...options, skipSynth: true });
  const { directory, zone = 'etown', environment = {} } = options;
  if (Object.keys(environment).length > 0) throw new Error('a deployed zone takes no variables: the test needs a tag');
  const body = JSON.stringify({ zone, directory: join(directory, zone) });
  const answer = await fetch(deployments, { method: 'POST', body });
  const said = await answer.text();
  if (!answer.ok) throw new Error(said);
  const { url }: { url: string } = JSON.parse(said);
  return {
    url,
    ready: { milliseconds: {} },
    get process(): ChildProcess {
      throw new Error('a deployed zone has no process of its own: this test needs the tag "own-process"');
    },
    async stop() {
      await fetch(`${deployments}/?url=${encodeURIComponent(url)}`, { method: 'DELETE' });
    },
  };
}
