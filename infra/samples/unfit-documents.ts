import { crc32, deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { SampleCase } from './cases.ts';
import { Paper } from './paper.ts';
import { portrait } from './portrait.ts';
import { type SampleFile, sampleDocument, samplePhoto } from './sample-document.ts';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const pdfFile = (fileName: string, bytes: Uint8Array): SampleFile => ({
  fileName,
  contentType: 'application/pdf',
  bytes,
});
const jpegFile = (fileName: string, bytes: Uint8Array): SampleFile => ({ fileName, contentType: 'image/jpeg', bytes });
const pngFile = (fileName: string, bytes: Uint8Array): SampleFile => ({ fileName, contentType: 'image/png', bytes });

/** A small PDF from objects written as they are, without a cross-reference table that any reader would need. */
function rawPdf(objects: readonly (string | Uint8Array)[], trailer = '<< /Root 1 0 R >>'): Uint8Array {
  const body = objects.map((object, index) =>
    joined(latin(`${index + 1} 0 obj\n`), typeof object === 'string' ? latin(object) : object, latin('\nendobj\n')),
  );
  return joined(latin('%PDF-1.7\n'), ...body, latin(`trailer\n${trailer}\nstartxref\n0\n%%EOF\n`));
}

const onePage = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'];
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

function streamObject(dict: string, content: Uint8Array): Uint8Array {
  return joined(latin(`<< ${dict} /Length ${content.length} >>\nstream\n`), content, latin('\nendstream'));
}

async function scripted(the: SampleCase, useObjectStreams: boolean): Promise<Uint8Array> {
  const { bytes } = await sampleDocument('contract', the);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  pdf.addJavaScript('greet', 'app.alert("sample");');
  return pdf.save({ useObjectStreams });
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const content = joined(latin(type), data);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(content, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return chunk;
}

/** A greyscale PNG of one bit a pixel; `rows` may be fewer than its header claims. */
function png(width: number, height: number, rows: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * rows);
  return joined(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', new Uint8Array()),
  );
}

/** An archive with one empty entry, which readers find from its end. */
function zip(): Uint8Array {
  const name = latin('a.txt');
  const local = Buffer.alloc(30);
  local.set([0x50, 0x4b, 3, 4, 20]);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.set([0x50, 0x4b, 1, 2, 20, 0, 20]);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.set([0x50, 0x4b, 5, 6]);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return joined(local, name, central, name, end);
}

/** The head of a Windows program, padded to a believable size. */
function executable(): Uint8Array {
  const bytes = Buffer.alloc(4096, 0x90);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('This program cannot be run in DOS mode.', 0x40, 'latin1');
  bytes.write('PE\0\0', 0x80, 'latin1');
  return bytes;
}

/** The photo with other dimensions in its frame header, as a bomb would claim them. */
function claiming(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

const makers = {
  empty: async () => pdfFile('empty.pdf', new Uint8Array()),
  'oversize-pdf': async (the) => {
    const { bytes } = await sampleDocument('contract', the);
    return pdfFile('oversize.pdf', joined(bytes, new Uint8Array(11_000_000).fill(0x20), latin('\n%%EOF\n')));
  },
  'too-many-pages': async (the) => {
    const paper = new Paper({ title: 'Far too many pages', seed: the.name, date: the.story.today });
    for (let number = 2; number <= 60; number += 1) paper.pdf.addPage();
    return pdfFile('sixty-pages.pdf', await paper.finish());
  },
  'renamed-executable': async () => pdfFile('passport.pdf', executable()),
  'renamed-png': async () => jpegFile('passport.jpg', png(1240, 1754, 1754)),
  svg: async () =>
    pngFile(
      'passport.png',
      latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n'),
    ),
  'scripted-pdf': async (the) => pdfFile('contract.pdf', await scripted(the, false)),
  'scripted-object-stream': async (the) => pdfFile('contract.pdf', await scripted(the, true)),
  'escaped-script': async () =>
    pdfFile(
      'contract.pdf',
      rawPdf([
        '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >> >>',
        onePage[1] ?? '',
        page,
      ]),
    ),
  'script-in-a-stream': async () =>
    pdfFile(
      'contract.pdf',
      rawPdf([...onePage, page, streamObject('', latin('9 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj'))]),
    ),
  'launch-action': async () =>
    pdfFile('contract.pdf', rawPdf([...onePage, page, '<< /S /Launch /F (calc.exe) /NewWindow true >>'])),
  'form-with-xfa': async () =>
    pdfFile(
      'application-form.pdf',
      rawPdf([
        '<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 4 0 R /Fields [] >> >>',
        onePage[1] ?? '',
        page,
        streamObject('', latin('<xdp:xdp/>')),
      ]),
    ),
  'page-action': async () =>
    pdfFile(
      'contract.pdf',
      rawPdf([...onePage, '<< /Type /Page /Parent 2 0 R /AA << /O << /S /GoTo /D [3 0 R /Fit] >> >> >>']),
    ),
  'attached-file': async (the) => {
    const { bytes } = await sampleDocument('contract', the);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    await pdf.attach(executable(), 'tool.exe', { mimeType: 'application/x-msdownload' });
    return pdfFile('contract.pdf', await pdf.save());
  },
  'encrypted-pdf': async (the) => {
    const paper = new Paper({ title: 'Locked', seed: the.name, date: the.story.today, password: 'locked' });
    paper.paragraph('This page cannot be read without a password.');
    return pdfFile('contract.pdf', await paper.finish());
  },
  'truncated-pdf': async (the) => {
    const { bytes } = await sampleDocument('contract', the);
    return pdfFile('contract.pdf', bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  },
  'pdf-with-zip': async (the) => pdfFile('contract.pdf', joined((await sampleDocument('contract', the)).bytes, zip())),
  'pdf-with-executable': async (the) =>
    pdfFile('contract.pdf', joined((await sampleDocument('contract', the)).bytes, executable())),
  'object-stream-bomb': async () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000, 0x20), { level: 9 });
    return pdfFile(
      'contract.pdf',
      rawPdf([...onePage, page, streamObject('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bomb)]),
    );
  },
  'nested-pdf': async () => pdfFile('contract.pdf', rawPdf([...onePage, page, '['.repeat(3_000_000)])),
  'endless-digits': async () =>
    pdfFile('contract.pdf', rawPdf([...onePage, page, 'null'], `1${'1'.repeat(3_000_000)}`)),
  'endless-length': async () =>
    pdfFile(
      'contract.pdf',
      rawPdf([
        ...onePage,
        page,
        '<< /A (endstream) /Length -60 >>\nstream\nx\nendstream',
        '<< /Length -40 >>\nstream\n',
      ]),
    ),
  'pages-in-a-circle': async () =>
    pdfFile('contract.pdf', rawPdf([onePage[0] ?? '', '<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 9 >>', page])),
  'small-photo': async (the) =>
    jpegFile('photo.jpg', await portrait(the.name, the.story.look, { width: 300, aspect: 300 / 400, quality: 97 })),
  'grey-photo': async (the) =>
    jpegFile('photo.jpg', await portrait(the.name, the.story.look, { background: '#b9bcc1' })),
  'blue-photo': async (the) =>
    jpegFile('photo.jpg', await portrait(the.name, the.story.look, { background: '#438edb' })),
  'landscape-photo': async (the) =>
    jpegFile('photo.jpg', await portrait(the.name, the.story.look, { width: 900, aspect: 1.5 })),
  'png-photo': async () => pngFile('photo.png', png(413, 531, 531)),
  'truncated-photo': async (the) => {
    const bytes = await samplePhoto(the);
    return jpegFile('photo.jpg', bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  },
  'photo-bomb': async (the) => jpegFile('photo.jpg', claiming(await samplePhoto(the), 65_000, 65_000)),
  'photo-with-page': async (the) => {
    const bytes = await samplePhoto(the);
    const text = latin('<script>alert(1)</script>');
    const comment = joined(new Uint8Array([0xff, 0xfe, 0, text.length + 2]), text);
    return jpegFile('photo.jpg', joined(bytes.subarray(0, 2), comment, bytes.subarray(2)));
  },
  'png-bomb': async () => pngFile('passport.png', png(60_000, 60_000, 1000)),
  'truncated-png': async () => {
    const bytes = png(1240, 1754, 1754);
    return pngFile('passport.png', bytes.subarray(0, bytes.length - 20));
  },
} as const satisfies Record<string, (the: SampleCase) => Promise<SampleFile>>;

export type UnfitDocument = keyof typeof makers;
export const unfitDocuments = Object.keys(makers) as UnfitDocument[];

/** A file that must not be accepted, announced as what it is not or as what it should be. For tests and rehearsals. */
export const unfitDocument = (name: UnfitDocument, the: SampleCase): Promise<SampleFile> => makers[name](the);
