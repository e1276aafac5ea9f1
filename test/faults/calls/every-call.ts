import { instantOf } from '../../../shared/domain/time.ts';
import { readHead } from '../../../shared/records/application.ts';
import { problemsIn } from '../../model/invariants.ts';
import { unpacked } from '../../model/unpacked.ts';
import { type Answer, type Office, openOffice } from '../../office/office.ts';
import { register } from '../../office/walk.ts';
import { drawFrom } from '../draw.ts';
import { printFigures, printFindings } from '../figures.ts';
import { acts, type Ready } from './acts.ts';
import { type Call, type Injection, type Kind, kindsAt, underFault } from './faults.ts';

const size = 5000;
const zone = {
  quotas: [
    {
      group: 'quota-managed',
      label: { zh: '测试', en: 'test' },
      perYear: size,
      validFrom: '2023-11-01',
      source: 'made up for the fault tests',
    },
  ],
};

/** Everything in the table that breaks an invariant; what is due by law comes with the next round at the latest. */
const brokenIn = async (office: Office, { due = false } = {}) =>
  problemsIn(unpacked(await office.items()), {
    rules: office.rules,
    now: instantOf(office.clock.now()),
    size,
  }).filter((problem) => due || !problem.includes('although the law decided'));

type Verdict = 'right' | 'later' | 'told of the other' | 'healed by the sweeper alone';

/** What the table itself, or the client library, has to put right, so that the sender notices nothing. */
const unnoticed: readonly Kind[] = [
  'conflict once',
  'part of a batch left out',
  'answer lost, and the client library asked again',
];

