import { describe, expect, test } from 'vitest';
import { fieldLabels } from '../../../../shared/domain/checklist/field-labels.ts';
import { pathsKnownTo } from '../../../../shared/domain/checklist/known-paths.ts';

const procedure = {
  questions: [{ id: 'reason' }],
  materials: [{ kind: 'contract' }, { kind: 'degree', alternatives: [{ kind: 'certificate', when: [] }] }],
};
const isKnown = pathsKnownTo(procedure as never);

describe('a notice may name', () => {
  test('every field that has a name', () => {
    expect(Object.keys(fieldLabels).filter((path) => !isKnown(path))).toEqual([]);
  });

  test.each([
    ['a part of the form', 'post', true],
    ['a part inside another', 'applicant.passport', true],
    ['an entry of a list', 'facts.directRoutes.0', true],
    ['a question of the procedure', 'answers.reason', true],
    ['a material', 'document.contract', true],
    ['what serves in place of a material', 'document.certificate', true],
    ['how the employer stands in the register', 'employer.registration', true],
    ['no other question', 'answers.other', false],
    ['no other material', 'document.photo', false],
    ['not every document at once', 'document', false],
    ['nothing that only begins like a field', 'post.titles', false],
    ['nothing inside a field', 'post.title.zh', false],
    ['nothing that does not exist', 'zz.nonexistent', false],
    ['nothing that every object has', 'constructor', false],
  ])('%s: %s', (_, path, known) => {
    expect(isKnown(path)).toBe(known);
  });
});
