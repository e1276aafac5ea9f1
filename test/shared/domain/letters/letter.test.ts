import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../../../shared/domain/application/events.ts';
import { letterKind, letterKinds, letterNumber } from '../../../../shared/domain/letters/letter.ts';
import type { Effect, Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

const withEffect = (effect: Effect): Pick<Procedure, 'effect' | 'letters'> => ({ effect, letters: [] });

describe('a letter’s number', () => {
  test.each([
    [2, 'ETOWN-20261123-NKR3ZX1D-02'],
    [17, 'ETOWN-20261123-NKR3ZX1D-17'],
    [123, 'ETOWN-20261123-NKR3ZX1D-123'],
  ])('names the event that it announces: %i', (sequence, number) => {
    expect(letterNumber('ETOWN-20261123-NKR3ZX1D', sequence)).toBe(number);
  });
});

describe('the kind of letter', () => {
  test.each([
    ['submitted', 'receipt'],
    ['supplemented', 'receipt'],
    ['accepted', 'acceptance'],
    ['deemed-accepted', 'deemed-acceptance'],
    ['returned', 'complete-notice'],
    ['acceptance-refused', 'acceptance-refusal'],
    ['paused', 'pause'],
    ['time-extended', 'time-extension'],
    ['refusal-announced', 'intended-refusal'],
    ['approved', 'grant'],
    ['deemed-granted', 'deemed-grant'],
    ['refused', 'refusal'],
  ] as const)('%s is announced by: %s', (type, kind) => {
    expect(letterKind(type, newPermit, {})).toBe(kind);
  });

  test.each(['created', 'claimed', 'released', 'reviewed', 'escalated', 'withdrawn', 'recalled', 'lapsed'] as const)(
    '%s is announced by none',
    (type) => expect(letterKind(type, newPermit, { entry: 'abroad' })).toBeUndefined(),
  );

  test('of a permit that was issued is a notification letter for whoever is still abroad', () => {
    expect(letterKind('permit-issued', newPermit, { entry: 'abroad' })).toBe('notification-letter');
    expect(letterKind('permit-issued', newPermit, { entry: 'inside-china' })).toBeUndefined();
    expect(letterKind('permit-issued', newPermit, {})).toBeUndefined();
  });

  test.each([
    ['cancel-permit', 'cancellation-certificate'],
    ['confirm-employer', 'employer-confirmation'],
    ['amend-employer', 'employer-confirmation'],
  ] as const)('%s is told when it has taken effect, by: %s', (effect, kind) => {
    expect(letterKind('approved', withEffect(effect), {})).toBeUndefined();
    expect(letterKind('completed', withEffect(effect), {})).toBe(kind);
  });

  test('of no event is one that nobody wrote a template for', () => {
    for (const type of eventTypes) {
      expect([undefined, ...letterKinds]).toContain(letterKind(type, newPermit, { entry: 'abroad' }));
    }
  });
});
