import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi } from '../../../functions/portal/openapi.ts';
import { type Line, type Party, whoMay } from '../../../infra/docs/who-may.ts';
import { demo } from '../../../infra/zones/demo.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { routeGroups } from '../../../shared/contract/offered.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';
import type { Answer } from '../../office/office.ts';
import { isLong, seed } from '../form.ts';
import { bodyFor, queryFor } from './bodies.ts';
import { type Cast, cast, openCast, type Persona } from './cast.ts';
import { type Asked, expected, hasObjects, objectsAsked, type Verdict, withParts } from './expected.ts';
import { openTouched } from './touched.ts';

type Described = { paths: Record<string, Record<string, { operationId: string }>> };
const operationsOf = (document: object): string[] =>
  Object.values((document as Described).paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
const routes: readonly Route[] = routeGroups.flatMap(({ routes: table }) => Object.values(table));

let the: Cast;
let touched: Awaited<ReturnType<typeof openTouched>>;
beforeAll(async () => {
  the = await openCast();
  touched = await openTouched(the.office);
});
afterAll(() => the.office.close());

const figures = { cells: 0, letIn: 0, refused: 0, done: 0 };
/** Routes that were seen to come to their end for somebody. */
const done = new Set<string>();

const codeOf = ({ body }: Answer): string => String(body?.type ?? '').replace('urn:greenpath:problem:', '') || 'none';

/** What an answer says, in the words of the table. */
function verdictOf(answer: Answer, wanted: Verdict): Verdict | string {
  const code = codeOf(answer);
  if (wanted === 'nothing' && answer.status === 200 && answer.body.items.length === 0) return wanted;
  if ([400, 401, 404].includes(answer.status)) return code;
  if (answer.status === 403)
    return ['not-allowed', 'role-ended', 'second-factor-needed'].includes(code) ? code : 'let in';
  return answer.status >= 500 ? `${answer.status}` : 'let in';
}

/** Lists in which a party has to find something of its own: an empty one would hide everything from this test too. */
const ownLists: Readonly<Record<string, readonly Party[]>> = {
  listApplications: ['handler', 'applicant'],
  listPermits: ['handler', 'applicant'],
  listInquiries: ['handler', 'applicant'],
  readInbox: ['handler', 'applicant'],
  listEmployers: ['handler'],
  listVisits: ['handler'],
  listHelp: ['applicant'],
  listMerchantCards: ['applicant'],
  exportMyData: ['applicant'],
};

/** Both lists of the contract are called that. */
const commonOf = ({ name }: Route): Record<string, string> => (name === 'readPublishedList' ? { list: 'red' } : {});

type Cell = {
  persona: Persona;
  asked: Asked;
  wanted: Verdict;
  answer: Answer;
  named: Readonly<Record<string, string>>;
  strictly: boolean;
};

async function ask(route: Route, line: Line, persona: Persona, asked: Asked): Promise<Cell | undefined> {
  const wanted = expected(whoMay[route.name] ?? [], line, persona, asked);
  const named = hasObjects(line) ? the.named(line.about, asked, persona) : {};
  if (!named) return undefined;
  const path = route.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => named[name] ?? commonOf(route)[name] ?? the.common[name] ?? 'x1',
  );
  const saying = { ...named, ...(line.says ? { says: line.says } : {}) };
  const query = queryFor(route, persona.stands.kind === 'office', saying);
  const sent = bodyFor(route, seed, saying);
  const signed = persona.stands.kind === 'partner' ? the.signedBy(route) : undefined;
  const answer = await the.ask(persona.who, `${route.method} ${path}`, {
    ...(sent === undefined ? {} : { body: sent }),
    ...(query ? { query } : {}),
    ...signed,
  });
  return {
    persona,
    asked,
    wanted,
    answer,
    strictly: line.otherwise !== undefined,
    named: { ...named, path, sent: JSON.stringify(sent ?? '') },
  };
}

/** What of one side an answer tells that the request did not name itself. */
function told(cell: Cell, sides: readonly (0 | 1)[]): string[] {
  const text = JSON.stringify(cell.answer.body ?? '');
  const own = JSON.stringify(cell.named);
  return sides
    .flatMap((side) => the.secretsOf(side))
    .filter((secret) => text.includes(secret) && !own.includes(secret));
}

