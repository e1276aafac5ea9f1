import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openDocumentStore } from '../../../functions/documents/store.ts';

const store = openDocumentStore(
  'documents',
  new S3Client({ region: 'local-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }),
);

test.each([
  ['简历.pdf', "inline; filename*=UTF-8''%E7%AE%80%E5%8E%86.pdf"],
  ['a\ud800b.pdf', "inline; filename*=UTF-8''a%EF%BF%BDb.pdf"],
])('a link to a document called %j can always be made', async (fileName, disposition) => {
  const key = 'documents/a/b';
  const url = await store.link({ key, versionId: '1', fileName, contentType: 'application/pdf', seconds: 60 });
  expect(new URL(url).searchParams.get('response-content-disposition')).toBe(disposition);
});
