import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect } from '../../functions/documents/inspect/inspect.ts';
import { bundleFunctions, functionEntries, functionNames, layOutAsset } from '../../infra/bundle.ts';
import { buildPages } from '../../infra/portal/build-pages.ts';
import { zoneProcedures } from '../../shared/domain/procedure/versions.ts';
import { procedures } from '../../shared/policy/procedures/index.ts';
import { scoringOf } from '../../shared/zone/scoring.ts';
import { zones } from './templates.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenpath-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const repository = fileURLToPath(new URL('../../', import.meta.url));
const [bundles, pages] = await Promise.all([bundleFunctions({ outdir: join(folder, 'functions') }), buildPages()]);
const kilobyte = 1024;

/** Kilobytes of code that a function may load: what it costs at a cold start. */
const budgets: Partial<Record<(typeof functionNames)[number], number>> = {
  // Asked by anybody at a door: own code and a signer, no client of AWS.
  'verification-handler': 42,
  'operations-probe': 52,
  // Stands before every request.
  'sign-in-authorizer': 28,
  'portal-pages': 12,
  // Asks no other service.
  'scoring-handler': 170,
  'operations-figures': 230,
  'reminders-worker': 240,
  'issuance-card': 1.3 * 1024,
  // Sets type on pages, so it carries the writer of PDF and the wording of every letter in two languages.
  'letters-handler': 820,
  // Judges the texts of a decision beside that, as the decision itself does.
  'letters-preview': 900,
  'help-agreement': 820,
  // Describes the whole interface, and so carries the contract of every capability.
  'portal-handler': 520,
  // Nobody waits for it: it speaks SMTP and HTTPS to the zone's gateways, beside the clients of table and secrets.
  'notices-worker': 640,
  // Judges PDF and pictures, so it carries their readers beside the client of the bucket.
  'documents-handler': 820,
  // Gives a person links to their own files, so it carries the client of the bucket.
  'personal-data-handler': 580,
  // Files are posted to the bucket, and read from it row by row: its client, and the rules of every kind of file.
  'imports-handler': 590,
  'imports-worker': 590,
};

const run = promisify(execFile);

/** Runs a script in a process of its own, as Lambda would start a function: with its folder and its environment only. */
const inProcess = async (script: string, environment: Record<string, string>): Promise<string> =>
  (await run(process.execPath, ['--eval', script], { env: environment, cwd: folder })).stdout;

