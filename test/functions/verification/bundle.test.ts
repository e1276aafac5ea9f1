import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { digitsOf } from '../../../shared/credential/carriers.ts';
import { newIssuer } from '../../shared/credential/issuer.ts';
import { claims, permit, sensitive } from './permits.ts';
import { openService, type Received } from './services.ts';

const folder = mkdtempSync(join(tmpdir(), 'verification-'));
const file = join(folder, 'index.js');
let inputs: string[] = [];
let bytes = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  const { metafile } = await build({
    entryPoints: [new URL('../../../functions/verification/handler.ts', import.meta.url).pathname],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    outfile: file,
    logLevel: 'silent',
  });
  inputs = Object.keys(metafile.inputs);
  bytes = Object.values(metafile.outputs)[0]?.bytes ?? bytes;
  writeFileSync(
    join(folder, 'zone.json'),
    JSON.stringify({
      id: 'etown',
      timeZone: 'Asia/Shanghai',
      signingKeys: { keys: [{ id: 'first' }], leadDays: 14, keptDays: 30, rotateAfterYears: 3 },
      rehearsal: false,
      retention: { readingsDays: 1096 },
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

test('the verification function takes at most 60 KB, without the SDK, the schema library or the logger', () => {
  expect(bytes).toBeLessThanOrEqual(60 * 1024);
  const packages = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  expect([...new Set(packages)]).toEqual(['aws4fetch']);
});

/** The sample permit as the table holds it. */
function table(received: Received, jwk: object): object {
  const string = (value: string) => ({ S: value });
  const strings = (values: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, string(value)]] : [])));
  const target = received.headers['x-amz-target'];
  if (target === 'DynamoDB_20120810.Query') return { Items: [{ jwk: string(JSON.stringify(jwk)) }] };
  if (target === 'DynamoDB_20120810.PutItem') return {};
  if (JSON.parse(received.body).Key.sk.S === 'FORM') {
    const applicant = { birthDate: string(sensitive.birthDate), passport: { M: strings(sensitive.passport) } };
    const post = { M: { workplace: string(sensitive.workplace) } };
    return { Item: { form: { M: { applicant: { M: applicant }, post } } } };
  }
  const { statusIndex, employerName, authority, photo, ...plain } = permit;
  return {
    Item: {
      ...strings(plain),
      statusIndex: { N: String(statusIndex) },
      employerName: { M: strings(employerName) },
      authority: { M: strings(authority) },
      photo: { M: strings(photo) },
    },
  };
}

describe('the bundled function, as Lambda runs it', () => {
  test('names every missing variable at once', () => {
    for (const name of ['TABLE_NAME', 'DOCUMENTS_BUCKET', 'AWS_ACCESS_KEY_ID']) vi.stubEnv(name, undefined);
    expect(() => createRequire(import.meta.url)(file)).toThrow(/TABLE_NAME, DOCUMENTS_BUCKET.*AWS_ACCESS_KEY_ID/);
  });

  test('verifies a token for an inspector over real requests, and records the reading first', async () => {
    const issuer = await newIssuer();
    const service = await openService((received) => ({
      status: 200,
      body: JSON.stringify(table(received, issuer.jwk)),
    }));
    const environment = {
      TABLE_NAME: 'etown-table',
      DOCUMENTS_BUCKET: 'etown-documents',
      URL_SUFFIX: 'amazonaws.com.cn',
      AWS_REGION: 'cn-north-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'a secret for tests',
      AWS_ENDPOINT_URL: service.url,
      LAMBDA_TASK_ROOT: folder,
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const logged = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      const { handler } = createRequire(import.meta.url)(file);
      // The function has the machine's clock, so this token holds whenever the test runs.
      const token = digitsOf(issuer.issue({ ...claims, notBefore: 0, expires: 2 ** 32 - 1 }));
      const answer = await handler({
        httpMethod: 'POST',
        resource: '/api/verifications',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
        requestContext: {
          authorizer: { subject: 'inspector-1', roles: 'inspector', mfa: 'true', expiresAt: String(2 ** 40) },
        },
      });
      expect(answer.statusCode).toBe(200);
      const said = JSON.parse(answer.body);
      expect(said).toMatchObject({
        verdict: 'valid',
        number: permit.number,
        record: { name: permit.name, passport: sensitive.passport, photoMatches: true },
      });
      expect(said.record.photoUrl).toMatch(`${service.url}/etown-documents/applications/a1/photo.jpg?versionId=v1&`);
      const operations = service.received.map(({ headers }) => String(headers['x-amz-target']).split('.')[1]);
      expect(operations).toEqual(['Query', 'GetItem', 'PutItem', 'GetItem']);
      const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
      expect(lines.map(({ message }) => message)).toEqual(['sensitive-read', 'request-completed']);
      expect(lines[1]).toMatchObject({ level: 'INFO', service: 'verification', route: 'verify', verdict: 'valid' });
      expect(JSON.stringify(lines)).not.toContain(permit.number);
    } finally {
      logged.mockRestore();
      await service.close();
    }
  });
});
