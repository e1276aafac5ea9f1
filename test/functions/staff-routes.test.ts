import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { usualTalents } from '../../infra/zones/national.ts';
import { routeGroups } from '../../shared/contract/offered.ts';
import type { Route } from '../../shared/contract/route.ts';
import { type Role, staffRoles } from '../../shared/domain/access/roles.ts';
import { openOffice } from '../office/office.ts';
import { type Person, people } from '../office/people.ts';

const atOffice = '203.0.113.20';
const atHome = '192.0.2.77';

const office = await openOffice({
  zone: {
    access: {
      endpoint: 'public',
      officersFrom: ['203.0.113.0/24', '2001:db8:12::/48'],
      source: 'A zone whose officers work at the office only',
    },
    talents: usualTalents('Invented for a test'),
  },
});

const contract: Route[] = routeGroups.flatMap(({ routes: table }) => Object.values(table));
const answers = new Set<Route>(office.routes);
const routes = contract.filter((route) => answers.has(route));
const rolesOf = ({ access }: Route): readonly Role[] => (typeof access === 'string' ? [] : access);
const isStaff = (role: Role) => staffRoles.includes(role);
const named = (found: Route[]) => found.map((route) => [`${route.method} ${route.path}`, route] as const);

const forStaffOnly = named(routes.filter((route) => rolesOf(route).length > 0 && rolesOf(route).every(isStaff)));
const shared = named(
  routes.filter((route) => rolesOf(route).some(isStaff) && rolesOf(route).some((role) => !isStaff(role))),
);
const optional = named(routes.filter(({ access }) => access === 'optional'));

afterAll(() => office.close());
beforeEach(() => {
  office.log.lines.length = 0;
});

const officer: Person = {
  subject: 'officer-of-everything',
  roles: staffRoles,
  mfa: true,
  expiresAt: people.front.expiresAt,
};
const everybody: Person = { ...officer, roles: [...staffRoles, 'employer', 'applicant'] };

const ask = (who: Person, route: Route, from: string) =>
  office.ask(who, `${route.method} ${route.path.replace(/\{\w+\}/g, 'x1')}`, { from });
const codeOf = (body: { type?: string } | undefined) => body?.type?.replace('urn:greenpath:problem:', '');
const counted = () => office.log.lines.filter(({ code }) => code === 'officer-elsewhere');

test('there are routes of every kind to ask', () => {
  expect(forStaffOnly.length).toBeGreaterThan(60);
  expect(shared.length).toBeGreaterThan(10);
  expect(optional.length).toBeGreaterThan(2);
});

test('only routes whose functions this office does not hold are left to their own tests', () => {
  const left = contract.filter((route) => !answers.has(route));
  expect(left.filter((route) => rolesOf(route).length > 0 && rolesOf(route).every(isStaff))).toEqual([]);
  expect(left.map(({ path }) => path).sort()).toEqual([
    '/api/assessments',
    '/api/checklists',
    '/api/permits/{number}/card.pdf',
    '/api/permits/{number}/card.png',
    '/api/permits/{number}/card.svg',
    '/api/points-table',
    '/api/verifications',
  ]);
});

describe('what only the office may do', () => {
  test.each(forStaffOnly)('%s asks for a second factor', async (_, route) => {
    const { status, body } = await ask({ ...officer, mfa: false }, route, atOffice);
    expect([status, codeOf(body)]).toEqual([403, 'second-factor-needed']);
  });

  test.each(forStaffOnly)(
    '%s is done from the office only, and whoever tries elsewhere is counted',
    async (_, route) => {
      const { status, body } = await ask(officer, route, atHome);
      expect([status, codeOf(body)]).toEqual([403, 'outside-office']);
      expect(body.detail).toMatch(/办公网络/);
      expect(counted()).toMatchObject([{ fields: { route: route.name, refused: true } }]);
      expect(JSON.stringify(counted()), 'no address stands in the log').not.toContain(atHome);
    },
  );

  test.each(forStaffOnly)('%s is reached from the office', async (_, route) => {
    const { status, body } = await ask(officer, route, atOffice);
    expect(['outside-office', 'second-factor-needed', 'not-allowed']).not.toContain(codeOf(body));
    expect(status).toBeLessThan(500);
    expect(counted()).toEqual([]);
  });
});

describe('what parties and the office share', () => {
  test.each(shared)('%s is refused to an officer elsewhere', async (_, route) => {
    const { status, body } = await ask(officer, route, atHome);
    expect([status, codeOf(body)]).toEqual([403, 'outside-office']);
  });

  test.each(shared)('%s takes somebody who is a party too for a party only, and counts it', async (_, route) => {
    const elsewhere = await ask(everybody, route, atHome);
    const lines = counted();
    const party = await ask({ ...everybody, roles: ['employer', 'applicant'] }, route, atHome);
    expect([elsewhere.status, elsewhere.body]).toEqual([party.status, party.body]);
    expect(lines).toMatchObject([
      { fields: { route: route.name, refused: party.status === 403 && lines[0]?.fields?.refused } },
    ]);
  });
});

describe('what anybody may ask', () => {
  test.each(optional)('%s tells an officer elsewhere what it tells a stranger with an account', async (_, route) => {
    const elsewhere = await ask(officer, route, atHome);
    const stranger = await ask({ ...officer, roles: [] }, route, atHome);
    expect([elsewhere.status, elsewhere.body]).toEqual([stranger.status, stranger.body]);
  });
});

test('an address that a header claims does not count', async () => {
  const answer = await office.ask(officer, 'GET /api/queues/preliminary-review', {
    from: atHome,
    headers: { 'X-Forwarded-For': atOffice, 'X-Real-IP': atOffice, Forwarded: `for=${atOffice}` },
  });
  expect([answer.status, codeOf(answer.body)]).toEqual([403, 'outside-office']);
});

test('the refusal is told in English to who asks for it', async () => {
  const { body } = await office.ask(officer, 'GET /api/queues/preliminary-review', {
    from: atHome,
    headers: { 'Accept-Language': 'en' },
  });
  expect(body).toMatchObject({ title: 'This is done from the office only', status: 403 });
  expect(body.detail).toMatch(/ask the administrator/);
});

test('parties are served from everywhere', async () => {
  const { status } = await office.ask('employer', 'GET /api/applications', { from: atHome });
  expect(status).toBe(200);
});
