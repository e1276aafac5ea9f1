import type { Text } from '../text.ts';
import { isoNames, travelDocumentNames } from './names.ts';

const names = new Map(Object.entries({ ...isoNames, ...travelDocumentNames }));

/**
 * What a country is called in both languages.
 * A code that is not in the table is answered with itself, so that an old record can still be printed.
 */
export const countryName = (code: string): Text => names.get(code) ?? { zh: code, en: code };
