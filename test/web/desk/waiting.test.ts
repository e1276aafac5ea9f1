import { describe, expect, it } from 'vitest';
import { fitting, inquiryNumber, waited } from '../../../web/desk/waiting.ts';

describe('how long somebody has waited for the desk', () => {
  const since = '2026-11-23T02:00:00.000Z';
  const later = (minutes: number) => Date.parse(since) + minutes * 60_000;

  it('is told in minutes, then hours, then days, each rounded down', () => {
    expect(waited(since, later(59))).toEqual({ unit: 'minutes', many: 59 });
    expect(waited(since, later(119))).toEqual({ unit: 'hours', many: 1 });
    expect(waited(since, later(47 * 60))).toEqual({ unit: 'hours', many: 47 });
    expect(waited(since, later(48 * 60))).toEqual({ unit: 'days', many: 2 });
  });

  it('is never less than nothing, though a device may be behind the zone', () => {
    expect(waited(since, later(-3))).toEqual({ unit: 'minutes', many: 0 });
  });
});

describe('the list of inquiries', () => {
  const lines = [
    { id: 1, topic: 'points', channel: 'online' },
    { id: 2, topic: 'points', channel: 'telephone', claimedBy: 'me' },
    { id: 3, topic: 'time', channel: 'online', claimedBy: 'somebody' },
  ];
  const ids = (wanted: Parameters<typeof fitting>[1]) => fitting(lines, wanted, 'me').map(({ id }) => id);

  it('is narrowed down by topic, channel and who took it, all at once', () => {
    expect(ids({ topic: '', channel: '', whose: 'any' })).toEqual([1, 2, 3]);
    expect(ids({ topic: 'points', channel: '', whose: 'any' })).toEqual([1, 2]);
    expect(ids({ topic: 'points', channel: 'online', whose: 'free' })).toEqual([1]);
    expect(ids({ topic: '', channel: '', whose: 'mine' })).toEqual([2]);
  });
});

describe('a number that somebody tells on the telephone', () => {
  it('is found however it was typed', () => {
    expect(inquiryNumber(' FYFBC xe1sq ')).toBe('fyfbc-xe1sq');
    expect(inquiryNumber('fyfbc-xe1sq')).toBe('fyfbc-xe1sq');
  });

  it('is none where letters are missing', () => {
    expect(inquiryNumber('fyfbc-xe1')).toBeUndefined();
  });
});
