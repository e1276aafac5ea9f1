import type { Category } from './face.ts';

/** Colours of one category. Letters on paper, `near`, `far` and `trace` keep at least 4.5 : 1 (WCAG 2.2 AA). */
export type Palette = { strong: string; near: string; far: string; trace: string };

export const palettes: Readonly<Record<Category, Palette>> = {
  A: { strong: '#0c5c45', near: '#dcebe3', far: '#eef5f1', trace: '#e4f0ea' },
  B: { strong: '#1d4e7a', near: '#dde8f1', far: '#eff4f9', trace: '#e5edf5' },
  C: { strong: '#70491b', near: '#f0e6d8', far: '#f8f3ec', trace: '#f5ede0' },
};
