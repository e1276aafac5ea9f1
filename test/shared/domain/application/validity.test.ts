import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { permitValidity, validityAfter } from '../../../../shared/domain/application/validity.ts';
import { addDays, daysBetween } from '../../../../shared/domain/time.ts';

const plain = {
  category: 'B' as const,
  months: { A: 60, B: 24, C: 12 },
  issuedOn: '2026-11-26',
  contractFrom: '2026-12-23',
  contractTo: '2030-12-22',
  passportExpiresOn: '2033-03-23',
  licenceValidTo: null,
};

describe('how long a permit runs', () => {
  test.each([
    ['A', '2030-12-22', 'contract'],
    ['B', '2028-12-22', 'category'],
    ['C', '2027-12-22', 'category'],
  ] as const)('category %s: until %s, because of the %s', (category, to, binding) => {
    expect(permitValidity({ ...plain, category })).toEqual({ from: '2026-12-23', to, binding });
  });

  test.each([
    ['contract', { contractTo: '2027-06-30' }],
    ['passport', { passportExpiresOn: '2027-06-30' }],
    ['licence', { licenceValidTo: '2027-06-30' }],
    ['request', { wantedTo: '2027-06-30' }],
  ] as const)('the %s ends it where it is the tightest limit', (binding, limit) => {
    expect(permitValidity({ ...plain, ...limit })).toEqual({ from: '2026-12-23', to: '2027-06-30', binding });
  });

  test('a wanted day beyond the limits changes nothing', () => {
    expect(permitValidity({ ...plain, wantedTo: '2039-01-01' })).toEqual(permitValidity(plain));
  });

  test('of two limits on the same day the one that nobody can move is named', () => {
    const same = { contractTo: '2027-06-30', passportExpiresOn: '2027-06-30', wantedTo: '2027-06-30' };
    expect(permitValidity({ ...plain, ...same })?.binding).toBe('contract');
  });

  test('it begins with the contract, or on the day of issue when the contract has begun', () => {
    expect(permitValidity(plain)?.from).toBe('2026-12-23');
    expect(permitValidity({ ...plain, contractFrom: '2026-11-01' })).toEqual({
      from: '2026-11-26',
      to: '2028-11-25',
      binding: 'category',
    });
  });

  test('a limit on the first day leaves one day', () => {
    expect(permitValidity({ ...plain, passportExpiresOn: '2026-12-23' })).toMatchObject({ to: '2026-12-23' });
  });

  test.each([
    ['passport', { passportExpiresOn: '2026-12-22' }],
    ['contract', { contractTo: '2026-12-22' }],
    ['licence', { licenceValidTo: '2026-11-25' }],
    ['wanted day', { wantedTo: '2026-12-22' }],
  ])('a %s that ends before the first day leaves nothing', (_, limit) => {
    expect(permitValidity({ ...plain, ...limit })).toBeUndefined();
  });

  test('a permit from the last day of a month ends the day before the same or last day', () => {
    const from = { ...plain, contractFrom: '2027-08-31', months: { A: 60, B: 6, C: 12 } };
    expect(permitValidity(from)).toMatchObject({ from: '2027-08-31', to: '2028-02-28' });
  });
});

test('no permit ever runs beyond any of its limits, and its binding limit is its last day', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2026-01-01', days));
  fc.assert(
    fc.property(
      fc.record({
        category: fc.constantFrom('A', 'B', 'C'),
        issuedOn: day,
        contractFrom: day,
        contractTo: day,
        passportExpiresOn: day,
        licenceValidTo: fc.option(day),
        wantedTo: fc.option(day, { nil: undefined }),
      }),
      (the) => {
        const validity = permitValidity({ ...the, months: plain.months });
        const hard = [the.contractTo, the.passportExpiresOn, the.licenceValidTo, the.wantedTo].filter(
          (limit): limit is string => typeof limit === 'string',
        );
        if (!validity) {
          expect(hard.some((limit) => limit < the.contractFrom || limit < the.issuedOn)).toBe(true);
          return;
        }
        expect(validity.from >= the.issuedOn && validity.from >= the.contractFrom).toBe(true);
        expect(validity.to >= validity.from).toBe(true);
        for (const limit of hard) expect(validity.to <= limit).toBe(true);
        expect(daysBetween(validity.from, validity.to)).toBeLessThan(plain.months[the.category] * 31);
        const byName = {
          category: undefined,
          contract: the.contractTo,
          passport: the.passportExpiresOn,
          licence: the.licenceValidTo,
          credit: undefined,
          request: the.wantedTo,
        }[validity.binding];
        expect(byName ?? validity.to).toBe(validity.to);
      },
    ),
  );
});

