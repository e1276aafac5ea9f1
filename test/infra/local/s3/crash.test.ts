import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { createS3 } from '../../../../infra/local/s3/s3.ts';
import { systemClock } from '../../../../shared/clock.ts';
import { buckets, credentials } from './store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-crash-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = z.object({ key: z.string(), version: z.string(), digest: z.string() });

/** Lets another process keep objects, kills it after some that it acknowledged, and says which these were. */
async function writeAndKill(acknowledgements: number): Promise<z.infer<typeof line>[]> {
  const writer = spawn(process.execPath, [fileURLToPath(new URL('./writer.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  const acknowledged: z.infer<typeof line>[] = [];
  for await (const text of createInterface({ input: writer.stdout })) {
    const found = line.safeParse(text.endsWith('}') ? JSON.parse(text) : undefined);
    if (found.success) acknowledged.push(found.data);
    if (acknowledged.length === acknowledgements) writer.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

test('A store killed in mid-stream has every acknowledged version whole, and lists nothing that is not', async () => {
  const acknowledged = [...(await writeAndKill(25)), ...(await writeAndKill(60))];

  const database = new DatabaseSync(join(folder, 'zone.sqlite'));
  const secrets = { [credentials.accessKeyId]: credentials.secretAccessKey };
  const server = createS3({ directory: join(folder, 'bodies'), database, clock: systemClock, buckets, secrets });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const client = new S3Client({ endpoint, region: 'local-1', credentials });
  const digestOf = async (Key: string, VersionId?: string) => {
    const found = await client.send(
      new GetObjectCommand({ Bucket: 'documents', Key, VersionId, ChecksumMode: 'ENABLED' }),
    );
    return createHash('sha256')
      .update((await found.Body?.transformToByteArray()) ?? '')
      .digest('hex');
  };

  for (const { key, version, digest } of acknowledged) expect(await digestOf(key, version)).toBe(digest);
  const { Contents: contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'documents' }));
  expect(contents.length).toBeGreaterThan(0);
  for (const { Key: key = '' } of contents) expect(await digestOf(key)).toMatch(/^[0-9a-f]{64}$/);
  const unfinished = (await readdir(join(folder, 'bodies'))).filter((name) => name.endsWith('.part'));
  expect(unfinished).toEqual([]);

  client.destroy();
  await server.close();
  database.close();
});
