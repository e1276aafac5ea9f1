import type { Category } from '../application/case-clock.ts';
import type { Day } from '../time.ts';
import { hasPostWords, postKeys, searchKey } from './post-words.ts';

/** What the database of talents knows of the holder of a permit, as far as it is searched by. */
export type Talent = {
  category: Category;
  /** Section of GB/T 4754, by its letter; absent where the employer named none. */
  industry?: string;
  post: string;
  /** ICAO's three letters. */
  nationality: string;
  /** ISO 639-1, as the applicant stated them. */
  languages: readonly string[];
  /** Last day of the permit. */
  validTo: Day;
};

/** What is looked for; every part that is named must hold. */
export type TalentFilter = {
  category?: Category;
  industry?: string;
  post?: string;
  nationality?: string;
  language?: string;
  /** The permit's last day lies between these, both included. */
  expiresFrom?: Day;
  expiresTo?: Day;
};

export function matches(talent: Talent, filter: TalentFilter): boolean {
  const { category, industry, post, nationality, language, expiresFrom, expiresTo } = filter;
  return (
    (category === undefined || talent.category === category) &&
    (industry === undefined || talent.industry === industry) &&
    (nationality === undefined || talent.nationality === nationality) &&
    (language === undefined || talent.languages.includes(language)) &&
    (expiresFrom === undefined || talent.validTo >= expiresFrom) &&
    (expiresTo === undefined || talent.validTo <= expiresTo) &&
    (post === undefined || hasPostWords(talent.post, post))
  );
}

/** Every list in which a talent stands, each ordered by the last day of the permit. */
export const talentLists = ({ category, industry, post, nationality, languages }: Talent): string[] => [
  'every',
  `category-${category}`,
  ...(industry === undefined ? [] : [`industry-${industry}`]),
  `nationality-${nationality}`,
  ...languages.map((language) => `language-${language}`),
  ...postKeys(post).map((key) => `post-${key}`),
];

/**
 * The list that a search goes through, the shortest as a rule: posts are told apart by more words than there are
 * nationalities, these by more than languages, and so on.
 * @returns with `complete` when everything in the list is found, but for the days
 */
export function listFor(filter: TalentFilter): { list: string; complete: boolean } {
  const { category, industry, post, nationality, language } = filter;
  const named = [category, industry, post, nationality, language].filter((part) => part !== undefined).length;
  const complete = named === 1;
  const key = post === undefined ? undefined : searchKey(post);
  // A prefix of three letters, or two characters, says less than the words that are looked for.
  if (key !== undefined) return { list: `post-${key}`, complete: false };
  if (nationality !== undefined) return { list: `nationality-${nationality}`, complete };
  if (language !== undefined) return { list: `language-${language}`, complete };
  if (industry !== undefined) return { list: `industry-${industry}`, complete };
  if (category !== undefined) return { list: `category-${category}`, complete };
  return { list: 'every', complete: named === 0 };
}
