import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../../../functions/documents/inspect/inspect.ts';
import { type SampleCase, sampleCase } from '../../../../infra/samples/cases.ts';
import { type SampleFile, sampleDocument } from '../../../../infra/samples/sample-document.ts';
import { type UnfitDocument, unfitDocument, unfitDocuments } from '../../../../infra/samples/unfit-documents.ts';
import { judge, type ProblemCode } from '../../../../shared/domain/documents/judge.ts';
import { rulesFor } from '../../../../shared/domain/documents/rules.ts';
import { materialOf } from '../../../../shared/domain/procedure/procedure.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { imagePolicy } from '../../../../shared/policy/procedures/photo.ts';

const policy = {
  document: { maximumBytes: 10_485_760, maximumPages: 50 },
  photo: { minimumWidth: 354, minimumHeight: 472, minimumBytes: 40_960, maximumBytes: 1_048_576 },
};
let engineer: SampleCase;

beforeAll(async () => {
  engineer = sampleCase('etown-b', '2026-11-22');
  await sampleDocument('application-form', engineer);
}, 30_000);

async function problemsOf(file: SampleFile, kind: string): Promise<ProblemCode[]> {
  const material = materialOf(newPermit, kind);
  if (!material) throw new Error(`no material ${kind}`);
  const findings = await inspect(file.bytes, { contentType: file.contentType, photo: kind === 'photo' });
  return judge(findings, rulesFor(material, policy, imagePolicy)).map(({ code }) => code);
}

describe('the inspection of a good file', () => {
  it('counts the pages of a contract and gives its digest', async () => {
    const { bytes } = await sampleDocument('contract', engineer);
    const findings = await inspect(bytes, { contentType: 'application/pdf' });
    expect(findings).toMatchObject({
      contentType: 'application/pdf',
      bytes: bytes.length,
      readable: true,
      pages: 2,
      encrypted: false,
      activeContent: [],
      hiddenFiles: [],
    });
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
    expect(findings.sha256).toBe(Buffer.from(digest).toString('hex'));
  });

  it('measures a photo and its background only where a photo is asked for', async () => {
    const { bytes } = await sampleDocument('photo', engineer);
    const measured = await inspect(bytes, { contentType: 'image/jpeg', photo: true });
    expect(measured).toMatchObject({ readable: true, width: 780, height: 1003 });
    expect(measured.background?.lightness).toBeGreaterThan(0.95);
    expect(measured.background?.saturation).toBeLessThan(0.05);
    expect(await inspect(bytes, { contentType: 'image/jpeg' })).not.toHaveProperty('background');
  });
});

/** What an unfit file is refused for. */
const reasons: Record<UnfitDocument, ProblemCode[]> = {
  empty: ['empty'],
  'oversize-pdf': ['too-large'],
  'too-many-pages': ['too-many-pages'],
  'renamed-executable': ['renamed'],
  'renamed-png': ['renamed'],
  svg: ['renamed'],
  'scripted-pdf': ['active-content'],
  'scripted-object-stream': ['active-content'],
  'escaped-script': ['active-content'],
  'script-in-a-stream': ['active-content'],
  'launch-action': ['active-content'],
  'form-with-xfa': ['active-content'],
  'page-action': ['active-content'],
  'attached-file': ['active-content'],
  'encrypted-pdf': ['encrypted-pdf'],
  'truncated-pdf': ['unreadable'],
  'pdf-with-zip': ['hidden-file'],
  'pdf-with-executable': ['unreadable', 'hidden-file'],
  'object-stream-bomb': ['unreadable'],
  'nested-pdf': ['unreadable'],
  'endless-digits': ['unreadable'],
  'endless-length': ['unreadable'],
  'pages-in-a-circle': ['unreadable'],
  'small-photo': ['photo-too-small'],
  'grey-photo': ['photo-background'],
  'blue-photo': ['photo-background'],
  'landscape-photo': ['photo-portrait'],
  'png-photo': ['photo-not-jpeg'],
  'truncated-photo': ['unreadable'],
  'photo-bomb': ['too-many-pixels', 'photo-portrait'],
  'photo-with-page': ['hidden-file'],
  'png-bomb': ['too-many-pixels'],
  'truncated-png': ['unreadable'],
};

describe('the inspection of an unfit file', () => {
  it.each(unfitDocuments)('refuses %s for the right reason', async (name) => {
    const file = await unfitDocument(name, engineer);
    const kind = file.fileName.startsWith('photo') ? 'photo' : 'contract';
    const tooSmall: ProblemCode[] = name === 'png-photo' ? ['too-small'] : [];
    const found = (await problemsOf(file, kind)).filter((code) => !tooSmall.includes(code));
    expect(found).toEqual(reasons[name]);
  });

  it('is done within a second for the files that are made to keep it busy', async () => {
    for (const name of ['object-stream-bomb', 'nested-pdf', 'endless-digits', 'endless-length', 'png-bomb'] as const) {
      const file = await unfitDocument(name, engineer);
      const started = performance.now();
      const { readable } = await inspect(file.bytes, { contentType: file.contentType });
      expect(performance.now() - started, name).toBeLessThan(1000);
      expect(readable, name).toBe(name === 'png-bomb');
    }
  });
});
