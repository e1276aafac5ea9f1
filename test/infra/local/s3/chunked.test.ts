import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unchunked } from '../../../../infra/local/s3/chunked.ts';

async function* inPieces(body: Buffer, sizes: number[]): AsyncGenerator<Buffer, void> {
  let at = 0;
  for (let turn = 0; at < body.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield body.subarray(at, at + size);
    at += size;
  }
}

async function decoded(body: Buffer | string, sizes = [1000]) {
  const trailer = new Map<string, string>();
  const pieces: Buffer[] = [];
  for await (const piece of unchunked(inPieces(Buffer.from(body), sizes), trailer)) pieces.push(piece);
  return { content: Buffer.concat(pieces), trailer: Object.fromEntries(trailer) };
}

test('A chunked body comes out as it went in, wherever the network cut it', async () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 70 });
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), sizes, async (chunks, cuts) => {
      const body = Buffer.concat([
        ...chunks.flatMap((one) => [Buffer.from(`${one.length.toString(16)}\r\n`), one, Buffer.from('\r\n')]),
        Buffer.from('0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n'),
      ]);
      expect(await decoded(body, cuts)).toEqual({
        content: Buffer.concat(chunks),
        trailer: { 'x-amz-checksum-crc32': 'AAAAAA==' },
      });
    }),
  );
});

test.each([
  ['breaks off within a chunk', '5\r\nabc', 'IncompleteBody'],
  ['breaks off before the last chunk', '3\r\nabc\r\n', 'IncompleteBody'],
  ['has a length that is none', 'x\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
  ['has a chunk that is longer than it says', '2\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
  ['never says a length', 'a'.repeat(20_000), 'InvalidRequest'],
])('A chunked body that %s is refused', async (_what, body, code) => {
  await expect(decoded(body)).rejects.toMatchObject({ code });
});
