import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { closedStages } from '../../../shared/domain/application/transitions.ts';
import { instantOf } from '../../../shared/domain/time.ts';
import { readHead } from '../../../shared/records/application.ts';
import { openTable } from '../../../shared/records/table.ts';
import { problemsIn } from '../../model/invariants.ts';
import { unpacked } from '../../model/unpacked.ts';
import { openOffice } from '../../office/office.ts';
import { engineer, graduate, register, steps } from '../../office/walk.ts';
import { type Draw, drawFrom } from '../draw.ts';
import { printFigures, printFindings } from '../figures.ts';
import { freshDraft } from './acts.ts';

/**
 * Functions run on machines of their own, whose clocks differ. Within five seconds between two of them nobody notices;
 * beyond that cases still go their way, but whoever checks the record is told where time ran backwards.
 */
const skewsOfFunctions = [
  { most: 2_400, told: false },
  { most: 4 * 60_000, told: true },
];

/** A function whose clock is far off is refused once; the client library has to learn the time from the answer. */
async function relearn(skew: number, findings: string[]): Promise<number> {
  let asked = 0;
  let refused = 0;
  const now = () => Date.now() + skew;
  const respond = (statusCode: number, body: object) => ({
    response: {
      statusCode,
      headers: { 'content-type': 'application/x-amz-json-1.0', date: new Date(now()).toUTCString() },
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
  });
  const client = new DynamoDBClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ headers }: { headers: Record<string, string> }) => {
        asked += 1;
        const [, day = '', time = ''] = /^(\d{8})T(\d{6})Z$/.exec(headers['x-amz-date'] ?? '') ?? [];
        const signed = Date.parse(
          `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
        );
        // As DynamoDB does from five minutes on.
        if (Math.abs(signed - now()) > 5 * 60_000) {
          refused += 1;
          return respond(400, {
            __type: 'com.amazon.coral.service#InvalidSignatureException',
            message: 'Signature expired',
          });
        }
        return respond(200, { Item: { pk: { S: 'here' }, sk: { S: 'here' } } });
      },
    } as never,
  });
  const item = await openTable('cases', client)
    .get({ pk: 'here', sk: 'here' })
    .catch((error: unknown) => {
      findings.push(`a clock that is off by ${skew / 60_000} min: ${String(error)}`);
      return undefined;
    });
  if (item && refused === 0) findings.push(`a clock that is off by ${skew / 60_000} min was never refused`);
  return asked;
}

/** Walks cases while each act sees the time with an error of its own, and looks whether anything is broken by it. */
async function walkSkewed(
  draw: Draw,
  the: { cases: number; most: number; told: boolean },
  findings: string[],
): Promise<{ acts: number; backwards: number }> {
  const { cases, most, told } = the;
  const office = await openOffice();
  const employerId = await register(office);
  let acts = 0;
  let backwards = 0;
  const ids: string[] = [];
  /** The true time, which goes on; each act sees it with an error of its own. */
  let time = office.clock.now();
  const act = async (work: () => Promise<unknown>) => {
    time += draw.between(500, 120_000);
    office.clock.set(instantOf(time + draw.between(-most, most)));
    acts += 1;
    await work();
  };
  for (let number = 1; number <= cases; number++) {
    const sample = draw.share() < 0.5 ? engineer : graduate;
    const id = await freshDraft(office, employerId, 7000 + number, sample);
    ids.push(id);
    try {
      await act(() => steps.submit(office, id));
      await act(() => steps.accept(office, id));
      await act(() => steps.review(office, id));
      await act(() => office.sweep());
      await act(() => steps.conclude(office, id));
      await act(() => office.machine.settle());
      await act(() => office.machine.timeOut());
    } catch (error) {
      findings.push(`with skewed clocks: ${String(error)}`);
    }
  }
  office.clock.set(instantOf(time + 30 * 60_000));
  await office.machine.timeOut();
  await office.sweep();
  await office.machine.settle();
  findings.push(
    ...problemsIn(unpacked(await office.items()), {
      rules: office.rules,
      now: instantOf(office.clock.now()),
      size: 200,
    }),
  );
  for (const id of ids) {
    const stage = (await readHead(office.table, id))?.stage;
    if (!stage || !closedStages.includes(stage)) findings.push(`${id} ended in ${stage}`);
    const { body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
    for (const finding of body.findings ?? []) {
      if (finding.code === 'time-runs-backwards') backwards += 1;
      if (finding.code !== 'time-runs-backwards' || !told) {
        findings.push(`replay of ${id}: ${JSON.stringify(finding)}`);
      }
    }
  }
  if (told && backwards === 0) findings.push('nobody is told that time ran backwards');
  await office.close();
  return { acts, backwards };
}

/**
 * Walks cases while every function's clock is off, this way or that, and looks whether anything
 * that the law or the chain wants is broken; then lets a client whose clock is off by hours talk to DynamoDB.
 * @returns how much was found wrong
 */
export async function skewClocks(options: { seed: number; long: boolean }): Promise<number> {
  const draw = drawFrom(options.seed, 13);
  const findings: string[] = [];
  const cases = options.long ? 40 : 4;
  let acts = 0;
  const backwards: number[] = [];
  for (const skew of skewsOfFunctions) {
    const walked = await walkSkewed(draw, { ...skew, cases }, findings);
    acts += walked.acts;
    backwards.push(walked.backwards);
  }
  const skews = [-180, -16, 16, 180].map((minutes) => minutes * 60_000);
  let asked = 0;
  for (const skew of skews) asked += await relearn(skew, findings);
  printFigures(`clocks that differ, seed ${options.seed}`, {
    cases: cases * skewsOfFunctions.length,
    'acts, each with a clock of its own': acts,
    'time ran backwards in the record (off by up to 2.4 s / 4 min)': backwards.join(' / '),
    'clocks off by more than AWS allows': skews.length,
    'requests until each was answered': asked / skews.length,
    'what was found wrong': findings.length,
  });
  printFindings(findings);
  return findings.length;
}
