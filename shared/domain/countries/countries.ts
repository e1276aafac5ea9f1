import type { Text } from '../text.ts';
import { isoNames, travelDocumentNames } from './names.ts';

const names = new Map(Object.entries({ ...isoNames, ...travelDocumentNames }));

/** Every code that a passport's nationality may carry, in alphabetical order. */
export const countryCodes: readonly string[] = [...names.keys()].sort();

/** True for an ISO 3166-1 alpha-3 code or one of ICAO's codes for travel documents; upper case only. */
export const isCountryCode = (code: string): boolean => names.has(code);

/**
 * What a country is called in both languages.
 * A code that is not in the table is answered with itself, so that an old record can still be printed.
 */
export const countryName = (code: string): Text => names.get(code) ?? { zh: code, en: code };
