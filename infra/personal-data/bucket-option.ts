import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { S3Client } from '@aws-sdk/client-s3';
import { BadCall } from '../audit/zone-option.ts';
import { loopback } from '../local/ports.ts';
import { type DocumentShelf, openDocumentShelf } from './document-shelf.ts';

/** The one bucket into which a one-machine zone took documents. */
function localBucket(database: DatabaseSync): string | undefined {
  const found = database.prepare("select distinct bucket from object_version where key like 'documents/%'").all();
  return found.length === 1 ? String(found[0]?.bucket) : undefined;
}

/**
 * The bucket of a zone's documents: by name in the account that the environment names (AWS_ENDPOINT_URL is honoured), or
 * that of a one-machine zone that runs on a data directory.
 */
export async function shelfFor({ bucket, data }: { bucket?: string; data?: string }): Promise<DocumentShelf> {
  if (data === undefined) {
    if (bucket === undefined)
      throw new BadCall('name the bucket of documents with --bucket; it is an output of <zone>-records');
    return openDocumentShelf(bucket);
  }
  const file = join(resolve(data), 'zone.sqlite');
  if (!existsSync(file)) throw new BadCall(`--data ${data}: no one-machine zone has run there`);
  const database = new DatabaseSync(file, { readOnly: true });
  const port = Number(database.prepare("select port from port where name = 'store'").get()?.port);
  const name = bucket ?? localBucket(database);
  database.close();
  if (name === undefined) throw new BadCall('no documents were taken there; name the bucket with --bucket');
  const credentials = { accessKeyId: 'one-machine-zone', secretAccessKey: 'not-a-secret' };
  const client = new S3Client({
    endpoint: `http://${loopback}:${port}`,
    region: 'local-1',
    forcePathStyle: true,
    credentials,
  });
  return openDocumentShelf(name, client);
}
