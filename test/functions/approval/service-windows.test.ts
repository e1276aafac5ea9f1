import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { replayStages } from '../../../shared/domain/replay/stages.ts';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { leave, restore, suspend } from '../../office/leading.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { assign, filedIn, move, officer, openProvince, queueOf, threeWindows, why } from '../../office/province.ts';
import { read, register, scientist, steps, submitted } from '../../office/walk.ts';

// Whole cases go by here, and some tests play many.
vi.setConfig({ testTimeout: 30_000 });

let office: Office;
beforeEach(async () => {
  office = await openProvince();
});
afterEach(() => office.close());

const [frontOne, frontTwo, frontThree] = ['one', 'two', 'three'].map((name) =>
  officer(`front-${name}`, 'front-officer'),
);
const claim = (who: Who, id: string) => office.ask(who, `POST /api/applications/${id}/claim`);
const accept = (who: Who, id: string) =>
  office.ask(who, `POST /api/applications/${id}/preliminary-review`, { body: { decision: 'accept' } });
const windowOf = async (id: string) => (await readHead(office.table, id))?.serviceWindow;

/** Each of three officers at a window of their own. */
async function staffed() {
  for (const [index, who] of [frontOne, frontTwo, frontThree].entries()) {
    expect((await assign(office, who?.subject ?? '', [index + 1])).status).toBe(200);
  }
}

describe('an application in a zone with service windows', () => {
  test('goes at its submission to the window of its employer, and says so to everybody who sees it', async () => {
    const { id, handler } = await filedIn(office, '110303');
    expect(await windowOf(id)).toBe(2);
    const events = await readEvents(office.table, id);
    expect(events.find(({ type }) => type === 'submitted')?.data.serviceWindow).toBe(2);
    for (const who of [handler, 'front' as const]) {
      expect((await read(office, who, id)).serviceWindow).toEqual({
        number: 2,
        name: { zh: '2 号窗口', en: 'Window 2' },
        address: { zh: '样例路 2 号', en: '2 Sample Road' },
        phone: '010-00000000',
      });
    }
    expect(await queueOf(office, 'front', 'preliminary-review', 2)).toEqual([id]);
    expect(await queueOf(office, 'front', 'preliminary-review', 1)).toEqual([]);
  });

  test('of a matter that the window of its division does not handle goes where everybody else goes', async () => {
    expect(await windowOf((await filedIn(office, '110304', scientist)).id)).toBe(1);
    expect(await windowOf((await filedIn(office, '110304')).id)).toBe(3);
    expect(await windowOf((await filedIn(office, '220101')).id)).toBe(1);
  });

  test('keeps its window through return and resubmission, wherever it was moved', async () => {
    const { id, handler } = await filedIn(office, '110303');
    expect((await move(office, 'supervisor', id, 3)).status).toBe(200);
    const deficiencies = [{ path: 'document.contract', code: 'unreadable', text: { zh: '看不清', en: 'Blurred' } }];
    const returned = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies },
    });
    expect(returned.status).toBe(200);
    expect(await queueOf(office, 'supervisor', 'preliminary-review')).toEqual([]);
    await steps.submit(office, id, handler);
    expect(await windowOf(id)).toBe(3);
    expect(await queueOf(office, 'front', 'preliminary-review', 3)).toEqual([id]);
  });

  test('is worked from acceptance to permit in the queues of its window', async () => {
    const { id } = await filedIn(office, '110303');
    await steps.accept(office, id);
    expect(await queueOf(office, 'back', 'review', 2)).toEqual([id]);
    await steps.review(office, id);
    expect(await queueOf(office, 'decider', 'conclusion', 2)).toEqual([id]);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect(await readHead(office.table, id)).toMatchObject({ stage: 'issued', serviceWindow: 2 });
  });
});

