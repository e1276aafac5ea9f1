import { describe, expect, it } from 'vitest';
import { questionGaps } from '../../../../shared/domain/checklist/question-gaps.ts';
import type { Answers } from '../../../../shared/domain/procedure/procedure.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { change } from '../../../../shared/policy/procedures/change.ts';
import { conversion } from '../../../../shared/policy/procedures/conversion.ts';

const today = '2026-11-22';
const codes = (procedure: typeof change, answers: Answers) =>
  questionGaps(procedure, { answers }, today).map(({ path, code }) => `${path} ${code}`);

describe('the answers to the questions of a procedure', () => {
  it('are all asked for at once, and only those that are asked', () => {
    expect(codes(change, {})).toEqual(['answers.what missing', 'answers.changedOn missing']);
    expect(codes(cancellation, {})).toEqual(['answers.reason missing']);
    expect(codes(cancellation, { reason: 'runaway' })).toEqual([
      'answers.lastContactOn missing',
      'answers.noticeOn missing',
      'answers.salaryProof missing',
    ]);
    expect(codes(cancellation, { reason: 'employer-dissolved' })).toEqual([]);
  });

  it('count as missing when they are blank or empty', () => {
    expect(codes(change, { what: [], changedOn: ' ' })).toEqual(['answers.what missing', 'answers.changedOn missing']);
  });

  it('must be among the options, one of them where one is asked for', () => {
    expect(codes(change, { what: ['name', 'mood'], changedOn: today })).toEqual(['answers.what not-an-option']);
    expect(codes(change, { what: 'passport', changedOn: today })).toEqual([]);
    expect(codes(cancellation, { reason: ['resigned', 'contract-ended'] })[0]).toBe('answers.reason one-answer-only');
    expect(codes(change, { what: ['name'], changedOn: [today, today] })).toEqual(['answers.changedOn one-answer-only']);
  });

  it('name the options in both languages', () => {
    const [found] = questionGaps(change, { answers: { what: ['mood'], changedOn: today } }, today);
    expect(found?.remedy?.zh).toContain('护照');
    expect(found?.remedy?.en).toContain('Passport');
  });

  it.each([
    ['2026-02-30', 'not-a-day'],
    ['2026-11-23', 'day-in-future'],
  ])('the day %s is refused: %s', (changedOn, code) => {
    expect(codes(change, { what: ['name'], changedOn })).toEqual([`answers.changedOn ${code}`]);
  });

  it('more than 15 days must have passed since the last contact, and 10 since the notice in the newspaper', () => {
    const runaway = (lastContactOn: string, noticeOn: string) =>
      codes(cancellation, { reason: 'runaway', salaryProof: 'no-commitment', lastContactOn, noticeOn });
    expect(runaway('2026-11-06', '2026-11-12')).toEqual([]);
    expect(runaway('2026-11-07', '2026-11-12')).toEqual(['answers.lastContactOn day-too-recent']);
    expect(runaway('2026-11-06', '2026-11-13')).toEqual(['answers.noticeOn day-too-recent']);
    const answers = {
      reason: 'runaway',
      salaryProof: 'no-commitment',
      lastContactOn: '2026-11-07',
      noticeOn: '2026-11-12',
    };
    const [found] = questionGaps(cancellation, { answers }, today);
    expect(found?.remedy).toEqual({
      zh: '请核对日期；如无误，请于2026-11-23起提交。',
      en: 'Check the date; if it is right, submit on 2026-11-23 or later.',
    });
  });

  it('in words are no longer than asked for', () => {
    const answers = {
      certificateType: 'expert',
      certificateAuthority: 'Sample Bureau',
      certificateExpiresOn: '2027-01-01',
    };
    expect(codes(conversion, { ...answers, certificateNumber: '9'.repeat(40) })).toEqual([]);
    expect(codes(conversion, { ...answers, certificateNumber: '9'.repeat(41) })).toEqual([
      'answers.certificateNumber too-long',
    ]);
  });
});
