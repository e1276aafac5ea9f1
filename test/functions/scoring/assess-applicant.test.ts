import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { assessApplicant } from '../../../functions/scoring/assess-applicant.ts';
import { foreseeCase } from '../../../functions/scoring/foresee-case.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { assessment, caseOutlook, pointsTable, scoringRoutes } from '../../../shared/contract/scoring.ts';
import { serve } from '../../../shared/http/function.ts';
import type { Log } from '../../../shared/log/log.ts';
import { etownZone, zoneRules } from '../../zone-rules.ts';

const zone = etownZone();
const rulesIn = (locality: string) =>
  zoneRules({ ...zone, policy: { ...zone.policy, points: 'interim-2017', locality } });
const rules = rulesIn('beijing');

const facts = {
  annualSalary: 200_000,
  education: 'bachelor',
  workYears: 5,
  monthsPerYear: 12,
  hsk: 3,
  workLocation: 'other',
  ageOnAssessment: 30,
  distinctions: [],
  localBonus: 0,
};

function zoneAt(instant: string) {
  const lines: { code: string; fields?: unknown }[] = [];
  const note = (code: string, fields?: unknown) => void lines.push({ code, fields });
  const log: Log = { info: note, warn: note, error: (code, error) => note(code, { error: String(error) }) };
  const clock = fakeClock(instant);
  const given = { clock, rules };
  const handler = serve(scoringRoutes, { ...assessApplicant(given), foreseeCase: foreseeCase(given) }, { clock, log });
  const send = async (httpMethod: string, path: string, body?: unknown, language = 'en') => {
    const answer = await handler({
      httpMethod,
      resource: path,
      path,
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: body === undefined ? null : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { identity: { sourceIp: '192.0.2.1' } },
    } as unknown as APIGatewayProxyEvent);
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };
  return {
    post: (body: unknown, language?: string) => send('POST', '/api/assessments', body, language),
    readTable: () => send('GET', '/api/points-table'),
    foresee: (body: unknown) => send('POST', '/api/checklists', body),
    lines,
  };
}

const { post, readTable, foresee } = zoneAt('2026-11-22T02:00:00.000Z');
const paths = (body: { problems: { path: string }[] }) => body.problems.map(({ path }) => path);

