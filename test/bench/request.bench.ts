import type { APIGatewayProxyEvent } from 'aws-lambda';
import { systemClock } from '../../shared/clock.ts';
import { routes } from '../../shared/contract/route.ts';
import { assessment, assessmentFacts } from '../../shared/contract/scoring.ts';
import { assess } from '../../shared/domain/scoring/assess.ts';
import type { Facts } from '../../shared/domain/scoring/facts.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { interim2017 } from '../../shared/policy/points/interim-2017.ts';
import { routesIn } from '../../shared/policy/routes/index.ts';
import { success } from '../../shared/result.ts';
import { people } from '../office/people.ts';
import { gatewayEvent } from '../office/request.ts';
import { figure, type Run, type Section } from './report/section.ts';
import { median } from './sequence.ts';

const facts: Facts = {
  annualSalary: 260_000,
  education: 'master',
  workYears: 7,
  monthsPerYear: 12,
  hsk: 3,
  workLocation: 'other',
  birthDate: '1990-05-17',
  distinctions: ['patent'],
};
const place = routesIn('beijing');
const scored = (given: Facts) => {
  const outcome = assess(interim2017, place, given, '2025-06-30', { advice: false });
  if (!outcome.ok) throw new Error('the applicant of the measurement was refused');
  return outcome.value;
};

const table = routes({
  assessOnce: {
    method: 'POST',
    path: '/api/measured',
    summary: 'Scores one applicant, as the self-assessment does',
    access: ['applicant', 'employer'],
    body: assessmentFacts,
    answer: { status: 200, schema: assessment },
  },
});

type Handler = (event: APIGatewayProxyEvent) => Promise<{ statusCode: number; body: string }>;

const bare: Handler = async (event) => ({
  statusCode: 200,
  body: JSON.stringify(scored(JSON.parse(Buffer.from(event.body ?? '', 'base64').toString()))),
});

/** Microseconds a request, over some hundred of them. */
async function timed(handler: Handler, requests: number): Promise<number> {
  const events = Array.from({ length: requests }, () =>
    gatewayEvent(people.applicant, table.assessOnce, {}, { body: facts }),
  );
  const begun = performance.now();
  for (const event of events) await handler(event);
  return ((performance.now() - begun) * 1000) / requests;
}

/** What our chain of middleware costs a request, in one process. */
export async function benchRequest({ long }: Run): Promise<Section> {
  let lines = 0;
  const log = openLog('measured', systemClock, () => {
    lines += 1;
  });
  const chain = serve(
    table,
    { assessOnce: async ({ body }) => success({ body: scored(body as Facts) }) },
    { clock: systemClock, log },
  );
  const handlers: [name: string, handler: Handler][] = [
    ['bare handler: parse, score, write', bare],
    ['our chain: headers, body, sender, role, schemas in and out, log', chain as Handler],
  ];
  const failures: string[] = [];
  for (const [name, handler] of handlers) {
    const event = gatewayEvent(people.applicant, table.assessOnce, {}, { body: facts });
    const { statusCode, body } = await handler(event);
    if (statusCode !== 200 || JSON.parse(body).total === undefined)
      failures.push(`${name} answered ${statusCode}: ${body}`);
  }
  const rounds = new Map<string, number[]>(handlers.map(([name]) => [name, []]));
  for (let round = 0; round < (long ? 25 : 9); round += 1) {
    for (const [name, handler] of handlers) rounds.get(name)?.push(await timed(handler, 1000));
  }
  if (lines === 0) failures.push('the chain wrote no line of its log');
  const of = (name: string) => median(rounds.get(name) ?? []);
  const [first, second] = handlers.map(([name]) => of(name));
  const overhead = (second ?? 0) - (first ?? 0);
  return {
    title: 'One request: our chain against a bare handler',
    words: [
      `In one process, events as API Gateway sends them, the same work in both: one applicant is scored. The chain adds ${figure(overhead)} µs; the table's answer takes a thousand and more.`,
    ],
    tables: [
      {
        title: 'A request',
        columns: ['Handler', 'µs (median)'],
        rows: handlers.map(([name]) => [name, figure(of(name))]),
      },
    ],
    charts: [],
    failures,
    overBudget: overhead > 40 ? [`the chain adds ${figure(overhead)} µs a request, the budget is 40`] : [],
  };
}
