import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stages } from '../../../../shared/domain/application/transitions.ts';
import {
  dropReason,
  type Part,
  papersTogether,
  partState,
  readyTogether,
} from '../../../../shared/domain/visits/bundle.ts';

describe('a part of a visit', () => {
  it('is ready once it is issued or completed, drops out however else it ended, and is pending until then', () => {
    expect(Object.fromEntries(stages.map((stage) => [stage, partState(stage)]))).toMatchObject({
      draft: 'pending',
      'preliminary-review': 'pending',
      approved: 'pending',
      issued: 'ready',
      completed: 'ready',
      refused: 'dropped',
      'not-accepted': 'dropped',
      withdrawn: 'dropped',
      lapsed: 'dropped',
    });
    expect(partState(undefined)).toBe('dropped');
  });

  it('says why it dropped out, whichever way it did', () => {
    for (const stage of [...stages, undefined]) {
      expect(dropReason(stage) !== undefined, stage).toBe(partState(stage) === 'dropped');
    }
  });
});

describe('everything together', () => {
  it('is ready on the day on which the last part was', () => {
    expect(
      readyTogether([
        { state: 'ready', readyOn: '2026-11-24' },
        { state: 'ready', readyOn: '2026-11-27' },
        { state: 'dropped' },
      ]),
    ).toEqual({ ready: true, on: '2026-11-27' });
  });

  it('is expected on the last promised day while parts are pending, and on none where one has no promise', () => {
    const ready: Part = { state: 'ready', readyOn: '2026-11-24' };
    const promised: Part = { state: 'pending', expectedOn: '2026-11-26' };
    expect(readyTogether([ready, promised])).toEqual({ ready: false, expectedOn: '2026-11-26' });
    expect(readyTogether([ready, promised, { state: 'pending' }])).toEqual({ ready: false });
  });

  it('is never ready where everything dropped out', () => {
    expect(readyTogether([{ state: 'dropped' }])).toEqual({ ready: false });
  });

  it('never waits for what dropped out, and waits for everything else, whatever the parts', () => {
    const day = fc.constantFrom('2026-11-23', '2026-11-24', '2026-12-01');
    const part = fc.oneof(
      fc.record({ state: fc.constant('ready' as const), readyOn: day }),
      fc.record({ state: fc.constant('pending' as const), expectedOn: day }),
      fc.record({ state: fc.constant('dropped' as const) }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const kept = parts.filter(({ state }) => state !== 'dropped');
        const { ready, on } = readyTogether(parts);
        expect(ready).toBe(kept.length > 0 && kept.every(({ state }) => state === 'ready'));
        if (ready) for (const one of kept) expect('readyOn' in one && on !== undefined && one.readyOn <= on).toBe(true);
        expect(readyTogether(kept)).toEqual(readyTogether(parts));
      }),
    );
  });
});

describe('what to bring', () => {
  it('names each paper once, with the applications for which it is', () => {
    const passport = { kind: 'passport', label: { zh: '护照', en: 'Passport' } };
    const contract = { kind: 'contract', label: { zh: '合同', en: 'Contract' } };
    expect(
      papersTogether([
        { application: 'a', papers: [passport, contract] },
        { application: 'b', papers: [contract, passport] },
      ]),
    ).toEqual([
      { ...passport, applications: ['a', 'b'] },
      { ...contract, applications: ['a', 'b'] },
    ]);
  });
});
