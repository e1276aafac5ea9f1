import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { type BucketDefinition, createS3 } from '../../../../infra/local/s3/s3.ts';
import { fakeClock } from '../../../../shared/clock.ts';

export const start = '2026-11-22T08:00:00.000Z';
export const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-zone' };

export const buckets: BucketDefinition[] = [
  {
    name: 'documents',
    versioned: true,
    cors: [
      {
        AllowedMethods: ['POST', 'GET'],
        AllowedOrigins: ['https://*.zone.example'],
        AllowedHeaders: ['content-type', 'x-amz-*'],
        ExposedHeaders: ['ETag'],
        MaxAge: 3000,
      },
    ],
  },
  { name: 'plain', versioned: false, cors: [] },
];

/** An object store on loopback with the SDK in front of it, in a folder of its own, and a clock that stands still. */
export async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), 's3-'));
  const directory = join(folder, 'bodies');
  const database = new DatabaseSync(join(folder, 'zone.sqlite'));
  const clock = fakeClock(start);
  const secrets = { [credentials.accessKeyId]: credentials.secretAccessKey };
  const server = createS3({ directory, database, clock, buckets, secrets });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const clients: S3Client[] = [];
  const clientWith = (config: S3ClientConfig = {}) => {
    const client = new S3Client({ endpoint, region: 'local-1', credentials, maxAttempts: 1, ...config });
    clients.push(client);
    return client;
  };
  return {
    directory,
    clock,
    endpoint,
    client: clientWith(),
    clientWith,
    close: async () => {
      for (const client of clients) client.destroy();
      await server.close();
      database.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type OpenStore = Awaited<ReturnType<typeof openStore>>;
