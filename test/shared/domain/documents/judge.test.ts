import { describe, expect, it } from 'vitest';
import type { Findings } from '../../../../shared/domain/documents/findings.ts';
import { judge, judgeAnnounced } from '../../../../shared/domain/documents/judge.ts';
import { type DocumentRules, rulesFor } from '../../../../shared/domain/documents/rules.ts';
import { materialOf } from '../../../../shared/domain/procedure/procedure.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { imagePolicy } from '../../../../shared/policy/procedures/photo.ts';

const policy = {
  document: { maximumBytes: 10_485_760, maximumPages: 50 },
  photo: { minimumWidth: 354, minimumHeight: 472, minimumBytes: 40_960, maximumBytes: 1_048_576 },
};
const rulesOf = (kind: string): DocumentRules => {
  const material = materialOf(newPermit, kind);
  if (!material) throw new Error(`no material ${kind}`);
  return rulesFor(material, policy, imagePolicy);
};

const contract: Findings = {
  declaredType: 'application/pdf',
  contentType: 'application/pdf',
  bytes: 100_000,
  sha256: '0'.repeat(64),
  readable: true,
  pages: 2,
  encrypted: false,
  activeContent: [],
  hiddenFiles: [],
};
const photo: Findings = {
  ...contract,
  declaredType: 'image/jpeg',
  contentType: 'image/jpeg',
  pages: undefined,
  width: 413,
  height: 531,
  background: { lightness: 0.98, darkestLightness: 0.95, saturation: 0.01 },
};
const codes = (findings: Findings, kind: string) => judge(findings, rulesOf(kind)).map(({ code }) => code);
const ofContract = (more: Partial<Findings>) => codes({ ...contract, ...more }, 'contract');
const ofPhoto = (more: Partial<Findings>) => codes({ ...photo, ...more }, 'photo');

describe('a paper', () => {
  it('that is what it says it is has no problem', () => {
    expect(ofContract({})).toEqual([]);
    expect(ofContract({ declaredType: 'image/png', contentType: 'image/png', width: 1240, height: 1754 })).toEqual([]);
  });

  it.each<[string, Partial<Findings>, string[]]>([
    ['that is empty is said to be empty only', { bytes: 0, contentType: null, readable: false }, ['empty']],
    ['over the limit is too large', { bytes: 10_485_761 }, ['too-large']],
    ['of exactly the limit is fine', { bytes: 10_485_760 }, []],
    ['of another type than announced was renamed', { contentType: 'application/x-msdownload' }, ['renamed']],
    ['of no known type is unreadable', { contentType: null, readable: false }, ['unreadable']],
    ['that is damaged is unreadable', { readable: false }, ['unreadable']],
    ['with a password is encrypted, not unreadable', { encrypted: true, readable: false }, ['encrypted-pdf']],
    ['with a script acts', { activeContent: ['JavaScript'] }, ['active-content']],
    ['with an archive behind its end hides a file', { hiddenFiles: ['application/zip'] }, ['hidden-file']],
    ['with 51 pages has too many', { pages: 51 }, ['too-many-pages']],
    [
      'of a type that nobody takes has the wrong type',
      { declaredType: 'image/gif', contentType: 'image/gif' },
      ['wrong-type'],
    ],
    [
      'with several problems gets them all',
      { bytes: 20_000_000, pages: 90, activeContent: ['Launch'], hiddenFiles: ['application/zip'] },
      ['too-large', 'active-content', 'hidden-file', 'too-many-pages'],
    ],
  ])('%s', (_, more, expected) => {
    expect(ofContract(more)).toEqual(expected);
  });

  it('scanned as an enormous picture is refused before anyone decodes it', () => {
    const png = { declaredType: 'image/png', contentType: 'image/png' };
    expect(ofContract({ ...png, width: 60_000, height: 60_000, readable: false })).toEqual(['too-many-pixels']);
  });
});

