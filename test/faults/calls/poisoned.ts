import { type Office, openOffice } from '../../office/office.ts';
import { engineer, register, steps } from '../../office/walk.ts';
import { drawFrom } from '../draw.ts';
import { printFigures, printFindings } from '../figures.ts';
import { freshDraft } from './acts.ts';

const rounds = 24;

const effects = async (office: Office, state: 'waiting' | 'parked') =>
  (await office.ask('admin', `GET /api/upkeep/effects`, { query: { state } })).body.items as {
    id: string;
    attempts: number;
    applicationId: string;
  }[];

/**
 * Effects that fail for ever among others that do not: they go to where a person sees them, the others are delivered
 * as if nothing was, and a person can send them on their way when the cause is mended.
 * @returns how much was found wrong
 */
export async function poisonEffects(options: { seed: number }): Promise<number> {
  const draw = drawFrom(options.seed, 11);
  const findings: string[] = [];
  const office = await openOffice();
  const employerId = await register(office);
  const { port } = office.machine;
  const alive = { ...port };
  const poisoned = new Set<string>();
  const healthy = new Set<string>();
  let down = true;
  port.start = async (name, input) => {
    if (down || poisoned.has(input.applicationId)) {
      throw Object.assign(new Error('poisoned'), { name: 'InvalidExecutionInput' });
    }
    return alive.start(name, input);
  };
  for (let number = 1; number <= 12; number++) {
    const id = await freshDraft(office, employerId, 5000 + number, engineer);
    (draw.share() < 0.35 ? poisoned : healthy).add(id);
    await steps.submit(office, id);
  }
  office.clock.advance(31_000);
  const first = await effects(office, 'waiting');
  if (first.length !== 12) findings.push(`${first.length} of 12 effects wait after the outage`);
  down = false;
  office.clock.advance(60_000);
  await office.sweep();
  const running = [...healthy].filter((id) => office.machine.status(`${id}-1`) === 'RUNNING');
  if (running.length !== healthy.size) {
    findings.push(`${healthy.size - running.length} effects wait behind those that fail for ever`);
  }
  for (let round = 0; round < rounds; round++) {
    office.clock.advance(5 * 60_000);
    await office.sweep();
  }
  const parked = await effects(office, 'parked');
  const waiting = await effects(office, 'waiting');
  if (parked.length !== poisoned.size) findings.push(`${parked.length} of ${poisoned.size} effects are parked`);
  if (waiting.length > 0) findings.push(`${waiting.length} effects are tried for ever`);
  if (poisoned.size > 0 && !office.log.codes().includes('effect-parked')) {
    findings.push('nothing was logged when an effect was parked');
  }
  const ids = [...poisoned];
  poisoned.clear();
  for (const { id } of parked) {
    const sent = await office.ask('admin', `POST /api/upkeep/effects/${id}/deliver`, {
      body: { reason: { zh: '已排除故障', en: 'The cause is mended' } },
    });
    if (sent.status >= 300) findings.push(`delivering by hand: ${sent.status} ${JSON.stringify(sent.body)}`);
  }
  const left = await effects(office, 'parked');
  if (left.length > 0) findings.push(`${left.length} effects stay parked after they were delivered by hand`);
  const woken = ids.filter((id) => office.machine.status(`${id}-1`) === 'RUNNING');
  if (woken.length !== ids.length) findings.push(`${ids.length - woken.length} executions never started`);
  await office.close();
  printFigures(`effects that fail for ever, seed ${options.seed}`, {
    'effects in an outage': 12,
    'of them poisoned': ids.length,
    'others delivered in the first round': running.length,
    parked: parked.length,
    'tries until parked': [...new Set(parked.map(({ attempts }) => attempts))].join(', '),
    'delivered by hand afterwards': woken.length,
    'what was found wrong': findings.length,
  });
  printFindings(findings);
  return findings.length;
}
