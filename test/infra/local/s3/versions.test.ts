import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDocumentShelf } from '../../../../infra/personal-data/document-shelf.ts';
import { type OpenStore, openStore } from './store.ts';

const Bucket = 'documents';
let store: OpenStore;
let clock = 0;
beforeEach(async () => {
  store = await openStore();
});
afterEach(() => store.close());

const put = (Key: string) => store.client.send(new PutObjectCommand({ Bucket, Key, Body: `body ${clock++}` }));

it('every version and every marker is listed page by page, by key and the newest first, each once', async () => {
  for (const key of ['documents/a/2', 'documents/a/1', 'documents/a/1', 'documents/b/1']) await put(key);
  await store.client.send(new DeleteObjectCommand({ Bucket, Key: 'documents/a/2' }));
  const found: string[] = [];
  let [KeyMarker, VersionIdMarker]: (string | undefined)[] = [];
  do {
    const page: ListObjectVersionsCommandOutput = await store.client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: 'documents/a/', MaxKeys: 1, KeyMarker, VersionIdMarker }),
    );
    found.push(...(page.Versions ?? []).map(({ Key, IsLatest }) => `${Key} ${IsLatest}`));
    found.push(...(page.DeleteMarkers ?? []).map(({ Key, IsLatest }) => `${Key} marker ${IsLatest}`));
    [KeyMarker, VersionIdMarker] = [page.NextKeyMarker, page.NextVersionIdMarker];
  } while (KeyMarker);
  expect(found).toEqual([
    'documents/a/1 true',
    'documents/a/1 false',
    'documents/a/2 marker true',
    'documents/a/2 false',
  ]);
});

it('an erasure leaves no version and no marker under its prefix, and nothing else is touched', async () => {
  const shelf = openDocumentShelf(Bucket, store.client);
  const { VersionId } = await put('documents/a/1');
  for (const key of ['documents/a/1', 'documents/a/2', 'documents/ab/1']) await put(key);
  await store.client.send(new DeleteObjectCommand({ Bucket, Key: 'documents/a/2' }));
  await shelf.removeEverything('documents/a/');
  const { Versions = [], DeleteMarkers = [] } = await store.client.send(new ListObjectVersionsCommand({ Bucket }));
  expect([Versions.map(({ Key }) => Key), DeleteMarkers]).toEqual([['documents/ab/1'], []]);
  const gone = store.client.send(new GetObjectCommand({ Bucket, Key: 'documents/a/1', VersionId }));
  await expect(gone).rejects.toMatchObject({ name: 'NoSuchVersion' });
});

it('what was erased is noted beside the table, once for each, and read again', async () => {
  const shelf = openDocumentShelf(Bucket, store.client);
  const one = { what: 'application', id: 'a', at: '2026-11-22T08:00:00.000Z', order: 'o' } as const;
  await shelf.note(one);
  await shelf.note({ ...one, order: 'later' });
  await shelf.note({ ...one, what: 'visit' });
  const noted = [];
  for await (const erasure of shelf.noted()) noted.push(erasure);
  expect(noted).toEqual([
    { ...one, order: 'later' },
    { ...one, what: 'visit' },
  ]);
});