describe('the bundle of', () => {
  it.each(functionNames)('%s stays within its budget', (name) => {
    const limit = (budgets[name] ?? 480) * kilobyte;
    expect(bundles[name].bytes, `${name} has ${Math.round(bundles[name].bytes / kilobyte)} KB`).toBeLessThanOrEqual(
      limit,
    );
    expect(bundles[name].bytes).toBe(readFileSync(bundles[name].file).byteLength);
  });

  it('a function that asks the table alone carries 190 KB of the SDK, and 96 KB of zod at most', () => {
    const of = (name: (typeof functionNames)[number], packages: RegExp) =>
      Object.entries(bundles[name].inputs)
        .filter(([path]) => packages.test(path))
        .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    for (const name of functionNames) {
      const clients = Object.keys(bundles[name].inputs).filter((path) => /@aws-sdk\/client-(?!dynamodb\/)/.test(path));
      if (clients.length === 0) {
        expect(of(name, /node_modules\/@(aws-sdk|smithy|aws)\//), name).toBeLessThanOrEqual(190 * kilobyte);
      }
      // The one that describes the interface writes JSON Schema too.
      if (name !== 'portal-handler') expect(of(name, /node_modules\/zod\//), name).toBeLessThanOrEqual(96 * kilobyte);
    }
  });

  it.each(functionNames)('%s leaves test and infrastructure code out', (name) => {
    const strangers = Object.keys(bundles[name].inputs).filter((path) =>
      /^(infra|test)\/|node_modules\/(aws-cdk-lib|constructs|vitest|fast-check)\//.test(path),
    );
    expect(strangers).toEqual([]);
  });
});

describe('a function as it is deployed', () => {
  const [zone] = zones;
  if (!zone) throw new Error('there is no zone');

  it.each(functionNames)('%s starts in its own folder and offers a handler', async (name) => {
    const asset = layOutAsset(bundles[name], zone, join(folder, 'zones'), pages);
    const environment = {
      LAMBDA_TASK_ROOT: asset,
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
    };
    const script = `process.stdout.write(typeof require(${JSON.stringify(join(asset, 'index.js'))}).handler)`;
    expect(await inProcess(script, environment)).toBe('function');
  });

  it('carries the procedures of its zone where its code reads them, and no code carries their texts', () => {
    const reading = functionNames.filter((name) =>
      existsSync(join(layOutAsset(bundles[name], zone, join(folder, 'zones'), pages), 'procedures.json')),
    );
    expect(reading).toEqual(expect.arrayContaining(['intake-handler', 'approval-handler', 'portal-handler']));
    expect(reading).not.toContain('verification-handler');
    const file = join(folder, 'zones', zone.id, 'intake-handler', 'procedures.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(zoneProcedures(procedures, zone))),
    );
    for (const name of functionNames) {
      const texts = Object.keys(bundles[name].inputs).filter((path) =>
        /^shared\/policy\/procedures\/(?!photo)/.test(path),
      );
      expect(texts, name).toEqual([]);
    }
  });

  it('carries the one points table and the routes that its zone names where it scores', () => {
    const asset = layOutAsset(bundles['approval-handler'], zone, join(folder, 'zones'), pages);
    expect(JSON.parse(readFileSync(join(asset, 'scoring.json'), 'utf8'))).toEqual(scoringOf(zone));
    const tables = Object.keys(bundles['approval-handler'].inputs).filter((path) =>
      /^shared\/policy\/(points|routes)\//.test(path),
    );
    expect(tables).toEqual([]);
  });

  it('carries its typefaces where it writes letters', () => {
    const asset = layOutAsset(bundles['letters-handler'], zone, join(folder, 'zones'), pages);
    for (const file of ['han-regular.ttf', 'han-semibold.ttf', 'latin-regular.ttf', 'latin-semibold.ttf']) {
      expect(existsSync(join(asset, 'fonts', file)), file).toBe(true);
    }
  });

  it('carries the checked zone and, for the card, its typefaces and renderer', () => {
    const asset = layOutAsset(bundles['issuance-card'], zone, join(folder, 'zones'), pages);
    expect(JSON.parse(readFileSync(join(asset, 'zone.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(zone)));
    for (const file of ['fonts/han-regular.ttf', 'fonts/latin-regular.ttf', 'resvg.wasm']) {
      expect(existsSync(join(asset, file)), file).toBe(true);
    }
  });
});

describe('an SDK client in a bundle', () => {
  const project = join(folder, 'project');
  const entry = 'functions/probe/handler.ts';
  mkdirSync(dirname(join(project, entry)), { recursive: true });
  writeFileSync(
    join(project, entry),
    `import { DynamoDBClient, ListTablesCommand } from '${join(repository, 'node_modules/@aws-sdk/client-dynamodb')}';
     const client = new DynamoDBClient({ maxAttempts: 1 });
     export const handler = async () => (await client.send(new ListTablesCommand({}))).TableNames;`,
  );
  const bundled = bundleFunctions({ root: project, outdir: join(project, 'dist'), entries: { probe: entry } });
  const script = `require(${JSON.stringify(join(project, 'dist/probe/index.js'))}).handler()
    .then((names) => process.stdout.write(JSON.stringify(names)), (error) => process.stdout.write(error.name));`;

  /** A stand-in for the services that only tells how it was asked. */
  async function listening(answer: (url: string) => object) {
    const seen: { url: string; authorization: string }[] = [];
    const server = createServer((request, response) => {
      seen.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '' });
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(answer(request.url ?? '')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { seen, address: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  it('signs with the credentials of the environment, as Lambda gives them', async () => {
    await bundled;
    const service = await listening(() => ({ TableNames: ['cases'] }));
    const told = await inProcess(script, {
      AWS_REGION: 'cn-north-1',
      AWS_ENDPOINT_URL: service.address,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: 'session',
    });
    service.close();
    expect(told).toBe('["cases"]');
    expect(service.seen[0]?.authorization).toContain('Credential=AKIDEXAMPLE/');
  });

  it('still finds the credentials of a container when the environment has none', async () => {
    await bundled;
    const service = await listening((url) =>
      url === '/credentials'
        ? {
            AccessKeyId: 'AKIDCONTAINER',
            SecretAccessKey: 'example',
            Token: 'session',
            Expiration: '2099-01-01T00:00:00Z',
          }
        : { TableNames: [] },
    );
    const told = await inProcess(script, {
      AWS_REGION: 'cn-north-1',
      AWS_ENDPOINT_URL: service.address,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.address}/credentials`,
    });
    service.close();
    expect(told).toBe('[]');
    expect(service.seen.map(({ url }) => url)).toEqual(['/credentials', '/']);
    expect(service.seen[1]?.authorization).toContain('Credential=AKIDCONTAINER/');
  });

  it('refuses a profile instead of passing over it', async () => {
    await bundled;
    const environment = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
    };
    await expect(inProcess(script, environment)).rejects.toThrow(
      'profiles are not part of a function, but AWS_CONFIG_FILE is set',
    );
  });

  it('says so plainly when there are no credentials at all', async () => {
    await bundled;
    const told = await inProcess(script, { AWS_REGION: 'cn-north-1', AWS_EC2_METADATA_DISABLED: 'true' });
    expect(told).toBe('CredentialsProviderError');
  });
});

describe('the reader of documents in a bundle', () => {
  const pdf = async (pages: number): Promise<Buffer> => {
    const document = new PDFDocument({ autoFirstPage: false });
    for (let page = 1; page <= pages; page += 1) document.addPage().text(`Page ${page}`);
    document.end();
    return Buffer.concat(await document.toArray());
  };

  it('judges a PDF as it does from its source, without the parts of its library that write', async () => {
    const outdir = join(folder, 'reader');
    await bundleFunctions({ outdir, entries: { reader: 'functions/documents/inspect/inspect.ts' } });
    const bytes = await pdf(3);
    writeFileSync(join(folder, 'three-pages.pdf'), bytes);
    const asked = { contentType: 'application/pdf', photo: false };
    const script = `require(${JSON.stringify(join(outdir, 'reader/index.js'))})
      .inspect(new Uint8Array(require('node:fs').readFileSync('three-pages.pdf')), ${JSON.stringify(asked)})
      .then((findings) => process.stdout.write(JSON.stringify(findings)));`;
    const findings = JSON.parse(await inProcess(script, {}));
    expect(findings).toEqual(JSON.parse(JSON.stringify(await inspect(new Uint8Array(bytes), asked))));
    expect(findings.pages).toBe(3);
  });
});

describe('bundling', () => {
  it('names every entry that does not exist', async () => {
    const entries = { ...functionEntries, one: 'functions/one.ts', two: 'functions/two.ts' };
    await expect(bundleFunctions({ outdir: join(folder, 'none'), entries })).rejects.toThrow(
      'these function entries do not exist: functions/one.ts, functions/two.ts',
    );
  });
});
