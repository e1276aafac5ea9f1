import { describe, expect, test } from 'vitest';
import { countryCodes, isCountryCode } from '../../../../shared/domain/countries/codes.ts';
import { countryName } from '../../../../shared/domain/countries/countries.ts';
import { isoNames, travelDocumentNames } from '../../../../shared/domain/countries/names.ts';
import { missingGlyphs } from '../../../../shared/domain/lettering/lettering.ts';

describe('countries', () => {
  test('are the 249 of ISO 3166-1 and the codes of ICAO for travel documents', () => {
    expect(Object.keys(isoNames)).toHaveLength(249);
    expect(countryCodes).toHaveLength(249 + Object.keys(travelDocumentNames).length);
    for (const code of countryCodes) expect(code).toMatch(/^[A-Z]{3}$/);
  });

  test('have a name in both languages that no other code has', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = countryCodes.map((code) => countryName(code)[language]);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name.trim()).toBe(name);
    }
    for (const code of countryCodes) expect(countryName(code).zh).toMatch(/^\p{Script=Han}/u);
  });

  test('can all be printed on a card', () => {
    for (const code of countryCodes) expect(missingGlyphs(countryName(code).zh + countryName(code).en)).toEqual([]);
  });

  test('are called as Chinese authorities call them', () => {
    expect(countryName('TWN')).toEqual({ zh: '中国台湾', en: 'Taiwan, China' });
    expect(countryName('COD')).toEqual({ zh: '刚果（金）', en: 'DR Congo' });
    expect(countryName('DEU')).toEqual({ zh: '德国', en: 'Germany' });
  });

  test('mark the state of specimen documents as such', () => {
    expect(countryName('UTO')).toEqual({ zh: '乌托邦（样本）', en: 'Utopia (specimen)' });
  });

  test.each(['', 'de', 'DE', 'deu', 'XKX', 'ZZZ', 'constructor', '__proto__'])('know no code "%s"', (code) => {
    expect(isCountryCode(code)).toBe(false);
    expect(countryName(code)).toEqual({ zh: code, en: code });
  });
});

test('every code has a name and every name a code', () => {
  expect(Object.keys({ ...isoNames, ...travelDocumentNames }).sort()).toEqual([...countryCodes].sort());
});
