import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMinutes, spent } from '../../../../shared/domain/statistics/working-time.ts';
import { dayIn, instantOf } from '../../../../shared/domain/time.ts';
import { officeTimeOf } from '../../../../shared/zone/statistics.ts';
import { etownRules } from '../../../zone-rules.ts';

const office = officeTimeOf(etownRules());
/** A moment in Beijing. */
const at = (day: string, time: string) => instantOf(Date.parse(`${day}T${time}:00+08:00`));

describe('opening hours between two instants', () => {
  test.each([
    ['inside one day', at('2026-11-23', '10:00'), at('2026-11-23', '11:30'), 90],
    ['before opening', at('2026-11-23', '06:00'), at('2026-11-23', '08:59'), 0],
    ['over an evening', at('2026-11-23', '16:00'), at('2026-11-24', '10:00'), 120],
    ['over a weekend', at('2026-11-27', '16:00'), at('2026-11-30', '09:30'), 90],
    ['on a make-up Saturday', at('2026-02-14', '09:00'), at('2026-02-14', '17:00'), 480],
    ['over the Spring Festival', at('2026-02-14', '16:00'), at('2026-02-24', '10:00'), 120],
    ['over a whole week', at('2026-11-16', '09:00'), at('2026-11-20', '17:00'), 5 * 480],
    ['backwards', at('2026-11-24', '10:00'), at('2026-11-23', '10:00'), 0],
  ])('%s', (_what, from, to, minutes) => {
    expect(openMinutes(office, from, to)).toBe(minutes);
  });
});

const moments = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-11-30T00:00:00Z') })
  .map((moment) => moment - (moment % 60_000));

describe('the time between two instants', () => {
  test('is what a minute hand finds that is looked at again and again', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 20_000 }), (start, length) => {
        let minutes = 0;
        for (let moment = start; moment < start + length * 60_000; moment += 60_000) {
          const local = new Date(moment + 8 * 3_600_000);
          const hour = local.getUTCHours();
          if (hour >= 9 && hour < 17 && office.isWorkingDay(local.toISOString().slice(0, 10))) minutes += 1;
        }
        expect(openMinutes(office, instantOf(start), instantOf(start + length * 60_000))).toBe(minutes);
      }),
      { numRuns: 40 },
    );
  });

  test('adds up: two stretches that meet are the stretch over both', () => {
    fc.assert(
      fc.property(fc.tuple(moments, moments, moments), (three) => {
        const [a = '', b = '', c = ''] = [...three].sort((x, y) => x - y).map(instantOf);
        const [first, second, whole] = [spent(office, a, b), spent(office, b, c), spent(office, a, c)];
        expect(first.days + second.days).toBe(whole.days);
        expect(first.minutes + second.minutes).toBe(whole.minutes);
        expect(whole.days).toBe(office.between(dayIn(office.timeZone, a), dayIn(office.timeZone, c)).days);
      }),
    );
  });
});
