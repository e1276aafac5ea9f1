import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../../../functions/documents/inspect/inspect.ts';
import { sampleCase } from '../../../../infra/samples/cases.ts';
import { portrait } from '../../../../infra/samples/portrait.ts';
import { sampleDocument } from '../../../../infra/samples/sample-document.ts';
import { unfitDocument } from '../../../../infra/samples/unfit-documents.ts';

const types = ['application/pdf', 'image/jpeg', 'image/png'] as const;
type Seed = { type: (typeof types)[number]; bytes: Uint8Array };
let seeds: Seed[];

beforeAll(async () => {
  const the = sampleCase('etown-b', '2026-11-22');
  const pdf = await sampleDocument('highest-degree', the);
  const scripted = await unfitDocument('scripted-object-stream', the);
  const png = await unfitDocument('renamed-png', the);
  seeds = [
    { type: 'application/pdf', bytes: pdf.bytes },
    { type: 'application/pdf', bytes: scripted.bytes },
    { type: 'image/jpeg', bytes: await portrait('fuzz', the.story.look, { width: 120 }) },
    { type: 'image/png', bytes: png.bytes },
  ];
}, 30_000);

const anySeed = fc.nat(3).map((index) => seeds[index] as Seed);

/** Inspects and answers as what the bytes would be accepted, null when they would not be. */
async function acceptedAs(bytes: Uint8Array): Promise<string | null> {
  const findings = await inspect(bytes, { contentType: 'application/pdf', photo: true });
  expect(findings.bytes).toBe(bytes.length);
  const clean = findings.readable && !findings.encrypted && findings.activeContent.length === 0;
  return clean && findings.hiddenFiles.length === 0 ? findings.contentType : null;
}

describe('hostile bytes', () => {
  it('that are random are never accepted and never make the inspection fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        expect(await acceptedAs(bytes)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('behind the first bytes of a known type are never accepted', async () => {
    const heads = ['%PDF-1.7\n1 0 obj\n', '\xff\xd8\xff\xe0\x00\x10JFIF\0', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 3000 }), async (head, tail) => {
        const bytes = new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), tail]));
        expect(await acceptedAs(bytes)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('made of the words of a PDF are never accepted with a script in them', async () => {
    const words = fc.constantFrom(
      ...['1 0 obj', 'endobj', '<<', '>>', '[', ']', 'stream\n', 'endstream', '/Type', '/ObjStm', '/N 3', '/First 9'],
      ...['/Length 5', '/Length -9', '/Length 99999', '/Pages', '/Kids', '2 0 R', '(', ')', '<', '>', '/S', '/Launch'],
      ...[
        'trailer',
        '/Root 1 0 R',
        'xref',
        'startxref',
        '%%EOF',
        '%',
        '0000000000 65535 f',
        '1e9',
        '/Filter /FlateDecode',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 120 }), async (parts) => {
        const bytes = new Uint8Array(Buffer.from(`%PDF-1.4\n${parts.join('\n')}\n%%EOF\n`, 'latin1'));
        const accepted = await acceptedAs(bytes);
        if (parts.includes('/Launch')) expect(accepted).toBeNull();
        else expect([null, 'application/pdf']).toContain(accepted);
      }),
      { numRuns: 500 },
    );
  });

  it('of a good file that was cut short are never accepted', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, fc.double({ min: 0, max: 0.97, noNaN: true }), async ({ bytes }, share) => {
        expect(await acceptedAs(bytes.subarray(0, Math.floor(bytes.length * share)))).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it('of a good file with flipped bits are never accepted as another type', async () => {
    const flips = fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(7)), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(anySeed, flips, async ({ type, bytes }, places) => {
        const damaged = Uint8Array.from(bytes);
        for (const [share, bit] of places) {
          const at = Math.floor(share * damaged.length);
          damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        }
        expect([null, type]).toContain(await acceptedAs(damaged));
      }),
      { numRuns: 250 },
    );
  });

  it('of two good files one behind the other are never accepted, save more of the same', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, anySeed, async (first, second) => {
        fc.pre(first.type !== second.type);
        expect(await acceptedAs(new Uint8Array(Buffer.concat([first.bytes, second.bytes])))).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});
