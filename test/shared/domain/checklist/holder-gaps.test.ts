import { describe, expect, test } from 'vitest';
import type { ApplicationForm } from '../../../../shared/domain/checklist/form-gaps.ts';
import { holderGaps } from '../../../../shared/domain/checklist/holder-gaps.ts';
import { procedure } from '../../../../shared/policy/procedures/index.ts';

const record = {
  name: 'SPECIMEN, ELENA MARIA',
  chineseName: '艾琳娜',
  sex: 'F',
  nationality: 'UTO',
  post: '光学工程师',
  birthDate: '1996-06-22',
  passport: { number: 'U12345678', issuingState: 'UTO' },
};
const form: ApplicationForm = {
  applicant: {
    familyName: 'Specimen',
    givenNames: 'Elena Maria',
    chineseName: '艾琳娜',
    sex: 'F',
    nationality: 'UTO',
    birthDate: '1996-06-22',
    passport: { number: 'U12345678', issuingState: 'UTO', expiresOn: '2033-03-23' },
  },
  post: { title: '光学工程师' },
};
const gapsOf = (id: string, answers: Record<string, string | string[]>, changed: ApplicationForm) => {
  const found = procedure(id);
  if (!found) throw new Error(`no procedure ${id}`);
  const given = {
    ...form,
    ...changed,
    applicant: { ...form.applicant, ...changed.applicant },
    answers,
  };
  return holderGaps(found, given, given, record);
};
const paths = (...asked: Parameters<typeof gapsOf>) => gapsOf(...asked).map(({ path }) => path);

const otherName = { applicant: { familyName: 'OTHER' } };
const otherPassport = { applicant: { passport: { number: 'U55555555', issuingState: 'UTO' }, nationality: 'UTX' } };
const otherPost = { post: { title: '销售经理' } };

describe('a form about somebody’s permit', () => {
  test('that says what the permit says has no gap, however the name is written in capitals', () => {
    for (const id of ['extension', 'change', 'cancellation', 'reissue']) expect(paths(id, {}, {})).toEqual([]);
  });

  test.each([
    ['extension', { alsoChanges: ['passport'] }, otherPassport, []],
    ['extension', {}, otherPassport, ['applicant.nationality', 'applicant.passport.number']],
    ['extension', { alsoChanges: ['passport', 'category'] }, otherPost, ['post.title']],
    ['extension', { alsoChanges: ['passport', 'category'] }, otherName, ['applicant.familyName']],
    ['change', { what: ['name'] }, otherName, []],
    ['change', { what: ['name'] }, otherPost, ['post.title']],
    ['change', { what: ['post'] }, otherPost, []],
    ['cancellation', { reason: 'resigned' }, { ...otherPassport, ...otherPost }, []],
    ['reissue', { why: 'unreadable' }, otherName, ['applicant.familyName']],
  ] as const)('%s that changes %j', (id, answers, changed, expected) => {
    expect(paths(id, structuredClone(answers) as never, structuredClone(changed) as ApplicationForm)).toEqual(expected);
  });

  test('never changes the date of birth, and may leave a thing out', () => {
    expect(paths('change', { what: ['name', 'passport'] }, { applicant: { birthDate: '1996-06-23' } })).toEqual([
      'applicant.birthDate',
    ]);
    const found = procedure('extension');
    expect(found && holderGaps(found, {}, {}, record)).toEqual([]);
  });

  test.each(['extension', 'change', 'cancellation', 'reissue'])(
    'keeps the address with which the holder sees the permit: %s names no other and does not leave it out',
    (id) => {
      const found = procedure(id);
      const pathsFor = (email: string | undefined, onRecord: string | undefined) => {
        const applicant = { ...form.applicant, ...(email ? { email } : {}) };
        const known = { ...record, ...(onRecord ? { email: onRecord } : {}) };
        const given = { ...form, applicant };
        return found && holderGaps(found, { answers: { what: ['name', 'passport', 'post'] } }, given, known);
      };
      const differs = [{ path: 'applicant.email', code: 'differs-from-permit' }];
      expect(pathsFor('elena@applicant.example', 'elena@applicant.example')).toEqual([]);
      expect(pathsFor('Elena@Applicant.example', 'elena@applicant.example')).toEqual([]);
      expect(pathsFor('other@applicant.example', 'elena@applicant.example')).toMatchObject(differs);
      expect(pathsFor(undefined, 'elena@applicant.example')).toMatchObject(differs);
      expect(pathsFor('elena@applicant.example', undefined)).toEqual([]);
      expect(pathsFor('other@applicant.example', 'elena@applicant.example')?.[0]?.remedy?.en).toContain(
        'the holder asks',
      );
    },
  );

  test('is told where a change belongs: among what changes here, in a change of its own, or with the office', () => {
    const remedyOf = (...asked: Parameters<typeof gapsOf>) => gapsOf(...asked)[0]?.remedy?.en;
    expect(remedyOf('change', { what: ['post'] }, otherName)).toContain('among what changes');
    expect(remedyOf('extension', {}, otherName)).toContain('apply for a change');
    expect(remedyOf('extension', {}, { applicant: { birthDate: '1990-01-01' } })).toContain('tell the office');
  });
});
