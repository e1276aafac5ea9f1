import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawSample } from '../../../shared/domain/statistics/draw.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { engineer, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const text = { zh: '请补正', en: 'Please mend' };
const inDecember = async () => {
  office.clock.set('2026-12-03T02:00:00.000Z');
  await office.follow();
};
const report = async (query: Record<string, string> = {}) =>
  (await office.ask('supervisor', 'GET /api/reports/2026-11', { query })).body.offices;
const readings = async () =>
  (await office.ask('inspector', 'GET /api/readings', { query: { day: '2026-12-03', limit: '100' } })).body.items;

/** Somebody else with the papers of a sample, so that several cases can be open at once. */
const other = (index: number, sample: typeof engineer = engineer): typeof engineer => ({
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      familyName: `EXEMPLAR${'ABCDEFGHIJKLMNOP'[index]}`,
      email: `exemplar${index}@applicant.example`,
      passport: { ...sample.form.applicant.passport, number: `U7100000${index}` },
    },
  },
});

describe('the report of a month', () => {
  test('tells how each office worked, without naming anybody', async () => {
    const id = await submitted(office, employerId);
    office.clock.advance(2 * 3_600_000);
    await steps.accept(office, id);
    const deficiencies = [{ path: 'post.duties', code: 'unclear', text }];
    await office.ask('back', `POST /api/applications/${id}/review`, {
      body: { recommendation: 'return', deficiencies },
    });
    office.clock.advance(24 * 3_600_000);
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: 'Optical design' } } });
    await steps.submit(office, id);
    office.clock.advance(3_600_000);
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    await inDecember();
    const offices = await report();
    expect(offices).toMatchObject([
      {
        office: 'front',
        label: { zh: '预审受理岗' },
        figures: {
          cases: 1,
          acts: { accepted: 1 },
          hours: { median: 2, p95: 2 },
          late: 0,
          returned: 0,
          returnedAfterReview: 1,
          reopened: 0,
        },
      },
      {
        office: 'back',
        // The return came at once, the review an hour after the supplement, on the day after: late by the promise.
        figures: {
          cases: 1,
          acts: { returned: 1, reviewed: 1 },
          hours: { median: 0, p95: 1 },
          returned: 1,
          returns: 1,
          sentBack: 0,
        },
      },
      { office: 'deciders', figures: { cases: 1, acts: { approved: 1 } } },
    ]);
    const written = JSON.stringify(offices);
    for (const { subject } of Object.values(people)) expect(written).not.toContain(subject);
    expect((await readings()).filter(({ what }: { what: string }) => what === 'officer-report')).toEqual([]);
  });

  test('names officers only to a supervisor who asks for them, and records that', async () => {
    await waitingIn(office, 'issued', employerId);
    await inDecember();
    const [front, back, deciders] = await report({ officers: 'true' });
    expect(front.officers).toMatchObject([{ subject: 'front-li', figures: { cases: 1 } }]);
    expect(back.officers).toMatchObject([{ subject: 'back-chen', figures: { cases: 1 } }]);
    expect(deciders.officers).toMatchObject([{ subject: 'decider-sun', figures: { cases: 1 } }]);
    expect(await readings()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ by: 'supervisor-zhou', what: 'officer-report', id: '2026-11' }),
      ]),
    );
    for (const who of ['front', 'back', 'decider', 'admin', 'employer'] as const) {
      expect((await office.ask(who, 'GET /api/reports/2026-11')).status).toBe(403);
    }
  });

  test('is of no month that has not begun or does not exist', async () => {
    for (const month of ['2026-12', '2099-01', '2026-13']) {
      expect((await office.ask('supervisor', `GET /api/reports/${month}`)).status).toBe(404);
    }
  });

  test('tells which decisions were taken up again, and whose they were', async () => {
    const id = await submitted(office, employerId);
    const reasons = [{ code: 'scope', rule: '行政许可法 第三十二条', text }];
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'refuse-acceptance', reasons },
    });
    await office.ask('supervisor', `POST /api/applications/${id}/reopen`, {
      body: { basis: 'office-error', reason: text },
    });
    await office.machine.settle();
    await steps.accept(office, id);
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    await inDecember();
    const [front] = await report({ officers: 'true' });
    expect(front.figures).toMatchObject({ acts: { 'acceptance-refused': 1, accepted: 1 }, reopened: 1 });
    expect(front.officers[0]).toMatchObject({ subject: 'front-li', figures: { reopened: 1 } });
    const { body } = await office.ask(undefined, 'GET /api/bulletins/2026-11');
    expect(body).toMatchObject({
      concluded: { total: 1 },
      endings: { 'not-accepted': 1, issued: 0 },
      again: { total: 1, endings: { issued: 1 } },
      reopened: 1,
    });
  });
});

