import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Caller } from '../demo/zone-client.ts';

/** How far the earlier release brings each case before it is stopped. */
export const reachedBefore = ['draft', 'submitted', 'accepted', 'reviewed', 'issued', 'withdrawn'] as const;
export type Reached = (typeof reachedBefore)[number];

/** A case as the earlier release left it; what may have become otherwise since is left out. */
export type LeftCase = {
  id: string;
  reached: Reached;
  stage: string;
  receiptNumber?: string | undefined;
  documents: number;
  /** Entries of its timeline. */
  entries?: number | undefined;
};

export type LeftZone = {
  employerId: string;
  cases: LeftCase[];
  permit: { number: string; qr: string; validTo: string };
};

/** The client parts of one release: each speaks the API of its own. */
export async function clientOf(code: string) {
  const load = (path: string) => import(pathToFileURL(join(code, 'infra', path)).href);
  const [walk, client, samples, applicants, papers] = await Promise.all([
    load('demo/walk-case.ts') as Promise<typeof import('../demo/walk-case.ts')>,
    load('demo/zone-client.ts') as Promise<typeof import('../demo/zone-client.ts')>,
    load('samples/cases.ts') as Promise<typeof import('../samples/cases.ts')>,
    load('samples/fresh-applicant.ts') as Promise<typeof import('../samples/fresh-applicant.ts')>,
    load('samples/sample-document.ts') as Promise<typeof import('../samples/sample-document.ts')>,
  ]);
  return { ...walk, ...client, ...samples, ...applicants, ...papers };
}
export type Client = Awaited<ReturnType<typeof clientOf>>;

/** Something that the upgrade did to what was there before. */
export class Broken extends Error {
  override name = 'Broken';
}