describe('a photo', () => {
  it('of the published size on white has no problem', () => {
    expect(ofPhoto({})).toEqual([]);
    expect(ofPhoto({ width: 354, height: 472 })).toEqual([]);
  });

  it.each<[string, Partial<Findings>, string[]]>([
    ['of 300 x 400 pixels is too small', { width: 300, height: 400 }, ['photo-too-small']],
    ['one pixel too low is too small', { width: 354, height: 471 }, ['photo-too-small']],
    ['that lies on its side is not upright', { width: 531, height: 413 }, ['photo-too-small', 'photo-portrait']],
    ['that is square is not upright', { width: 600, height: 600 }, ['photo-portrait']],
    ['as PNG is not a JPG', { declaredType: 'image/png', contentType: 'image/png' }, ['photo-not-jpeg']],
    ['of a PNG that was renamed was renamed', { contentType: 'image/png' }, ['renamed']],
    ['under 40 KB was made small', { bytes: 40_959 }, ['too-small']],
    ['over 1 MB is too large', { bytes: 1_048_577 }, ['too-large']],
    [
      'that claims more pixels than can be measured',
      { width: 4000, height: 5000, readable: false, background: undefined },
      ['too-many-pixels'],
    ],
    [
      'before grey is not on white',
      { background: { lightness: 0.74, darkestLightness: 0.72, saturation: 0.04 } },
      ['photo-background'],
    ],
    [
      'before blue is not on white',
      { background: { lightness: 0.9, darkestLightness: 0.88, saturation: 0.4 } },
      ['photo-background'],
    ],
    [
      'with a shadow is not on plain white',
      { background: { lightness: 0.95, darkestLightness: 0.5, saturation: 0.02 } },
      ['photo-background'],
    ],
  ])('%s', (_, more, expected) => {
    expect(ofPhoto(more)).toEqual(expected);
  });
});

describe('every problem', () => {
  const all = [
    ...judge(
      { ...contract, bytes: 20_000_000, pages: 90, activeContent: ['JS'], hiddenFiles: ['a/b'] },
      rulesOf('contract'),
    ),
    ...judge({ ...contract, bytes: 0 }, rulesOf('contract')),
    ...judge({ ...contract, contentType: 'text/html' }, rulesOf('contract')),
    ...judge({ ...contract, contentType: null }, rulesOf('contract')),
    ...judge({ ...contract, encrypted: true }, rulesOf('contract')),
    ...judge({ ...contract, width: 60_000, height: 60_000 }, rulesOf('contract')),
    ...judge({ ...contract, declaredType: 'image/gif', contentType: 'image/gif' }, rulesOf('contract')),
    ...judge(
      {
        ...photo,
        width: 300,
        height: 200,
        bytes: 10,
        background: { lightness: 0, darkestLightness: 0, saturation: 0 },
      },
      rulesOf('photo'),
    ),
    ...judge({ ...photo, declaredType: 'image/png', contentType: 'image/png' }, rulesOf('photo')),
  ];

  it('is told in both languages with a remedy', () => {
    expect(new Set(all.map(({ code }) => code)).size).toBe(15);
    for (const { code, text, remedy } of all) {
      expect(text.zh, code).toMatch(/\p{Script=Han}.*。$/u);
      expect(remedy.zh, code).toMatch(/^(请|仅).*。$/u);
      expect(text.en, code).toMatch(/^[A-Z][^\p{Script=Han}]*\.$/u);
      expect(remedy.en, code).toMatch(/^[A-Z][^\p{Script=Han}]*\.$/u);
    }
  });

  it('names the figures that matter', () => {
    const [large] = judge({ ...contract, bytes: 12_000_000 }, rulesOf('contract'));
    expect(large?.text.en).toBe('The file has 11.4 MB; at most 10 MB are taken.');
    const [small] = judge({ ...photo, width: 300, height: 400 }, rulesOf('photo'));
    expect(small?.text.zh).toBe('照片为300×400像素，至少须为354×472像素。');
  });
});

describe('an announced upload', () => {
  it('is judged by its type and size before a byte is sent', () => {
    const rules = rulesOf('photo');
    expect(judgeAnnounced({ contentType: 'image/jpeg', bytes: 200_000 }, rules)).toEqual([]);
    expect(judgeAnnounced({ contentType: 'application/pdf', bytes: 2_000_000 }, rules).map(({ code }) => code)).toEqual(
      ['photo-not-jpeg', 'too-large'],
    );
    expect(judgeAnnounced({ contentType: 'image/jpeg', bytes: 0 }, rules).map(({ code }) => code)).toEqual(['empty']);
  });
});
