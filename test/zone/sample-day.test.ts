/** @module-tag moving-clock */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillZone } from '../../infra/demo/fill-zone.ts';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { caller, signIn } from '../../infra/demo/zone-client.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-sample-'));
let zone: StartedZone;
beforeAll(async () => {
  zone = await startZone({ directory, skipSynth: true });
}, 120_000);
afterAll(async () => {
  await zone?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('a zone filled with its sample day', () => {
  test('has cases in every queue, permits, and the time of the machine again', async () => {
    expect(await fillZone(zone.url, { perStage: 1 })).toBe(12);
    const { body: clock } = await caller(zone.url).ask('GET', '/_local/clock');
    expect(Math.abs(Date.parse(clock.now) - Date.now())).toBeLessThan(60_000);
    const officers = await signIn(zone.url, ['front-officer', 'back-officer', 'decider']);
    for (const stage of ['preliminary-review', 'review', 'conclusion']) {
      const { body } = await officers.ask('GET', `/api/queues/${stage}`);
      expect(body.items.length, stage).toBeGreaterThan(0);
    }
    const handlers = await Promise.all(
      Array.from({ length: 24 }, (_, number) => signIn(zone.url, 'employer', `day${number}`)),
    );
    const stages = (await Promise.all(handlers.map((handler) => handler.ask('GET', '/api/applications'))))
      .flatMap(({ body }) => body.items as { stage: string }[])
      .map(({ stage }) => stage);
    expect(stages).toEqual(
      expect.arrayContaining(['draft', 'returned', 'refused', 'withdrawn', 'not-accepted', 'issued', 'completed']),
    );
  }, 240_000);
});
