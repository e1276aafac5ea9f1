import { countryCodes, isCountryCode } from '../../shared/domain/countries/codes.ts';
import { isoNames, travelDocumentNames } from '../../shared/domain/countries/names.ts';
import type { Text } from '../../shared/domain/text.ts';
import { isDay } from '../../shared/domain/time.ts';

/** What kind of thing a field takes. */
export type EntryKind =
  | { kind: 'line'; maximum: number }
  | { kind: 'paragraph'; maximum: number }
  | { kind: 'latin-name' }
  | { kind: 'chinese-name' }
  | { kind: 'passport-number' }
  | { kind: 'permit-number' }
  | { kind: 'country' }
  | { kind: 'day' }
  /** A calendar day, or null for "runs without end". */
  | { kind: 'day-or-endless' }
  | { kind: 'email' }
  | { kind: 'phone' }
  | { kind: 'number'; minimum: number; maximum: number; whole?: boolean }
  | { kind: 'choice' }
  | { kind: 'flag' }
  | { kind: 'several' };

/** What was read from a field: a value as the zone takes it, null for nothing; or what is wrong with it. */
export type Entered = { value: unknown } | { wrong: Text };

const wrong = (zh: string, en: string): Entered => ({ wrong: { zh, en } });

/** Characters that nobody sees and that no form takes: they come along when something is pasted. */
const unseen = /[\p{Cf}\p{Co}\p{Cs}]/gu;
const controls = /\p{Cc}+/gu;
const controlsButLines = /[^\P{Cc}\n]+/gu;

const oneLine = (text: string): string => text.replace(controls, ' ').replace(unseen, '').replace(/\s+/gu, ' ').trim();
const severalLines = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(controlsButLines, ' ').replace(unseen, '').trim();
/** Full-width letters and digits become plain ones. */
const plain = (text: string): string => oneLine(text.normalize('NFKC'));

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (number: string | number): string => String(number).padStart(2, '0');
const asDay = (year: string, month: string | number, date: string): string | undefined => {
  const day = `${year}-${two(month)}-${two(date)}`;
  return isDay(day) ? day : undefined;
};
const monthNamed = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/**
 * The calendar day that somebody means; several where that is open, none where nothing is understood. Takes ISO,
 * 2026/1/5, 2026年1月5日, 20260105, 5 Jan 2026, January 5, 2026, 5.1.2026 and, where one number cannot be a month, 25/1/2026.
 */
export function daysMeant(given: string): string[] {
  const text = plain(given);
  const only = (day: string | undefined) => (day === undefined ? [] : [day]);
  const yearFirst =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (yearFirst) return only(asDay(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? ''));
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Za-z]{3,9})\.?,?[\s.-]+(\d{4})$/.exec(text);
  if (dayFirst) return only(asDay(dayFirst[3] ?? '', monthNamed(dayFirst[2] ?? ''), dayFirst[1] ?? ''));
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(text);
  if (monthFirst) return only(asDay(monthFirst[3] ?? '', monthNamed(monthFirst[1] ?? ''), monthFirst[2] ?? ''));
  const dotted = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  if (dotted) return only(asDay(dotted[3] ?? '', dotted[2] ?? '', dotted[1] ?? ''));
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (!slashed) return [];
  const [, one = '', other = '', year = ''] = slashed;
  return [...new Set([asDay(year, other, one), asDay(year, one, other)])].flatMap((day) => day ?? []);
}

const countryNames = Object.entries({ ...isoNames, ...travelDocumentNames });
/** Passports of Germany print one letter. */
const printedCodes: Readonly<Record<string, string>> = { D: 'DEU' };

/** The code of a country that was given by its code or its name in either language. */
export function countryMeant(given: string): string | undefined {
  const text = plain(given);
  const code = text.toUpperCase().replace(/<+$/, '');
  const known = printedCodes[code] ?? code;
  if (isCountryCode(known)) return known;
  const name = text.toLowerCase();
  return countryNames.find(([, { zh, en }]) => zh === text || en.toLowerCase() === name)?.[0];
}

/** Every country by name, as a list of suggestions shows them. */
export const countries = (): { code: string; name: Text }[] =>
  countryCodes.flatMap((code) => {
    const name = isoNames[code] ?? travelDocumentNames[code as keyof typeof travelDocumentNames];
    return name ? [{ code, name }] : [];
  });

