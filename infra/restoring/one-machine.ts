import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { S3Client } from '@aws-sdk/client-s3';
import { BadCall, credentialsOfOneMachine } from '../audit/zone-option.ts';
import { loopback } from '../local/ports.ts';

/** The documents of a one-machine zone that runs on a data directory such as `.local/etown`: how to reach them, and where they lie. */
export function documentsOf(directory: string): { client: S3Client; bucket: string } {
  const database = new DatabaseSync(join(resolve(directory), 'zone.sqlite'), { readOnly: true });
  const port = database.prepare("select port from port where name = 'store'").get()?.port;
  const bucket = database
    .prepare("select bucket from object_version where key like 'documents/%' limit 1")
    .get()?.bucket;
  database.close();
  if (port === undefined) throw new BadCall(`--data ${directory}: no one-machine zone has run there`);
  return {
    client: new S3Client({
      endpoint: `http://${loopback}:${Number(port)}`,
      region: 'local-1',
      forcePathStyle: true,
      credentials: credentialsOfOneMachine,
      maxAttempts: 2,
    }),
    bucket: String(bucket ?? ''),
  };
}
