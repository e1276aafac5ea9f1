import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The app could not be synthesised; the message is what it said. */
export class SynthesisFailed extends Error {
  override name = 'SynthesisFailed';
}

/**
 * Synthesises one zone by running the app in a process of its own. With `reuse`, an app that is already there is taken
 * as it is. Gives the folder of the assembly, by default one under `cdk.out`; throws `SynthesisFailed`.
 */
export async function synthesise(
  zone: string,
  options: { reuse: boolean; app?: string; directory?: string },
): Promise<string> {
  const { app = join('infra', 'app.ts'), directory = join(repository, 'cdk.out', `local-${zone}`) } = options;
  if (options.reuse && existsSync(join(directory, 'manifest.json'))) return directory;
  const child = spawn(process.execPath, [app], {
    cwd: repository,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: getCompileCacheDir(),
      REHEARSAL: '1',
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({
        zone,
        // Without it the template does not say where the code of a function lies.
        'aws:cdk:enable-asset-metadata': true,
      }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new SynthesisFailed(`the zone ${zone} could not be synthesised:\n${said.trim()}`);
  return directory;
}
