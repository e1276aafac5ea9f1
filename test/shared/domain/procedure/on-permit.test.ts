import { describe, expect, test } from 'vitest';
import { proceduresOnPermit } from '../../../../shared/domain/procedure/on-permit.ts';
import { versionOn } from '../../../../shared/domain/procedure/versions.ts';
import { etownZone, proceduresOf } from '../../../zone-rules.ts';

const zone = etownZone();
const offered = ['new-permit', 'extension', 'change', 'cancellation', 'reissue'];
const on = (
  state: Parameters<typeof proceduresOnPermit>[2]['state'],
  options: { offered?: string[]; today?: string } = {},
) =>
  proceduresOnPermit(
    (id) => versionOn(proceduresOf(zone), id, options.today ?? '2026-11-22'),
    options.offered ?? offered,
    { state, validTo: '2027-03-31' },
  );
const ids = (found: ReturnType<typeof on>) => found.map(({ procedure }) => procedure);

describe('what can be applied for about a permit', () => {
  test('is extension, change, cancellation and reissue while it is valid, never a first permit', () => {
    expect(ids(on('valid'))).toEqual(['extension', 'change', 'cancellation', 'reissue']);
  });

  test('is its cancellation alone while it is suspended or has not begun, and nothing once it has ended', () => {
    expect(ids(on('suspended'))).toEqual(['cancellation']);
    expect(ids(on('not-yet-valid'))).toEqual(['cancellation']);
    for (const ended of ['expired', 'revoked', 'cancelled'] as const) expect(ids(on(ended))).toEqual([]);
  });

  test('is only what the zone offers', () => {
    expect(ids(on('valid', { offered: ['new-permit', 'change'] }))).toEqual(['change']);
  });

  test('is only what has a version in force on the day', () => {
    expect(on('valid', { today: '1999-01-01' })).toEqual([]);
  });

  test('says who may file it', () => {
    expect(on('valid').find(({ procedure }) => procedure === 'extension')?.filedBy).toEqual(['employer']);
  });

  test('names the days between which an extension is filed', () => {
    const extension = on('valid').find(({ procedure }) => procedure === 'extension');
    expect(extension).toMatchObject({ opensOn: '2026-12-01', closesOn: '2027-03-01' });
    expect(on('valid').find(({ procedure }) => procedure === 'change')).not.toHaveProperty('opensOn');
  });
});
