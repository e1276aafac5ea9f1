import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeIn, takeInto } from '../../../infra/policies/take-in.ts';
import { localities } from '../../../shared/policy/routes/index.ts';
import { policyDigest } from '../../../shared/zone/published-policy.ts';
import { published, written } from '../../functions/policies/drafts-of-policies.ts';
import { type Office, openOffice } from '../../office/office.ts';

let office: Office;
let points: Record<string, unknown>;
let locality: Record<string, unknown>;
const folder = mkdtempSync(join(tmpdir(), 'greenpath-take-in-'));

const fileOf = async (id: string) => (await office.ask('admin', `GET /api/policy-drafts/${id}/publication`)).body;
beforeAll(async () => {
  office = await openOffice();
  points = await fileOf(await published(office));
  const place = { ...structuredClone(localities.beijing), version: '2027' };
  locality = await fileOf(await published(office, written({ content: { locality: place } })));
  mkdirSync(join(folder, 'shared/policy/points'), { recursive: true });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A publication that somebody changed and gave a fitting digest. */
const forged = (file: Record<string, unknown>, changes: object) => {
  const { sha256: _told, ...rest } = structuredClone(file);
  const whole = { ...rest, ...changes };
  return JSON.stringify({ ...whole, sha256: policyDigest(whole) });
};

describe('a publication that is taken in', () => {
  test('becomes a module of the repository with exactly the content that was approved', async () => {
    const file = join(folder, 'publication.json');
    writeFileSync(file, JSON.stringify(points));
    const outcome = takeInto(folder, file);
    expect(outcome).toMatchObject({ ok: true });
    const path = join(folder, 'shared/policy/points/points-2027.ts');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain("import type { PointsPolicy } from '../../domain/scoring/points-policy.ts';");
    expect(text).toContain('approved by admin-xu');
    const { points2027 } = await import(pathToFileURL(path).href);
    expect(policyDigest(points2027)).toBe((points.digests as { points: string }).points);
    expect(points2027.effectiveFrom).toBe('2027-01-01');
    expect(takeInto(folder, file)).toEqual({
      ok: false,
      error: ['shared/policy/points/points-2027.ts exists already'],
    });
  });

  test('says what is left to write: where it is named, and until when the table before it holds', () => {
    const outcome = takeIn(JSON.stringify(points));
    const lines = outcome.ok ? outcome.value.remaining.join('\n') : '';
    expect(lines).toContain("policy.points = 'points-2027'");
    expect(lines).toContain("{ points: 'interim-2017', until: '2026-12-31', source: … }");
    const place = takeIn(JSON.stringify(locality));
    expect(place.ok && place.value.files.map(({ path }) => path)).toEqual(['shared/policy/routes/beijing-2027.ts']);
  });

  test('may have been formatted on its way', () => {
    expect(takeIn(JSON.stringify(points, null, 4)).ok).toBe(true);
  });
});

describe('a publication is refused', () => {
  test('when anything of it was changed', () => {
    for (const change of [{ approvedBy: 'somebody-else' }, { effectiveFrom: '2027-06-01' }, { title: 'Another' }]) {
      expect(takeIn(JSON.stringify({ ...points, ...change }))).toEqual({
        ok: false,
        error: ['sha256: the file is not what was published'],
      });
    }
  });

  test('with everything that is wrong with it, though its digest fits', () => {
    const changed = { ...(points.points as object), id: 'interim-2017', effectiveFrom: '2028-01-01' };
    const outcome = takeIn(forged(points, { points: changed, approvedBy: (points.authors as string[])[0] }));
    expect(outcome.ok ? [] : outcome.error.map((line) => line.split(':')[0])).toEqual([
      'points.id',
      'digests',
      'approvedBy',
      'points.effectiveFrom',
    ]);
  });

  test('when it is no publication at all', () => {
    expect(takeIn('{')).toEqual({ ok: false, error: ['the file is not JSON'] });
    expect(takeIn('[]').ok).toBe(false);
    expect(takeIn(forged(points, { more: 1 })).ok).toBe(false);
  });
});
