import { describe, expect, it } from 'vitest';
import {
  type Form,
  patchOf,
  pathsOf,
  type Reader,
  rebase,
  same,
  shownAt,
  withoutSent,
} from '../../../web/application/draft.ts';
import { readEntry } from '../../../web/application/entries.ts';

const read: Reader = (path, given) =>
  readEntry(path.endsWith('number') ? { kind: 'passport-number' } : { kind: 'line', maximum: 80 }, given);
const form = (more: object): Form => more as Form;
const before = form({ post: { title: 'Engineer', workplace: 'Lab' }, applicant: { familyName: 'SPECIMEN' } });

describe('what is sent of a form', () => {
  it('is only what was changed, as a merge patch', () => {
    const { body, sent } = patchOf(
      before,
      { 'post.title': ' Chemist ', 'applicant.passport.number': 'u1234567' },
      read,
    );
    expect(body).toEqual({ post: { title: 'Chemist' }, applicant: { passport: { number: 'U1234567' } } });
    expect(Object.keys(sent)).toEqual(['post.title', 'applicant.passport.number']);
  });

  it('leaves out what cannot be read, and says why', () => {
    const { body, sent, wrong } = patchOf(before, { 'post.title': 'Chemist', 'applicant.passport.number': '?' }, read);
    expect(body).toEqual({ post: { title: 'Chemist' } });
    expect(sent).toEqual({ 'post.title': 'Chemist' });
    expect(wrong['applicant.passport.number']?.en).toContain('5 to 20');
  });

  it('clears a field that was emptied', () => {
    expect(patchOf(before, { 'post.title': '' }, read).body).toEqual({ post: { title: null } });
  });

  it('leaves out what is held back', () => {
    expect(patchOf(before, { 'post.title': 'Chemist' }, read, ['post.title'])).toMatchObject({ body: {}, sent: {} });
  });

  it('sends the parts of an employer whole, once they are', () => {
    const employer = form({ employer: { name: { zh: '样例公司', en: 'Sample' }, handler: { name: 'Example' } } });
    expect(patchOf(employer, { 'employer.name.zh': '样例二公司' }, read).body).toEqual({
      employer: { name: { zh: '样例二公司', en: 'Sample' } },
    });
    expect(patchOf(employer, { 'employer.name.en': '' }, read).body).toEqual({
      employer: { name: { zh: '样例公司' } },
    });
    expect(patchOf(employer, { 'employer.handler.name': 'Sample' }, read).body).toEqual({});
    const whole = patchOf(employer, { 'employer.handler.name': 'Sample', 'employer.handler.phone': '010-1' }, read);
    expect(whole.body).toEqual({ employer: { handler: { name: 'Sample', phone: '010-1' } } });
    expect(Object.keys(whole.sent)).toHaveLength(2);
  });

  it('does not empty what a register needs', () => {
    const { body, wrong } = patchOf(form({}), { 'employer.address': '', 'employer.licenceValidTo': null }, read);
    expect(body).toEqual({ employer: { licenceValidTo: null } });
    expect(wrong['employer.address']?.en).toBe('Please fill this in.');
  });
});

describe('what was typed while a save was on its way', () => {
  it('is still to be saved', () => {
    expect(withoutSent({ a: 'one', b: 'two' }, { a: 'one', b: 'tw' })).toEqual({ b: 'two' });
  });
});

describe('a form that was changed elsewhere meanwhile', () => {
  it('is taken over where nothing was changed here', () => {
    const now = form({ ...before, post: { title: 'Engineer', workplace: 'Office' } });
    expect(rebase(before, now, { 'post.title': 'Chemist' }, read)).toEqual({
      changes: { 'post.title': 'Chemist' },
      clashes: [],
      taken: ['post.workplace'],
    });
  });

  it('asks where the same field was changed to something else', () => {
    const now = form({ ...before, post: { title: 'Physicist', workplace: 'Lab' } });
    expect(rebase(before, now, { 'post.title': 'Chemist' }, read)).toEqual({
      changes: { 'post.title': 'Chemist' },
      clashes: [{ path: 'post.title', mine: 'Chemist', theirs: 'Physicist' }],
      taken: [],
    });
  });

  it('settles by itself what was changed to the same', () => {
    const now = form({ ...before, post: { title: 'Chemist', workplace: 'Lab' } });
    expect(rebase(before, now, { 'post.title': 'Chemist ' }, read)).toEqual({ changes: {}, clashes: [], taken: [] });
  });

  it('notices what was cleared elsewhere', () => {
    const now = form({ post: { title: 'Engineer' } });
    expect(rebase(before, now, {}, read).taken.toSorted()).toEqual(['applicant.familyName', 'post.workplace']);
  });
});

describe('values of a form', () => {
  it('are compared by what they say', () => {
    expect(same({ a: [1, 2], b: undefined }, { a: [1, 2] })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same(null, undefined)).toBe(true);
    expect(same('', null)).toBe(false);
  });

  it('are found at their paths, a list whole', () => {
    expect(pathsOf({ a: { b: 1, c: [1] }, d: null })).toEqual(['a.b', 'a.c', 'd']);
    expect(shownAt(before, { 'post.title': '' }, 'post.title')).toBe('');
    expect(shownAt(before, {}, 'post.title')).toBe('Engineer');
  });
});
