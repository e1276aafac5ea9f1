import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startZone } from '../../../infra/demo/open-zone.ts';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  declareEmployer,
  draftApplication,
  registerEmployer,
  reviewApplication,
  submitApplication,
  uploadDocument,
} from '../../../infra/demo/walk-case.ts';
import { type Caller, caller, signIn } from '../../../infra/demo/zone-client.ts';
import { type SampleCase, sampleCase } from '../../../infra/samples/cases.ts';
import { freshApplicant } from '../../../infra/samples/fresh-applicant.ts';
import { sampleDocument } from '../../../infra/samples/sample-document.ts';

/** What a case cost: write units by sort of item, read units, state transitions, requests. */
export type Spent = {
  writeUnits: number;
  readUnits: number;
  transitions: number;
  requests: number;
  writeUnitsByKind: Readonly<Record<string, number>>;
  writesByKind: Readonly<Record<string, number>>;
};

/** The steps of a plain case in their order, and what each cost. */
export type PlainCase = { documents: number; whole: Spent; steps: { name: string; spent: Spent }[] };

/**
 * A scientist of category A whose papers are the eight that nobody is spared: no language certificate, no former employer
 * that counts, and a commitment in place of what may be supplied later.
 */
function plainSample(today: string, number: number): SampleCase {
  const sample = freshApplicant(sampleCase('category-a', today, { contractFrom: today }), String(40_000 + number));
  const facts = { ...sample.form.facts, hsk: 0 as const, distinctions: [] };
  const spared = ['hsk-certificate', 'global-500-employment'];
  return {
    ...sample,
    form: { ...sample.form, facts },
    documents: sample.documents.filter((kind) => !spared.includes(kind)),
  };
}

/** Counts the requests that go through a caller. */
const counted = (who: Caller, count: () => void): Caller => ({
  ...who,
  ask: (...asked) => {
    count();
    return who.ask(...asked);
  },
});

const rest = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(after)
      .map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );

const difference = (before: Spent, after: Spent): Spent => ({
  writeUnits: after.writeUnits - before.writeUnits,
  readUnits: after.readUnits - before.readUnits,
  transitions: after.transitions - before.transitions,
  requests: after.requests - before.requests,
  writeUnitsByKind: rest(before.writeUnitsByKind, after.writeUnitsByKind),
  writesByKind: rest(before.writesByKind, after.writesByKind),
});

/**
 * Walks plain cases of a zone over HTTP, from the draft to the permit, and says what the last one cost with everything
 * that follows from it: notices, statistics, reminders. The first case pays for what a zone has once.
 */
export function measurePlainCase(zoneName: string): Promise<PlainCase> {
  const known = measured.get(zoneName) ?? walkPlainCases(zoneName);
  measured.set(zoneName, known);
  return known;
}

/** One measurement serves everything that is said in a run. */
const measured = new Map<string, Promise<PlainCase>>();
/** The first is not what is measured. */
const cases = 2;

async function walkPlainCases(zoneName: string): Promise<PlainCase> {
  const directory = mkdtempSync(join(tmpdir(), 'plain-case-'));
  const zone = await startZone({ directory, zone: zoneName });
  try {
    let requests = 0;
    const count = () => {
      requests += 1;
    };
    const anyone = caller(zone.url);
    const person = async (persona: Parameters<typeof signIn>[1]) => counted(await signIn(zone.url, persona), count);
    const employer = await person('employer');
    const [frontOfficer, backOfficer, decider] = await Promise.all([
      person('front-officer'),
      person('back-officer'),
      person('decider'),
    ]);
    const { body: about } = await anyone.ask('GET', '/api/zone');
    const first = plainSample(about.today, 0);
    const employerId = await declareEmployer(employer, first);
    const officers = { frontOfficer, backOfficer, decider };
    await registerEmployer(officers, employer, employerId, (kind, of) => sampleDocument(kind, first, of));

    /** Everything that follows from what was done has happened. */
    const settled = async (): Promise<Spent> => {
      const read = async (): Promise<Spent> => {
        await anyone.ask('POST', '/_local/follow');
        const { body } = await anyone.ask('GET', '/_local/usage');
        const { writeUnits, readUnits, writeUnitsByKind, writesByKind } = body.table;
        const { transitions } = body.states;
        return { writeUnits, readUnits, transitions, requests, writeUnitsByKind, writesByKind };
      };
      let before = await read();
      for (;;) {
        const after = await read();
        if (after.writeUnits === before.writeUnits && after.transitions === before.transitions) return after;
        before = after;
      }
    };

    let walked: PlainCase | undefined;
    for (let number = 1; number <= cases; number++) {
      const sample = plainSample(about.today, number);
      const files = await Promise.all(sample.documents.map((kind) => sampleDocument(kind, sample)));
      const steps: PlainCase['steps'] = [];
      const begin = await settled();
      let last = begin;
      const step = async (name: string, act: () => Promise<unknown>) => {
        await act();
        const now = await settled();
        steps.push({ name, spent: difference(last, now) });
        last = now;
      };
      let id = '';
      await step('draft, saved once', async () => {
        id = await draftApplication(employer, employerId, sample);
      });
      await step(`${files.length} documents`, async () => {
        for (const [at, kind] of sample.documents.entries()) {
          const { body } = await uploadDocument(employer, id, kind, files[at] as never);
          if (body.state !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(body.problems)}`);
        }
      });
      await step('submission', () => submitApplication(employer, id));
      await step('acceptance', () => acceptApplication(frontOfficer, id));
      await step('review', () => reviewApplication(backOfficer, id));
      await step('conclusion and permit', async () => {
        await concludeApplication(decider, id);
        await awaitStage(employer, id, 'issued');
      });
      walked = { documents: files.length, whole: difference(begin, last), steps };
    }
    if (!walked) throw new Error('no case was walked');
    return walked;
  } finally {
    await zone.stop();
    rmSync(directory, { recursive: true });
  }
}