describe('the period that granting gives', () => {
  const present = { validFrom: '2026-12-23', validTo: '2028-12-22', bindingLimit: 'category' } as const;
  const the = { ...plain, decidedOn: '2028-11-01', contractTo: '2031-12-22', present };

  test('follows the last day of an extended permit without a gap, whenever it was decided', () => {
    for (const decidedOn of ['2028-09-01', '2028-12-22', '2028-12-23', '2029-01-15']) {
      expect(validityAfter('extend-permit', { ...the, decidedOn })).toEqual({
        from: '2028-12-23',
        to: '2030-12-22',
        binding: 'category',
      });
    }
  });

  test.each([
    ['contract', { contractTo: '2029-03-31' }],
    ['passport', { passportExpiresOn: '2029-03-31' }],
    ['licence', { licenceValidTo: '2029-03-31' }],
    ['request', { wantedTo: '2029-03-31' }],
  ] as const)('of an extension ends where the %s does', (binding, limit) => {
    expect(validityAfter('extend-permit', { ...the, ...limit })).toMatchObject({ to: '2029-03-31', binding });
  });

  test('of an extension is none where nothing is left, or all of it has passed', () => {
    expect(validityAfter('extend-permit', { ...the, contractTo: '2028-12-22' })).toBeUndefined();
    expect(
      validityAfter('extend-permit', { ...the, contractTo: '2028-12-31', decidedOn: '2029-01-01' }),
    ).toBeUndefined();
  });

  test('of an extension ends where the credit of its holder does, which is named before the category', () => {
    expect(validityAfter('extend-permit', { ...the, creditMonths: 12 })).toEqual({
      from: '2028-12-23',
      to: '2029-12-22',
      binding: 'credit',
    });
    expect(validityAfter('extend-permit', { ...the, creditMonths: 24 })).toMatchObject({
      to: '2030-12-22',
      binding: 'credit',
    });
  });

  test('of a first permit begins with its contract', () => {
    const { present: _none, ...first } = the;
    const granted = { ...first, decidedOn: '2026-11-26', contractFrom: '2026-12-23' };
    expect(validityAfter('grant-permit', granted)).toEqual(permitValidity({ ...plain, contractTo: '2031-12-22' }));
    expect(validityAfter('grant-permit', { ...granted, decidedOn: '2027-01-11' })?.from).toBe('2027-01-11');
  });

  test.each([
    ['a first permit', 'grant-permit', 'contractFrom'],
    ['a first permit', 'grant-permit', 'contractTo'],
    ['a first permit', 'grant-permit', 'passportExpiresOn'],
    ['an extension', 'extend-permit', 'contractTo'],
    ['an extension', 'extend-permit', 'passportExpiresOn'],
    ['an extension', 'extend-permit', 'present'],
    ['a change', 'amend-permit', 'present'],
    ['a reissue', 'reissue-permit', 'present'],
  ] as const)('of %s (%s) is none while nobody knows the %s', (_, effect, what) => {
    expect(validityAfter(effect, { ...the, contractFrom: '2026-12-23', [what]: undefined })).toBeUndefined();
  });

  test('that ends on the day of the decision is that one day and no mistake', () => {
    const lastDay = { contractTo: '2028-12-31', decidedOn: '2028-12-31' };
    expect(validityAfter('extend-permit', { ...the, ...lastDay })?.to).toBe('2028-12-31');
    expect(validityAfter('amend-permit', { ...the, passportExpiresOn: '2028-11-01' })?.to).toBe('2028-11-01');
  });

  test('of a change keeps what limits the permit now, whatever the credit of its holder', () => {
    const short = { validFrom: '2026-12-23', validTo: '2027-12-22', bindingLimit: 'passport' } as const;
    expect(validityAfter('amend-permit', { ...the, decidedOn: '2027-01-01', present: short })).toEqual({
      from: '2026-12-23',
      to: '2027-12-22',
      binding: 'passport',
    });
  });

  test('of a change is the present one, never longer, and names what shortens it', () => {
    expect(validityAfter('amend-permit', the)).toEqual({ from: '2026-12-23', to: '2028-12-22', binding: 'category' });
    expect(validityAfter('amend-permit', { ...the, passportExpiresOn: '2028-11-30' })).toMatchObject({
      to: '2028-11-30',
      binding: 'passport',
    });
    const { contractTo: _none, passportExpiresOn: _neither, ...little } = the;
    expect(validityAfter('amend-permit', little)).toMatchObject({ to: '2028-12-22' });
    expect(validityAfter('amend-permit', { ...the, passportExpiresOn: '2028-10-31' })).toBeUndefined();
  });

  test('of a reissue is the present one, whatever the form says', () => {
    expect(validityAfter('reissue-permit', { ...the, contractTo: '2027-01-01' })).toMatchObject({
      from: '2026-12-23',
      to: '2028-12-22',
    });
  });

  test('is none for what gives no permit', () => {
    for (const effect of ['cancel-permit', 'confirm-employer', 'amend-employer'] as const) {
      expect(validityAfter(effect, the)).toBeUndefined();
    }
  });

  test('is contiguous and inside every limit, over many extensions', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2029-01-01', days));
    fc.assert(
      fc.property(
        fc.constantFrom('A', 'B', 'C'),
        fc.record({ contractTo: day, passportExpiresOn: day, licenceValidTo: fc.option(day) }),
        (category, limits) => {
          const next = validityAfter('extend-permit', { ...the, ...limits, category });
          if (!next) return;
          expect(daysBetween(present.validTo, next.from)).toBe(1);
          const ends = [limits.contractTo, limits.passportExpiresOn, limits.licenceValidTo ?? '9999-12-31'];
          for (const end of ends) expect(next.to <= end).toBe(true);
          expect(daysBetween(next.from, next.to)).toBeLessThanOrEqual(366 * (plain.months[category] / 12));
        },
      ),
    );
  });
});
