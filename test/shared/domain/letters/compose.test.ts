import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, composeLetter, type Letter, monthsAndDays } from '../../../../shared/domain/letters/compose.ts';
import { type LetterKind, letterKinds } from '../../../../shared/domain/letters/letter.ts';
import { languages } from '../../../../shared/domain/text.ts';
import { addDays, addMonths } from '../../../../shared/domain/time.ts';
import { letterWording } from '../../../../shared/policy/letters/wording.ts';
import { letterhead, letterRecords } from '../../../letter-samples.ts';

const edition = letterWording('2026-11');

const wordsOf = (block: Block): string[] => {
  if (block.kind === 'fields') return block.rows.flatMap(({ label, value }) => [label, value]);
  if (block.kind === 'list') {
    return block.items.flatMap(({ text, details }) => [text, ...details.map((one) => one.label + one.text)]);
  }
  return [block.text];
};
const everything = ({ blocks, ...rest }: Letter): string =>
  [rest.title, rest.authority, rest.salutation, ...blocks.flatMap(wordsOf), ...rest.notes].join('\n');
const composed = (kind: LetterKind, language: 'zh' | 'en' = 'zh', more: object = {}) =>
  composeLetter({ ...letterRecords[kind], ...more }, edition, language);

describe.each(letterKinds)('a letter of the kind %s', (kind) => {
  test.each(languages)('names who writes, to whom, and what about, and leaves no gap open (%s)', (language) => {
    const letter = composed(kind, language);
    const text = everything(letter);
    expect(text).not.toMatch(/[{}]|undefined|null|NaN/);
    expect(letter.authority).toBe(letterhead.authority[language]);
    expect(letter.salutation).toContain(letterhead.employer?.[language]);
    expect(letter.number.value).toBe(letterRecords[kind].number);
    expect(text).toContain(letterRecords[kind].receiptNumber);
    expect(letter.blocks.length).toBeGreaterThan(1);
    if (kind !== 'employer-confirmation') expect(text).toContain(letterhead.applicant);
  });

  test('says in English, and only there, that the Chinese text prevails', () => {
    expect(composed(kind, 'en').translation).toContain('中文本为准');
    expect(composed(kind, 'zh').translation).toBeUndefined();
  });

  test('has the same parts in both languages', () => {
    const shape = (letter: Letter) =>
      letter.blocks.map((block) =>
        block.kind === 'fields' ? block.rows.length : block.kind === 'list' ? block.items.length : block.kind,
      );
    expect(shape(composed(kind, 'en'))).toEqual(shape(composed(kind, 'zh')));
  });

  test('reads the same whatever is left out of the record that it does not name', () => {
    const { kind: _kind, number, receiptNumber, at, on, procedure, effect, concerns, filedBy } = letterRecords[kind];
    const bare = { kind, number, receiptNumber, letterhead, at, on, procedure, effect, concerns, filedBy };
    for (const language of languages) {
      expect(everything(composeLetter(bare, edition, language))).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe('a notice of acceptance', () => {
  test.each([
    ['zh', '2026年11月26日', '2026年12月21日'],
    ['en', '26 November 2026', '21 December 2026'],
  ] as const)('names the promised day and the ceiling beside it (%s)', (language, promised, ceiling) => {
    const text = everything(composed('acceptance', language));
    expect(text).toContain(promised);
    expect(text).toContain(ceiling);
  });

  test('says where a day may still move, because its calendar is not published', () => {
    const ceilingOn = { on: '2027-01-05', provisional: true };
    const text = everything(composed('acceptance', 'zh', { ceilingOn }));
    expect(text).toContain('2027年1月5日（暂定，以国务院公布的放假安排为准）');
    expect(text).not.toContain('2026年11月26日（暂定');
  });
});

describe('what the law decided', () => {
  test('is not called a decision of the office: acceptance', () => {
    expect(everything(composed('deemed-acceptance'))).toContain('由法律规定直接产生');
    expect(everything(composed('deemed-acceptance'))).not.toContain('本机关决定');
    expect(everything(composed('deemed-acceptance', 'en'))).toContain('follows from the law itself');
  });

  test('is not called a decision of the office: extension', () => {
    expect(everything(composed('deemed-grant'))).toContain('视为准予延续');
    expect(everything(composed('deemed-grant'))).not.toContain('本机关决定');
    expect(everything(composed('deemed-grant', 'en'))).toContain('counts as granted');
  });
});

describe('a complete notice', () => {
  test('lists everything at once, numbered, with how to mend it', () => {
    const list = composed('complete-notice').blocks.find(({ kind }) => kind === 'list') as Block & { kind: 'list' };
    expect(list.items).toHaveLength(3);
    expect(list.items[0]).toEqual({
      text: '第1份扫描件看不清签名。',
      details: [{ label: '补正办法：', text: '请重新扫描后上传。' }],
    });
    expect(everything(composed('complete-notice'))).toContain('以下3项内容');
  });

  test('given in review says that the acceptance stands and the clock does not run', () => {
    const before = everything(composed('complete-notice'));
    const during = everything(composed('complete-notice', 'zh', { acceptedOn: '2026-11-21' }));
    expect(before).toContain('预审期限自重新提交之日起计算');
    expect(before).not.toContain('受理继续有效');
    expect(during).toContain('受理继续有效');
    expect(during).not.toContain('预审期限');
  });
});

describe('a refusal', () => {
  test('states each reason with its rule and its document, and what can be done about it', () => {
    for (const kind of ['refusal', 'acceptance-refusal'] as const) {
      const text = everything(composed(kind));
      expect(text).toContain('工作资历证明无法核实。\n依据：服务指南第三条第（二）项\n所涉材料：工作资历证明');
      expect(text).toContain('行政复议');
      expect(text).toContain('行政诉讼');
    }
  });

  test('that is only intended says that nothing is decided, and until when a reply counts', () => {
    expect(everything(composed('intended-refusal'))).toContain('这不是最终决定');
    expect(everything(composed('intended-refusal'))).toContain('2026年12月1日前（含当日）');
    expect(everything(composed('intended-refusal', 'en'))).toContain('by 1 December 2026');
  });
});

describe('a grant', () => {
  test.each([
    ['grant-permit', '决定准予行政许可'],
    ['extend-permit', '决定准予延续'],
    ['amend-permit', '决定准予变更'],
    ['reissue-permit', '决定准予补发'],
  ] as const)('says what was granted: %s', (effect, words) => {
    const text = everything(composed('grant', 'zh', { effect }));
    expect(text).toContain(words);
    expect(text.match(/本机关决定准予/g)).toHaveLength(1);
  });
});

describe('an addressee', () => {
  test('is the applicant where the applicant filed alone', () => {
    const letter = composed('acceptance', 'zh', { filedBy: 'applicant' });
    expect(letter.salutation).toBe('SPECIMEN, ELENA MARIA：');
    expect(everything(letter)).toContain('您于2026年11月20日');
  });

  test('without an English name keeps the Chinese one', () => {
    const employer = { zh: letterhead.employer?.zh };
    const letter = composed('refusal', 'en', { letterhead: { ...letterhead, employer } });
    expect(letter.salutation).toBe('To 北京样例精密仪器有限公司');
  });
});

describe('a rehearsal', () => {
  test('marks its letters as samples; nothing else does', () => {
    const rehearsed = composed('grant', 'en', { letterhead: { ...letterhead, sample: true } });
    expect(rehearsed.sample).toEqual({
      mark: '样本 SAMPLE',
      notice: 'A sample from a rehearsal, without legal effect.',
    });
    expect(composed('grant', 'en').sample).toBeUndefined();
  });
});

test('words of the record that look like a placeholder stay as they are', () => {
  const reason = { zh: '附件{employer}缺页', en: 'page {phone} is missing' };
  expect(everything(composed('time-extension', 'zh', { reason }))).toContain('附件{employer}缺页');
});

describe('months and days', () => {
  test.each([
    ['2026-12-23', '2028-12-22', { months: 24, days: 0 }],
    ['2026-11-23', '2027-01-05', { months: 1, days: 14 }],
    ['2026-01-31', '2026-02-27', { months: 1, days: 0 }],
    ['2026-11-23', '2026-11-23', { months: 0, days: 1 }],
  ])('from %s to %s, both counted', (from, to, expected) => {
    expect(monthsAndDays(from, to)).toEqual(expected);
  });

  test('lead back to the last day', () => {
    const day = fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2020-01-01', days));
    fc.assert(
      fc.property(day, fc.nat(3000), (from, length) => {
        const to = addDays(from, length);
        const { months, days } = monthsAndDays(from, to);
        expect(addDays(addMonths(from, months), days - 1)).toBe(to);
        expect(days).toBeLessThan(31);
      }),
    );
  });
});
