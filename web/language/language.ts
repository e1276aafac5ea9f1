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

const writtenDays: Record<Language, Intl.DateTimeFormat> = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** Days as `2026-11-22` within a sentence of the interface, as a person writes them; parts of longer codes stay. */
const daysInWords = (sentence: string, language: Language): string =>
  sentence.replace(/(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-])/g, (day) => {
    const at = Date.parse(`${day}T12:00:00Z`);
    return Number.isNaN(at) ? day : writtenDays[language].format(at);
  });

/** What a text says in a language; Chinese where there is nothing else. */
export const inLanguage = (text: MaybeText, language: Language): string =>
  daysInWords(text[language] || text.zh, language);
