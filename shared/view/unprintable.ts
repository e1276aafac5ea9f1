import { missingGlyphs } from '../domain/lettering/lettering.ts';
import { type Problem, type ProblemEntry, problem } from '../http/problem.ts';

function entriesIn(value: unknown, path: string): ProblemEntry[] {
  if (typeof value === 'string') {
    const letters = missingGlyphs(value);
    return letters.length === 0
      ? []
      : [
          {
            path,
            code: 'unprintable',
            text: {
              zh: `文书无法印出这些字符：${letters.join('、')}`,
              en: `letters cannot print these characters: ${letters.join(', ')}`,
            },
            remedy: {
              zh: '请改用常用汉字、拉丁字母和常用标点，去掉表情等符号。',
              en: 'Use common Chinese characters, Latin letters and common punctuation, without emoji and other signs.',
            },
          },
        ];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => entriesIn(inner, path ? `${path}.${name}` : name));
}

/**
 * What an officer wrote for a letter and no letter could print, every place at once with the characters named; undefined
 * when all of it can be printed. `unprintable({ reasons })` names places such as `reasons.0.text.zh`.
 */
export function unprintable(words: Readonly<Record<string, unknown>>): Problem | undefined {
  const problems = entriesIn(words, '');
  return problems.length > 0 ? problem('unprintable', { problems }) : undefined;
}
