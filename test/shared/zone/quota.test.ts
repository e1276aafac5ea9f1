import { describe, expect, test } from 'vitest';
import { etown } from '../../../infra/zones/etown.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { zoneProcedures } from '../../../shared/domain/procedure/versions.ts';
import { procedures } from '../../../shared/policy/procedures/index.ts';
import { firstDayAhead, groupLabel, limitedGroups, openingOn, quotaNeed } from '../../../shared/zone/quota.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';
import { etownRules } from '../../zone-rules.ts';

const line = (more: object = {}) => ({
  group: 'interns',
  label: { zh: '实习生', en: 'Interns' },
  perYear: 10,
  validFrom: '2026-01-01',
  source: 'invented',
  placeholder: false,
  ...more,
});
const problemsOf = (quotas: unknown) =>
  (zoneSchema.safeParse({ ...etown, quotas }).error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

describe('the quotas of a zone file', () => {
  test('may be left out', () => {
    const { quotas: _, ...without } = etown;
    expect(zoneSchema.parse(without).quotas).toEqual([]);
  });

  test('give one figure for a group on each day', () => {
    expect(
      problemsOf([line({ validTo: '2026-12-31' }), line({ validFrom: '2027-01-01' }), line({ group: 'others' })]),
    ).toEqual([]);
    const message = 'another line already holds for group interns at that time';
    expect(problemsOf([line(), line({ validFrom: '2030-01-01' })])).toEqual([['quotas.1.validFrom', message]]);
    expect(problemsOf([line({ validFrom: '2027-01-01' }), line({ validTo: '2027-01-01' })])).toEqual([
      ['quotas.1.validFrom', message],
    ]);
  });

  test.each([
    ['a group that is no plain name', { group: 'Interns #1' }, 'quotas.0.group'],
    ['a figure below nothing', { perYear: -1 }, 'quotas.0.perYear'],
    ['half a place', { perYear: 0.5 }, 'quotas.0.perYear'],
    ['an end before the beginning', { validTo: '2025-12-31' }, 'quotas.0.validTo'],
    ['no origin', { source: '' }, 'quotas.0.source'],
    ['a label in one language', { label: { zh: '实习生' } }, 'quotas.0.label.en'],
  ])('refuse %s', (_, more, path) => {
    expect(problemsOf([line(more)]).map(([where]) => where)).toEqual([path]);
  });
});

test.each(zoneFiles.map((file) => [file.id, zoneSchema.parse(file)] as const))(
  '%s has a figure, marked as a placeholder, for every group that its procedures limit',
  (_, zone) => {
    const groups = zoneProcedures(procedures, zone).flatMap(({ quota }) => quota?.group ?? []);
    expect(groups.length).toBeGreaterThan(0);
    for (const group of new Set(groups)) {
      expect(zone.quotas.find((found) => found.group === group)).toMatchObject({ placeholder: true });
    }
  },
);

describe('what a year begins with', () => {
  const zone = { quotas: [line({ validTo: '2026-06-30', perYear: 4 }), line({ validFrom: '2026-07-01' })] };

  test('is the figure in force on the day of the first acceptance', () => {
    expect(openingOn(zone, 'interns', '2026-06-30').perYear).toBe(4);
    expect(openingOn(zone, 'interns', '2026-07-01').perYear).toBe(10);
  });

  test('is nothing where no figure is in force', () => {
    expect(openingOn(zone, 'interns', '2025-12-31')).toMatchObject({ perYear: 0, placeholder: true });
    expect(openingOn(zone, 'graduates', '2026-07-01').perYear).toBe(0);
  });

  test('is looked up for today, and for the first day of another year', () => {
    expect(firstDayAhead(2026, '2026-11-23')).toBe('2026-11-23');
    expect(firstDayAhead(2027, '2026-11-23')).toBe('2027-01-01');
  });
});

describe('the groups of a zone', () => {
  const quotas = [
    line({ validTo: '2026-12-31' }),
    line({ validFrom: '2027-01-01', label: { zh: '见习', en: 'Trainees' } }),
  ];

  test('are named once each, as they are called now', () => {
    expect(limitedGroups({ quotas })).toEqual(['interns']);
    expect(groupLabel({ quotas }, 'interns').en).toBe('Trainees');
    expect(groupLabel({ quotas }, 'unknown')).toEqual({ zh: 'unknown', en: 'unknown' });
  });
});

describe('the place that an application needs', () => {
  const procedure = { quota: { group: 'interns', when: [{ categories: ['C' as const] }], source: 'invented' } };
  const at = '2026-12-31T16:30:00.000Z';

  test('is of the zone’s year in which it is accepted, with the figure of that day', () => {
    const rules = etownRules({
      quotas: [line({ validTo: '2026-12-31' }), line({ validFrom: '2027-01-01', perYear: 3 })],
    });
    expect(quotaNeed(rules, procedure, { category: 'C' }, at)).toMatchObject({
      year: 2027,
      group: 'interns',
      opening: { perYear: 3, source: 'invented' },
    });
  });

  test('is none for what the procedure does not limit, and none in a zone that keeps no such quota', () => {
    const rules = etownRules({ quotas: [line()] });
    expect(quotaNeed(rules, procedure, { category: 'B' }, at)).toBeUndefined();
    expect(quotaNeed(rules, {}, { category: 'C' }, at)).toBeUndefined();
    expect(quotaNeed(etownRules({ quotas: [] }), procedure, { category: 'C' }, at)).toBeUndefined();
  });
});
