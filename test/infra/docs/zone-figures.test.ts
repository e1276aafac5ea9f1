import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withZoneFigures } from '../../../infra/docs/zone-figures.ts';
import { placeholders } from '../../../infra/zones/check.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';

const zones = zoneFiles.map((file) => zoneSchema.parse(file));

describe.each(zones.map((zone) => [zone.id, zone] as const))('the page of %s', (id, zone) => {
  const page = readFileSync(`docs/zones/${id}.md`, 'utf8');

  test('shows the figures of its zone file; npm run docs writes them', () => {
    expect(withZoneFigures(page, zone)).toBe(page);
  });

  test('counts every placeholder', () => {
    expect(page).toContain(`\n${placeholders(zone).length} figures that no source proves`);
  });
});

test('a page that has lost its marks is refused, one that does not exist is begun', () => {
  const [zone] = zones;
  if (!zone) throw new Error('there is no zone');
  expect(() => withZoneFigures('# E-Town', zone)).toThrow(/no marks/);
  expect(withZoneFigures(undefined, zone)).toMatch(/^# .+\n\n## Figures\n/);
});
