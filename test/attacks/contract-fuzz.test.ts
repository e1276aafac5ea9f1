import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { problem as problemSchema } from '../../shared/contract/common.ts';
import type { Route } from '../../shared/contract/route.ts';
import { roles as allRoles } from '../../shared/domain/access/roles.ts';
import { written } from '../model/ground.ts';
import { issuedCard, openMerchantOffice } from '../office/cards.ts';
import type { Answer, Office } from '../office/office.ts';
import { type Person, people } from '../office/people.ts';
import type { Asked } from '../office/request.ts';
import { completeDraft, cook, register, scientist, waitingIn } from '../office/walk.ts';
import { tally, times } from './bounds.ts';
import { everySection } from './every-section.ts';
import { isLong, seed } from './form.ts';
import { oddities, placesOf, replaced, schemaAt, schemaOf, shaped } from './from-contract.ts';

const counted = tally('every route with random requests');

const office = await openMerchantOffice(everySection);
afterAll(() => office.close());

/** What was seen in answers, so that random requests name things that exist. */
const known: string[] = [
  'x1',
  '2026-11-23',
  'etown',
  'elena.specimen@applicant.example',
  ...Object.values(people).map((it) => it.subject),
];
const openCases = await ground(office);

async function ground(the: Office): Promise<string[]> {
  const employer = await register(the);
  const cases = [
    await waitingIn(the, 'issued', employer),
    await waitingIn(the, 'conclusion', employer, scientist),
    await waitingIn(the, 'review', employer, cook),
    await completeDraft(the, employer),
  ];
  const card = await issuedCard(the);
  known.push(employer, ...cases, card.number, card.applicationId);
  return cases;
}

/** Texts of an answer that may name something. */
function remember(value: unknown): void {
  if (typeof value === 'string' && value.length > 3 && value.length < 60 && !value.includes(' ')) {
    if (known.length < 400) known.push(value);
    else known[(value.length * 31 + value.charCodeAt(value.length - 1)) % 400] = value;
  } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) remember(part);
}

/** Whether a request tried to write since it was last asked. */
let wrote = false;
office.hooks.before = (operation) => {
  if (/^(?:Put|Update|Delete|BatchWrite|TransactWrite)/.test(operation)) wrote = true;
};
let before: string | undefined;

/** Words that stand nowhere but in what the attack sends. */
const planted = 'planted-d41d8cd9';

const rolesOf = ({ access }: Route) => (typeof access === 'string' ? allRoles : access);

/** Somebody whom the route lets in, most of the time. */
const sender = (route: Route): fc.Arbitrary<Person | undefined> => {
  const someone = (roles: readonly (typeof allRoles)[number][]) =>
    fc.constantFrom(...Object.values(people).filter((it) => it.roles.some((role) => roles.includes(role))));
  const allowed = someone(rolesOf(route));
  return fc.oneof(
    { weight: 8, arbitrary: allowed },
    { weight: 1, arbitrary: someone(allRoles) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
};

const headerText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom('"1"', 'W/"3"', '*', '"', '1, 2', '-1', '1e9', '"99999999999"', 'x'.repeat(201), '__proto__'),
);
const headers = fc.record(
  { 'Idempotency-Key': headerText, 'If-Match': headerText, 'Accept-Language': headerText },
  { requiredKeys: [], noNullPrototype: true },
);

type Attack = { who: Person | undefined; parameters: string[]; asked: Asked; mustName?: string[] };

const asText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(String).join(',')
      : (JSON.stringify(value) ?? '');

/** The query as the gateway hands it over: texts only. */
const flat = (query: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(query as object).map(([name, value]) => [name, asText(value)]));

/** Names of parts of a body that have one type, with a value that is surely of another one. */
function certainlyWrong(schema: ReturnType<typeof schemaOf>, body: unknown): [name: string, value: unknown][] {
  if (schema.type !== 'object' || typeof body !== 'object' || body === null) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, { type }]): [string, unknown][] => {
    if (type === 'object' || type === 'array') return [[name, planted]];
    return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean'
      ? [[name, [[planted]]]]
      : [];
  });
}

/** Fields that somebody would like to set about something that is not theirs to set. */
const massAssigned = {
  status: planted,
  stage: planted,
  role: planted,
  roles: [planted],
  id: planted,
  pk: planted,
  sk: planted,
  queuePk: planted,
  score: 120,
  employerSubject: planted,
  subject: planted,
  createdBy: planted,
  decidedBy: planted,
  grantedAt: planted,
  zone: planted,
  expiresAt: 1,
  revision: 99,
};

