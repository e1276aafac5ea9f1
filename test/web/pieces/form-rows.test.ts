import { describe, expect, test } from 'vitest';
import { formRows } from '../../../web/pieces/form-rows.ts';

describe('a form as it is shown', () => {
  test('stands part by part, with the path by which each field is known', () => {
    expect(
      formRows({
        post: { title: 'Engineer' },
        entry: 'abroad',
        applicant: { familyName: 'SPECIMEN', passport: { number: 'U1234567' } },
      }),
    ).toEqual([
      { part: 'application', rows: [{ path: 'entry', value: 'abroad' }] },
      {
        part: 'applicant',
        rows: [
          { path: 'applicant.familyName', value: 'SPECIMEN' },
          { path: 'applicant.passport.number', value: 'U1234567' },
        ],
      },
      { part: 'post', rows: [{ path: 'post.title', value: 'Engineer' }] },
    ]);
  });

  test('leaves out what was left empty, and keeps what was said to be nothing or no', () => {
    expect(
      formRows({
        applicant: { chineseName: '', email: null },
        commitments: [],
        facts: { hsk: 0, degreeTaughtInChinese: false, distinctions: [] },
      }),
    ).toEqual([
      {
        part: 'facts',
        rows: [
          { path: 'facts.hsk', value: 0 },
          { path: 'facts.degreeTaughtInChinese', value: false },
        ],
      },
    ]);
  });

  test('keeps a list together as one thing', () => {
    expect(formRows({ commitments: ['medical', 'no-criminal-record'] })).toEqual([
      { part: 'commitments', rows: [{ path: 'commitments', value: ['medical', 'no-criminal-record'] }] },
    ]);
  });
});
