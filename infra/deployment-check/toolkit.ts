import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { readAssembly } from '../local/assembly.ts';
import { account, type Emulator } from './emulator.ts';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A command of the CDK ended with something other than success; the message is what it said. */
export class ToolkitFailed extends Error {
  override name = 'ToolkitFailed';
}

/** How the SDKs and the CLI of the CDK are led to the emulator: by the ordinary variables. */
export const awsVariables = ({ url, region }: Pick<Emulator, 'url' | 'region'>): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: 'not-a-secret',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

const quiet = ['--no-notices', '--ci', '--no-color', '--progress', 'events'];

/** Synthesises zones with the CLI that package.json pins, as whoever deploys does; needs no account. */
export async function synthesiseZone(zone: string, directory: string): Promise<void> {
  await cdk(
    ['synth', '**', '-c', `zone=${zone}`, '--output', directory, '--quiet', '--no-lookups', '--no-notices'],
    {},
  );
}

/** `cdk bootstrap` of the account in every region that the assembly has a stack for. */
export async function bootstrap(emulator: Emulator, assembly: string): Promise<void> {
  const regions = new Set(readAssembly(assembly).map(({ region }) => region));
  const environments = [...regions].map((region) => `aws://${account}/${region}`);
  await cdk(['bootstrap', ...environments, '--app', assembly, ...quiet], awsVariables(emulator));
}

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * `cdk deploy` of every stack of an assembly.
 * @returns what the stacks give out, by name
 */
export async function deploy(emulator: Emulator, assembly: string): Promise<Record<string, string>> {
  const file = join(assembly, 'outputs.json');
  // Without the file of the last time: a deployment that gives nothing out would leave it.
  writeFileSync(file, '{}');
  const how = ['--require-approval', 'never', '--outputs-file', file, ...quiet];
  await cdk(['deploy', '**', '--app', assembly, ...how], awsVariables(emulator));
  const outputs = outputsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.assign({}, ...Object.values(outputs));
}

/**
 * `cdk diff` of every stack against what is deployed.
 * @throws `ToolkitFailed` with the differences when there are any
 */
export async function assertCalm(emulator: Emulator, assembly: string): Promise<string> {
  return cdk(['diff', '**', '--app', assembly, '--fail', '--no-notices', '--ci', '--no-color'], awsVariables(emulator));
}

function cdk(args: readonly string[], variables: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [join(repository, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], {
    cwd: repository,
    env: {
      // The app is run by `node`, which must be this one.
      PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      CDK_DISABLE_VERSION_CHECK: '1',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new ToolkitFailed(`cdk ${args[0]} ended with ${code}:\n${said.trim().slice(-8000)}`));
    });
  });
}
