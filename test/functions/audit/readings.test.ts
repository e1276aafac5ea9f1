import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { read, register, waitingIn } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  id = await waitingIn(office, 'review', await register(office));
  for (const who of ['back', 'back', 'supervisor'] as const) {
    office.clock.advance(1000);
    await read(office, who, id);
  }
});
afterAll(() => office.close());

const day = '2026-11-23';
const list = (query: Record<string, string>, who: Parameters<Office['ask']>[0] = 'inspector') =>
  office.ask(who, 'GET /api/readings', { query });

describe('the record of readings', () => {
  test('lists who read what on a day, oldest first, with nothing of what was read', async () => {
    const { status, body } = await list({ day });
    expect(status).toBe(200);
    const of = body.items.filter(({ id: what }: { id: string }) => what === id);
    expect(of.slice(-3)).toMatchObject([
      { by: people.back.subject, what: 'application', at: expect.stringMatching(/^2026-11-23T02:00:01/) },
      { by: people.back.subject, what: 'application' },
      { by: people.supervisor.subject, what: 'application' },
    ]);
    expect(Object.keys(of[0]).sort()).toEqual(['at', 'by', 'id', 'what']);
  });

  test('is itself read by somebody: whoever asks is recorded before the answer', async () => {
    const { body } = await list({ day }, 'supervisor');
    expect(body.items).toContainEqual(
      expect.objectContaining({ by: people.supervisor.subject, what: 'readings', id: day }),
    );
    const other = await list({ day: '2026-11-20' });
    expect(other.body.items).toEqual([]);
    expect((await list({ day, by: people.inspector.subject })).body.items).toContainEqual(
      expect.objectContaining({ what: 'readings', id: '2026-11-20' }),
    );
  });

  test('can be searched by officer, by case, and by both', async () => {
    const officer = (await list({ day, by: people.back.subject })).body.items;
    expect(officer.length).toBeGreaterThan(1);
    expect(new Set(officer.map(({ by }: { by: string }) => by))).toEqual(new Set([people.back.subject]));
    const ofCase = (await list({ day, id })).body.items;
    expect(new Set(ofCase.map(({ id: what }: { id: string }) => what))).toEqual(new Set([id]));
    expect((await list({ day, id, by: people.supervisor.subject })).body.items).toHaveLength(1);
  });

  test('comes page by page without losing an entry', async () => {
    const whole = (await list({ day, id })).body.items;
    const found: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await list({ day, id, limit: '1', ...(cursor ? { cursor } : {}) });
      found.push(...body.items);
      cursor = body.next;
    } while (cursor);
    expect(found).toEqual(whole);
  });

  test.each(['employer', 'applicant', 'front', 'back', 'decider', 'admin'] as const)('is not for %s', async (who) => {
    expect((await list({ day }, who)).status).toBe(403);
  });

  test.each([
    [{}, 'query.day', 'missing'],
    [{ day: '2026-02-30' }, 'query.day', 'invalid-day'],
    [{ day, cursor: 'bm9uZQ' }, 'query.cursor', 'wrong-format'],
    [{ day, of: 'x' }, 'query.of', 'unknown-field'],
  ])('refuses %j and says why', async (query, path, code) => {
    const { status, body } = await list(query as Record<string, string>);
    expect(status).toBe(400);
    expect(body.problems).toMatchObject([{ path, code }]);
  });

  test('takes no cursor of another day', async () => {
    const { next } = (await list({ day, limit: '1' })).body;
    expect((await list({ day: '2026-11-24', cursor: next })).status).toBe(400);
  });
});
