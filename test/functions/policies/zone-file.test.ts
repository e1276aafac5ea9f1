import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeholders } from '../../../infra/zones/check.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { routesIn } from '../../../shared/policy/routes/index.ts';
import { sourcedFigures } from '../../../shared/zone/sourced-figures.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { threeWindows } from '../../office/province.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ zone: { serviceWindows: threeWindows } });
});
afterAll(() => office.close());

const read = async (who: 'admin' | 'supervisor' = 'admin') => (await office.ask(who, 'GET /api/zone-file')).body;

describe('what the zone was deployed with', () => {
  test('names every figure with its source, and which of them nobody has proved', async () => {
    const { figures, placeholders: count } = await read();
    expect(figures).toContainEqual({
      path: 'policy.replyPeriod',
      values: { workingDays: office.zone.policy.replyPeriod.workingDays },
      source: office.zone.policy.replyPeriod.source,
      placeholder: office.zone.policy.replyPeriod.placeholder,
    });
    const clock = office.zone.clocks.findIndex(
      ({ procedure, stage }) => procedure === 'extension' && stage === 'review',
    );
    const { path, values } = figures.find((figure: { path: string }) => figure.path === `clocks[${clock}]`);
    expect([path, values.promise]).toEqual([`clocks[${clock}]`, office.zone.clocks[clock]?.promise]);
    expect(count).toBe(placeholders(office.zone).length);
  });

  test('names the policies in force with their digests, their days and what of them is not proved', async () => {
    const { policies } = await read('supervisor');
    expect(policies.points).toMatchObject([{ id: 'interim-2017', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(policies.routes).toMatchObject([{ id: routesIn('beijing').id }]);
    expect(policies.points[0].placeholders.length).toBe(pointsPolicies['interim-2017']?.placeholders.length);
  });

  test('names procedures with their versions and what the zone does otherwise', async () => {
    const { procedures } = await read();
    const extensions = procedures.filter(({ id }: { id: string }) => id === 'extension');
    expect(extensions.length).toBeGreaterThan(0);
    expect(extensions.filter(({ inForce }: { inForce: boolean }) => inForce)).toMatchObject([
      { delegated: true, version: expect.stringContaining('/etown/'), changedBy: [{ effectiveFrom: '2024-12-01' }] },
    ]);
  });

  test('names calendars, service windows and protections', async () => {
    const { calendars, serviceWindows, protection, logRetentionDays, today } = await read();
    expect(calendars.map(({ year, state }: { year: number; state: string }) => [year, state])).toEqual([
      [2025, 'published'],
      [2026, 'published'],
      [2027, 'by-rule'],
    ]);
    expect(serviceWindows.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3]);
    expect([protection, logRetentionDays, today]).toEqual([
      office.zone.protection,
      office.zone.logRetentionDays,
      '2026-11-23',
    ]);
  });

  test('does not tell accounts or how people sign in', async () => {
    const body = await read();
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['account', 'signIn']));
    expect(JSON.stringify(body)).not.toContain(office.zone.signIn.issuer);
  });

  test('is answered in the form in which drafts are written, for whoever begins one', async () => {
    const { status, body } = await office.ask('admin', 'GET /api/policies/in-force');
    expect(status).toBe(200);
    expect(body.points).toEqual(JSON.parse(JSON.stringify(pointsPolicies['interim-2017'])));
    expect(body.locality.id).toBe('beijing');
    const { policies } = await read();
    expect(body.digests).toEqual({ points: policies.points[0].digest, locality: policies.routes[0].digest });
  });
});

describe('the figures of a zone file', () => {
  test.each(zoneFiles.map((file) => [file.id, file] as const))('are all found in %s, placeholders too', (_id, file) => {
    const zone = zoneSchema.parse(file);
    const figures = sourcedFigures(zone);
    const unproven = figures.filter(({ placeholder }) => placeholder).map(({ path }) => path);
    expect(unproven.sort()).toEqual(placeholders(zone).sort());
    const sources = JSON.stringify(zone).match(/"source":"/g) ?? [];
    expect(figures).toHaveLength(sources.length);
  });
});

describe('the calendar of a year', () => {
  test('is open to everybody, with days off, made-up days and source', async () => {
    const { status, body, headers } = await office.ask(undefined, 'GET /api/calendars/2026');
    expect(status).toBe(200);
    expect(body).toMatchObject({ year: 2026, state: 'published', published: '2025-11-04' });
    expect(body.daysOff).toContainEqual(['2026-10-01', '2026-10-07']);
    expect(body.makeUpDays).toContain('2026-10-10');
    expect(headers['cache-control']).toBe('public, max-age=3600');
  });

  test('says that it is known by rule only, and nothing of a year of which nothing is known', async () => {
    const { body } = await office.ask(undefined, 'GET /api/calendars/2027');
    expect(body).toMatchObject({ state: 'by-rule', makeUpDays: [], notice: null });
    for (const year of ['2031', 'constructor', '02026']) {
      expect((await office.ask(undefined, `GET /api/calendars/${year}`)).status).toBe(404);
    }
  });
});
