import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../../shared/domain/application/events.ts';
import { missingGlyphs } from '../../../../shared/domain/lettering/lettering.ts';
import { letterKinds } from '../../../../shared/domain/letters/letter.ts';
import type { Text } from '../../../../shared/domain/text.ts';
import { editionOn, letterEditions } from '../../../../shared/policy/letters/editions.ts';
import { headingHanzi, letterWording } from '../../../../shared/policy/letters/wording.ts';
import { fonts } from '../../../typefaces.ts';

/** Editions in force, by the fingerprint of all their words. A change of wording is a new edition, never another fingerprint. */
const released: Record<string, string> = {
  '2026-11': '252155d0ed1217e0',
};

const isText = (value: object): value is Text => 'zh' in value && 'en' in value;

/** Every bilingual text of an edition. */
function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  return isText(value) ? [value] : Object.values(value).flatMap(textsIn);
}

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

test('the edition of a day is the last that had begun; before the first there is only that one', () => {
  expect(editionOn('2026-11-23')).toBe('2026-11');
  expect(editionOn('1999-01-01')).toBe('2026-11');
  const days = letterEditions.map(({ effectiveFrom }) => effectiveFrom);
  expect(days).toEqual([...days].sort());
  for (const { id, effectiveFrom } of letterEditions) expect(editionOn(effectiveFrom)).toBe(id);
});

test('an edition that does not exist is not made up', () => {
  expect(() => letterWording('1999-01')).toThrow('no wording of letters is called 1999-01');
});

describe.each(letterEditions)('the edition $id', ({ id }) => {
  const edition = letterWording(id);
  const texts = textsIn(edition);

  test('has a template with a source for every kind of letter', () => {
    expect(Object.keys(edition.templates).sort()).toEqual([...letterKinds].sort());
    for (const { source, title } of Object.values(edition.templates)) {
      expect(source).not.toBe('');
      expect([title.zh, title.en]).not.toContain('');
    }
  });

  test('says the same in both languages: no value is named in one and forgotten in the other', () => {
    expect(texts.length).toBeGreaterThan(80);
    // Chinese addresses a company as 你单位; English says "you" to everybody.
    const apart = texts.filter(({ zh, en }) => {
      const without = (names: (string | undefined)[]) => names.filter((name) => name !== 'you');
      return en !== '' && zh !== '' && without(placeholders(zh)).join() !== without(placeholders(en)).join();
    });
    expect(apart).toEqual([]);
  });

  test('can be printed to the last letter, its titles and headings in one weight', () => {
    for (const { zh, en } of texts) expect(missingGlyphs(zh + en)).toEqual([]);
    expect([...headingHanzi()].filter((letter) => !fonts.hanSemibold.has(letter))).toEqual([]);
  });

  test('reads as it read when it was released', () => {
    const fingerprint = createHash('sha256').update(canonical(edition)).digest('hex').slice(0, 16);
    expect(fingerprint, 'a new wording is a new edition').toBe(released[id]);
  });
});
