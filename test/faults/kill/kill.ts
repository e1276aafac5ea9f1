import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../../infra/local/synthesise.ts';
import { closedStages } from '../../../shared/domain/application/transitions.ts';
import { finish } from '../../model/finish.ts';
import type { Ground } from '../../model/ground.ts';
import { people } from '../../office/people.ts';
import { drawFrom } from '../draw.ts';
import { median, printFigures, printFindings } from '../figures.ts';
import { type Actors, caseWalker, registeredEmployer, type Walked } from './case-walks.ts';
import { checkExport, checkItems, compareWithLedger, readItems } from './check-from-outside.ts';
import { openLedger } from './ledger.ts';
import { stubborn } from './stubborn-caller.ts';
import { openZoneUnderFire } from './zone-under-fire.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const places = 5000;
const walkers = 6;
/** A process that answers nothing for so long is killed all the same. */
const longestLife = 12_000;
const why = { zh: '演练用的名额', en: 'Places for the rehearsal' };

/**
 * Kills a one-machine zone again and again under a stream of applications, lets everything come to its end, and looks
 * from outside whether what was acknowledged is there, once.
 * @returns how much was found wrong
 */
export async function killAndCompare(options: { seed: number; kills: number }): Promise<number> {
  const { seed, kills } = options;
  const directory = mkdtempSync(join(tmpdir(), 'greenpath-kill-'));
  const data = join(directory, 'etown');
  const began = performance.now();
  await synthesise('etown', { reuse: process.env.SKIP_SYNTH === '1' });
  const draw = drawFrom(seed);
  const zone = await openZoneUnderFire(directory, draw);
  const ledger = openLedger();
  const findings = ledger.wrong;
  const as = (branch: number, who: Parameters<typeof stubborn>[3]) =>
    stubborn(zone, ledger, drawFrom(seed, 1000 + branch), who);

  try {
    const anyone = as(0, undefined);
    const supervisor = as(1, { persona: 'supervisor', account: 'supervisor-faults' });
    const officers = {
      front: as(2, { persona: 'front-officer', account: 'front-faults' }),
      back: as(3, { persona: 'back-officer', account: 'back-faults' }),
      decider: as(4, { persona: 'decider', account: 'decider-faults' }),
    };
    const sweep = async () => {
      await anyone.ask('POST', '/_local/sweep');
    };
    const { today } = (await anyone.ask('GET', '/api/zone')).body;
    const year = Number(today.slice(0, 4));
    for (const each of [year, year + 1]) {
      await supervisor.ask('PUT', `/api/quotas/${each}/quota-managed`, { body: { size: places, reason: why } });
    }

    let applicants = 0;
    let stopped = false;
    let inFlight = 0;
    const hit: number[] = [];
    const walked: Walked[] = [];
    let verified = 0;

    const hire = (number: number) => {
      const handler = as(10 + number, { persona: 'employer', account: `handler-faults-${number}` });
      return registeredEmployer(handler, officers, number, today, sweep);
    };
    const employers = [await hire(1)];
    const actors: Actors = { ...officers, employers };
    const calm = performance.now() - began;
    /** One life in five is short, whatever happens; the others end right after so many writes were acknowledged. */
    const life = async () => {
      if (draw.share() < 0.2) return pause(draw.between(0, 1500));
      const until = performance.now() + longestLife;
      const enough = ledger.acknowledged.length + draw.between(1, 8);
      while (ledger.acknowledged.length < enough && performance.now() < until) await pause(2);
      return pause(draw.between(0, 40));
    };
    const shooting = (async () => {
      while (zone.figures.kills < kills) {
        await life();
        hit.push(inFlight);
        await zone.kill();
        if (hit.length % 20 === 0) {
          console.log(
            `${zone.figures.kills} kills, ${ledger.acknowledged.length} writes, ${Math.round((performance.now() - began) / 1000)} s`,
          );
        }
      }
      stopped = true;
    })();
    // The others are declared and registered while the zone dies.
    const hiring = Promise.all([2, 3].map(async (number) => employers.push(await hire(number))));
    const walking = Array.from({ length: walkers }, async (_, index) => {
      const walk = caseWalker({
        actors,
        ledger,
        draw: drawFrom(seed, 100 + index),
        today,
        sweep,
        next: () => {
          applicants += 1;
          return 60_000 + applicants;
        },
      });
      while (!stopped) {
        inFlight += 1;
        walked.push(...(await walk()));
        inFlight -= 1;
      }
    });
    const verifying = (async () => {
      while (!stopped) {
        const [keys, list] = await Promise.all([
          anyone.ask('GET', '/.well-known/jwks.json'),
          anyone.ask('GET', '/api/status-lists/1'),
        ]);
        if (keys.status !== 200) findings.push(`the keys were answered ${keys.status}`);
        if (list.status !== 200 && list.status !== 404) findings.push(`the status list was answered ${list.status}`);
        verified += 1;
        await pause(200);
      }
    })();
    await shooting;
    await Promise.all([...walking, verifying, hiring]);
    const streamed = performance.now() - began - calm;

    // Nobody kills any more: what nobody watches is healed by the sweeper, what was abandoned is finished by others.
    const advance = async (hours: number) => {
      await anyone.ask('POST', '/_local/clock', { body: { advance: `PT${Math.round(hours * 60)}M` } });
      await sweep();
      await quiet();
    };
    const quiet = async () => {
      let before = '';
      for (let look = 0; look < 2000; look++) {
        const [executions, usage] = await Promise.all([
          anyone.ask('GET', '/_local/executions'),
          anyone.ask('GET', '/_local/usage'),
        ]);
        const running = executions.body.executions as { status: string; state: string }[];
        const busy = running.some(({ status, state }) => status === 'RUNNING' && !state.startsWith('Await'));
        const counted = JSON.stringify([usage.body.table.writeUnits, usage.body.states]);
        if (!busy && counted === before) return;
        before = counted;
        await pause(50);
      }
      findings.push('the zone never comes to rest');
    };
    await advance(0.5);
    const before = findings.length;
    const finished: Record<string, number> = {};
    const others = new Map<string, ReturnType<typeof stubborn>>();
    for (const { id, employer } of walked) {
      if (!ledger.abandoned.has(id)) continue;
      const ground: Ground = {
        ask: async (who, request, asked = {}) => {
          if (typeof who !== 'string') throw new Error('only people of the model act here');
          const own = actors.employers[employer]?.handler;
          const one =
            who === 'employer' && own
              ? own
              : (others.get(who) ?? as(50 + others.size, { persona: people[who].roles, account: `finishing-${who}` }));
          if (who !== 'employer') others.set(who, one);
          const [method = '', path = ''] = request.split(' ');
          const answer = await one.ask(method as 'GET', path, asked);
          return { status: answer.status, body: answer.body, headers: Object.fromEntries(answer.headers) };
        },
        items: () => readItems(data),
        now: () => Date.now(),
        advance,
        settle: quiet,
      };
      const stage = await finish(ground, id);
      finished[stage] = (finished[stage] ?? 0) + 1;
      if (!closedStages.includes(stage)) findings.push(`${id} was abandoned and cannot be finished from ${stage}`);
    }
    // Whoever finishes tries what may be refused; a refusal there is no wrong answer.
    findings.splice(
      before,
      findings.length,
      ...findings.slice(before).filter((line) => !/ was answered 4\d\d/.test(line)),
    );
    await advance(1);
    // An execution that was not told that its case is closed looks by itself when its wait ends (decision 24).
    await advance(24 * 15);

    const readerOf = ({ employer }: Walked) => {
      const handler = actors.employers[employer]?.handler;
      if (!handler) throw new Error('no such employer');
      return handler;
    };
    const compared = await compareWithLedger(ledger, walked, { readerOf, supervisor }, findings);
    for (const { handler, employerId } of employers) {
      const { body } = await handler.ask('GET', '/api/employers');
      const own = (body.items as { id: string; status: string }[]).filter(({ id }) => id === employerId);
      if (body.items.length !== 1 || own[0]?.status !== 'registered') {
        findings.push(`${handler.name} declared one employer and is told ${JSON.stringify(body.items)}`);
      }
    }
    const { now } = (await anyone.ask('GET', '/_local/clock')).body;
    const scanned = checkItems(await readItems(data), { now, size: places }, findings);
    const { body: quotas } = await supervisor.ask('GET', '/api/quotas');
    const taken = (quotas.items as { reserved: number; confirmed: number }[]).reduce(
      (sum, { reserved, confirmed }) => sum + reserved + confirmed,
      0,
    );
    if (taken !== scanned.places) findings.push(`the quota says ${taken} places are taken, ${scanned.places} are held`);
    const admin = as(5, { persona: 'admin', account: 'admin-faults' });
    const { body: parked } = await admin.ask('GET', '/api/upkeep/effects?state=parked');
    if (parked.items?.length !== 0) findings.push(`parked: ${JSON.stringify(parked)}`);
    const executions = (await anyone.ask('GET', '/_local/executions')).body.executions as {
      status: string;
      name: string;
    }[];
    const open = executions.filter(({ status }) => status === 'RUNNING');
    if (open.length > 0)
      findings.push(`${open.length} executions watch nothing: ${open.map(({ name }) => name).slice(0, 5)}`);
    await checkExport(data, findings);

    const { figures } = zone;
    const perCourse = Map.groupBy(walked, ({ course }) => course);
    printFigures(`kill -9, seed ${seed}`, {
      kills: `${figures.kills} (${figures.killsDuringStart} of them while the zone was starting)`,
      'cases in flight when killed, p50': median(hit),
      'restart p50': `${Math.round(median(figures.restarts))} ms until ready`,
      'of it, each step after the one before': Object.entries(figures.parts)
        .map(([name, values]) => `${name} at ${Math.round(median(values))} ms`)
        .join(', '),
      applications: `${walked.length} (${[...perCourse].map(([course, list]) => `${list.length} ${course}`).join(', ')})`,
      'abandoned and finished by others': Object.entries(finished)
        .map(([stage, count]) => `${count} ${stage}`)
        .join(', '),
      'requests sent': ledger.attempts.sent,
      'without an answer': ledger.attempts.unanswered,
      'answered "later"': ledger.attempts.unavailable,
      'sent twice at once': ledger.attempts.twins,
      'acknowledged writes': ledger.acknowledged.length,
      'of them after more than one try': ledger.acknowledged.filter(({ sent }) => sent > 1).length,
      'compared one by one': `${compared.events} events, ${compared.documents} documents, ${compared.drafts} applications`,
      lost: compared.lost,
      doubled: compared.doubled,
      'permits issued': scanned.permits,
      'places of the quota held': scanned.places,
      'public reads of keys and status list': verified,
      'what was found wrong': findings.length,
      time: `${Math.round(streamed / 1000)} s under fire, ${Math.round((performance.now() - began) / 1000)} s in all`,
    });
    printFindings(findings);
    return findings.length;
  } finally {
    await zone.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