describe('POST /api/assessments', () => {
  it('answers anyone with the category, the points per row and what would add points', async () => {
    const { status, body } = await post({ facts });
    expect(status).toBe(200);
    expect(assessment.strict().parse(body)).toMatchObject({
      policy: 'interim-2017',
      assessedOn: '2026-11-22',
      total: 62,
      category: 'B',
      route: { kind: 'points', id: 'points-60' },
      noRow: [],
    });
    expect(body.items).toHaveLength(9);
    expect(body.advice.map(({ text }: { text: { en: string } }) => text.en)).toContain('HSK 4 would add 1 point');
  });

  it('takes another table and another day when they are named', async () => {
    const { body } = await post({ policy: 'trial-2017', assessedOn: '2018-05-04', facts });
    expect(body).toMatchObject({ policy: 'trial-2017', assessedOn: '2018-05-04', total: 65 });
  });

  it('reports a value without a row instead of scoring it 0', async () => {
    const { status, body } = await post({ policy: 'trial-2017', facts: { ...facts, ageOnAssessment: 25 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: null, totalWithoutIt: 50, category: null, noRow: ['age'] });
  });

  it('takes today from the zone: shortly before midnight in London it is tomorrow in Beijing', async () => {
    const { body } = await zoneAt('2026-11-22T16:30:00.000Z').post({ facts });
    expect(body.assessedOn).toBe('2026-11-23');
  });

  it('refuses an unknown table and lists the known ones', async () => {
    const { status, body } = await post({ policy: 'final-2030', facts });
    expect(status).toBe(400);
    expect(body.problems).toEqual([
      expect.objectContaining({ path: 'policy', message: 'must be one of: interim-2017, trial-2017' }),
    ]);
  });

  it('names every missing fact at once, in the reader’s language', async () => {
    const { status, body } = await post({ facts: {} }, 'zh-CN');
    expect(status).toBe(400);
    expect(paths(body)).toEqual([
      'facts.annualSalary',
      'facts.education',
      'facts.workYears',
      'facts.monthsPerYear',
      'facts.birthDate',
    ]);
    expect(body.problems[0].message).toBe('国内聘用单位支付年薪：积分评估须填写此项');
  });

  it('needs none of them for a direct route to A', async () => {
    const { status, body } = await post({ facts: { directRoutes: ['talent-programme'] } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: null, category: 'A', route: { kind: 'direct', id: 'talent-programme' } });
  });

  it('refuses wrong types, unknown fields and values out of range with every place named', async () => {
    const { status, body } = await post({
      facts: { ...facts, annualSalary: '200000', hsk: 7, education: 'professor', shoeSize: 43 },
      extra: true,
    });
    expect(status).toBe(400);
    expect(paths(body).sort()).toEqual([
      'extra',
      'facts.annualSalary',
      'facts.education',
      'facts.hsk',
      'facts.shoeSize',
    ]);
  });

  it('refuses a birth date that contradicts the age', async () => {
    const { status, body } = await post({ facts: { ...facts, birthDate: '1980-02-29' } });
    expect(status).toBe(400);
    expect(paths(body)).toEqual(['facts.ageOnAssessment']);
  });

  it('logs the route and how long it took, and nothing about the person', async () => {
    const zone = zoneAt('2026-11-22T02:00:00.000Z');
    await zone.post({ facts: { ...facts, ageOnAssessment: undefined, birthDate: '1996-03-04' } });
    expect(zone.lines.map(({ code }) => code)).toEqual(['request-completed']);
    expect(JSON.stringify(zone.lines)).not.toMatch(/1996|200000/);
  });

  it('stops a zone whose locality is not described', () => {
    expect(() => rulesIn('atlantis')).toThrow('atlantis');
  });

  it('tells what it can of unfinished facts, and what is still missing, where that is asked for', async () => {
    const { status, body } = await post({ unfinished: true, facts: { annualSalary: 200_000, hsk: 3 } });
    expect(status).toBe(200);
    expect(assessment.strict().parse(body)).toMatchObject({
      total: null,
      totalWithoutIt: 14,
      category: null,
      route: { kind: 'none', id: 'unfinished' },
      missing: ['education', 'workYears', 'monthsPerYear', 'birthDate'].map((fact) =>
        expect.objectContaining({ path: `facts.${fact}` }),
      ),
    });
    expect(body.items[0]).toMatchObject({ item: 'annualSalary', row: 'salary-15-to-25', points: 11 });
  });

  it('answers finished facts as always, unfinished or not', async () => {
    expect((await post({ unfinished: true, facts })).body).toEqual((await post({ facts })).body);
  });

  it('gives no category C for facts that only are unfinished, and none to somebody under age', async () => {
    const { body } = await post({ unfinished: true, facts: { ageOnAssessment: 16 } });
    expect(body).toMatchObject({ category: null, route: { id: 'under-age' } });
    expect(body.missing).toBeUndefined();
  });

  it('names what contradicts itself although the rest is unfinished', async () => {
    const { status, body } = await post({
      unfinished: true,
      facts: { education: 'bachelor', directRoutes: ['outstanding-graduate'] },
    });
    expect(status).toBe(400);
    expect(paths(body)).toEqual(['facts.directRoutes.0']);
  });
});

describe('GET /api/points-table', () => {
  it('tells every item with the points of its rows, and what must be answered', async () => {
    const { status, body } = await readTable();
    expect(status).toBe(200);
    const table = pointsTable.strict().parse(body);
    expect(table).toMatchObject({ id: 'interim-2017', on: '2026-11-22', minimumAge: 18 });
    expect(table.items.map(({ item, cap }) => [item, cap])).toEqual([
      ['annualSalary', 20],
      ['education', 20],
      ['workYears', 20],
      ['monthsPerYear', 15],
      ['chinese', 5],
      ['workLocation', 10],
      ['age', 15],
      ['distinction', 5],
      ['localBonus', 10],
    ]);
    expect(table.items.filter(({ needed }) => needed).map(({ facts }) => facts[0])).toEqual([
      'annualSalary',
      'education',
      'workYears',
      'monthsPerYear',
      'birthDate',
    ]);
    const education = table.items.find(({ item }) => item === 'education');
    expect(education?.rows.find(({ row }) => row === 'education-master')).toMatchObject({
      points: 15,
      when: { fact: 'education', is: 'master' },
    });
  });

  it('answers with rows that the assessment names', async () => {
    const { body: table } = await readTable();
    const { body: assessed } = await post({ facts });
    const rows = new Map(
      (table as { items: { rows: { row: string; points: number }[] }[] }).items.flatMap((item) =>
        item.rows.map(({ row, points }) => [row, points] as const),
      ),
    );
    for (const { row, points } of assessed.items) expect(rows.get(row), row).toBe(points);
  });

  it('names the direct routes with what they ask and the placeholders that an assessment may rest on', async () => {
    const { body } = await readTable();
    const { body: assessed } = await post({ facts });
    expect(body.routes.find(({ id }: { id: string }) => id === 'outstanding-graduate')).toMatchObject({
      category: 'B',
      bySalary: false,
      requires: [{ fact: 'education', atLeast: 'master' }],
    });
    const known = body.placeholders.map(({ id }: { id: string }) => id);
    expect(known).toEqual(expect.arrayContaining(assessed.placeholders));
  });
});

describe('POST /api/checklists', () => {
  const kinds = (body: { materials: { kind: string }[] }) => body.materials.map(({ kind }) => kind);

  it('lists what an application in these circumstances would need, and nothing else', async () => {
    const { status, body } = await foresee({ procedure: 'new-permit', category: 'B', entry: 'abroad' });
    expect(status).toBe(200);
    caseOutlook.strict().parse(body);
    expect(body).toMatchObject({ category: 'B', filedBy: ['employer'], questions: [] });
    expect(kinds(body)).toContain('medical');
    expect(kinds(body)).not.toContain('visa-or-residence');
    expect(body.materials.find(({ kind }: { kind: string }) => kind === 'medical').need).toBe('commitment-allowed');
  });

  it('looks at no more answers than a case can have', async () => {
    const answers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`question-${at}`, 'x'.repeat(150)]));
    const many = await foresee({ procedure: 'new-permit', answers: answers(200) });
    expect([many.status, paths(many.body)]).toEqual([400, ['answers']]);
    const flood = await foresee({ procedure: 'new-permit', answers: answers(2000) });
    expect([flood.status, flood.body.type]).toEqual([413, 'urn:greenpath:problem:too-large']);
  });

  it('asks inside China what follows from there, and spares what an answer makes needless', async () => {
    const inside = { procedure: 'new-permit', category: 'B', entry: 'inside-china' };
    const before = (await foresee(inside)).body;
    expect(before.questions.map(({ id }: { id: string }) => id)).toEqual(['groundInsideChina']);
    const { body } = await foresee({ ...inside, answers: { groundInsideChina: 'change-of-employer' } });
    expect(body.questions.length).toBeGreaterThan(1);
    expect(kinds(before)).toContain('medical');
    expect(kinds(body)).not.toContain('medical');
    expect(body.spared.map(({ kind }: { kind: string }) => kind)).toContain('medical');
  });

  it('takes category and proofs from facts where they give one', async () => {
    const { body } = await foresee({ procedure: 'new-permit', category: 'A', entry: 'abroad', facts });
    expect(body).toMatchObject({ category: 'B', route: { kind: 'points' } });
    expect(kinds(body)).toEqual(expect.arrayContaining(['salary-commitment', 'hsk-certificate']));
  });

  it('says what would be asked in addition where points are claimed', async () => {
    const { body } = await foresee({ procedure: 'new-permit', category: 'B', entry: 'abroad' });
    expect(body.whereClaimed.map(({ kind }: { kind: string }) => kind)).toContain('hsk-certificate');
  });

  it('takes a direct route with its own category and proof', async () => {
    const { body } = await foresee({ procedure: 'new-permit', entry: 'abroad', route: 'talent-programme' });
    expect(body).toMatchObject({ category: 'A', route: { kind: 'direct', id: 'talent-programme' } });
    expect(kinds(body)).toContain('talent-programme-proof');
  });

  it('refuses a procedure that is not delegated here, and a route that nobody knows', async () => {
    expect((await foresee({ procedure: 'no-such-thing' })).body.problems[0].path).toBe('procedure');
    const { status, body } = await foresee({ procedure: 'new-permit', route: 'no-such-route' });
    expect(status).toBe(400);
    expect(paths(body)).toEqual(['route']);
  });
});
