import { type Language, languages, type Text } from '../../shared/domain/text.ts';
import { keep, readKept } from './look.ts';

const key = 'language';
const isLanguage = (name: string | null): name is Language => languages.some((known) => known === name);

/** The language that was chosen on this device; before any choice, what the browser prefers of the two. */
export function presentLanguage(): Language {
  const kept = readKept(key);
  if (isLanguage(kept)) return kept;
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => isLanguage(tag));
  return preferred === 'en' || preferred === 'zh' ? preferred : 'en';
}

/** As documents and requests name it. */
export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

export function chooseLanguage(language: Language): void {
  keep(key, language);
  document.documentElement.lang = tagOf(language);
}

/** A statement whose English may be missing, as names of employers are. */
export type MaybeText = Text | { zh: string; en?: string };

/** What a text says in a language; Chinese where there is nothing else. */
export const inLanguage = (text: MaybeText, language: Language): string => text[language] || text.zh;
