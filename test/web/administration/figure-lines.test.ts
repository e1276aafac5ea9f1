import { describe, expect, it } from 'vitest';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { sourcedFigures } from '../../../shared/zone/sourced-figures.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import {
  bySection,
  figureLines,
  kindOfPlace,
  numberOfPlace,
  sameClocks,
} from '../../../web/administration/figure-lines.ts';
import { sectionNames } from '../../../web/administration/figure-words.ts';

describe('The figures of a zone file, readable', () => {
  it('says every value under its names from outside to inside', () => {
    expect(figureLines({ passMark: 80, cases: { front: 2, back: 3 }, open: true })).toEqual([
      { names: ['passMark'], value: 80 },
      { names: ['cases', 'front'], value: 2 },
      { names: ['cases', 'back'], value: 3 },
      { names: ['open'], value: true },
    ]);
  });

  it('keeps a list of plain things in one line and numbers the parts of others', () => {
    expect(figureLines({ categories: ['A', 'B'], thresholds: [{ points: 60 }, { points: 100 }] })).toEqual([
      { names: ['categories'], value: ['A', 'B'] },
      { names: ['thresholds', '1', 'points'], value: 60 },
      { names: ['thresholds', '2', 'points'], value: 100 },
    ]);
  });

  it('calls named things by their names', () => {
    const label = { zh: '申请材料', en: 'Papers' };
    expect(figureLines({ list: [{ id: 'materials', label }] })).toEqual([{ names: ['list'], value: [label] }]);
  });

  it('orders figures by section and names places without their numbers', () => {
    const figures = [{ path: 'clocks[0]' }, { path: 'policy.photo' }, { path: 'clocks[1]' }];
    expect(bySection(figures)).toEqual([
      { section: 'clocks', figures: [figures[0], figures[2]] },
      { section: 'policy', figures: [figures[1]] },
    ]);
    expect(kindOfPlace('merchantCard.services[3].grant')).toBe('merchantCard.services.grant');
    expect(numberOfPlace('merchantCard.services[3].grant')).toBe(4);
    expect(numberOfPlace('policy.photo')).toBeUndefined();
  });

  it('tells time limits that are the same once, with all of their procedures', () => {
    const clock = (path: string, procedure: string, promise: number) => {
      return { path, values: { procedure, stage: 'review', promise }, source: 'sample', placeholder: true };
    };
    const clocks = [
      clock('clocks[0]', 'change', 1),
      clock('clocks[1]', 'reissue', 1),
      clock('clocks[2]', 'extension', 2),
    ];
    expect(sameClocks(clocks).map(({ figure, procedures }) => [figure.path, procedures])).toEqual([
      ['clocks[0]', ['change', 'reissue']],
      ['clocks[2]', ['extension']],
    ]);
  });

  it('has a name for every section of every zone, and says something of every figure that holds anything', () => {
    for (const zone of zoneFiles) {
      const figures = sourcedFigures(zone as unknown as Zone);
      expect(bySection(figures).filter(({ section }) => sectionNames[section] === undefined)).toEqual([]);
      const silent = figures.filter(({ values }) => figureLines(values).length === 0 && Object.keys(values).length > 0);
      expect(silent.map(({ path }) => path)).toEqual([]);
    }
  });
});
