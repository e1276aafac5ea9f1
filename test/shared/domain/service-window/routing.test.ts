import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demo } from '../../../../infra/zones/demo.ts';
import { heilongjiang } from '../../../../infra/zones/heilongjiang.ts';
import { homeWindow, receivingWindow } from '../../../../shared/domain/service-window/routing.ts';
import { isCompetent } from '../../../../shared/domain/service-window/service-window.ts';
import { zoneSchema } from '../../../../shared/zone/zone.ts';
import { closedFrom, windowOf } from './windows.ts';

const zones = [heilongjiang, demo].map((file) => zoneSchema.parse(file));

const cases = (procedures: readonly string[]) =>
  fc.record({
    procedure: fc.constantFrom(...procedures),
    category: fc.constantFrom('A', 'B', 'C', null),
    creditCode: fc.oneof(
      fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{18}$/),
      fc
        .constantFrom('2300', '2301', '2310', '2327', '1103')
        .chain((division) => fc.stringMatching(/^[0-9]{12}$/).map((rest) => `91${division}${rest}`)),
      fc.constant(undefined),
    ),
  });

describe.each(zones.map((zone) => [zone.id, zone] as const))('in %s', (_id, zone) => {
  const windows = zone.serviceWindows ?? [];

  test('every application that there can be is at home at exactly one window, which handles it', () => {
    expect(windows.length).toBeGreaterThan(1);
    fc.assert(
      fc.property(cases(zone.delegation.procedures), (the) => {
        const home = homeWindow(windows, the);
        expect(isCompetent(home, the)).toBe(true);
        // Whatever the order in which the file lists them: no other window would do as well.
        expect(homeWindow([...windows].reverse(), the)).toBe(home);
        expect(() =>
          homeWindow(
            windows.filter((one) => one !== home && !one.competence.elsewhere),
            the,
          ),
        ).toThrow();
      }),
    );
  });

  test('a window that has a case keeps it when it is submitted again', () => {
    fc.assert(
      fc.property(cases(zone.delegation.procedures), fc.constantFrom(...windows), (the, present) => {
        const received = receivingWindow(windows, { ...the, on: '2026-11-23', present: present.number });
        expect(received).toBe(isCompetent(present, the) ? present : homeWindow(windows, the));
      }),
    );
  });
});

describe('Heilongjiang', () => {
  const [{ serviceWindows: windows = [] } = {}] = zones;
  const homeOf = (creditCode: string) =>
    homeWindow(windows, { procedure: 'new-permit', category: 'B', creditCode }).name.en;

  test.each([
    ['an enterprise of Mudanjiang', '91231002AAAAAAAAA0', 'Mudanjiang service window'],
    ["an enterprise of Daxing'anling", '91232701AAAAAAAAA0', "Daxing'anling service window"],
    ['a university that the province registered', '12230000AAAAAAAAA0', 'Harbin service window'],
    ['a university that a ministry registered', '12100000AAAAAAAAA0', 'Harbin service window'],
  ])('sends %s where it belongs', (_, code, window) => {
    expect(homeOf(code)).toBe(window);
  });
});

describe('a window that is closed', () => {
  const the = { procedure: 'new-permit', category: 'B' as const, creditCode: '91230100AAAAAAAAA0' };
  const windows = [
    windowOf(1, {
      competence: { divisions: ['2301'], elsewhere: false },
      deputy: 2,
      closures: [closedFrom('2026-11-23', '2026-11-24')],
    }),
    windowOf(2, {
      competence: { divisions: ['2302'], elsewhere: false },
      deputy: 3,
      closures: [closedFrom('2026-11-24', '2026-11-24')],
    }),
    windowOf(3, {
      competence: { divisions: [], elsewhere: true },
      deputy: 1,
      closures: [closedFrom('2026-12-01', '2026-12-01')],
    }),
  ];
  const on = (day: string, present?: number) => receivingWindow(windows, { ...the, on: day, present }).number;

  test('hands what comes in to its deputy, or to the deputy of that one', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((day) => on(day))).toEqual([1, 2, 3, 1]);
  });

  test('keeps what it has, unless it was given up', () => {
    expect(on('2026-11-23', 1)).toBe(1);
    const [first, ...others] = windows;
    const givenUp = [{ ...windowOf(1), ...first, closures: [closedFrom('2026-11-23')] }, ...others];
    expect(receivingWindow(givenUp, { ...the, on: '2026-11-23', present: 1 }).number).toBe(2);
  });

  test('receives all the same where nobody is open instead', () => {
    const closed = windows.map((window) => ({ ...window, closures: [closedFrom('2026-11-01')] }));
    expect(receivingWindow(closed, { ...the, on: '2026-11-23' }).number).toBe(1);
  });
});
