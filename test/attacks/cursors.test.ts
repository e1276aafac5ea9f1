import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Route } from '../../shared/contract/route.ts';
import { cursorOf } from '../../shared/http/cursor.ts';
import { openMerchantOffice } from '../office/cards.ts';
import { type Person, people } from '../office/people.ts';
import { cook, declare, engineer, graduate, register, scientist, submitted } from '../office/walk.ts';
import { tally, times } from './bounds.ts';
import { everySection } from './every-section.ts';
import { seed } from './form.ts';

const counted = tally('cursors');
const office = await openMerchantOffice(everySection);
afterAll(() => office.close());

const listing = office.routes.filter(({ query }) => query && 'cursor' in query.shape);
const employer = await register(office);
for (const sample of [engineer, scientist, cook]) await submitted(office, employer, 'employer', sample);
const reason = { zh: '演练', en: 'For a rehearsal' };
for (const name of ['a', 'b', 'c']) {
  await office.ask('admin', 'POST /api/partners', {
    body: {
      name: { zh: `样例${name}`, en: `Sample ${name}` },
      contact: { name: '例一', email: 'api@bus.example' },
      scopes: ['bus'],
      perMinute: 10,
      perDay: 10,
      reason,
    },
  });
}

const senderOf = ({ access }: Route): Person =>
  Object.values(people).find(
    ({ roles }) => typeof access === 'string' || roles.some((role) => access.includes(role)),
  ) ?? people.admin;

/** Asks a list for what comes behind a cursor, with everything else that its query needs left out. */
const behind = (route: Route, cursor: string, who: Person = senderOf(route)) =>
  office.ask(who, `GET ${route.path.replace(/\{\w+\}/g, 'x1')}`, { query: { cursor } });

const queue = 'GET /api/queues/preliminary-review';

/** Cursors that lists really gave, with the list and whoever asked. */
async function given(): Promise<{ path: string; who: Person; cursor: string }[]> {
  const found: { path: string; who: Person; cursor: string }[] = [];
  for (const route of listing) {
    if (route.path.includes('{')) continue;
    const who = senderOf(route);
    const { status, body } = await office.ask(who, `GET ${route.path}`, { query: { limit: '1' } });
    if (status === 200 && body.next) found.push({ path: route.path, who, cursor: body.next });
  }
  const { body } = await office.ask('front', queue, { query: { limit: '1' } });
  if (body.next) found.push({ path: '/api/queues/preliminary-review', who: people.front, cursor: body.next });
  return found;
}
const real = await given();

test('there are lists that have gone on to a second page, and many that could', () => {
  expect(listing.length).toBeGreaterThan(20);
  expect(real.length).toBeGreaterThanOrEqual(2);
});

const places = [
  { pk: 'APPLICATION#x', sk: 'HEAD' },
  { pk: 'READ#2026-11-23', sk: 'x' },
  { pk: 'EMPLOYER#x', sk: 'EMPLOYER' },
  { queuePk: 'QUEUE#review', queueSk: '2026', pk: 'APPLICATION#x', sk: 'HEAD' },
  { pk: { S: 'APPLICATION#x' }, sk: { S: 'HEAD' } },
  { pk: ['APPLICATION#x'], sk: null },
  { at: '2026-11-23#1#2' },
  { from: '-1' },
  { published: 'x', from: '99999999999' },
  {},
];

describe('a place in a list that the list did not give', () => {
  test.each(listing.map((route) => [route.path, route] as const))('%s', async (_, route) => {
    const tried = [
      ...places.map(cursorOf),
      ...real.filter(({ path }) => path !== route.path && !sameShape(path, route.path)).map(({ cursor }) => cursor),
      '',
      'null',
      '[]',
      'eyJ',
      Buffer.from('{"__proto__":{"pk":"x"}}').toString('base64url'),
      Buffer.from('"text"').toString('base64url'),
      'A'.repeat(599),
      'A'.repeat(100_000),
      '\u0000',
      '../../x',
    ];
    for (const cursor of tried) {
      counted.sent += 1;
      const { status, body } = await behind(route, cursor);
      const items = status === 200 ? Object.values(body).find(Array.isArray) : undefined;
      // An empty one is none: the list from its beginning, which whoever asks may read anyway.
      const harmless = cursor === '' && status === 200;
      if (status >= 400 || harmless) counted.refused += 1;
      expect(
        harmless || (status >= 400 && status < 500),
        `${cursor.slice(0, 80)} → ${status} ${JSON.stringify(items)?.slice(0, 200)}`,
      ).toBe(true);
    }
  });
});

/** Lists that go through the same places, of which each shows to whoever asks only what is theirs. */
function sameShape(one: string, other: string): boolean {
  const own = ['/api/applications', '/api/permits'];
  return own.includes(one) && own.includes(other);
}

describe('a cursor that a list gave', () => {
  test('leads nowhere else once any letter of it is changed', async () => {
    const pages = new Map<string, string[]>();
    for (const { path, who } of real) {
      const { body } = await office.ask(who, `GET ${path}`, { query: {} });
      pages.set(
        path,
        (Object.values(body).find(Array.isArray) as object[]).map((item) => JSON.stringify(item)),
      );
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...real),
        fc.nat(),
        fc.constantFrom(...'AaZz09_-'),
        async ({ path, who, cursor }, at, letter) => {
          const place = at % cursor.length;
          const changed = cursor.slice(0, place) + letter + cursor.slice(place + 1);
          fc.pre(changed !== cursor);
          counted.sent += 1;
          const { status, body } = await office.ask(who, `GET ${path}`, { query: { cursor: changed } });
          expect(status, changed).toBeLessThan(500);
          if (status >= 400) {
            counted.refused += 1;
            return;
          }
          // Another place of the same list: nothing but what the list shows to the same person.
          const known = pages.get(path) ?? [];
          const items = Object.values(body).find(Array.isArray) as object[];
          expect(
            items.filter((item) => !known.includes(JSON.stringify(item))),
            changed,
          ).toEqual([]);
        },
      ),
      { seed, numRuns: times(200, 10_000) },
    );
  });

  test('shows nothing to who may not read the list', async () => {
    for (const { path, cursor, who } of real) {
      for (const other of [people.otherEmployer, people.otherApplicant]) {
        counted.sent += 1;
        const { status, body } = await office.ask(other, `GET ${path}`, { query: { cursor } });
        const items = status === 200 ? (Object.values(body).find(Array.isArray) as object[]) : [];
        const theirs = who.roles.some((role) => other.roles.includes(role));
        if (!theirs) expect([400, 403], path).toContain(status);
        expect(items, `${path} as ${other.subject}`).toEqual([]);
        counted.refused += 1;
      }
    }
    expect(await declare(office, 'otherEmployer', graduate)).toMatch(/./);
  });
});
