import { type Answers, type Facts, noAnswers } from './answers.ts';

const key = 'assessment';
/** The application flow takes up what lies here. */
const handOver = 'assessment-facts';

const isAnswer = (value: unknown, like: unknown): boolean =>
  Array.isArray(like)
    ? Array.isArray(value) && value.every((one) => typeof one === 'string')
    : typeof value === typeof like;

/** What was typed in this tab before; a reload loses nothing, and closing the tab forgets it. */
export function readAnswers(): Answers {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return noAnswers;
    const fits = Object.entries(kept).filter(([name, value]) =>
      isAnswer(value, (noAnswers as Record<string, unknown>)[name]),
    );
    return { ...noAnswers, ...Object.fromEntries(fits) };
  } catch {
    return noAnswers;
  }
}

export function keepAnswers(answers: Answers): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(answers));
  } catch {
    // A device that keeps nothing has what is on the page.
  }
}

export function forgetAnswers(): void {
  try {
    sessionStorage.removeItem(key);
    sessionStorage.removeItem(handOver);
  } catch {
    // Nothing was kept.
  }
}

/** Lays the facts where a new application finds them. */
export function handOverFacts(facts: Facts): void {
  try {
    sessionStorage.setItem(handOver, JSON.stringify(facts));
  } catch {
    // The application begins empty.
  }
}