function attackOn(route: Route): fc.Arbitrary<Attack> {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)];
  const here = () => known;
  const one = fc.oneof(
    { weight: 5, arbitrary: fc.nat().map((at) => openCases[at % openCases.length] ?? 'x1') },
    { weight: 5, arbitrary: fc.nat().map((at) => known[at % known.length] ?? 'x1') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '__proto__',
        'constructor',
        '..',
        '%00',
        "' OR 1=1",
        'APPLICATION#x',
        'x'.repeat(3000),
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) },
  );
  const parameters = fc.tuple(...names.map(() => one));
  const base = { who: sender(route), parameters, headers };
  const query = route.query ? shaped(schemaOf(route.query), here) : fc.constant({});
  const spoiledQuery = fc
    .tuple(
      query,
      fc.dictionary(fc.constantFrom('limit', 'cursor', 'from', '__proto__', 'x', 'status'), oddities, { maxKeys: 3 }),
    )
    .map(([fitting, odd]) => ({ ...flat(fitting), ...flat(odd) }));
  const anyQuery = fc.oneof({ weight: 3, arbitrary: query.map(flat) }, { weight: 1, arbitrary: spoiledQuery });
  if (!route.body) {
    return fc
      .record({ ...base, query: anyQuery, body: fc.option(oddities, { freq: 4, nil: undefined }) })
      .map(({ who, parameters: at, headers: sent, query: asks, body }) => ({
        who,
        parameters: at,
        asked: { headers: sent, query: asks, ...(body === undefined || route.method === 'GET' ? {} : { body }) },
      }));
  }
  const schema = schemaOf(route.body);
  const fitting = shaped(schema, here);
  const spoiled = fc
    .tuple(fitting, fc.array(fc.tuple(fc.nat(), oddities), { minLength: 1, maxLength: 3 }))
    .map(([body, spots]) =>
      spots.reduce((value, [at, odd]) => {
        const places = placesOf(value);
        return replaced(value, places[at % places.length] ?? [], odd);
      }, body as unknown),
    );
  // In one place at a time: a list of free names may hold any, and what is refused above hides what stands below.
  const assigned = fc.tuple(fitting, fc.nat()).map(([body, at]) => {
    const places = placesOf(body).filter((place) => schemaAt(schema, body, place)?.additionalProperties === false);
    const place = places[at % places.length] ?? [];
    const part = place.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], body);
    return replaced(body, place, { ...massAssigned, ...(part as object) });
  });
  const polluted = fitting.map((body) => {
    const text = JSON.stringify(body);
    return text.startsWith('{')
      ? `{"__proto__":{"polluted":"${planted}"},"constructor":{"prototype":{"polluted":"${planted}"}}${text === '{}' ? '}' : `,${text.slice(1)}`}`
      : text;
  });
  const alien = fc.oneof(
    oddities,
    fc.constantFrom('{', '[1,', '"\\ud800"', '\u0000', `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
  );
  const bodies: fc.Arbitrary<{ body: unknown; mustName?: string[] }> = fc.oneof(
    { weight: 5, arbitrary: fitting.map((body) => ({ body })) },
    { weight: 4, arbitrary: spoiled.map((body) => ({ body })) },
    { weight: 2, arbitrary: assigned.map((body) => ({ body })) },
    { weight: 1, arbitrary: polluted.map((body) => ({ body })) },
    { weight: 1, arbitrary: alien.map((body) => ({ body })) },
    {
      weight: 3,
      arbitrary: fc.tuple(fitting, fc.integer({ min: 1, max: 7 })).map(([body, mask]) => {
        const wrong = certainlyWrong(schema, body).filter((_, at) => (mask >> (at % 3)) & 1);
        return { body: { ...(body as object), ...Object.fromEntries(wrong) }, mustName: wrong.map(([name]) => name) };
      }),
    },
  );
  return fc
    .record({ ...base, query: anyQuery, bodies })
    .map(({ who, parameters: at, headers: sent, query: asks, bodies: { body, mustName } }) => ({
      who,
      parameters: at,
      asked: { headers: sent, query: asks, ...(body === undefined ? {} : { body }) },
      ...(mustName && mustName.length > 0 ? { mustName } : {}),
    }));
}

/** Whether an answer is what RFC 9457 and the contract say of a refusal. */
function expectProblem({ status, headers: told, body }: Answer, what: string): void {
  expect(told['content-type'], what).toBe('application/problem+json; charset=utf-8');
  expect(told['cache-control'], what).toBe('no-store');
  const parsed = problemSchema.safeParse(body);
  expect(parsed.error?.issues, what).toBeUndefined();
  expect(body.status, what).toBe(status);
  expect(body.type, what).toMatch(/^urn:greenpath:problem:[a-z0-9-]+$/);
  expect(body.title, what).not.toBe('');
  for (const entry of body.problems ?? []) {
    expect(entry.code, what).toMatch(/^[a-z0-9-]+$/);
    expect(entry.text.zh, what).not.toBe('');
    expect(entry.text.en, what).not.toBe('');
  }
  if (body.type.endsWith(':invalid-request')) expect(body.problems?.length, what).toBeGreaterThan(0);
}

async function strike(route: Route, { who, parameters, asked, mustName }: Attack): Promise<void> {
  before ??= await written(office);
  wrote = false;
  office.log.lines.length = 0;
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = Object.fromEntries(names.map((name, at) => [name, parameters[at] ?? 'x1']));
  const what = `${route.method} ${route.path} as ${who?.subject ?? 'nobody'}: ${JSON.stringify({ inPath, ...asked }).slice(0, 3000)}`;
  const answer = await office.ask(who, `${route.method} ${route.path.replace(/\{\w+\}/g, 'x1')}`, {
    ...asked,
    parameters: inPath,
  });
  counted.sent += 1;
  const seen = `${what} → ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 500)}`;
  const failed = office.log.lines.filter(({ level }) => level === 'error');
  expect(
    failed.map(({ code, error }) => `${code} ${(error as Error)?.stack}`),
    seen,
  ).toEqual([]);
  expect(answer.status, seen).toBeLessThan(500);
  if (answer.status >= 400) {
    counted.refused += 1;
    expectProblem(answer, seen);
    expect(JSON.stringify(answer.body), `${seen}: values are never repeated`).not.toContain(planted);
    if (mustName && answer.status === 400 && answer.body.type.endsWith(':invalid-request')) {
      const named = (answer.body.problems as { path: string }[]).map(({ path: at }) => at.split('.')[0]);
      expect(named, `${seen}: every problem at once`).toEqual(expect.arrayContaining(mustName));
    }
    if (wrote) {
      const after = await written(office);
      expect(after, `${seen}: what is refused changes nothing`).toBe(before);
    }
  } else {
    expect(mustName, `${seen}: is of the wrong type and was taken`).toBeUndefined();
    expect(answer.status, seen).toBe(route.answer.status);
    remember(answer.body);
    if (wrote) before = undefined;
  }
  expect(JSON.stringify(office.log.lines), seen).not.toContain(planted);
  expect(Object.hasOwn(Object.prototype, 'polluted'), seen).toBe(false);
}

/** Those that take away what the others need come last. */
const lateGroups = /delegation|\/staff|signing-keys|policy|polic|quotas|redrive|erasure/;
const late = ({ path }: Route): number => (lateGroups.test(path) ? 1 : 0);
const routes = [...office.routes].sort((a, b) => late(a) - late(b));
const runs = times(25, 400);

test('there are routes of every capability to attack', () => {
  expect(routes.length).toBeGreaterThan(190);
  expect(new Set(routes.flatMap(rolesOf)).size).toBe(allRoles.length);
});

describe('whatever is sent, an answer is a good one or a refusal that lists every problem, and what is refused changes nothing', () => {
  test.each(routes.map((route, at) => [`${route.method} ${route.path}`, route, at] as const))(
    '%s',
    { timeout: isLong ? 600_000 : 60_000 },
    async (_, route, at) => {
      await fc.assert(
        fc.asyncProperty(attackOn(route), (attack) => strike(route, attack)),
        { seed: seed + at, numRuns: runs, endOnFailure: true },
      );
    },
  );
});

test('nothing of what was sent in fields that nobody offers stands in the table', async () => {
  expect(counted.sent).toBeGreaterThanOrEqual(routes.length * runs - routes.length);
  expect(await written(office)).not.toContain(planted);
});