describe('an officer of a window', () => {
  test('sees and claims the cases of that window, and of no other', async () => {
    await staffed();
    const [one, two] = [(await filedIn(office, '110302')).id, (await filedIn(office, '110303')).id];
    expect(await queueOf(office, frontTwo, 'preliminary-review')).toEqual([two]);
    expect((await queueOf(office, 'front', 'preliminary-review')).sort()).toEqual([one, two].sort());
    const answer = await office.ask(frontTwo, 'GET /api/queues/preliminary-review', { query: { serviceWindow: '1' } });
    expect(answer.status).toBe(403);
    const refused = await claim(frontTwo, one);
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:greenpath:problem:not-allowed']);
    expect(refused.body.detail).toMatch(/1 号服务窗口/);
    expect((await accept(frontTwo, one)).status).toBe(403);
    const { next } = await read(office, frontTwo as Who, one);
    expect(next).toEqual([]);
    expect((await claim(frontTwo, two)).status).toBe(200);
    expect((await accept(frontTwo, two)).status).toBe(200);
  });

  test('who belongs to several windows, or to none again, works those', async () => {
    await staffed();
    const { id } = await filedIn(office, '110302');
    expect((await claim(frontTwo, id)).status).toBe(403);
    expect((await assign(office, 'front-two', [2, 1, 2])).body.windows).toEqual([1, 2]);
    expect((await claim(frontTwo, id)).status).toBe(200);
    expect((await office.ask(frontTwo, `POST /api/applications/${id}/release`)).status).toBe(200);
    expect((await assign(office, 'front-two', [3])).status).toBe(200);
    expect((await claim(frontTwo, id)).status).toBe(403);
    expect((await assign(office, 'front-two', [])).status).toBe(200);
    expect((await claim(frontTwo, id)).status).toBe(200);
  });

  test('covers a colleague on leave, while the leave lasts and in the role of it', async () => {
    await staffed();
    const { id } = await filedIn(office, '110302');
    const away = { from: '2026-11-23', to: '2026-11-23', coveredBy: 'front-two' };
    expect((await leave(office, 'front-one', { ...away, role: 'back-officer' })).status).toBe(201);
    expect((await claim(frontTwo, id)).status).toBe(403);
    expect((await leave(office, 'front-one', { ...away, role: 'front-officer' })).status).toBe(201);
    expect(await queueOf(office, frontTwo, 'preliminary-review')).toEqual([id]);
    expect((await claim(frontTwo, id)).status).toBe(200);
    expect((await office.ask(frontTwo, `POST /api/applications/${id}/release`)).status).toBe(200);
    office.clock.set('2026-11-24T01:00:00.000Z');
    expect((await claim(frontTwo, id)).status).toBe(403);
  });

  test('works the cases of a window whose deputy theirs is, on the days on which it is closed', async () => {
    await office.close();
    const closures = [{ from: '2026-11-24', to: '2026-11-24', reason: { zh: '停电', en: 'Power cut' } }];
    const [first, ...others] = threeWindows;
    office = await openProvince({ serviceWindows: [{ ...first, closures } as never, ...others] });
    await staffed();
    const { id } = await filedIn(office, '110302');
    expect(await windowOf(id)).toBe(1);
    expect((await claim(frontTwo, id)).status).toBe(403);
    office.clock.set('2026-11-24T02:00:00.000Z');
    expect((await claim(frontThree, id)).status).toBe(403);
    expect((await claim(frontTwo, id)).status).toBe(200);
    expect(await windowOf((await filedIn(office, '110302')).id)).toBe(2);
    office.clock.set('2026-11-25T02:00:00.000Z');
    expect(await windowOf((await filedIn(office, '110302')).id)).toBe(1);
  });

  test('who is given to another window at the moment of a decision has not decided', async () => {
    await staffed();
    const { id } = await filedIn(office, '110303');
    const before = await readHead(office.table, id);
    let given = false;
    office.hooks.before = async (operation) => {
      if (operation !== 'TransactWriteItems' || given) return;
      given = true;
      expect((await assign(office, 'front-two', [3])).status).toBe(200);
    };
    const answer = await accept(frontTwo, id);
    office.hooks.before = undefined;
    expect([answer.status, given]).toEqual([503, true]);
    expect(await readHead(office.table, id)).toEqual(before);
    expect((await accept(frontTwo, id)).status).toBe(403);
    expect((await accept('front', id)).status).toBe(200);
  });

  test('finds no window in a zone without any, and sees everything there as ever', async () => {
    const other = await openOffice();
    const id = await submitted(other, await register(other));
    expect(await queueOf(other, 'front', 'preliminary-review')).toEqual([id]);
    const answer = await other.ask('front', 'GET /api/queues/preliminary-review', { query: { serviceWindow: '1' } });
    expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'query.serviceWindow']);
    expect((await read(other, 'employer', id)).serviceWindow).toBeUndefined();
    expect((await move(other, 'supervisor', id, 1)).status).toBe(409);
    await other.close();
  });
});

