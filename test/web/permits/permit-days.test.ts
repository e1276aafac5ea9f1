import { describe, expect, test } from 'vitest';
import { type DatedPermit, permitDays } from '../../../web/permits/permit-days.ts';

const permit: DatedPermit = {
  number: 'GP9B7BT58KAY8MX73L',
  holder: 'SPECIMEN, ELENA MARIA',
  validTo: '2027-03-31',
  onward: [
    { procedure: 'extension', title: { zh: '延期', en: 'Extension' }, opensOn: '2026-12-01', closesOn: '2027-03-01' },
    { procedure: 'change', title: { zh: '变更', en: 'Change' } },
  ],
};
const words = {
  ends: 'ends',
  opens: (what: string) => `${what} opens`,
  closes: (what: string) => `${what} closes`,
  about: (holder: string, number: string) => `${holder} ${number}`,
};
const days = (today: string, of = permit) =>
  permitDays(of, today, words, ({ en }) => en, 'https://zone.example/permits/x').map(({ on, summary }) => [
    on,
    summary,
  ]);

describe('the days of a permit for a calendar', () => {
  test('are those on which an extension opens and closes, and the last day', () => {
    expect(days('2026-11-22')).toEqual([
      ['2026-12-01', 'Extension opens'],
      ['2027-03-01', 'Extension closes'],
      ['2027-03-31', 'ends'],
    ]);
  });

  test('leave out what has passed, and keep what is today', () => {
    expect(days('2027-03-01').map(([on]) => on)).toEqual(['2027-03-01', '2027-03-31']);
    expect(days('2027-04-01')).toEqual([]);
  });

  test('are the last day alone where nothing has a window', () => {
    expect(days('2026-11-22', { ...permit, onward: [] })).toEqual([['2027-03-31', 'ends']]);
  });

  test('say whose they are and where to look, and carry names that no other permit has', () => {
    const found = permitDays(permit, '2026-11-22', words, ({ zh }) => zh, 'https://zone.example/permits/x');
    for (const { description } of found) {
      expect(description).toBe('SPECIMEN, ELENA MARIA GP9B7BT58KAY8MX73L\nhttps://zone.example/permits/x');
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });
});
