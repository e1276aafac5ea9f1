import { describe, expect, it } from 'vitest';
import type { PointsPolicy } from '../../../../shared/domain/scoring/points-policy.ts';
import { localityMistakes, pointsMistakes } from '../../../../shared/domain/scoring/policy-mistakes.ts';
import type { Locality } from '../../../../shared/domain/scoring/routes-policy.ts';
import { pointsPolicies } from '../../../../shared/policy/points/index.ts';
import { localities, nationalRoutes } from '../../../../shared/policy/routes/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test spoils a policy anywhere
type Spoil = (policy: any) => void;

const spoilt = (spoil: Spoil) => {
  const policy = structuredClone(pointsPolicies['interim-2017']) as PointsPolicy;
  spoil(policy);
  return pointsMistakes(policy).map(({ path, code }) => `${path} ${code}`);
};

describe('a points table', () => {
  it.each(Object.values(pointsPolicies))('that is published has no mistake: $id', (policy) => {
    expect(pointsMistakes(policy)).toEqual([]);
  });

  it.each<[string, Spoil, string[]]>([
    [
      'two items of one name',
      ({ items }) => {
        items[1].id = items[0].id;
      },
      ['items.1.id named-twice'],
    ],
    [
      'two rows of one name',
      ({ items }) => {
        items[0].rows[1].id = items[0].rows[0].id;
      },
      ['items.0.rows.1.id named-twice'],
    ],
    [
      'the same number counted twice',
      ({ items }) => {
        items[3].fact = 'annualSalary';
      },
      ['items.3.fact named-twice'],
    ],
    [
      'a row above its cap',
      ({ items }) => {
        items[0].rows[0].points = 21;
      },
      ['items.0.rows.0.points above-cap'],
    ],
    [
      'rows that overlap',
      ({ items }) => {
        items[0].rows[1].lessThan = 46;
      },
      ['items.0.rows.1 overlap'],
    ],
    [
      'rows that share one value',
      ({ items }) => {
        delete items[0].rows[1].lessThan;
        items[0].rows[1].atMost = 45;
      },
      ['items.0.rows.1 overlap'],
    ],
    [
      'a row that covers nothing',
      ({ items }) => {
        items[0].rows[1].atLeast = 45;
      },
      ['items.0.rows.1 empty-range'],
    ],
    [
      'two bounds at one end',
      ({ items }) => {
        items[0].rows[0].moreThan = 50;
      },
      ['items.0.rows.0 two-bounds'],
    ],
    [
      'years that never reach the cap',
      ({ items }) => {
        items[2].perFurtherYear = 0;
      },
      ['items.2.perFurtherYear never-reaches-cap'],
    ],
    [
      'years that begin above the cap',
      ({ items }) => {
        items[2].points = 25;
      },
      ['items.2.points above-cap'],
    ],
    [
      'an option that is asked twice',
      ({ items }) => {
        items[1].options[1].when = items[1].options[0].when;
      },
      ['items.1.options.1.when named-twice'],
    ],
    [
      'thresholds in the wrong order',
      ({ thresholds }) => {
        thresholds.reverse();
      },
      ['thresholds.1 order'],
    ],
    [
      'thresholds of one category',
      ({ thresholds }) => {
        thresholds[1].category = 'A';
      },
      ['thresholds.1.category named-twice'],
    ],
    [
      'a threshold out of reach',
      ({ thresholds }) => {
        thresholds[0].atLeast = 121;
      },
      ['thresholds.0.atLeast out-of-reach'],
    ],
    [
      'a note on no item',
      (policy) => {
        policy.itemPlaceholders.charm = { id: 'x' };
      },
      ['itemPlaceholders.charm unknown-item'],
    ],
  ])('is told of %s', (_what, spoil, mistakes) => {
    expect(spoilt(spoil)).toEqual(mistakes);
  });

  it('is told of everything at once', () => {
    const found = spoilt(({ items, thresholds }) => {
      items[0].rows[0].points = 30;
      items[0].rows[1].lessThan = 50;
      thresholds.reverse();
    });
    expect(found).toEqual(['items.0.rows.0.points above-cap', 'items.0.rows.1 overlap', 'thresholds.1 order']);
  });

  it('may have holes between its brackets, as the trial table has', () => {
    expect(
      spoilt(({ items }) => {
        items[0].rows.splice(2, 1);
      }),
    ).toEqual([]);
  });
});

const place = (spoil: (locality: Locality & Record<string, never>) => void) => {
  const locality = structuredClone(localities.wuhan) as Locality & Record<string, never>;
  spoil(locality);
  return localityMistakes(locality, nationalRoutes).map(({ path, code }) => `${path} ${code}`);
};

describe('a place', () => {
  it.each(Object.values(localities))('that is published has no mistake: $id', (locality) => {
    expect(localityMistakes(locality, nationalRoutes)).toEqual([]);
  });

  it.each<[string, Spoil, string[]]>([
    [
      'a period that runs backwards',
      ({ salaryBases }) => {
        salaryBases[0].validTo = '2024-06-30';
      },
      ['salaryBases.0.validTo backwards'],
    ],
    [
      'two amounts for one day',
      ({ salaryBases }) => {
        salaryBases.push({ ...salaryBases[0], validFrom: '2025-06-30', validTo: null });
      },
      ['salaryBases.1 overlap'],
    ],
    [
      'an earlier amount that ends on the day on which the next begins',
      ({ salaryBases }) => {
        const { validFrom } = salaryBases[0];
        salaryBases.push({ ...salaryBases[0], validFrom: '2020-07-01', validTo: validFrom });
      },
      ['salaryBases.1 overlap'],
    ],
    [
      'nothing where an earlier amount ends before the next begins',
      ({ salaryBases }) => {
        salaryBases.push({ ...salaryBases[0], validFrom: '2020-07-01', validTo: '2021-06-30' });
      },
      [],
    ],
    [
      'less for A than for B',
      ({ salaryBases }) => {
        salaryBases[0].published = { A: 1, B: 2 };
      },
      ['salaryBases.0.published order'],
    ],
    [
      'multiples the wrong way round',
      ({ multiples }) => {
        multiples.A.times = 3;
      },
      ['multiples.A.times order'],
    ],
    [
      'a route that has a national name',
      ({ direct }) => {
        direct.push({ ...nationalRoutes.direct[0] });
      },
      ['direct.0.id named-twice'],
    ],
  ])('is told of %s', (_what, spoil, mistakes) => {
    expect(place(spoil)).toEqual(mistakes);
  });
});
