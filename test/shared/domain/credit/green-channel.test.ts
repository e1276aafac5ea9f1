import { describe, expect, test } from 'vitest';
import { goesAhead, wentAhead } from '../../../../shared/domain/credit/green-channel.ts';

describe('the green channel', () => {
  test.each([
    ['open to whoever stands on the red list', ['red', undefined], true],
    ['closed to whoever stands on none', [undefined, undefined], false],
    ['closed to whoever stands on the grey list', ['grey'], false],
    ['closed where one of the two stands on the black list', ['red', 'black'], false],
  ])('is %s', (_, lists, ahead) => {
    expect(goesAhead(lists)).toBe(ahead);
  });

  const events = (...given: [type: 'submitted' | 'credit-counted' | 'accepted', lists?: Record<string, string>][]) =>
    given.map(([type, lists], index) => ({ type, sequence: index + 1, data: lists ? { lists } : {} }));

  test.each([
    ['was not taken where no credit was looked at', events(['submitted']), false],
    [
      'was taken by an enterprise on the red list',
      events(['submitted'], ['credit-counted', { employer: 'red' }]),
      true,
    ],
    [
      'was not taken once the list had changed when the credit was looked at again',
      events(['submitted'], ['credit-counted', { employer: 'red' }], ['credit-counted', {}]),
      false,
    ],
    [
      'was not taken where the application was handed in anew since the credit was looked at',
      events(['submitted'], ['credit-counted', { employer: 'red' }], ['submitted']),
      false,
    ],
    [
      'was taken, whatever happened since',
      events(['submitted'], ['credit-counted', { person: 'red' }], ['accepted']),
      true,
    ],
    ['was taken by what an export without the submission says', events(['credit-counted', { person: 'red' }]), true],
    ['was not taken where nobody was on a list', events(['submitted'], ['credit-counted']), false],
  ])('%s', (_, happened, ahead) => {
    expect(wentAhead(happened)).toBe(ahead);
  });
});
