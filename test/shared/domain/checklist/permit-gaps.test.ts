import { describe, expect, it } from 'vitest';
import { type PermitFacts, type PermitSituation, permitGaps } from '../../../../shared/domain/checklist/permit-gaps.ts';
import type { PermitState, Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { shortTerm } from '../../../../shared/policy/procedures/short-term.ts';

const number = '900000000000000001';
const permit: PermitFacts = { number, ofThisEmployer: true, state: 'valid', validTo: '2027-02-28' };
const inWindow: PermitSituation = {
  permitNumber: number,
  permit,
  ofPerson: permit,
  contractFrom: '2027-03-01',
  contractTo: '2029-02-28',
  today: '2026-12-15',
};
const codes = (procedure: Procedure, situation: PermitSituation) =>
  permitGaps(procedure, situation).map(({ path, code }) => `${path} ${code}`);

describe('an extension', () => {
  it('is in order inside the window, for the permit of this employer and this person', () => {
    expect(codes(extension, inWindow)).toEqual([]);
  });

  it.each([
    ['the day before it opens', '2026-11-29', ['permitNumber window-not-open']],
    ['the day on which it opens', '2026-11-30', []],
    ['the last day', '2027-01-29', []],
    ['the day after', '2027-01-30', ['permitNumber window-closed']],
  ])('on %s', (_, today, found) => {
    expect(codes(extension, { ...inWindow, today })).toEqual(found);
  });

  it('that comes too early is told from when to when it is possible', () => {
    const [found] = permitGaps(extension, { ...inWindow, today: '2026-11-01' });
    expect(found?.remedy?.en).toContain('between 2026-11-30 and 2027-01-29');
    expect(found?.remedy?.zh).toContain('2026-11-30至2027-01-29');
  });

  it('that comes too late is told kindly what to do instead, and that work can go on meanwhile', () => {
    const [found] = permitGaps(extension, { ...inWindow, today: '2027-02-01' });
    expect(found?.text.en).toContain('2027-01-29');
    expect(found?.remedy?.en).toMatch(/sorry.*until 2027-02-28.*new permit/);
    expect(found?.remedy?.zh).toMatch(/很抱歉.*2027-02-28.*新申请/);
  });

  it('has no window where the zone suspended it', () => {
    const { window: _window, ...open } = extension;
    expect(codes(open, { ...inWindow, today: '2027-02-01' })).toEqual([]);
  });

  it('needs a number that is of this employer; another employer’s permit is not told from none at all', () => {
    const unknown = permitGaps(extension, { ...inWindow, permit: undefined });
    const others = permitGaps(extension, { ...inWindow, permit: { ...permit, ofThisEmployer: false } });
    expect(unknown).toEqual(others);
    expect(unknown.map(({ code }) => code)).toEqual(['permit-unknown']);
    expect(codes(extension, { ...inWindow, permitNumber: undefined })).toEqual([]);
  });

  it('must be for the permit of the person whom the form describes', () => {
    const ofPerson = { ...permit, number: '900000000000000002' };
    expect(codes(extension, { ...inWindow, ofPerson })).toEqual(['permitNumber permit-of-another-person']);
    expect(codes(extension, { ...inWindow, ofPerson: undefined })).toEqual([]);
  });

  it.each(['not-yet-valid', 'expired', 'suspended', 'revoked', 'cancelled'] as const)(
    'is not possible for a permit that is %s, and says what is',
    (state: PermitState) => {
      const [found] = permitGaps(extension, { ...inWindow, permit: { ...permit, state } });
      expect(found?.code).toBe('permit-state');
      expect(found?.remedy?.zh).toMatch(/^请/);
    },
  );

  it('needs a contract that follows on without a gap and runs on beyond the permit', () => {
    expect(codes(extension, { ...inWindow, contractFrom: '2027-03-02' })).toEqual(['post.contractFrom contract-gap']);
    expect(codes(extension, { ...inWindow, contractFrom: '2027-01-01' })).toEqual([]);
    expect(codes(extension, { ...inWindow, contractFrom: '2026-01-01', contractTo: '2027-02-28' })).toEqual([
      'post.contractTo contract-ends-with-permit',
    ]);
  });
});

describe('a cancellation', () => {
  it('is possible for a permit that is suspended or has not begun', () => {
    for (const state of ['valid', 'suspended', 'not-yet-valid'] as const) {
      expect(codes(cancellation, { ...inWindow, permit: { ...permit, state } }), state).toEqual([]);
    }
  });

  it('is not needed for a permit that has expired, and says so', () => {
    const [found] = permitGaps(cancellation, { ...inWindow, permit: { ...permit, state: 'expired' } });
    expect(found?.code).toBe('permit-state');
    expect(found?.remedy?.en).toContain('nothing more to do');
  });
});

describe('a new permit', () => {
  const situation: PermitSituation = {
    entry: 'abroad',
    contractFrom: '2027-01-01',
    contractTo: '2028-12-31',
    today: '2026-11-22',
  };

  it('is for somebody who holds none', () => {
    expect(codes(newPermit, situation)).toEqual([]);
    for (const state of ['expired', 'revoked', 'cancelled'] as const) {
      expect(codes(newPermit, { ...situation, ofPerson: { ...permit, state } }), state).toEqual([]);
    }
    for (const procedure of [newPermit, shortTerm]) {
      for (const state of ['valid', 'not-yet-valid', 'suspended'] as const) {
        expect(codes(procedure, { ...situation, ofPerson: { ...permit, state } }), state).toEqual([
          'applicant.passport.number permit-in-force',
        ]);
      }
    }
  });

  it('says nothing of another employer’s permit but that there is one', () => {
    const [found] = permitGaps(newPermit, { ...situation, ofPerson: { ...permit, ofThisEmployer: false } });
    expect(JSON.stringify(found)).not.toMatch(/2027-02-28|900000000000000001/);
    expect(found?.remedy?.en).toContain('former employer');
  });
});

describe('a change of employer', () => {
  const answers = {
    groundInsideChina: 'change-of-employer',
    previousPermit: 'cancelled',
    previousPermitEndedOn: '2026-11-10',
  };
  const situation: PermitSituation = {
    entry: 'inside-china',
    answers,
    contractFrom: '2026-12-10',
    contractTo: '2028-12-31',
    today: '2026-11-22',
  };

  it.each([
    ['before the former permit ended', '2026-11-09', ['post.contractFrom contract-before-permit-ended']],
    ['on the day itself', '2026-11-10', []],
    ['30 days later', '2026-12-10', []],
    ['31 days later', '2026-12-11', ['post.contractFrom contract-too-late-after-permit']],
  ])('with a contract that begins %s', (_, contractFrom, found) => {
    expect(codes(newPermit, { ...situation, contractFrom })).toEqual(found);
  });

  it('goes by the zone’s own record of the former permit, and says where the answer differs', () => {
    const ofPerson: PermitFacts = { ...permit, ofThisEmployer: false, state: 'cancelled', endedOn: '2026-11-15' };
    expect(codes(newPermit, { ...situation, ofPerson, contractFrom: '2026-11-12' })).toEqual([
      'answers.previousPermitEndedOn differs-from-record',
      'post.contractFrom contract-before-permit-ended',
    ]);
    const expired: PermitFacts = { ...ofPerson, state: 'expired', endedOn: undefined, validTo: '2026-11-10' };
    expect(codes(newPermit, { ...situation, ofPerson: expired })).toEqual([]);
  });

  it('asks nothing of who applies on another ground or from abroad', () => {
    const other = { ...situation, contractFrom: '2027-06-01' };
    expect(codes(newPermit, { ...other, answers: { ...answers, groundInsideChina: 'family' } })).toEqual([]);
    expect(codes(newPermit, { ...other, entry: 'abroad' })).toEqual([]);
  });
});
