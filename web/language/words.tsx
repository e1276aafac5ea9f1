import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { Language } from '../../shared/domain/text.ts';
import { chooseLanguage, inLanguage, type MaybeText, presentLanguage } from './language.ts';

/** A sentence in both languages; one with gaps is a function of what fills them. */
export type Phrase = Readonly<Record<Language, string>>;
// biome-ignore lint/suspicious/noExplicitAny: a phrase may take whatever its own words name
export type PhraseWith = Readonly<Record<Language, (...given: any[]) => string>>;
/** The words of one page: the compiler refuses a sentence that lacks a language. */
export type Words = Readonly<Record<string, Phrase | PhraseWith>>;

type Spoken<W extends Words> = { readonly [K in keyof W]: W[K][Language] };

type Speaking = { language: Language; speak: (language: Language) => void };

const Speech = createContext<Speaking>({ language: 'zh', speak: () => {} });

/** Gives everything inside the language that was chosen, and the means to choose the other one without losing anything. */
export function Speak({ children }: { children: ReactNode }) {
  const [language, set] = useState(() => {
    const present = presentLanguage();
    document.documentElement.lang = present === 'zh' ? 'zh-CN' : 'en-GB';
    return present;
  });
  const speak = useCallback((next: Language) => {
    chooseLanguage(next);
    set(next);
  }, []);
  const speaking = useMemo(() => ({ language, speak }), [language, speak]);
  return <Speech value={speaking}>{children}</Speech>;
}

export const useLanguage = (): Speaking => use(Speech);

/** The words of a page in the present language: `const w = useWords(words)`, then `w.title` or `w.left(3)`. */
export function useWords<const W extends Words>(words: W): Spoken<W> {
  const { language } = useLanguage();
  return useMemo(
    () => Object.fromEntries(Object.entries(words).map(([name, phrase]) => [name, phrase[language]])) as Spoken<W>,
    [words, language],
  );
}

/** Reads a text of the interface in the present language: `const say = useSay()`, then `say(zone.name)`. */
export function useSay(): (text: MaybeText) => string {
  const { language } = useLanguage();
  return useCallback((text) => inLanguage(text, language), [language]);
}
