/** @module-tag moving-clock */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import { moveClock } from '../../infra/demo/zone-client.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { countedByHand, type History, nearestRank } from '../shared/domain/statistics/brute-force.ts';
import { etownRules } from '../zone-rules.ts';
import { assemble, type Cast, completeDraft, type Party } from './cast.ts';
import { later } from './permits.ts';

let cast: Cast;
const ids: string[] = [];
const reason = { zh: '不属于本区受理范围', en: 'It is not for this zone' };

const follow = async () => (await cast.anyone.ask('POST', '/_local/follow')).body.feeds;
const bulletin = async (name = '2026-11') => cast.anyone.ask('GET', `/api/bulletins/${name}`);
const inquire = (topic: string, question: string) =>
  cast.anyone.ask('POST', '/api/inquiries', { body: { topic, question, language: 'en' } });

/** What anybody of the office reads of a case, as if nothing else were known. */
async function historyOf(id: string): Promise<History> {
  const supervisor = await cast.signInAs('supervisor');
  const { body } = await supervisor.ask('GET', `/api/applications/${id}/timeline`);
  const events = body.items.map(({ at, type, by, ...data }: Record<string, string>, index: number) => ({
    sequence: index + 1,
    at,
    type,
    by: { party: by },
    data,
  }));
  return { procedure: 'new-permit', category: null, events: events as ApplicationEvent[] };
}

/** Six parties whose drafts are ready before the week begins. */
const parties: Party[] = [];
beforeAll(async () => {
  cast = await assemble();
  // Parties are registered by these officers, whose tokens ended when the clock moved.
  Object.assign(cast.officers, (await later(cast, { set: '2026-11-23T01:00:00Z' })).cast.officers);
  for (let count = 0; count < 6; count += 1) {
    const party = await cast.party();
    parties.push(party);
    ids.push(await completeDraft(party));
  }
}, 240_000);
afterAll(() => cast?.end());

