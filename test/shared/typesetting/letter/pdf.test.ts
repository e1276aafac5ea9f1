import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import subsetFont from 'subset-font';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../../functions/documents/inspect/inspect.ts';
import { composeLetter, type LetterRecord } from '../../../../shared/domain/letters/compose.ts';
import { letterKinds } from '../../../../shared/domain/letters/letter.ts';
import { languages } from '../../../../shared/domain/text.ts';
import { headingHanzi, letterWording } from '../../../../shared/policy/letters/wording.ts';
import { letterPdf } from '../../../../shared/typesetting/letter/pdf.ts';
import { openFonts } from '../../../../shared/typesetting/typeface.ts';
import { deficiency, letterhead, letterRecords } from '../../../letter-samples.ts';
import { pagesOfText, squeezed } from '../../../pdf-text.ts';
import { fonts } from '../../../typefaces.ts';

/** Bytes of what stands in the record today, for ever: fingerprints of two letters as the first edition set them. */
const released = { 'refusal.zh': 'aec5c26d4922d10f', 'notification-letter.en': 'ddfc9a31d57fa188' };

const composed = (record: LetterRecord, language: 'zh' | 'en') =>
  composeLetter(record, letterWording('2026-11'), language);
const pdfOf = (record: LetterRecord, language: 'zh' | 'en' = 'zh') => letterPdf(composed(record, language), fonts);
const fingerprint = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

const longNotice: LetterRecord = {
  ...letterRecords['complete-notice'],
  deficiencies: Array.from({ length: 50 }, (_, index) => ({
    ...deficiency(index + 1),
    text: {
      zh: deficiency(index + 1).text.zh.repeat(1 + (index % 4)),
      en: 'The scan is blurred. '.repeat(2 + (index % 5)),
    },
  })),
};

const everyLetter = letterKinds.flatMap((kind) => languages.map((language) => [kind, language] as const));

