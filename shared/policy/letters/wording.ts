import type { LetterEdition } from '../../domain/letters/template.ts';
import { edition202611 } from './2026-11/edition.ts';

const wordings: readonly LetterEdition[] = [edition202611];

/**
 * The wording of an edition. Only the function that makes letters carries it.
 * @throws when there is none of that name: a letter of that edition was written, so its wording must be kept
 */
export function letterWording(edition: string): LetterEdition {
  const found = wordings.find(({ id }) => id === edition);
  if (!found) throw new Error(`no wording of letters is called ${edition}`);
  return found;
}

/** Every hanzi that is set in semibold: titles and headings of all editions. */
export const headingHanzi = (): string =>
  [
    ...new Set(
      wordings
        .flatMap(({ templates }) => Object.values(templates))
        .flatMap(({ title, parts }) => [
          title,
          ...parts.flatMap((part) => (part.part === 'heading' ? [part.text] : [])),
        ])
        .map(({ zh }) => zh)
        .join(''),
    ),
  ]
    .sort()
    .join('');
