import { describe, expect, it } from 'vitest';
import { chosenParty, goesWith, keptServices, toggled, visitable } from '../../../web/visits/choosing.ts';

const applications = [
  { id: 'a', employerId: 'one', stage: 'review' as const },
  { id: 'b', employerId: 'one', stage: 'issued' as const },
  { id: 'c', employerId: 'two', stage: 'draft' as const },
  { id: 'd', stage: 'preliminary-review' as const },
  { id: 'e', employerId: 'one', stage: 'refused' as const },
];

describe('what may be booked together', () => {
  it('offers nothing that cannot be collected any more', () => {
    expect(visitable(applications).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps applications of one employer together, and those of a person by themselves', () => {
    const party = chosenParty(applications, ['b']);
    const going = (chosen: string | undefined) =>
      applications.filter((one) => goesWith(one, chosen)).map(({ id }) => id);
    expect(going(party)).toEqual(['a', 'b', 'e']);
    expect(going(chosenParty(applications, ['d']))).toEqual(['d']);
    expect(going(chosenParty(applications, []))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('asks for no certificate of an application that was taken off again', () => {
    const services = [
      { service: 'residence-permit', applicationId: 'a' },
      { service: 'residence-permit', applicationId: 'b' },
    ];
    expect(keptServices(services, ['b'])).toEqual([{ service: 'residence-permit', applicationId: 'b' }]);
  });

  it('puts a choice in once, however often it is made', () => {
    const isA = (one: string) => one === 'a';
    expect(toggled(toggled(['b'], isA, 'a', true), isA, 'a', true)).toEqual(['b', 'a']);
    expect(toggled(['b', 'a'], isA, 'a', false)).toEqual(['b']);
  });
});
