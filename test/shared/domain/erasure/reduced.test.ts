import { describe, expect, it } from 'vitest';
import type { ApplicationEvent } from '../../../../shared/domain/application/events.ts';
import { reducedEvent } from '../../../../shared/domain/erasure/reduced.ts';

const accepted: ApplicationEvent = {
  sequence: 4,
  at: '2026-05-11T02:00:00.000Z',
  type: 'accepted',
  by: { party: 'authority', subject: 'officer-7', name: 'Chen Anran' } as ApplicationEvent['by'],
  data: {
    category: 'B',
    quota: { reserved: '2026#interns#3' },
    clock: { stage: 'review', dueAt: '2026-05-18T15:59:59.999Z' },
    note: 'Nothing about a person stays',
    form: { name: 'ERIKSSON' },
  },
  previous: 'hash of the third',
  hash: 'hash of the fourth',
};

describe('an event of a case that was erased', () => {
  it('keeps its place in the chain, the officer, and what stages and clocks are followed by, and nothing else', () => {
    expect(reducedEvent(accepted)).toStrictEqual({
      sequence: 4,
      at: '2026-05-11T02:00:00.000Z',
      type: 'accepted',
      by: { party: 'authority', subject: 'officer-7' },
      data: {
        category: 'B',
        quota: { reserved: '2026#interns#3' },
        clock: { stage: 'review', dueAt: '2026-05-18T15:59:59.999Z' },
      },
      previous: 'hash of the third',
      hash: 'hash of the fourth',
      erased: true,
    });
  });

  it('names neither the applicant nor the handler of the employer', () => {
    for (const party of ['applicant', 'employer'] as const) {
      const by = { party, subject: 'account-of-a-person' } as ApplicationEvent['by'];
      expect(reducedEvent({ ...accepted, by }).by).toEqual({ party });
    }
  });
});