describe('a sample for a second look', () => {
  const draw = (body: object, headers: Record<string, string> = {}, who: keyof typeof people = 'supervisor') =>
    office.ask(who, 'POST /api/samples', { body: { month: '2026-11', ...body }, headers });
  const finding = (id: string, applicationId: string, who: keyof typeof people, body: object) =>
    office.ask(who, `POST /api/samples/${id}/${applicationId}`, { body });
  const assign = (id: string, applicationId: string, officer: string) =>
    office.ask('supervisor', `PUT /api/samples/${id}/${applicationId}`, { body: { officer } });

  beforeEach(async () => {
    for (let index = 0; index < 4; index += 1) await waitingIn(office, 'issued', employerId, other(index));
    await waitingIn(office, 'issued', employerId, other(5, scientist));
    await inDecember();
  });

  test('can be drawn again by anybody who has the list, and comes out the same', async () => {
    const { status, body } = await draw({ size: 3 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ month: '2026-11', listed: 5, drawnBy: 'supervisor-zhou' });
    expect(body.cases).toHaveLength(3);
    const { body: withList } = await office.ask('supervisor', `GET /api/samples/${body.id}`, {
      query: { list: 'true' },
    });
    expect(withList.listMatches).toBe(true);
    const digest = (words: string) => createHash('sha256').update(words).digest('hex');
    expect(
      digest(
        withList.list
          .map(({ id }: { id: string }) => id)
          .sort()
          .join('\n'),
      ),
    ).toBe(body.listHash);
    const again = drawSample(withList.list, { seed: body.seed, size: 3, digest });
    expect(again.drawn.map(({ id }) => id)).toEqual(
      body.cases.map(({ applicationId }: { applicationId: string }) => applicationId),
    );
    expect(body.strata).toEqual(again.strata);
    expect(new Set(body.strata.map(({ stratum }: { stratum: string }) => stratum))).toEqual(
      new Set(['new-permit/A', 'new-permit/B']),
    );
  });

  test('is drawn from one procedure and category where that is asked for, and by the share of the zone otherwise', async () => {
    const { body } = await draw({ procedure: 'new-permit', category: 'A' });
    expect(body).toMatchObject({ listed: 1, strata: [{ stratum: 'new-permit/A', listed: 1, drawn: 1 }] });
    expect((await draw({})).body.cases).toHaveLength(5);
    expect((await draw({ percent: 40 })).body.cases).toHaveLength(2);
    expect((await draw({ procedure: 'extension' })).status).toBe(409);
  });

  test('is refused for a month that is not over, for two sizes at once, and to whoever is no supervisor', async () => {
    const both = await office.ask('supervisor', 'POST /api/samples', {
      body: { month: '2026-12', size: 2, percent: 10 },
    });
    expect(both.body.problems.map(({ path }: { path: string }) => path)).toEqual(['month', 'percent']);
    expect((await draw({}, {}, 'decider')).status).toBe(403);
    expect((await draw({ size: 91 })).status).toBe(400);
  });

  test('is drawn once, however often the request is repeated, and cannot be drawn until it suits', async () => {
    const key = { 'idempotency-key': 'november' };
    const first = await draw({ size: 2 }, key);
    const again = await draw({ size: 2 }, key);
    expect([again.body.id, again.body.seed]).toEqual([first.body.id, first.body.seed]);
    expect((await draw({ size: 3 }, key)).status).toBe(422);
    // A further draw stands beside the first one, for everybody to see.
    await draw({ size: 2 });
    const { body } = await office.ask('supervisor', 'GET /api/samples', { query: { month: '2026-11' } });
    expect(body.items.map(({ seed }: { seed: string }) => seed)).toHaveLength(2);
  });

  test('is dealt to officers who did nothing with the case, and to nobody where none is left', async () => {
    const officers = ['front-li', 'back-chen', 'decider-sun', 'decider-ma', 'both-he'];
    const { body } = await draw({ size: 4, officers });
    const dealt = body.cases.map(({ officer }: { officer: string }) => officer);
    expect([...dealt].sort()).toEqual(['both-he', 'both-he', 'decider-ma', 'decider-ma']);
    for (const { workedOn } of body.cases) expect(workedOn.sort()).toEqual(['back-chen', 'decider-sun', 'front-li']);
    const own = await draw({ size: 2, officers: ['front-li'] });
    for (const one of own.body.cases) expect(one).not.toHaveProperty('officer');
  });

  test('is given to nobody who worked on the case, and a finding stays', async () => {
    const { body } = await draw({ size: 1 });
    const [{ applicationId }] = body.cases;
    for (const officer of ['front-li', 'back-chen', 'decider-sun']) {
      expect((await assign(body.id, applicationId, officer)).body.type).toBe('urn:greenpath:problem:two-officers');
    }
    expect((await assign(body.id, applicationId, 'decider-ma')).body.cases[0].officer).toBe('decider-ma');
    expect((await finding(body.id, applicationId, 'both', { outcome: 'upheld' })).status).toBe(403);
    const flaws = [{ flaw: 'deficiency-overlooked', stage: 'preliminary-review', path: 'document.contract' }];
    const found = await finding(body.id, applicationId, 'otherDecider', { outcome: 'flawed', flaws, note: '合同缺页' });
    expect(found.body.cases[0]).toMatchObject({
      finding: { outcome: 'flawed', flaws: [{ ...flaws[0], text: { zh: '材料缺漏或不符未被发现' } }] },
    });
    expect(found.body.cases[0]).not.toHaveProperty('workedOn');
    expect((await finding(body.id, applicationId, 'otherDecider', { outcome: 'upheld' })).status).toBe(409);
    expect((await assign(body.id, applicationId, 'both-he')).status).toBe(409);
    const [front, back] = await report({ officers: 'true' });
    expect(front.figures.secondLooks).toEqual({ drawn: 1, upheld: 0, flawed: 1, flaws: 1 });
    expect(front.officers[0].figures.secondLooks.flawed).toBe(1);
    expect(back.figures.secondLooks).toEqual({ drawn: 1, upheld: 1, flawed: 0, flaws: 0 });
  });

  test('shows an officer the cases that are theirs to look at, and no others', async () => {
    const { body } = await draw({ size: 4, officers: ['decider-ma', 'both-he'] });
    const mine = (await office.ask('otherDecider', 'GET /api/samples', { query: { month: '2026-11' } })).body.items;
    expect(mine[0].cases.map(({ officer }: { officer: string }) => officer)).toEqual(['decider-ma', 'decider-ma']);
    expect(mine[0]).not.toHaveProperty('drawnBy');
    expect((await office.ask('front', 'GET /api/samples', { query: { month: '2026-11' } })).body.items).toEqual([]);
    expect((await office.ask('front', `GET /api/samples/${body.id}`)).status).toBe(404);
    expect((await office.ask('supervisor', 'GET /api/samples/2026-11.nothing')).status).toBe(404);
    expect((await assign(body.id, 'nothing', 'decider-ma')).status).toBe(404);
  });

  test('records who saw who worked on its cases', async () => {
    const { body } = await draw({ size: 1 });
    const seen = (await readings()).filter(({ what }: { what: string }) => what === 'sample');
    expect(seen).toMatchObject([{ by: 'supervisor-zhou', id: body.id }]);
  });
});
