import { describe, expect, test } from 'vitest';
import { partsAmended } from '../../../../shared/domain/procedure/amends.ts';
import { procedure, procedures } from '../../../../shared/policy/procedures/index.ts';

const partsOf = (id: string, answers: Record<string, string | string[]>) => {
  const found = procedure(id);
  if (!found) throw new Error(`no procedure ${id}`);
  return partsAmended(found, { answers });
};

describe('what granting changes of a permit', () => {
  test('follows from what was answered', () => {
    expect(partsOf('change', { what: ['post', 'name'] })).toEqual(['name', 'post']);
    expect(partsOf('extension', { alsoChanges: ['category'] })).toEqual(['category']);
    expect(partsOf('extension', {})).toEqual([]);
  });

  test('is nothing where a procedure names nothing', () => {
    for (const { id, amends } of procedures) {
      if (!amends) expect(partsOf(id, { what: ['name'], alsoChanges: ['passport'] })).toEqual([]);
      else expect(['change', 'extension']).toContain(id);
    }
  });
});
