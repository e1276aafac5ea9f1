import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookedAtOnce, searchTalents } from '../../../functions/talents/search.ts';
import type { TalentFilter } from '../../../shared/domain/talents/talent.ts';
import { keys } from '../../../shared/records/keys.ts';
import type { Key } from '../../../shared/records/table.ts';
import { leaveLists } from '../../../shared/records/talent.ts';
import { openRecords, type Records } from '../../records-wire.ts';
import { meant, type Registered, registerTalents, registerVeryMany, somebody } from './registered-talents.ts';

const today = '2026-11-23';
let records: Records;

/** Every page of a search, and how each was. */
async function pagesOf(filter: TalentFilter, limit: number, from: { table: Records['table'] } = records) {
  const pages: { codes: string[]; looked: number }[] = [];
  let after: Key | undefined;
  do {
    const page = await searchTalents(from.table, filter, { today, limit, ...(after ? { after } : {}) });
    pages.push({ codes: page.found.map(({ permit }) => permit.number), looked: page.looked });
    after = page.next;
  } while (after && pages.length < 500);
  return pages;
}

const filters: fc.Arbitrary<TalentFilter> = fc.record(
  {
    category: fc.constantFrom('A', 'B', 'C'),
    industry: fc.constantFrom('C', 'I', 'M', 'P', 'H', 'T'),
    post: fc.constantFrom('工程师', 'engin', 'chef 总厨', 'IT', '教师 fre', 'research', '经理'),
    nationality: fc.constantFrom('UTO', 'FRA', 'DEU', 'JPN', 'BRA', 'CHE'),
    language: fc.constantFrom('en', 'fr', 'de', 'ja', 'pt', 'ru', 'ar'),
    expiresFrom: fc.constantFrom('2026-10-01', '2027-01-01', '2027-06-30'),
    expiresTo: fc.constantFrom('2026-11-22', '2027-01-31', '2027-12-31'),
  },
  { requiredKeys: [] },
);

describe('among 400 permits, some of which were extended, moved, ended or suspended', () => {
  const everybody: Registered[] = [];
  afterAll(() => records.close());
  beforeAll(async () => {
    records = await openRecords();
    const first = Array.from({ length: 400 }, (_, number) => somebody(number));
    await registerTalents(records, first);
    const next = first.map((one, number): Registered => {
      const { permit } = one;
      const applicationId = `next${number}`;
      // Extended, given another post, and extended by a function that died before it took the old entries out.
      if (number % 5 === 1) return { ...one, permit: { ...permit, applicationId, validTo: '2028-05-05' } };
      if (number % 5 === 2)
        return { ...one, permit: { ...permit, applicationId, post: 'Head of Research' }, languages: ['ar'] };
      return one;
    });
    const changed = next.filter(({ permit }, number) => permit !== first[number]?.permit);
    await registerTalents(records, changed);
    for (const [number, { permit }] of next.entries()) {
      const before = first[number]?.permit;
      if (before && before !== permit && number % 2 === 0) await leaveLists(records.table, before, permit);
    }
    everybody.push(...next);
  }, 60_000);

  test('a search finds, page by page, exactly the permits that its filter means, whatever the filter', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), async (filter, limit) => {
        const pages = await pagesOf(filter, limit);
        expect(pages.flatMap(({ codes }) => codes)).toEqual(meant(everybody, filter, today));
        expect(Math.max(...pages.map(({ codes }) => codes.length))).toBeLessThanOrEqual(limit);
        expect(Math.max(...pages.map(({ looked }) => looked))).toBeLessThanOrEqual(lookedAtOnce);
      }),
      { numRuns: 150 },
    );
  });

  test('a permit that ends while somebody pages through is not shown any more', async () => {
    const filter = { nationality: 'FRA' } as const;
    const [first] = meant(everybody, filter, today).slice(3);
    const permit = everybody.find((one) => one.permit.number === first)?.permit;
    if (!permit) throw new Error('nobody to revoke');
    const { found, next } = await searchTalents(records.table, filter, { today, limit: 3 });
    await records.table.put({ ...keys.permit(permit.number), ...permit, status: 'revoked' });
    const rest = await searchTalents(records.table, filter, { today, limit: 60, ...(next ? { after: next } : {}) });
    expect(found).toHaveLength(3);
    expect(rest.found.map(({ permit: { number } }) => number)).not.toContain(first);
    await records.table.put({ ...keys.permit(permit.number), ...permit });
  });

  test('goes on the next day where it stopped the day before, though days have passed', async () => {
    const { next } = await searchTalents(records.table, {}, { today: '2026-11-05', limit: 2 });
    const { found } = await searchTalents(records.table, {}, { today, limit: 100, ...(next ? { after: next } : {}) });
    expect(found.map(({ permit }) => permit.number)).toEqual(meant(everybody, {}, today).slice(0, 100));
  });
});

describe('what a page costs', () => {
  const searches: [string, TalentFilter][] = [
    ['nobody in particular', {}],
    ['a nationality', { nationality: 'FRA' }],
    ['a post of a nationality', { post: '工程师', nationality: 'UTO' }],
    ['a language, in an industry, of a category', { language: 'ja', industry: 'M', category: 'C' }],
    ['what nobody has', { language: 'ru', industry: 'T' }],
  ];
  const measured = async (talents: number) => {
    const here = await openRecords();
    const everybody = Array.from({ length: talents }, (_, number) => somebody(number));
    await registerVeryMany(
      here,
      everybody.map((one) => ({ ...one, permit: { ...one.permit, post: '软件工程师' } })),
    );
    const units = new Map<string, number>();
    for (const [name, filter] of searches) {
      const { read } = await here.cost(() => searchTalents(here.table, filter, { today, limit: 20 }));
      units.set(name, read);
    }
    await here.close();
    return units;
  };

  test('is bounded by what a page shows and looks at, not by how many there are', async () => {
    const [few, many] = [await measured(250), await measured(5000)];
    for (const [name] of searches) {
      // Two items for each of twenty that are shown, ten entries beside them, or five hundred that are looked at.
      expect(many.get(name), name).toBeLessThanOrEqual(40 + 20);
    }
    const grows = (name: string) => (many.get(name) ?? 0) - (few.get(name) ?? 0);
    expect(grows('nobody in particular')).toBeLessThanOrEqual(2);
    expect(grows('a nationality')).toBeLessThanOrEqual(5);
  }, 300_000);
});