describe('a letter', () => {
  test.each(everyLetter)('says on paper all that was composed: %s, %s', async (kind, language) => {
    const letter = composed(letterRecords[kind], language);
    const text = (await pagesOfText(await pdfOf(letterRecords[kind], language))).join('');
    const said = [
      letter.authority,
      letter.title,
      letter.number.value,
      letter.salutation,
      letter.date,
      letter.seal ?? '',
      ...letter.notes,
      ...letter.blocks.flatMap((block) => {
        if (block.kind === 'fields') return block.rows.flatMap(({ label, value }) => [label, value]);
        if (block.kind === 'list')
          return block.items.flatMap(({ text, details }) => [text, ...details.map((one) => one.text)]);
        return [block.text];
      }),
    ];
    for (const words of said) expect(text).toContain(squeezed(words));
    expect(text).not.toContain('〓');
    expect(text).not.toContain('样本SAMPLE');
  });

  test.each(everyLetter)('of the usual length is one page without a page number: %s, %s', async (kind, language) => {
    const pages = await pagesOfText(await pdfOf(letterRecords[kind], language));
    expect(pages).toHaveLength(1);
    expect(pages[0]).not.toMatch(/第1页|Page1of/);
  });

  test('is the same to the byte whenever it is made', async () => {
    for (const language of languages) {
      const [first, second] = [await pdfOf(longNotice, language), await pdfOf(longNotice, language)];
      expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    }
  });

  test('is the same to the byte in another process, with another clock face and language of the machine', async () => {
    const script = `
      import { letterPdf } from './shared/typesetting/letter/pdf.ts';
      import { composeLetter } from './shared/domain/letters/compose.ts';
      import { letterWording } from './shared/policy/letters/wording.ts';
      import { letterRecords } from './test/letter-samples.ts';
      import { fonts } from './test/typefaces.ts';
      const letter = composeLetter(letterRecords.refusal, letterWording('2026-11'), 'zh');
      process.stdout.write(Buffer.from(await letterPdf(letter, fonts)).toString('base64'));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
      env: { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', NODE_NO_WARNINGS: '1' },
      maxBuffer: 10_000_000,
    });
    expect(stdout).toBe(Buffer.from(await pdfOf(letterRecords.refusal)).toString('base64'));
  });

  test('is the same to the byte as when its edition was released', async () => {
    const made = {
      'refusal.zh': fingerprint(await pdfOf(letterRecords.refusal)),
      'notification-letter.en': fingerprint(await pdfOf(letterRecords['notification-letter'], 'en')),
    };
    expect(made, 'letters that were handed out would no longer be matched to the byte').toEqual(released);
  });

  test('is the same to the byte when the typefaces let in more letters than they did', async () => {
    const source = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
    );
    const cut = async (letters: string) =>
      openFonts({
        latinRegular: fonts.latinRegular.bytes,
        latinSemibold: fonts.latinSemibold.bytes,
        hanRegular: fonts.hanRegular.bytes,
        hanSemibold: new Uint8Array(await subsetFont(await readFile(source), letters, { noHinting: true })),
      });
    const [few, many] = [await cut(headingHanzi()), await cut(`${headingHanzi()}龘鑫森淼`)];
    const letter = composed(letterRecords.refusal, 'zh');
    expect(Buffer.from(await letterPdf(letter, many)).equals(Buffer.from(await letterPdf(letter, few)))).toBe(true);
  });

  test('bears no date but that of what it announces, and no name but the authority’s', async () => {
    const document = await PDFDocument.load(await pdfOf(letterRecords.refusal), { updateMetadata: false });
    expect(document.getTitle()).toBe('不予行政许可决定书 SAMPLE-20261123-NKR3ZX1D-08');
    expect(document.getAuthor()).toBe(letterhead.authority.zh);
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-23T02:00:00.000Z');
    expect(document.getModificationDate()?.toISOString()).toBe('2026-11-23T02:00:00.000Z');
  });

  test('can be read aloud: language, headings, lists and tables are marked', async () => {
    const text = Buffer.from(await pdfOf(letterRecords.refusal, 'en')).toString('latin1');
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('/Marked true');
    expect(text.match(/\/S \/H1\b/g)).toHaveLength(1);
    expect(text.match(/\/S \/H2\b/g)).toHaveLength(1);
    expect(text.match(/\/S \/LI\b/g)).toHaveLength(2);
    const rows = Buffer.from(await pdfOf(letterRecords.grant)).toString('latin1');
    expect(rows.match(/\/S \/TR\b/g)).toHaveLength(5);
    expect(rows.match(/\/S \/TH\b/g)).toHaveLength(5);
  });

  test('is a document that the zone’s own reader finds nothing wrong with', async () => {
    const pdf = await pdfOf(longNotice);
    const findings = await inspect(pdf, { contentType: 'application/pdf', photo: false });
    expect(findings).toMatchObject({ readable: true, encrypted: false, activeContent: [] });
  });

  test('weighs little, so that nothing is gained by packing it', async () => {
    for (const [kind, language] of everyLetter) {
      expect((await pdfOf(letterRecords[kind], language)).byteLength).toBeLessThan(100_000);
    }
    expect((await pdfOf(longNotice)).byteLength).toBeLessThan(200_000);
  });
});

describe('a notice of 50 deficiencies', () => {
  test.each(languages)(
    'breaks well: nothing is lost, no item is torn, no signature stands alone (%s)',
    async (language) => {
      const pages = await pagesOfText(await pdfOf(longNotice, language));
      expect(pages.length).toBeGreaterThan(2);
      const letter = composed(longNotice, language);
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(squeezed(letter.page(index + 1, pages.length)));
        expect(page).toContain(letter.number.value);
      }
      const list = letter.blocks.find(({ kind }) => kind === 'list');
      for (const { text, details } of list?.kind === 'list' ? list.items : []) {
        const whole = squeezed([text, ...details.map((one) => one.label + one.text)].join(''));
        expect(pages.filter((page) => page.includes(whole)).length).toBeGreaterThan(0);
      }
      const last = pages.at(-1) ?? '';
      const before = last.slice(0, last.indexOf(squeezed(letter.date)) - squeezed(letter.authority).length);
      expect(before.length).toBeGreaterThan(40);
    },
  );
});

describe('a letter of a rehearsal', () => {
  test('bears the mark on every page and says so in words', async () => {
    const sample = { ...longNotice, letterhead: { ...letterhead, sample: true as const } };
    const pages = await pagesOfText(await pdfOf(sample));
    for (const page of pages) expect(page).toContain('样本SAMPLE');
    expect(pages[0]).toContain('演练样本，不具法律效力');
  });
});

describe('a name that the typefaces lack', () => {
  test('is seen to be missing, not silently shortened', async () => {
    const record = { ...letterRecords.grant, letterhead: { ...letterhead, employer: { zh: '北京㐂\ue000有限公司' } } };
    const [page] = await pagesOfText(await pdfOf(record));
    expect(page).toContain('北京〓〓有限公司');
  });
});

test('the longest names, places and reasons fit', async () => {
  const long = {
    ...letterRecords['notification-letter'],
    workplace: '路'.repeat(200),
    letterhead: {
      ...letterhead,
      authority: {
        zh: '样本市外国人来华工作许可服务与管理中心（松北分中心）'.repeat(2),
        en: 'Wide Authority '.repeat(10),
      },
      employer: { zh: '司'.repeat(120), en: 'W'.repeat(120) },
      applicant: `${'W'.repeat(60)}, ${'M'.repeat(60)}`,
    },
  };
  for (const language of languages) {
    const text = (await pagesOfText(await pdfOf(long, language))).join('');
    expect(text).toContain('路'.repeat(200));
    expect(text).toContain(language === 'zh' ? '司'.repeat(120) : 'W'.repeat(120));
  }
});