/** Says how an answer under a fault is to be taken, or what is wrong with it. */
function judge(answer: Answer, kind: Kind): { verdict: Verdict } | { wrong: string } {
  if (answer.status < 300) return { verdict: 'right' };
  const said = `${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
  if (answer.status === 503) {
    if (unnoticed.includes(kind)) return { wrong: `the sender was bothered: ${said}` };
    const whole =
      String(answer.body?.type).endsWith(':problem:try-again') &&
      answer.headers['retry-after'] !== undefined &&
      String(answer.headers['content-type']).startsWith('application/problem+json');
    return whole ? { verdict: 'later' } : { wrong: `a 503 that does not say when to try again: ${said}` };
  }
  if (kind === 'another was faster' && (answer.status === 409 || answer.status === 412)) {
    return { verdict: 'told of the other' };
  }
  return { wrong: `answered ${said}` };
}

/** What time and the state machine do by themselves; a state that fails is lost, harder than Step Functions would. */
async function byThemselves(office: Office, ready: Ready): Promise<boolean> {
  try {
    if (!ready.send) {
      await office.machine.timeOut();
      await office.sweep();
    }
    await office.machine.settle();
    return false;
  } catch {
    return true;
  }
}

async function loseExecution(office: Office, id: string | undefined): Promise<void> {
  const execution = id && (await readHead(office.table, id))?.execution;
  if (execution) office.machine.lose(execution);
}

/** Twenty minutes later: the sweeper has come, and what waits is looked at. */
async function heal(office: Office): Promise<void> {
  office.clock.advance(20 * 60_000);
  await office.machine.timeOut();
  await office.sweep();
  await office.machine.settle();
  office.clock.advance(20 * 60_000);
  await office.sweep();
  await office.machine.settle();
}

let keys = 0;

/** Does an act under one fault and everything after; says how it was answered, and what was wrong. */
async function under(
  office: Office,
  ready: Ready,
  fault: Omit<Injection, 'another'> | undefined,
): Promise<{ calls: Call[]; met: boolean; verdict?: Verdict; wrong: string[]; creates: boolean }> {
  const wrong: string[] = [];
  keys += 1;
  const key = `fault-${keys}`;
  const before = await ready.times();
  let verdict: Verdict | undefined;
  let stumbled = false;
  let other: Answer | undefined;
  const injection = fault && {
    ...fault,
    another: async () => {
      other = await ready.send?.(`${key}-other`);
    },
  };
  const { calls, met } = await underFault(office, injection, async () => {
    if (ready.send) {
      const answer = await ready.send(key);
      const judged = judge(answer, fault?.kind ?? 'throttled');
      if (ready.exclusive && other && other.status < 300 && answer.status < 300) {
        wrong.push('two people were told that they did it');
      }
      if ('wrong' in judged) wrong.push(judged.wrong);
      else verdict = judged.verdict;
    }
    stumbled = await byThemselves(office, ready);
  });
  if (!ready.send) verdict = 'healed by the sweeper alone';
  wrong.push(...(await brokenIn(office)).map((problem) => `at once: ${problem}`));
  if (stumbled) await loseExecution(office, ready.id);
  await heal(office);
  if (ready.send) {
    const again = await ready.send(key);
    // Whoever was told that another was faster is told so again.
    if (again.status >= 300 && verdict !== 'told of the other') {
      wrong.push(`the same request again: ${again.status} ${JSON.stringify(again.body).slice(0, 200)}`);
    }
    await heal(office);
  }
  const times = (await ready.times()) - before;
  if (times !== (ready.reads ? 0 : 1)) wrong.push(`happened ${times} times`);
  if (ready.id && ready.leads) {
    const stage = (await readHead(office.table, ready.id))?.stage;
    if (stage !== ready.leads) wrong.push(`stands in ${stage}, not in ${ready.leads}`);
  }
  wrong.push(...(await brokenIn(office, { due: true })).map((problem) => `after all: ${problem}`));
  const left = (await office.items()).filter(({ pk }) => pk.startsWith('OUTBOX#') || pk.startsWith('PARKED'));
  if (left.length > 0) wrong.push(`${left.length} effects were left: ${left.map(({ pk }) => pk)}`);
  return { calls, met, ...(verdict ? { verdict } : {}), wrong, creates: ready.creates === true };
}

/**
 * Lets every call to AWS that each act of a case makes go wrong in every way that its service knows (or, in the short
 * form, in one of them, drawn by the seed), and looks at the answer, at what stands there at once, and at what is there
 * after the sender has repeated its request and the sweeper has come.
 * @param options.act only acts whose name contains it, each call of them
 * @param options.kind only faults whose name contains it
 * @returns how much was found wrong
 */
export async function faultAtEveryCall(options: {
  seed: number;
  long: boolean;
  act: string;
  kind: string;
}): Promise<number> {
  const draw = drawFrom(options.seed, 7);
  const findings: string[] = [];
  const injected = new Map<string, number>();
  const verdicts = new Map<string, number>();
  let faults = 0;
  let missed = 0;
  let calls = 0;
  let number = 0;
  const began = performance.now();
  for (const [name, prepare] of Object.entries(acts)) {
    if (!name.includes(options.act)) continue;
    let office = await openOffice({ zone });
    let employerId = await register(office);
    let used = 0;
    const fresh = async () => {
      // A table that grows makes every look at all of it dearer.
      if (used >= 12) {
        await office.close();
        office = await openOffice({ zone });
        employerId = await register(office);
        used = 0;
      }
      used += 1;
      number += 1;
      return prepare(office, employerId, number);
    };
    const undisturbed = await under(office, await fresh(), undefined);
    calls += undisturbed.calls.length;
    for (const wrong of undisturbed.wrong) findings.push(`${name}, undisturbed: ${wrong}`);
    for (const [index, call] of undisturbed.calls.entries()) {
      const kinds = kindsAt(call).filter(
        (kind) => kind.includes(options.kind) && (kind !== 'another was faster' || !undisturbed.creates),
      );
      if (kinds.length === 0) continue;
      // One call in eight, so that the short form stays short.
      if (!options.long && options.act === '' && draw.share() > 0.125) continue;
      const tried = options.long ? kinds : [kinds[draw.between(0, kinds.length - 1)] as Kind];
      for (const kind of tried) {
        const ready = await fresh();
        const where = `${name}, call ${index + 1} (${call.service} ${call.operation}), ${kind}`;
        try {
          const { met, verdict, wrong } = await under(office, ready, { at: index + 1, kind });
          if (met) faults += 1;
          else missed += 1;
          const service = `${call.service}: ${kind}`;
          if (met) injected.set(service, (injected.get(service) ?? 0) + 1);
          if (met && verdict) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
          for (const one of wrong) findings.push(`${where}: ${one}`);
        } catch (error) {
          findings.push(`${where}: ${String(error)}`);
        }
      }
    }
    await office.close();
  }
  printFigures(`a fault at each call to AWS, seed ${options.seed}`, {
    acts: Object.keys(acts).length,
    'calls that they make': calls,
    'faults injected': `${faults}${missed > 0 ? ` (${missed} more met no call)` : ''}`,
    ...Object.fromEntries([...injected].sort().map(([what, count]) => [`  ${what}`, count])),
    ...Object.fromEntries([...verdicts].map(([what, count]) => [`answered: ${what}`, count])),
    'what was found wrong': findings.length,
    time: `${Math.round((performance.now() - began) / 1000)} s`,
  });
  printFindings(findings);
  return findings.length;
}
