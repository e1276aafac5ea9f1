import { type FieldPath, fieldLabels } from '../checklist/field-labels.ts';
import type { Category, Distinction } from '../scoring/facts.ts';
import type { Language, Text } from '../text.ts';
import type { Condition, Entry, FactTest, Procedure, RouteKind } from './procedure.ts';

/** What conditions are put into words with. */
export type Vocabulary = {
  procedure: Pick<Procedure, 'questions'>;
  /** Direct routes of the place, by id; a route that is not among them cannot be taken there. */
  routeLabels: Readonly<Record<string, Text>>;
  /** The category that is asked about: what others need is left out, and the category is not repeated. */
  category?: Category;
};

const entryWords: Record<Entry, Text> = {
  abroad: { zh: '在境外申请', en: 'the application is made from abroad' },
  'inside-china': { zh: '在境内申请', en: 'the application is made inside China' },
};

const routeWords: Record<RouteKind, Text> = {
  points: { zh: '按积分认定类别', en: 'the category is reached by points' },
  direct: { zh: '按直接认定条件认定类别', en: 'the category is reached by a direct route' },
  none: { zh: '不按积分或直接认定条件', en: 'the category is reached neither by points nor by a direct route' },
};

const distinctionWords: Record<Distinction, Text> = {
  'top-university': { zh: '毕业于高水平大学', en: 'a degree of a high-level university' },
  'fortune-500': { zh: '全球500强企业任职经历', en: 'employment at a Global 500 company' },
  patent: { zh: '专利等知识产权', en: 'a patent or other intellectual property' },
  'five-years-in-china': { zh: '连续在华工作满五年', en: 'five years of continuous work in China' },
};

const categoryWords = (categories: readonly Category[]): Text => ({
  zh: `${categories.join('、')}类`,
  en: `the category is ${categories.join(' or ')}`,
});

/** That something was claimed, for the facts of which any value but none counts. */
const claims: Partial<Record<FactTest['fact'], Text>> = {
  education: { zh: '申报了学士以上学历', en: 'a degree is claimed' },
  vocationalCertificate: { zh: '申报了职业资格', en: 'a vocational certificate is claimed' },
  workLocation: { zh: '申报了可加分的工作地区', en: 'a region that gives points is claimed' },
  degreeTaughtInChinese: { zh: '申报了以中文授课的学位', en: 'a degree taught in Chinese is claimed' },
  formerChineseNational: { zh: '申报了曾具有中国国籍', en: 'former Chinese nationality is claimed' },
  hsk: { zh: '申报了汉语水平', en: 'an HSK level is claimed' },
  localBonus: { zh: '申报了地方鼓励性加分', en: 'local encouragement points are claimed' },
};

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

function factWords(test: FactTest, { routeLabels }: Vocabulary): Text {
  const label = fieldLabels[`facts.${test.fact}` satisfies FieldPath];
  if ('isEmpty' in test) return { zh: `没有申报“${label.zh}”`, en: `nothing is claimed under “${label.en}”` };
  if ('includes' in test) {
    const named = distinctionWords[test.includes as Distinction] ?? routeLabels[test.includes] ?? label;
    return { zh: `申报了“${named.zh}”`, en: `${named.en} is claimed` };
  }
  const least = 'atLeast' in test ? test.atLeast : 'above' in test ? test.above + 1 : undefined;
  const claimed = claims[test.fact];
  const isClaim = 'isNot' in test || ('is' in test && test.is === true) || least === 1;
  if (isClaim && claimed) return claimed;
  if ('atLeast' in test) {
    const amount = grouped(test.atLeast);
    return { zh: `${label.zh}不少于${amount}`, en: `${label.en}: ${amount} or more` };
  }
  if ('above' in test) {
    return { zh: `${label.zh}大于${grouped(test.above)}`, en: `${label.en}: more than ${grouped(test.above)}` };
  }
  return 'is' in test
    ? { zh: `${label.zh}为${test.is}`, en: `${label.en}: ${test.is}` }
    : { zh: `申报了“${label.zh}”`, en: `${label.en} is claimed` };
}

function answerWords(answer: NonNullable<Condition['answer']>, { procedure }: Vocabulary): Text {
  const question = procedure.questions.find(({ id }) => id === answer.question);
  const labelOf = (value: string, language: Language): string => {
    const options = question?.answer.kind === 'choice' ? question.answer.options : [];
    return options.find((option) => option.value === value)?.label[language] ?? value;
  };
  const { zh = answer.question, en = answer.question } = question?.label ?? {};
  return {
    zh: `“${zh}”选择${answer.isOneOf.map((value) => `“${labelOf(value, 'zh')}”`).join('或')}`,
    en: `“${en}” is answered with ${answer.isOneOf.map((value) => `“${labelOf(value, 'en')}”`).join(' or ')}`,
  };
}

/** A question depends on questions before it only, so this comes to an end. */
const isNeverAsked = (id: string, words: Vocabulary): boolean => {
  const question = words.procedure.questions.find((one) => one.id === id);
  return question === undefined || anyInWords(question.askedWhen, words) === 'never';
};

/**
 * A condition in words, so that an applicant understands when something applies.
 * @returns 'always' where nothing is left to depend on, 'never' where it cannot hold for the category or in the place
 */
export function conditionInWords(condition: Condition, words: Vocabulary): Text | 'always' | 'never' {
  const { categories, entries, routes, routeIds, fact, answer } = condition;
  const { category, routeLabels } = words;
  if (categories && category && !categories.includes(category)) return 'never';
  const known = routeIds?.flatMap((id) => routeLabels[id] ?? []);
  if (known?.length === 0 || (answer && isNeverAsked(answer.question, words))) return 'never';
  const parts: Text[] = [];
  if (categories && !category) parts.push(categoryWords(categories));
  if (entries)
    parts.push(
      ...joined(
        entries.map((entry) => entryWords[entry]),
        either,
      ),
    );
  if (routes)
    parts.push(
      ...joined(
        routes.map((route) => routeWords[route]),
        either,
      ),
    );
  if (known) {
    parts.push({
      zh: `以${known.map(({ zh }) => `“${zh}”`).join('或')}申报`,
      en: `claimed as ${known.map(({ en }) => `“${en}”`).join(' or ')}`,
    });
  }
  if (fact) parts.push(factWords(fact, words));
  if (answer) parts.push(answerWords(answer, words));
  const [whole] = joined(parts, both);
  return whole ?? 'always';
}

const either: Text = { zh: '或', en: ' or ' };
const both: Text = { zh: '，且', en: ', and ' };
const or: Text = { zh: '；或者', en: '; or ' };

const joined = (parts: readonly Text[], by: Text): Text[] =>
  parts.length === 0 ? [] : [{ zh: parts.map(({ zh }) => zh).join(by.zh), en: parts.map(({ en }) => en).join(by.en) }];

/**
 * Several conditions of which any must hold, in words.
 * @returns as `conditionInWords`; an empty list never holds
 */
export function anyInWords(conditions: readonly Condition[], words: Vocabulary): Text | 'always' | 'never' {
  const all = conditions.map((condition) => conditionInWords(condition, words));
  if (all.includes('always')) return 'always';
  const [text] = joined(
    all.filter((one) => typeof one !== 'string'),
    or,
  );
  return text ?? 'never';
}
