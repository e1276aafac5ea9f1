// Keeps objects in the folder given, behind the SDK, until it is killed, and prints a line for each acknowledged one.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createS3 } from '../../../../infra/local/s3/s3.ts';
import { systemClock } from '../../../../shared/clock.ts';
import { buckets, credentials } from './store.ts';

const folder = process.argv[2] ?? '';
const database = new DatabaseSync(join(folder, 'zone.sqlite'));
database.exec('pragma journal_mode = wal; pragma synchronous = full');
const secrets = { [credentials.accessKeyId]: credentials.secretAccessKey };
const server = createS3({ directory: join(folder, 'bodies'), database, clock: systemClock, buckets, secrets });
const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
const client = new S3Client({ endpoint, region: 'local-1', credentials });

async function write(lane: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const Key = `${lane}/${n % 5}`;
    const Body = Buffer.alloc(20_000 + ((n * 7919) % 200_000), `${process.pid} ${lane} ${n} `);
    const { VersionId: version } = await client.send(new PutObjectCommand({ Bucket: 'documents', Key, Body }));
    const digest = createHash('sha256').update(Body).digest('hex');
    process.stdout.write(`${JSON.stringify({ key: Key, version, digest })}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
