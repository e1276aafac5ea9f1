import { isCountryCode } from '../../shared/domain/countries/codes.ts';
import { missingGlyphs } from '../../shared/domain/lettering/lettering.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import type { Form } from '../../shared/records/application.ts';

const unknownCountry = (path: string): ProblemEntry => ({
  path,
  code: 'unknown-country',
  text: { zh: '不是护照上使用的国家或地区代码', en: 'is not a code that passports use' },
  remedy: { zh: '请填写护照资料页上的三位代码。', en: 'Enter the three letters on the data page of the passport.' },
});

const unprintable = (path: string, letters: string[]): ProblemEntry => ({
  path,
  code: 'unprintable',
  text: {
    zh: `证件无法显示这些字符：${letters.join('、')}`,
    en: `the card cannot show these characters: ${letters.join(', ')}`,
  },
  remedy: {
    zh: '请改用常用汉字或护照上的拉丁字母，去掉表情等符号；姓名确有此字的，请致电本区经办窗口。',
    en:
      'Use letters that cards can show: common Chinese characters or the Latin letters of the passport, without emoji ' +
      "and other signs. If it belongs to the name, call the zone's office.",
  },
});

/** What a card could not show and a passport would not say, found before an officer or a printer has to. */
export function entryProblems({ applicant, post }: Form): ProblemEntry[] {
  const countries = {
    'applicant.nationality': applicant?.nationality,
    'applicant.passport.issuingState': applicant?.passport?.issuingState,
  };
  const printed = {
    'applicant.familyName': applicant?.familyName,
    'applicant.givenNames': applicant?.givenNames,
    'applicant.chineseName': applicant?.chineseName,
    'post.title': post?.title,
  };
  return [
    ...Object.entries(countries).flatMap(([path, code]) =>
      code && !isCountryCode(code) ? [unknownCountry(path)] : [],
    ),
    ...Object.entries(printed).flatMap(([path, text]) => {
      const letters = missingGlyphs(text ?? '');
      return letters.length > 0 ? [unprintable(path, letters)] : [];
    }),
  ];
}