describe('E-Town concludes a case in one working day', () => {
  test('and the bulletin counts it, with what was asked and how long each office took', async () => {
    const [first] = parties;
    const [id = ''] = ids;
    if (!first) throw new Error('nobody applied');
    await inquire('materials', 'Does my degree have to be legalised?');
    await inquire('time', 'How long does it take?');
    const tuesday = await later(cast, { set: '2026-11-24T01:30:00Z' });
    cast = tuesday.cast;
    const { handler } = await tuesday.again(first);
    await submitApplication(handler, id);
    await moveClock(cast.zone.url, { set: '2026-11-24T02:00:00Z' });
    await acceptApplication(cast.frontOfficer, id);
    await moveClock(cast.zone.url, { set: '2026-11-24T02:20:00Z' });
    await reviewApplication(cast.backOfficer, id);
    await moveClock(cast.zone.url, { set: '2026-11-24T02:25:00Z' });
    await concludeApplication(cast.decider, id);
    await awaitStage(handler, id, 'issued');
    expect(await follow()).toEqual(expect.arrayContaining([expect.objectContaining({ changes: 0, waiting: false })]));
    expect((await bulletin()).body).toMatchObject({
      month: '2026-11',
      state: 'provisional',
      inquiries: { total: 2 },
      employers: { registered: 6 },
      submitted: { total: 1, procedures: [{ procedure: 'new-permit', cases: 1 }] },
      concluded: { total: 1 },
      endings: { issued: 1 },
      promise: { cases: 1, kept: 1, share: 100 },
      returns: { cases: 1, total: 0 },
    });
  });

  test('and a month with more cases says how long they took, as a count over their timelines does', async () => {
    const wednesday = await later(cast, { set: '2026-11-25T01:00:00Z' });
    cast = wednesday.cast;
    const handlers = await Promise.all(parties.map(async (party) => (await wednesday.again(party)).handler));
    const others = ids.slice(1);
    for (const [index, id] of others.entries()) await submitApplication(handlers[index + 1] ?? cast.anyone, id);
    await moveClock(cast.zone.url, { set: '2026-11-25T01:40:00Z' });
    const [refused = '', ...accepted] = others;
    const reasons = [{ code: 'scope', rule: '行政许可法 第三十二条', text: reason }];
    const answer = await cast.frontOfficer.ask('POST', `/api/applications/${refused}/preliminary-review`, {
      body: { decision: 'refuse-acceptance', reasons },
    });
    expect(answer.status).toBe(200);
    for (const id of accepted) await acceptApplication(cast.frontOfficer, id);
    // Two days too late for the promise of a review on the day of acceptance.
    const friday = await later(cast, { set: '2026-11-27T01:30:00Z' });
    cast = friday.cast;
    for (const id of accepted) await reviewApplication(cast.backOfficer, id);
    await moveClock(cast.zone.url, { set: '2026-11-27T02:15:00Z' });
    for (const id of accepted) await concludeApplication(cast.decider, id);
    for (const [index, id] of accepted.entries()) {
      const party = parties[index + 2];
      if (party) await awaitStage((await friday.again(party)).handler, id, 'issued');
    }
    await follow();
    const { body } = await bulletin();
    const expected = countedByHand(await Promise.all(ids.map(historyOf)), '2026-11', etownRules());
    expect(body.submitted.total).toBe(expected.submitted);
    expect(body.endings).toEqual(expected.endings);
    expect([body.concluded.total, expected.concluded]).toEqual([6, 6]);
    expect(body.promise).toMatchObject({ cases: 6, kept: expected.kept });
    const hoursOf = (minutes: number | undefined) => Math.round((minutes ?? 0) / 6) / 10;
    for (const stage of ['preliminary-review', 'review', 'conclusion'] as const) {
      const told = body.stages.find((one: { stage: string }) => one.stage === stage);
      const hadIt = expected.concluded - (stage === 'preliminary-review' ? 0 : 1);
      const minutes = expected
        .minutes(stage)
        .sort((a, b) => b - a)
        .slice(0, hadIt);
      const days = expected
        .days(stage)
        .sort((a, b) => b - a)
        .slice(0, hadIt);
      expect(told).toMatchObject({
        cases: hadIt,
        days: { median: nearestRank(days, 0.5), p95: nearestRank(days, 0.95) },
      });
      // Seconds go by while the test asks; by hand only whole minutes are looked at.
      expect(Math.abs(told.hours.median - hoursOf(nearestRank(minutes, 0.5)))).toBeLessThan(0.15);
      expect(Math.abs(told.hours.p95 - hoursOf(nearestRank(minutes, 0.95)))).toBeLessThan(0.15);
    }
    const review = body.stages.find((one: { stage: string }) => one.stage === 'review');
    expect(review).toMatchObject({ cases: 5, inTime: 1, days: { median: 2 } });
  });

  test('and the month is published by itself when it is over, as data, table and picture', async () => {
    await moveClock(cast.zone.url, { set: '2026-12-02T15:00:00Z' });
    expect((await bulletin()).body.state).toBe('provisional');
    await moveClock(cast.zone.url, { set: '2026-12-02T18:00:00Z' });
    const published = (await bulletin()).body;
    expect(published).toMatchObject({ state: 'published', edition: 1, concluded: { total: 6 } });
    const table = await bulletin('2026-11.csv');
    expect(table.headers.get('content-type')).toContain('text/csv');
    expect(table.body).toContain('2026-11,published,1,concluded,total,合计,Total,cases,6');
    const picture = await bulletin('2026-11.svg');
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(picture.body).toContain('第 1 版');
    const { items } = (await cast.anyone.ask('GET', '/api/bulletins')).body;
    expect(items.map(({ month, state }: { month: string; state: string }) => [month, state])).toEqual([
      ['2026-12', 'provisional'],
      ['2026-11', 'published'],
    ]);
  });
});