/** A number as people write it: 200,000 · ¥200000 · 20万 · 12.5%. */
export function numberMeant(given: string): number | undefined {
  const text = plain(given)
    .replace(/^(?:¥|￥|CNY|RMB|人民币)\s*/i, '')
    .replace(/\s*(?:元|CNY|RMB|%)$/i, '')
    .replace(/(?<=\d)[\s,，'’](?=\d{3}(?!\d))/g, '');
  const myriads = /^(\d+(?:\.\d+)?)\s*[万萬]$/.exec(text);
  if (myriads) return Math.round(Number(myriads[1]) * 10_000 * 100) / 100;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * What somebody typed or pasted, with what is surely not meant taken away: unseen characters, spaces around it, full-width
 * forms in numbers, small letters in passport numbers. The words themselves are never changed.
 */
export function tidied({ kind }: EntryKind, given: string): string {
  switch (kind) {
    case 'paragraph':
      return severalLines(given);
    case 'passport-number':
    case 'permit-number':
      return plain(given).replace(/[\s-]/g, '').toUpperCase();
    case 'latin-name':
      return plain(given);
    case 'country':
      return countryMeant(given) ?? oneLine(given);
    case 'day':
    case 'day-or-endless': {
      const [day, ...others] = daysMeant(given);
      return day !== undefined && others.length === 0 ? day : oneLine(given);
    }
    case 'email':
      return plain(given)
        .replace(/^mailto:/i, '')
        .toLowerCase();
    case 'phone':
      return plain(given).replace(/[().]/g, ' ').replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim();
    case 'number': {
      const number = numberMeant(given);
      return number === undefined ? oneLine(given) : String(number);
    }
    default:
      return oneLine(given);
  }
}

const length = (text: string): number => [...text].length;

const tooLong = (has: number, maximum: number): Entered =>
  wrong(
    `现有 ${has} 个字符，最多 ${maximum} 个，请缩短。`,
    `It has ${has} characters; at most ${maximum} fit. Shorten it.`,
  );

function readText(entry: EntryKind, text: string): Entered {
  switch (entry.kind) {
    case 'line':
    case 'paragraph':
      if (length(text) > entry.maximum) return tooLong(length(text), entry.maximum);
      return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)
        ? { value: text }
        : wrong('没有可见的文字。', 'Nothing in it can be seen.');
    case 'latin-name':
      if (length(text) > 60) return tooLong(length(text), 60);
      return /^\p{Script=Latin}[\p{Script=Latin}\p{Mn} .'’-]*$/u.test(text)
        ? { value: text }
        : wrong(
            '请按护照填写拉丁字母；中文姓名填在“中文姓名”一栏。',
            'Use the Latin letters of the passport. A Chinese name has a field of its own.',
          );
    case 'chinese-name':
      return /^\p{Script=Han}[\p{Script=Han}·]{0,18}\p{Script=Han}$/u.test(text)
        ? { value: text }
        : wrong(
            '请填写 2 至 20 个汉字，可用“·”分隔。',
            'Write 2 to 20 Chinese characters; “·” may stand between them.',
          );
    case 'passport-number':
      return /^[A-Z0-9]{5,20}$/.test(text)
        ? { value: text }
        : wrong(
            '护照号码由 5 至 20 位字母和数字组成，请对照资料页填写。',
            'A passport number has 5 to 20 letters and digits. Look at the data page.',
          );
    case 'permit-number':
      return /^[0-9A-Z]{18}$/.test(text)
        ? { value: text }
        : wrong('许可编号为 18 位数字或字母。', 'The number of a permit has 18 digits or letters.');
    case 'country':
      return isCountryCode(text)
        ? { value: text }
        : wrong(
            '未找到该国家或地区。请从列表中选择，或填写护照上的三位代码。',
            'No such country is known. Choose one of the list, or write the three letters of the passport.',
          );
    case 'day':
    case 'day-or-endless':
      return readDay(text);
    case 'email':
      return length(text) <= 120 && /^[^\s@<>,;]+@[^\s@.<>,;]+(?:\.[^\s@.<>,;]+)+$/.test(text)
        ? { value: text }
        : wrong('请填写完整的电子邮箱，例如 name@example.com。', 'Write a whole address, such as name@example.com.');
    case 'phone':
      return /^\+?[0-9 -]{6,20}$/.test(text)
        ? { value: text }
        : wrong('请填写 6 至 20 位电话号码，可以“+”开头。', 'Write a number of 6 to 20 digits; it may begin with +.');
    case 'number':
      return readNumber(entry, text);
    default:
      return { value: text };
  }
}

function readDay(text: string): Entered {
  if (isDay(text)) return { value: text };
  const meant = daysMeant(text);
  const [one, other] = meant;
  return one !== undefined && other !== undefined
    ? wrong(
        `不能确定是 ${one} 还是 ${other}，请按“年-月-日”填写。`,
        `This could be ${one} or ${other}. Write the year first, then month and day.`,
      )
    : wrong('请按“年-月-日”填写，例如 2026-01-31。', 'Write year, month and day, such as 2026-01-31.');
}

function readNumber(
  { minimum, maximum, whole }: { minimum: number; maximum: number; whole?: boolean },
  text: string,
): Entered {
  const number = numberMeant(text);
  if (number === undefined) return wrong('请只填写数字。', 'Write a number.');
  if (whole && !Number.isInteger(number)) return wrong('请填写整数。', 'Write a whole number.');
  return number >= minimum && number <= maximum
    ? { value: number }
    : wrong(`请填写 ${minimum} 至 ${maximum} 之间的数。`, `Write a number from ${minimum} to ${maximum}.`);
}

/** Reads what a field holds. An empty field is null: nothing stands there. */
export function readEntry(entry: EntryKind, given: unknown): Entered {
  if (given === undefined || given === null || given === '') return { value: null };
  if (typeof given !== 'string') return { value: given };
  const text = tidied(entry, given);
  return text === '' ? { value: null } : readText(entry, text);
}