/** Everything that is wrong with the answer of one cell, in words. */
async function wrongWith(route: Route, cell: Cell): Promise<string[]> {
  const { persona, asked, wanted, answer } = cell;
  const { stands } = persona;
  const got = verdictOf(answer, wanted);
  const at = `${persona.name}, ${asked}`;
  const changed = await touched.changed();
  figures.cells += 1;
  if (wanted === 'let in') {
    figures.letIn += 1;
    if (answer.status < 300) {
      figures.done += 1;
      done.add(route.name);
    }
    if (got !== 'let in' && (cell.strictly || got !== 'invalid-request'))
      return [`${at}: is let in by the table, and answered ${answer.status} ${got}`];
    const others =
      stands.kind === 'party'
        ? ([stands.side === 0 ? 1 : 0] as const)
        : stands.kind === 'office'
          ? []
          : ([0, 1] as const);
    // Who names number and code may be anybody.
    const known = 'receiptNumber' in cell.named || ('inquiry' in cell.named && 'code' in cell.named) ? [] : others;
    if (route.method === 'GET' && answer.status !== 200) return [`${at}: answered ${answer.status} ${codeOf(answer)}`];
    if (stands.kind === 'party' && !stands.former && ownLists[route.name]?.includes(stands.as)) {
      if (told(cell, [stands.side]).length === 0) return [`${at}: finds nothing of its own`];
    }
    return told(cell, known).map((secret) => `${at}: is told ${secret} of another`);
  }
  figures.refused += 1;
  const wrong: string[] = [];
  if (got !== wanted)
    wrong.push(`${at}: the table says ${wanted}, and it was answered ${answer.status} ${codeOf(answer)}`);
  for (const secret of told(cell, [0, 1])) wrong.push(`${at}: was refused, and told ${secret}`);
  if (answer.body?.current !== undefined) wrong.push(`${at}: was refused, and told the present state`);
  // Whoever of the office may look at it is recorded as having done so, also where more is refused.
  const more = changed.filter((place) => !(stands.kind === 'office' && place.startsWith('READ#')));
  if (more.length > 0) wrong.push(`${at}: was refused, and changed ${more.join(', ')}`);
  return wrong;
}

/** Whether a stranger could tell another's object from one that never was. */
function apart(cells: readonly Cell[]): string[] {
  const shape = ({ answer, named }: Cell) => {
    let text = JSON.stringify([answer.status, answer.headers, answer.body]);
    for (const value of Object.values(named).filter((one) => one !== '')) text = text.replaceAll(value, '…');
    return text;
  };
  const unknown = cells.find(({ asked }) => asked === 'unknown');
  if (!unknown || unknown.wanted === 'let in') return [];
  return cells
    .filter(({ asked, wanted }) => asked !== 'unknown' && wanted === unknown.wanted)
    .filter((cell) => !isDeepStrictEqual(shape(cell), shape(unknown)))
    .map(({ persona, asked }) => `${persona.name}: could tell ${asked} from one that never was`);
}

describe('the table of who may do what', () => {
  test('has every route of the interface, and no other', () => {
    const offered = zoneFiles.flatMap((file) => operationsOf(openApi(zoneSchema.parse(file), 'https://id.example')));
    expect([...new Set(offered)].sort()).toEqual(Object.keys(whoMay).sort());
    expect(operationsOf(openApi(zoneSchema.parse(demo), 'https://id.example')).sort()).toEqual(
      Object.keys(whoMay).sort(),
    );
  });
});

/** Which objects a persona is asked about: all in the long form; in the short one officers, to whom all are alike, one of two. */
function objectsFor(line: Line, persona: Persona, route: Route): readonly Asked[] {
  const { stands, name } = persona;
  if (!hasObjects(line)) return ['own'];
  const every = objectsAsked.filter((one) => one !== 'mixed' || withParts.has(line.about));
  if (isLong || stands.kind === 'party' || line.to === 'known' || withParts.has(line.about)) return every;
  const another = (seed + name.length + route.name.length) % 2 === 0 && the.named(line.about, 'another’s', persona);
  return [another ? 'another’s' : 'own', 'unknown'];
}

/** `verify` is asked in test/functions/verification: what it tells by role is no matter of whose a permit is. */
const asked = routes.filter(({ name }) => name !== 'verify');

describe('every persona, at its own, at another’s, at what never was', () => {
  test.each(asked.map((route) => [route.name, route] as const))('%s', async (_, route) => {
    const wrong: string[] = [];
    for (const line of whoMay[route.name] ?? []) {
      for (const persona of cast) {
        const cells: Cell[] = [];
        for (const one of objectsFor(line, persona, route)) {
          const cell = await ask(route, line, persona, one);
          if (!cell) continue;
          cells.push(cell);
          wrong.push(...(await wrongWith(route, cell)).map((what) => `${line.about}: ${what}`));
        }
        wrong.push(...apart(cells).map((what) => `${line.about}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('after all of which the table holds what it held before', async () => {
    expect(await touched.differences()).toEqual([]);
    console.log(`Never to the end: ${asked.flatMap(({ name }) => (done.has(name) ? [] : [name])).join(', ')}`);
    console.log(
      `${figures.cells} cells: ${figures.refused} refused, ${figures.letIn} let in, ${figures.done} of them to the end`,
    );
  });
});
