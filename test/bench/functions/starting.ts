import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Zone } from '../../../shared/zone/zone.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What a function's folder is measured against. */
export const yardsticks = {
  'empty handler': 'export const handler = async () => ({ statusCode: 200 });',
  'plain DynamoDB client': `
    import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand }
      from '@aws-sdk/client-dynamodb';
    const client = new DynamoDBClient({});
    const commands = { GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand };
    export const handler = async ({ command, input }) => client.send(new commands[command](input));`,
};
export type Yardstick = keyof typeof yardsticks;

/** Bundles a yardstick as one would without further thought: CommonJS, minified, nothing left out. Bytes of the file. */
export async function bundleYardstick(name: Yardstick, folder: string): Promise<{ file: string; bytes: number }> {
  const file = join(folder, name.replaceAll(' ', '-'), 'index.js');
  mkdirSync(dirname(file), { recursive: true });
  const { outputFiles } = await build({
    stdin: { contents: yardsticks[name], resolveDir: repository },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`${name} was not bundled`);
  writeFileSync(file, output.contents);
  return { file, bytes: output.contents.byteLength };
}

/** The environment of a deployed function, with credentials that nothing here uses. */
const environmentOf = (zone: Zone, folder: string): Record<string, string> => ({
  LAMBDA_TASK_ROOT: folder,
  AWS_REGION: zone.region,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  TABLE_NAME: 'table',
  DOCUMENTS_BUCKET: 'documents',
  SIGNING_KEYS: 'first=11111111-2222-4333-8444-555555555555',
  APPROVAL_MACHINE_ARN: 'arn:example:states:nowhere:000000000000:stateMachine:approval',
  OIDC_ISSUER: zone.signIn.issuer,
  OIDC_AUDIENCE: zone.signIn.audience,
  PROBE_ADDRESS: 'https://permit.example',
  URL_SUFFIX: 'amazonaws.com.cn',
  NOTICE_CHANNELS: '{}',
});

/** Milliseconds: of loading the code, to the answer to a first event where one is given, and of the whole process. */
export type Start = { load: number; answered: number; process: number };

/** Starts a function in a process of its own. @param event a request that is answered without asking another service */
export function start(file: string, zone: Zone, event?: object): Start {
  const script = `
    const begun = performance.now();
    const { handler } = require(${JSON.stringify(file)});
    const load = performance.now() - begun;
    const tell = () => require('node:fs').writeSync(1, JSON.stringify({ load, answered: performance.now() - begun }) + '\\n');
    const event = ${JSON.stringify(event ?? null)};
    const answered = (answer) => { if (answer.statusCode !== 400) throw new Error('answered ' + JSON.stringify(answer)); tell(); };
    event ? handler(event).then(answered) : tell();`;
  const begun = performance.now();
  const told = execFileSync(process.execPath, ['--eval', script], {
    cwd: dirname(file),
    env: environmentOf(zone, dirname(file)),
    encoding: 'utf8',
  });
  const whole = performance.now() - begun;
  return { ...JSON.parse(told.trim().split('\n').at(-1) ?? ''), process: whole };
}

/** Who a file of a bundle comes from. */
const ownerOf = (path: string): string => {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (!installed) return /^(functions|shared)\//.test(path) ? 'own code' : 'stand-ins';
  return /^@(aws-sdk|smithy|aws)\//.test(installed) ? 'AWS SDK' : installed;
};

/** The share of every dependency in a bundle, largest first: bytes. */
export function sharesOf(
  inputs: Readonly<Record<string, { bytesInOutput: number }>>,
): [owner: string, bytes: number][] {
  const shares = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const owner = ownerOf(path);
    shares.set(owner, (shares.get(owner) ?? 0) + bytesInOutput);
  }
  return [...shares].filter(([, bytes]) => bytes > 0).toSorted(([, one], [, other]) => other - one);
}
