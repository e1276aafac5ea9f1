import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedStages, stages } from '../../../../shared/domain/application/transitions.ts';
import { type Holding, verdictOn } from '../../../../shared/domain/erasure/on-request.ts';
import {
  isDue,
  type Kept,
  keptTo,
  lastDayOfCase,
  type Retention,
} from '../../../../shared/domain/erasure/retention.ts';
import { addDays, addMonths } from '../../../../shared/domain/time.ts';

const day = fc.integer({ min: 0, max: 15_000 }).map((days) => addDays('2000-01-01', days));
const retention: fc.Arbitrary<Retention> = fc.record({
  closedCaseYears: fc.integer({ min: 1, max: 100 }),
  draftDays: fc.integer({ min: 1, max: 3650 }),
  helpYears: fc.integer({ min: 1, max: 100 }),
});
const kept: fc.Arbitrary<Kept> = fc.oneof(
  fc.record({
    kind: fc.constant('application' as const),
    stage: fc.constantFrom(...stages, 'discarded' as const),
    lastDay: day,
    heldTo: fc.array(day, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constantFrom('visit' as const, 'help' as const), ended: fc.boolean(), lastDay: day }),
  fc.record({
    kind: fc.constant('person' as const),
    lastDay: day,
    openCases: fc.integer({ min: 0, max: 2 }),
    onList: fc.boolean(),
  }),
);

describe('the retention of a zone', () => {
  it('lets nothing go on its last day or before, and everything on every day after', () => {
    fc.assert(
      fc.property(kept, retention, fc.nat(40_000), (one, zone, later) => {
        const last = keptTo(one, zone);
        if (last === undefined) return !isDue(one, zone, '9999-12-31');
        expect(isDue(one, zone, last)).toBe(false);
        expect(isDue(one, zone, addDays(last, -later))).toBe(false);
        expect(isDue(one, zone, addDays(last, 1 + later))).toBe(true);
        return true;
      }),
    );
  });

  it('keeps an ended case for its years after the last thing that rests on it: an event, a permit, a card', () => {
    fc.assert(
      fc.property(fc.constantFrom(...closedStages), day, fc.array(day), retention, (stage, lastDay, heldTo, zone) => {
        const last = keptTo({ kind: 'application', stage, lastDay, heldTo }, zone);
        for (const one of [lastDay, ...heldTo]) {
          expect(last && last >= addMonths(one, 12 * zone.closedCaseYears)).toBe(true);
        }
      }),
    );
  });

  it('ends on the day that each kind of thing is kept to, counted from the last thing that rests on it', () => {
    const zone = { closedCaseYears: 10, draftDays: 365, helpYears: 3 };
    const lastDay = '2026-11-23';
    const heldTo = ['2028-02-29', '2027-01-31'];
    const ends: [Kept, string | undefined][] = [
      [{ kind: 'application', stage: 'refused', lastDay }, '2036-11-23'],
      [{ kind: 'application', stage: 'issued', lastDay, heldTo }, '2038-02-28'],
      [{ kind: 'application', stage: 'issued', lastDay: '2029-06-01', heldTo }, '2039-06-01'],
      [{ kind: 'application', stage: 'draft', lastDay }, '2027-11-23'],
      [{ kind: 'application', stage: 'discarded', lastDay }, '2027-11-23'],
      [{ kind: 'visit', ended: true, lastDay }, '2036-11-23'],
      [{ kind: 'visit', ended: false, lastDay }, undefined],
      [{ kind: 'help', ended: true, lastDay }, '2029-11-23'],
      [{ kind: 'help', ended: false, lastDay }, undefined],
      [{ kind: 'person', lastDay, openCases: 0, onList: false }, '2036-11-23'],
    ];
    for (const [one, day] of ends) expect([one, keptTo(one, zone)]).toEqual([one, day]);
  });

  it('counts a case from its last event or document, or from the end of its permit', () => {
    const last = (events: object[], documents: object[] = []) =>
      lastDayOfCase('Asia/Shanghai', events as { at: string; data: unknown }[], documents as { addedAt: string }[]);
    const created = { at: '2026-05-08T02:00:00.000Z', data: {} };
    const evening = { at: '2026-05-11T16:00:00.000Z' };
    expect(last([evening, created])).toBe('2026-05-12');
    expect(last([created, evening], [{ addedAt: '2026-06-01T02:00:00.000Z' }])).toBe('2026-06-01');
    expect(last([created, { ...evening, data: { validTo: '2027-05-31' } }])).toBe('2027-05-31');
    expect(last([created], [{ addedAt: undefined }])).toBe('2026-05-08');
  });

  it('never ends for an open case, nor for somebody with an open case or on a list', () => {
    const zone = { closedCaseYears: 1, draftDays: 1, helpYears: 1 };
    for (const stage of stages.filter((one) => one !== 'draft' && !closedStages.includes(one))) {
      expect(keptTo({ kind: 'application', stage, lastDay: '2000-01-01' }, zone)).toBeUndefined();
    }
    expect(keptTo({ kind: 'person', lastDay: '2000-01-01', openCases: 1, onList: false }, zone)).toBeUndefined();
    expect(keptTo({ kind: 'person', lastDay: '2000-01-01', openCases: 0, onList: true }, zone)).toBeUndefined();
  });
});

describe('a request for erasure', () => {
  const zone = { closedCaseYears: 10, draftDays: 365, helpYears: 3 };
  const on = '2026-11-23';
  const application = (stage: (typeof stages)[number], lastDay: string, submitted = true): Holding => ({
    ...{ kind: 'application', id: 'a', stage, lastDay, submitted },
    heldTo: [],
  });

  it('takes away at once what was never handed in, what is optional and what is over', () => {
    const gone: Holding[] = [
      application('draft', on, false),
      { kind: 'talent', id: 't' },
      { kind: 'notices', id: 'n' },
      { kind: 'visit', id: 'v', ended: true, lastDay: on },
      { kind: 'help', id: 'h', ended: true, dispute: false, lastDay: on },
      { kind: 'inquiry', id: 'i', ended: true },
      application('refused', '2016-11-22'),
    ];
    expect(gone.map((one) => verdictOn(one, zone, on).goes)).toEqual(gone.map(() => true));
  });

  it('names by a key what goes: a case, a visit, a request for help, an inquiry', () => {
    const target = (holding: Holding) => {
      const verdict = verdictOn(holding, zone, on);
      return verdict.goes ? verdict.target : undefined;
    };
    expect(target(application('draft', on, false))).toEqual({ what: 'application', id: 'a' });
    expect(target({ kind: 'visit', id: 'v', ended: true, lastDay: on })).toEqual({ what: 'visit', id: 'v' });
    expect(target({ kind: 'help', id: 'h', ended: true, dispute: false, lastDay: on })).toEqual({
      what: 'help',
      id: 'h',
    });
    expect(target({ kind: 'help', id: 'h', ended: true, dispute: true, lastDay: '2020-01-01' })).toEqual({
      what: 'help',
      id: 'h',
    });
    expect(target({ kind: 'inquiry', id: 'i', ended: true })).toEqual({ what: 'inquiry', id: 'i' });
    expect(target({ kind: 'talent', id: 't' })).toEqual({ what: 'talent', id: 't' });
  });

  it('is told another reason for an open case than for one that was decided', () => {
    const reason = (stage: (typeof stages)[number]) => {
      const verdict = verdictOn(application(stage, '2026-11-01'), zone, on);
      return verdict.goes ? undefined : verdict.reason.en;
    };
    expect(reason('review')).toContain('The case is open');
    expect(reason('refused')).toContain('A decision and what it rests on');
  });

  it('takes back nothing of a case that was handed in and is a draft again, and waits for an unanswered inquiry', () => {
    expect(verdictOn(application('draft', on, true), zone, on).goes).toBe(false);
    expect(verdictOn({ kind: 'inquiry', id: 'i', ended: false }, zone, on).goes).toBe(false);
    expect(verdictOn(application('review', on, false), zone, on).goes).toBe(false);
  });

  it('leaves what the law keeps, with the reason in both languages, and until when where that is known', () => {
    const staying: [Holding, string | undefined][] = [
      [application('review', '2000-01-01'), undefined],
      [application('refused', '2026-11-01'), '2036-11-01'],
      [application('draft', '2026-11-01', true), '2027-11-01'],
      [{ kind: 'permit', id: 'p', lastDay: '2027-01-31' }, '2037-01-31'],
      [{ kind: 'help', id: 'h', ended: true, dispute: true, lastDay: on }, '2029-11-23'],
      [{ kind: 'help', id: 'h', ended: false, dispute: false, lastDay: on }, undefined],
      [{ kind: 'visit', id: 'v', ended: false, lastDay: on }, undefined],
      [{ kind: 'credit', id: 'c' }, undefined],
      [{ kind: 'register', id: 'r' }, undefined],
      [{ kind: 'readings', id: 'all' }, undefined],
    ];
    for (const [holding, until] of staying) {
      const verdict = verdictOn(holding, zone, on);
      if (verdict.goes) throw new Error(`${holding.kind} would go`);
      expect(verdict.until, holding.kind).toBe(until);
      expect(verdict.reason.zh.length * verdict.reason.en.length).toBeGreaterThan(0);
    }
  });

  it('never takes away what its retention keeps, whatever was handed in when', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), day, fc.array(day), day, (stage, lastDay, heldTo, today) => {
        const verdict = verdictOn(
          { kind: 'application', id: 'a', submitted: true, stage, lastDay, heldTo },
          zone,
          today,
        );
        expect(verdict.goes).toBe(isDue({ kind: 'application', stage, lastDay, heldTo }, zone, today));
      }),
    );
  });
});
