import { describe, expect, test } from 'vitest';
import { demo } from '../../../../infra/zones/demo.ts';
import { heilongjiang } from '../../../../infra/zones/heilongjiang.ts';
import { windowProblems } from '../../../../shared/domain/service-window/competence-problems.ts';
import type { ServiceWindow } from '../../../../shared/domain/service-window/service-window.ts';
import { type ZoneFile, zoneSchema } from '../../../../shared/zone/zone.ts';
import { closedFrom, windowOf } from './windows.ts';

const delegated = { procedures: ['new-permit', 'extension'], categories: ['A', 'B', 'C'] as const };
const problems = (...windows: ServiceWindow[]) =>
  windowProblems(windows, delegated).map(({ path, message }) => `${path.join('.')}: ${message}`);

const one = windowOf(1, { competence: { divisions: ['2301'], elsewhere: true } });
const two = windowOf(2, { competence: { divisions: ['2302'], elsewhere: false } });

describe('the windows of a zone', () => {
  test('that give every case one home have nothing wrong with them', () => {
    expect(problems(one, two)).toEqual([]);
  });

  test.each([
    ['the same division', '2301'],
    ['a part of it', '230102'],
    ['what it is a part of', '23'],
  ])('do not overlap in %s, told once for all matters', (_, division) => {
    const found = problems(one, windowOf(2, { competence: { divisions: [division], elsewhere: false } }));
    expect(found).toEqual([`1.competence.divisions: division ${division} is at home at window 1 already (2301)`]);
  });

  test('may share a division where they handle other matters', () => {
    const talents = windowOf(2, { competence: { categories: ['A'], divisions: ['2301'], elsewhere: true } });
    const others = windowOf(1, {
      competence: { categories: ['B', 'C', 'none'], divisions: ['2301'], elsewhere: true },
    });
    expect(problems(others, talents)).toEqual([]);
  });

  test('leave no matter without a home, cases without a category among them', () => {
    const talents = windowOf(1, { competence: { categories: ['A'], divisions: [], elsewhere: true } });
    const others = windowOf(2, { competence: { categories: ['B'], divisions: [], elsewhere: true } });
    expect(problems(talents, others)).toEqual([
      ': exactly one window must take employers of divisions that no window names, 0 do: new-permit of category C, new-permit without category, extension of category C, extension without category',
    ]);
  });

  test('have one window for everybody else, not two', () => {
    expect(problems(one, windowOf(2, { competence: { divisions: [], elsewhere: true } }))).toEqual([
      ': exactly one window must take employers of divisions that no window names, 2 do',
    ]);
  });

  test('have numbers, hours, closures and deputies that can be', () => {
    const odd = windowOf(1, {
      competence: { procedures: ['merchant-card'], divisions: [], elsewhere: false },
      hours: [{ days: [1], from: '17:00', to: '09:00' }],
      closures: [closedFrom('2026-12-02', '2026-12-01')],
    });
    expect(problems(one, odd)).toEqual([
      '1.number: window 1 stands here twice',
      '1.competence.procedures.0: merchant-card is not delegated to this zone',
      '1.competence: names no division and does not take the others either: nothing would ever be filed here',
      '1.closures.0.to: must not be before from',
      '1.hours.0.to: must be after from',
      '1.deputy: a window with closures needs a deputy',
    ]);
    expect(problems(one, { ...two, deputy: 2 })).toEqual(['1.deputy: must be another window']);
    expect(problems(one, { ...two, deputy: 9 })).toEqual(['1.deputy: window 9 does not exist']);
  });

  test('have deputies that can do all the work', () => {
    const talents = windowOf(3, { competence: { categories: ['A'], divisions: ['2303'], elsewhere: false } });
    expect(problems({ ...one, deputy: 3 }, two, talents)[0]).toMatch(
      /^0\.deputy: window 3 does not handle all that this window does: new-permit of category B/,
    );
  });
});

test('a zone file whose windows overlap or leave something out is refused at the place', () => {
  const windows = heilongjiang.serviceWindows ?? [];
  const told = (serviceWindows: ZoneFile['serviceWindows']) => {
    const parsed = zoneSchema.safeParse({ ...heilongjiang, serviceWindows });
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
  };
  expect(told(windows)).toEqual([]);
  expect(told(windows.map((one) => ({ ...one, competence: { divisions: ['2301'] } })))).toContain(
    'serviceWindows.1.competence.divisions',
  );
  expect(told(windows.slice(1))).toEqual(expect.arrayContaining(['serviceWindows', 'serviceWindows.0.deputy']));
  expect(zoneSchema.safeParse({ ...demo, serviceWindows: demo.serviceWindows?.slice(0, 1) }).success).toBe(false);
});
