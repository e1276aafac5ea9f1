import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { assessApplicant } from '../../../functions/scoring/assess-applicant.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { assessment, scoringRoutes } from '../../../shared/contract/scoring.ts';
import { serve } from '../../../shared/http/function.ts';
import type { Log } from '../../../shared/log/log.ts';
import { etownZone } from '../../zone-rules.ts';

const { policy: etown } = etownZone();
const policy = {
  ...etown,
  points: 'interim-2017',
  locality: 'beijing',
  validityMonths: { A: 60, B: 24, C: 12, source: 'test', placeholder: false },
  passportMinimumMonths: { months: 6, source: 'test', placeholder: false },
  document: { maximumBytes: 1_048_576, maximumPages: 50, source: 'test', placeholder: false },
  photo: {
    minimumWidth: 354,
    minimumHeight: 472,
    maximumBytes: 1_048_576,
    minimumBytes: 0,
    source: 'test',
    placeholder: false,
  },
  returnedDays: { days: 30, source: 'test', placeholder: false },
};

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
  const handler = serve(scoringRoutes, assessApplicant({ clock, zone: { timeZone: 'Asia/Shanghai', policy } }), {
    clock,
    log,
  });
  const post = async (body: unknown, language = 'en') => {
    const answer = await handler({
      httpMethod: 'POST',
      resource: '/api/assessments',
      path: '/api/assessments',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { identity: { sourceIp: '192.0.2.1' } },
    } as unknown as APIGatewayProxyEvent);
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };
  return { post, lines };
}

const { post } = zoneAt('2026-11-22T02:00:00.000Z');
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
    const zone = { timeZone: 'Asia/Shanghai', policy: { ...policy, locality: 'atlantis' } };
    expect(() => assessApplicant({ clock: fakeClock('2026-11-22T02:00:00.000Z'), zone })).toThrow('atlantis');
  });
});
