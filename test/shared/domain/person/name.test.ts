import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparableName, printedName } from '../../../../shared/domain/person/name.ts';

describe('a printed name', () => {
  test.each([
    [{ familyName: 'Specimen', givenNames: 'Elena Maria' }, 'SPECIMEN, ELENA MARIA'],
    [{ familyName: 'van der Muster' }, 'VAN DER MUSTER'],
    [{ familyName: 'Größe', givenNames: 'ß' }, 'GRÖSSE, SS'],
    [{ familyName: 'ışık', givenNames: 'i' }, 'IŞIK, I'],
  ])('%o is printed %s', (holder, printed) => {
    expect(printedName(holder)).toBe(printed);
  });
});

describe('a comparable name', () => {
  test.each([
    ['Specimen Elena-María', 'SPECIMEN ELENA MARIA'],
    ['  specimen   ELENA maria ', 'SPECIMEN ELENA MARIA'],
    ['Łukasz', 'LUKASZ'],
    ['Ødegård', 'OEDEGARD'],
    ['Þórðr', 'THORDR'],
    ['Straße', 'STRASSE'],
    ['Əliyev', 'ELIYEV'],
    ['Nguyễn Đức', 'NGUYEN DUC'],
    ["O'Brien", 'OBRIEN'],
    ['O’Brien', 'OBRIEN'],
  ])('%s becomes %s', (name, comparable) => {
    expect(comparableName(name)).toBe(comparable);
  });

  test('does not depend on case, on composed or decomposed marks, or on being compared twice', () => {
    const letters = fc.constantFrom(..."abcxyzéñüçøłđæßàö -.'’ÅŞ");
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (signs) => {
        const name = signs.join('');
        const comparable = comparableName(name);
        expect(comparable).toMatch(/^(?:[A-Z0-9]+(?: [A-Z0-9]+)*)?$/);
        expect(comparableName(name.normalize('NFD'))).toBe(comparable);
        expect(comparableName(name.toUpperCase())).toBe(comparable);
        expect(comparableName(comparable)).toBe(comparable);
      }),
    );
  });
});