describe('a case that is moved', () => {
  test('goes with its reason to another window: times stay, the claim is released, the party is told', async () => {
    await staffed();
    const { id, handler } = await filedIn(office, '110303');
    expect((await claim(frontTwo, id)).status).toBe(200);
    const before = await readHead(office.table, id);
    office.clock.advance(3_600_000);
    const moved = await move(office, frontTwo, id, 1);
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ stage: 'preliminary-review', serviceWindow: { number: 1 } });
    const after = await readHead(office.table, id);
    expect(after).toMatchObject({
      serviceWindow: 1,
      dueAt: before?.dueAt,
      deemsAt: before?.deemsAt,
      promisedOn: before?.promisedOn,
      stageStartedAt: before?.stageStartedAt,
    });
    expect(after?.claimedBy).toBeUndefined();
    expect(await queueOf(office, 'front', 'preliminary-review', 1)).toEqual([id]);
    expect(await queueOf(office, 'front', 'preliminary-review', 2)).toEqual([]);
    const { items } = (await office.ask(handler, `GET /api/applications/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'moved', by: 'authority' });
    expect(items.at(-1).text.en).toBe(
      `The application moved to Window 1; its times stay as they are, and you need not file it again. Reason: ${why.en}.`,
    );
    const events = await readEvents(office.table, id);
    expect(replayStages(events).findings).toEqual([]);
    expect((await claim(frontTwo, id)).status).toBe(403);
    expect((await claim(frontOne, id)).status).toBe(200);
  });

  test('may be moved by a supervisor from everywhere, also while its party has it', async () => {
    const { id } = await filedIn(office, '110303');
    expect((await read(office, 'supervisor', id)).next.map(({ action }: { action: string }) => action)).toContain(
      'move',
    );
    await steps.accept(office, id);
    expect((await claim('back', id)).status).toBe(200);
    expect((await move(office, 'supervisor', id, 3)).status).toBe(200);
    await office.ask('back', `POST /api/applications/${id}/review`, {
      body: {
        recommendation: 'return',
        deficiencies: [{ path: 'document.contract', code: 'unreadable', text: { zh: '看不清', en: 'Blurred' } }],
      },
    });
    expect((await move(office, 'back', id, 1)).status).toBe(403);
    expect((await move(office, 'supervisor', id, 1)).status).toBe(200);
    expect(await readHead(office.table, id)).toMatchObject({ stage: 'returned', serviceWindow: 1 });
  });

  test('is not moved to where nobody handles it, to nowhere, or to where it is', async () => {
    const { id } = await filedIn(office, '110303', scientist);
    for (const [to, text] of [
      [3, /does not handle/],
      [9, /no such/],
      [2, /already/],
    ] as const) {
      const answer = await move(office, 'supervisor', id, to);
      expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'to']);
      expect(answer.body.problems[0].text.en).toMatch(text);
    }
    const noReason = await office.ask('supervisor', `POST /api/applications/${id}/move`, { body: { to: 1 } });
    expect([noReason.status, noReason.body.problems[0].path]).toEqual([400, 'reason']);
    expect((await readEvents(office.table, id)).some(({ type }) => type === 'moved')).toBe(false);
  });

  test('is not moved by officers of another window or stage, by what a colleague claimed, nor by its parties', async () => {
    await staffed();
    const { id, handler } = await filedIn(office, '110303');
    expect((await move(office, frontOne, id, 1)).status).toBe(403);
    expect((await move(office, 'back', id, 1)).status).toBe(403);
    expect((await move(office, handler, id, 1)).status).toBe(403);
    expect((await move(office, 'inspector', id, 1)).status).toBe(403);
    expect((await claim('front', id)).status).toBe(200);
    expect((await move(office, frontTwo, id, 1)).status).toBe(409);
    expect((await move(office, 'supervisor', id, 1)).status).toBe(200);
  });

  test('is not moved once it is closed, and is moved once where the request is repeated', async () => {
    const { id, handler } = await filedIn(office, '110303');
    const headers = { 'idempotency-key': 'move-1' };
    const ask = () =>
      office.ask('supervisor', `POST /api/applications/${id}/move`, { body: { to: 1, reason: why }, headers });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'moved')).toHaveLength(1);
    expect((await office.ask(handler, `POST /api/applications/${id}/withdraw`)).status).toBe(200);
    expect((await move(office, 'supervisor', id, 2)).status).toBe(409);
  });

  test('while another claims it is one or the other, and stands in one queue', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await filedIn(office, '110303');
      const asked = [
        () => claim('front', id),
        () => move(office, 'supervisor', id, 1),
        () => move(office, officer('front-nobody', 'front-officer'), id, 3),
      ];
      const answers = await Promise.all((round % 2 ? asked : asked.reverse()).map((ask) => ask()));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 409, 409]);
      const head = await readHead(office.table, id);
      const events = (await readEvents(office.table, id)).filter(({ type }) => type === 'moved' || type === 'claimed');
      expect(events).toHaveLength(1);
      expect(events[0]?.type === 'claimed').toBe(head?.claimedBy === 'front-li');
      const found = await Promise.all(
        [1, 2, 3].map((number) => queueOf(office, 'supervisor', 'preliminary-review', number)),
      );
      expect(found.map((ids) => ids.includes(id))).toEqual([1, 2, 3].map((number) => number === head?.serviceWindow));
    }
  });

  test('is never lost, however cases are moved, claimed and accepted', async () => {
    const ids: string[] = [];
    for (const division of ['110302', '110303', '110304', '990000']) ids.push((await filedIn(office, division)).id);
    const step = fc.record({
      at: fc.integer({ min: 0, max: ids.length - 1 }),
      to: fc.integer({ min: 1, max: 3 }),
      what: fc.constantFrom('move', 'claim', 'release', 'accept'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (taken) => {
        for (const { at, to, what } of taken) {
          const id = ids[at] ?? '';
          const answer =
            what === 'move'
              ? await move(office, 'supervisor', id, to)
              : what === 'accept'
                ? await accept('front', id)
                : await office.ask('front', `POST /api/applications/${id}/${what}`);
          expect([200, 400, 403, 409]).toContain(answer.status);
        }
        const seen: string[] = [];
        for (const stage of ['preliminary-review', 'review']) {
          const together = await queueOf(office, 'supervisor', stage);
          const apart = await Promise.all([1, 2, 3].map((number) => queueOf(office, 'supervisor', stage, number)));
          expect(apart.flat().sort()).toEqual([...together].sort());
          for (const [index, window] of apart.entries()) {
            for (const id of window) expect(await windowOf(id)).toBe(index + 1);
          }
          seen.push(...together);
        }
        expect(seen.sort()).toEqual([...ids].sort());
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('what looks at every queue of a zone looks at those of all windows', () => {
  test('the list of what is late, stage after stage', async () => {
    const [one = '', two = ''] = [(await filedIn(office, '110302')).id, (await filedIn(office, '110303')).id];
    const { id: three } = await filedIn(office, '110304');
    // Both are due at the same second; then the id decides.
    const inOrder = [...[one, two].sort(), three];
    await steps.accept(office, three);
    office.clock.advance(8 * 86_400_000);
    expect(await queueOf(office, 'supervisor', 'late')).toEqual(inOrder);
    const first = await office.ask('supervisor', 'GET /api/queues/late', { query: { limit: '1' } });
    const second = await office.ask('supervisor', 'GET /api/queues/late', {
      query: { limit: '2', cursor: first.body.next },
    });
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(inOrder);
    expect(await queueOf(office, 'front', 'late', 2)).toEqual([two]);
    await staffed();
    expect(await queueOf(office, frontOne, 'late')).toEqual([one]);
  });

  test('the sweeper, which accepts by law and hands cases to the delegating authority and back', async () => {
    const ids = [(await filedIn(office, '110303')).id, (await filedIn(office, '110304')).id];
    expect((await suspend(office)).status).toBe(200);
    await office.sweep();
    for (const id of ids) expect((await readHead(office.table, id))?.stage).toBe('with-delegating-authority');
    const { items } = (await office.ask('supervisor', 'GET /api/delegation/referred')).body;
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
    expect((await restore(office)).status).toBe(200);
    await office.sweep();
    expect(await queueOf(office, 'front', 'preliminary-review', 2)).toEqual([ids[0]]);
    expect(await queueOf(office, 'front', 'preliminary-review', 3)).toEqual([ids[1]]);
    office.clock.advance(9 * 86_400_000);
    await office.sweep();
    for (const id of ids) expect((await readHead(office.table, id))?.stage).toBe('review');
    expect(await queueOf(office, 'back', 'review', 3)).toEqual([ids[1]]);
  });

  test('the rehearsal of a draft policy, page after page', async () => {
    const ids = [
      (await filedIn(office, '110302')).id,
      (await filedIn(office, '110303')).id,
      (await filedIn(office, '110304')).id,
    ];
    let looked = 0;
    let cursor: string | undefined;
    let requests = 0;
    do {
      const answer = await office.ask('supervisor', 'POST /api/rehearsals', {
        body: {
          policy: { points: { ...pointsPolicies['interim-2017'], id: 'points-2027' } },
          limit: 1,
          ...(cursor ? { cursor } : {}),
        },
      });
      expect([answer.status, answer.body.problems]).toEqual([200, undefined]);
      looked += answer.body.looked;
      cursor = answer.body.next;
      requests += 1;
    } while (cursor && requests < 80);
    expect(looked).toBe(ids.length);
  });
});
