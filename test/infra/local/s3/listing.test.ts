import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { listObjects } from '../../../../infra/local/s3/listing.ts';
import { type Objects, openObjects } from '../../../../infra/local/s3/objects.ts';

const keep = (objects: Objects, key: string, bucket = 'b') =>
  objects.add({ bucket, key, file: 'f', size: 1, etag: 'e', headers: {}, checksums: {}, modified: 0 }, true, () => {});

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Contents' || name === 'CommonPrefixes',
});
const answer = z.object({
  ListBucketResult: z.object({
    KeyCount: z.coerce.number(),
    IsTruncated: z.stringbool(),
    NextContinuationToken: z.string().optional(),
    Contents: z.array(z.object({ Key: z.string() })).default([]),
    CommonPrefixes: z.array(z.object({ Prefix: z.string() })).default([]),
  }),
});

function list(objects: Objects, query: [string, string][]) {
  const target = { path: '/b', bucket: 'b', key: '', query: [['list-type', '2'], ...query] as [string, string][] };
  return answer.parse(parser.parse(listObjects(objects, target))).ListBucketResult;
}

/** All pages of a listing one behind the other. */
function pages(objects: Objects, query: [string, string][]) {
  const keys: string[] = [];
  const prefixes: string[] = [];
  let token: string | undefined;
  do {
    const page = list(objects, token ? [...query, ['continuation-token', token]] : query);
    keys.push(...page.Contents.map((one) => one.Key));
    prefixes.push(...page.CommonPrefixes.map((one) => one.Prefix));
    token = page.NextContinuationToken;
  } while (token);
  return { keys, prefixes };
}

const inOrder = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

test('Whatever the keys, the pages together name each key once, or once the folder it lies in', () => {
  const part = fc.constantFrom('a', 'b', '/', '//', '许', '-', '😀');
  const key = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  const arbitrary = fc.record({
    keys: fc.uniqueArray(key, { maxLength: 30 }),
    deleted: fc.array(key, { maxLength: 5 }),
    prefix: fc.oneof(fc.constant(''), key),
    delimiter: fc.constantFrom('', '/', '-'),
    most: fc.integer({ min: 1, max: 7 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ keys, deleted, prefix, delimiter, most }) => {
      const objects = openObjects(new DatabaseSync(':memory:'));
      for (const one of keys) keep(objects, one);
      for (const one of deleted) objects.remove({ bucket: 'b', key: one }, true, 0);
      keep(objects, 'in another bucket', 'c');

      const found = pages(objects, [
        ['prefix', prefix],
        ['delimiter', delimiter],
        ['max-keys', String(most)],
      ]);
      const alive = keys.filter((one) => one.startsWith(prefix) && !deleted.includes(one)).toSorted(inOrder);
      const folderOf = (one: string) => {
        const cut = delimiter === '' ? -1 : one.indexOf(delimiter, prefix.length);
        return cut < 0 ? undefined : one.slice(0, cut + delimiter.length);
      };
      expect(found.keys).toEqual(alive.filter((one) => folderOf(one) === undefined));
      expect(found.prefixes).toEqual([...new Set(alive.flatMap((one) => folderOf(one) ?? []))]);
    }),
  );
});

test('A page holds at most a thousand, and none when none is asked for', () => {
  const objects = openObjects(new DatabaseSync(':memory:'));
  for (let at = 0; at < 2500; at += 1) keep(objects, `key-${String(at).padStart(4, '0')}`);
  expect(list(objects, [['max-keys', '5000']])).toMatchObject({ KeyCount: 1000, IsTruncated: true });
  expect(list(objects, [['max-keys', '0']])).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(pages(objects, []).keys).toHaveLength(2500);
  expect(() => list(objects, [['max-keys', 'many']])).toThrow(/max-keys/);
  expect(() => list(objects, [['continuation-token', 'guessed']])).toThrow(/continuation token/);
});