export function hold(what: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  throw new Broken(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

export async function peopleOf(client: Client, url: string) {
  const [employer, frontOfficer, backOfficer, decider] = await Promise.all([
    client.signIn(url, 'employer'),
    client.signIn(url, 'front-officer'),
    client.signIn(url, 'back-officer'),
    client.signIn(url, 'decider'),
  ]);
  return { employer, officers: { frontOfficer, backOfficer, decider } };
}
type People = Awaited<ReturnType<typeof peopleOf>>;

const viewOf = async (who: Caller, id: string) => {
  const { status, body } = await who.ask('GET', `/api/applications/${id}`);
  hold(`reading ${id}`, status, 200);
  const timeline = await who.ask('GET', `/api/applications/${id}/timeline`);
  hold(`the timeline of ${id}`, timeline.status, 200);
  return { ...body, entries: timeline.body.entries?.length ?? timeline.body.events?.length ?? 0 };
};

/** The steps that bring a case on, in their order, and the stage after which each may come. */
const steps = ['submitted', 'accepted', 'reviewed', 'issued'] as const;

async function bring(client: Client, { employer, officers }: People, id: string, to: Reached): Promise<void> {
  if (to === 'withdrawn') {
    await client.submitApplication(employer, id);
    hold(`withdrawing ${id}`, (await employer.ask('POST', `/api/applications/${id}/withdraw`)).status, 200);
    return;
  }
  await goOn(client, { employer, officers }, id, 'draft', to);
}

/** Brings a case from where it stands to where it should. */
async function goOn(client: Client, { employer, officers }: People, id: string, from: Reached, to: Reached) {
  const at = (reached: Reached) => (steps as readonly string[]).indexOf(reached);
  for (const step of steps.slice(at(from) + 1, at(to) + 1)) {
    if (step === 'submitted') await client.submitApplication(employer, id);
    if (step === 'accepted') await client.acceptApplication(officers.frontOfficer, id);
    if (step === 'reviewed') await client.reviewApplication(officers.backOfficer, id);
    if (step === 'issued') {
      await client.concludeApplication(officers.decider, id);
      await client.awaitStage(employer, id, 'issued');
    }
  }
}

/** Files a case for every stage in a zone of the earlier release. */
export async function leaveCases(client: Client, url: string): Promise<LeftZone> {
  const { body: zone } = await client.caller(url).ask('GET', '/api/zone');
  const people = await peopleOf(client, url);
  const sampleOf = (number: number) =>
    client.freshApplicant(client.sampleCase('etown-b', zone.today, { contractFrom: zone.today }), `70${number}`);
  const first = sampleOf(0);
  const employerId = await client.declareEmployer(people.employer, first);
  await client.registerEmployer(people.officers, people.employer, employerId, (kind, of) =>
    client.sampleDocument(kind, first, of),
  );
  const cases: LeftCase[] = [];
  for (const [number, reached] of reachedBefore.entries()) {
    const sample = sampleOf(number + 1);
    const id = await client.draftApplication(people.employer, employerId, sample);
    for (const kind of sample.documents) {
      const { body } = await client.uploadDocument(
        people.employer,
        id,
        kind,
        await client.sampleDocument(kind, sample),
      );
      hold(`${kind} of ${id}`, body.state, 'accepted');
    }
    await bring(client, people, id, reached);
    const { stage, receiptNumber, documents, entries } = await viewOf(people.employer, id);
    cases.push({ id, reached, stage, receiptNumber, documents: documents.length, entries });
  }
  const issued = cases.find(({ reached }) => reached === 'issued');
  const { permitNumber } = await viewOf(people.employer, issued?.id ?? '');
  const { body: permit } = await people.employer.ask('GET', `/api/permits/${permitNumber}`);
  return { employerId, cases, permit: { number: permit.number, qr: permit.qr, validTo: permit.validTo } };
}

/** Looks at every case as it was left. */
export async function readCases(client: Client, url: string, left: LeftZone): Promise<void> {
  const { employer } = await peopleOf(client, url);
  for (const { id, reached, ...told } of left.cases) {
    const before = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    const { stage, receiptNumber, documents, entries } = await viewOf(employer, id);
    const now = { stage, receiptNumber, documents: documents.length, entries };
    hold(`the case left as ${reached}`, now, { ...now, ...before });
    const [document] = documents;
    const opened = await employer.ask('GET', `/api/applications/${id}/documents/${document.id}`);
    hold(`a document of the case left as ${reached}`, opened.status, 200);
    hold(`its file`, (await fetch(opened.body.url)).status, 200);
  }
}

export async function verdictOn(client: Client, url: string, qr: string): Promise<string> {
  const { body } = await client.caller(url).ask('POST', '/api/verifications', { body: { token: qr } });
  return body.verdict;
}

/** Brings every open case to its end, and gives the codes of the permits. */
export async function finishCases(client: Client, url: string, left: LeftZone): Promise<string[]> {
  const people = await peopleOf(client, url);
  const codes: string[] = [];
  for (const { id, reached } of left.cases.filter((one) => one.reached !== 'withdrawn')) {
    await goOn(client, people, id, reached, 'issued');
    const { permitNumber } = await viewOf(people.employer, id);
    const { body: permit } = await people.employer.ask('GET', `/api/permits/${permitNumber}`);
    // That of the earlier release is extended afterwards, and its code replaced.
    if (reached !== 'issued') codes.push(permit.qr);
    hold(`the permit of the case left as ${reached}`, await verdictOn(client, url, permit.qr), 'valid');
  }
  return codes;
}

const aDay = 86_400_000;

/** Extends a permit that the earlier release issued, after the clock has moved into its window; gives its new code. */
export async function extendPermit(client: Client, url: string, left: LeftZone): Promise<string> {
  const until = new Date(Date.parse(left.permit.validTo) - 60 * aDay).toISOString();
  await client.moveClock(url, { set: until });
  const { employer, officers } = await peopleOf(client, url);
  const { body: zone } = await client.caller(url).ask('GET', '/api/zone');
  const sample = client.freshApplicant(
    client.sampleCase('etown-b', zone.today, { contractFrom: zone.today }),
    `70${reachedBefore.indexOf('issued') + 1}`,
  );
  const asked = { permitNumber: left.permit.number, answers: { salaryCommitted: 'no' } };
  const { id } = await client.beginApplication(employer, 'extension', asked, (kind, of) =>
    client.sampleDocument(kind, sample, of),
  );
  await client.grantApplication(officers, employer, id, 'issued');
  const { body: permit } = await employer.ask('GET', `/api/permits/${left.permit.number}`);
  if (!(permit.validTo > left.permit.validTo)) throw new Broken('the extended permit ends no later than before');
  return permit.qr;
}
