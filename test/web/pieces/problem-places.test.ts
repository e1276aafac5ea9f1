import { describe, expect, it } from 'vitest';
import { problemsAt, problemsElsewhere } from '../../../web/pieces/problem-places.ts';

const problems = [
  { path: 'name.zh', code: 'too-short' },
  { path: 'name', code: 'missing' },
  { path: 'names', code: 'missing' },
  { path: 'services[0].service', code: 'not-an-option' },
  { path: '', code: 'wrong' },
];

describe('where the problems of a form stand', () => {
  it('finds those of a field and of what lies inside it, and not those of a field whose name begins alike', () => {
    expect(problemsAt(problems, 'name').map(({ path }) => path)).toEqual(['name.zh', 'name']);
    expect(problemsAt(problems, 'name.zh').map(({ path }) => path)).toEqual(['name.zh']);
    expect(problemsAt(problems, 'services').map(({ path }) => path)).toEqual(['services[0].service']);
  });

  it('leaves nothing untold: what no field shows is told by itself', () => {
    expect(problemsElsewhere(problems, ['name', 'services']).map(({ path }) => path)).toEqual(['names', '']);
    expect(problemsElsewhere(problems, [])).toHaveLength(problems.length);
  });
});
