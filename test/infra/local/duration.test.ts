import { describe, expect, it } from 'vitest';
import { momentAfter } from '../../../infra/local/duration.ts';

const from = Date.parse('2026-11-30T22:15:00.500Z');

describe('a duration of ISO 8601', () => {
  it.each([
    ['P3D', '2026-12-03T22:15:00.500Z'],
    ['P2W', '2026-12-14T22:15:00.500Z'],
    ['PT36H', '2026-12-02T10:15:00.500Z'],
    ['PT90M', '2026-11-30T23:45:00.500Z'],
    ['PT0.5S', '2026-11-30T22:15:01.000Z'],
    ['P1DT2H3M4S', '2026-12-02T00:18:04.500Z'],
    ['P3M', '2027-02-28T22:15:00.500Z'],
    ['P1Y', '2027-11-30T22:15:00.500Z'],
  ])('%s leads to %s', (duration, expected) => {
    expect(new Date(momentAfter(from, duration) ?? 0).toISOString()).toBe(expected);
  });

  it.each(['', 'P', 'PT', '3D', 'P3', 'P-3D', 'P3DT', 'P1.5D', 'PT3D'])('is not "%s"', (text) => {
    expect(momentAfter(from, text)).toBeUndefined();
  });
});
