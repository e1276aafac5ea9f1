import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beyond, changedDocuments, changedFields, nameable } from '../../../../shared/domain/application/one-notice.ts';

describe('the fields in which two forms differ', () => {
  test.each<[string, object, object, string[]]>([
    ['a changed field', { post: { title: 'a', duties: 'x' } }, { post: { title: 'b', duties: 'x' } }, ['post.title']],
    [
      'a field that was added, one that was taken out',
      { post: { duties: 'x' } },
      { post: { title: 'b' } },
      ['post.duties', 'post.title'],
    ],
    [
      'a part that was missing, as a whole and its fields',
      {},
      { applicant: { passport: { number: 'U1' } } },
      ['applicant', 'applicant.passport', 'applicant.passport.number'],
    ],
    [
      'a part of which nothing was given, inside one of which something was',
      { applicant: { sex: 'F', passport: {} } },
      { applicant: { sex: 'F', passport: { number: 'U1' } } },
      ['applicant.passport', 'applicant.passport.number'],
    ],
    ['not a part that is empty in both', { applicant: {} }, { applicant: { passport: {} } }, []],
    ['an answer', { answers: { reason: 'a' } }, { answers: { reason: 'b' } }, ['answers.reason']],
    [
      'a list of facts',
      { facts: { distinctions: ['a'] } },
      { facts: { distinctions: ['a', 'b'] } },
      ['facts.distinctions'],
    ],
    [
      'a commitment given, another taken back',
      { commitments: ['medical'] },
      { commitments: ['photo'] },
      ['document.medical', 'document.photo'],
    ],
    [
      'not a commitment that stands as it stood',
      { commitments: ['medical', 'photo'] },
      { commitments: ['photo', 'degree'] },
      ['document.medical', 'document.degree'],
    ],
    [
      'an answer that is named like a part of the form',
      { answers: { commitments: ['a'] } },
      { answers: { commitments: ['b'] } },
      ['answers.commitments'],
    ],
    ['a field that was emptied', { post: { title: 'a' } }, { post: { title: null } }, ['post', 'post.title']],
    ['a paper that was put off', {}, { supplyLater: ['medical'] }, ['document.medical']],
    ['nothing', { post: { title: 'a' }, entry: 'abroad' }, { entry: 'abroad', post: { title: 'a' } }, []],
  ])('%s', (_, before, after, paths) => {
    expect(changedFields(before as never, after as never)).toEqual(paths);
  });

  test('are none between a form and itself, and the same both ways', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
    const form = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(leaf, fc.dictionary(fc.constantFrom('d', 'e'), leaf, { maxKeys: 2 })),
      { maxKeys: 3 },
    );
    fc.assert(
      fc.property(form, form, (one, other) => {
        expect(changedFields(one, one)).toEqual([]);
        expect(changedFields(other, one)).toEqual(changedFields(one, other));
      }),
    );
  });
});

describe('the documents that were changed since an instant', () => {
  const since = '2026-11-24T02:00:00.000Z';
  const later = '2026-11-25T02:00:00.000Z';
  const document = { kind: 'contract', state: 'accepted', addedAt: '2026-11-23T02:00:00.000Z' };

  test.each([
    ['one that was accepted since', { ...document, judgedAt: later }, ['document.contract']],
    ['one that was taken out since', { ...document, removedAt: later }, ['document.contract']],
    ['one that was replaced since', { ...document, state: 'replaced', replacedAt: later }, ['document.contract']],
    ['not one that was only announced', { ...document, state: 'awaiting-upload', addedAt: later }, []],
    ['not one that was refused', { ...document, state: 'rejected', judgedAt: later }, []],
    ['not one that lay there before', document, []],
    ['not one that was accepted at that very moment', { ...document, judgedAt: since }, []],
    ['not one that had been replaced before', { ...document, state: 'replaced', replacedAt: since }, []],
    ['not one that had been taken out before', { ...document, state: 'removed', removedAt: since }, []],
  ])('%s', (_, given, kinds) => {
    expect(changedDocuments([given], since)).toEqual(kinds);
  });
});

describe('what a further notice may name', () => {
  const deficiency = (path: string) => ({ path, code: 'unclear', text: { zh: '不清楚', en: 'Not clear' } });

  test('is what the resubmission changed', () => {
    expect(nameable({ type: 'submitted', data: { changed: ['post.title'] } })).toEqual(['post.title']);
    expect(nameable({ type: 'supplemented', data: {} })).toEqual([]);
  });

  test('is what the last notice named, where nobody has answered it', () => {
    expect(nameable({ type: 'returned', data: { deficiencies: [deficiency('post')] } })).toEqual(['post']);
  });

  test.each([
    ['the path itself', 'post.title', true],
    ['something inside it', 'post.title.zh', true],
    ['not the part around it, which holds what was there before', 'post', false],
    ['a part that was not there before', 'employer', true],
    ['something inside such a part', 'employer.handler.name', true],
    ['its neighbour', 'post.duties', false],
    ['a path that only begins alike', 'post.titles', false],
    ['another document', 'document.photo', false],
  ])('%s: %s', (_, path, allowed) => {
    expect(
      beyond(['post.title', 'document.contract', 'employer', 'employer.address'], [deficiency(path)]),
    ).toHaveLength(allowed ? 0 : 1);
  });
});
