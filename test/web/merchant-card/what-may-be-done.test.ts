import { describe, expect, it } from 'vitest';
import { offeredDeeds } from '../../../web/merchant-card/what-may-be-done.ts';

describe('what is offered about a merchant card', () => {
  it('lets its holder report it lost, once', () => {
    expect(offeredDeeds({ status: 'valid' }, ['applicant'])).toEqual(['report-loss']);
    expect(offeredDeeds({ status: 'suspended' }, ['applicant'])).toEqual(['report-loss']);
    expect(offeredDeeds({ status: 'lost' }, ['applicant'])).toEqual([]);
  });

  it('lets an officer at the window give a lost card a new code, and not suspend one', () => {
    const atWindow = offeredDeeds({ status: 'lost' }, ['front-officer']);
    expect(atWindow).toContain('reissue');
    expect(atWindow).not.toContain('report-loss');
    expect(offeredDeeds({ status: 'valid' }, ['front-officer'])).not.toContain('suspend');
  });

  it('lets a supervisor suspend, reinstate and end', () => {
    expect(offeredDeeds({ status: 'valid' }, ['supervisor'])).toEqual([
      'report-loss',
      'reissue',
      'stay',
      'suspend',
      'end',
    ]);
    expect(offeredDeeds({ status: 'suspended' }, ['supervisor'])).toContain('reinstate');
    expect(offeredDeeds({ status: 'suspended' }, ['supervisor'])).not.toContain('suspend');
  });

  it('offers nothing to an inspector, and nothing about a card that has ended', () => {
    expect(offeredDeeds({ status: 'valid' }, ['inspector'])).toEqual([]);
    expect(offeredDeeds({ status: 'ended' }, ['supervisor', 'applicant'])).toEqual([]);
  });
});
