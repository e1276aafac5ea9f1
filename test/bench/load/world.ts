import {
  acceptApplication,
  concludeApplication,
  reviewApplication,
  submitApplication,
  uploadDocument,
} from '../../../infra/demo/walk-case.ts';
import { type Caller, caller, signIn } from '../../../infra/demo/zone-client.ts';
import type { SampleCase } from '../../../infra/samples/cases.ts';
import { tokenText } from '../../../shared/credential/carriers.ts';
import type { Filled } from './filling.ts';
import { employerTraits, sampleOf } from './people.ts';
import { asked, fileOf, officersOf } from './templates.ts';

/** The people and cases that a mix of work needs, at one size of the table. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** Applicants of the mix are numbered from here on. */
const firstOfMix = 800_000;
/** Lines of a list page: as many as the shortest list has. */
export const pageLength = 5;

/**
 * Signs everybody in.
 * @param url of a zone whose table was filled
 */
export async function openWorld(url: string, filled: Filled) {
  const anyone = caller(url);
  const office = await officersOf(url);
  const inspector = await signIn(url, 'inspector');
  const { account } = employerTraits(filled.largest);
  const handler = await signIn(url, 'employer', account);
  const employerId = filled.employers.find(({ number }) => number === filled.largest)?.id ?? '';
  const { today } = await asked('zone', anyone.ask('GET', '/api/zone'));
  const valid = filled.samples.flatMap(({ permit }) =>
    permit?.status === 'valid' && permit.since <= today && permit.validTo >= today ? [permit] : [],
  );
  let applicants = 0;
  return {
    url,
    anyone,
    ...office,
    inspector,
    handler,
    employerId,
    today: today as string,
    valid,
    tokens: valid.map(({ token }) => tokenText(token)),
    /** A plain case of an applicant whom nobody knows. */
    nextSample: (): SampleCase => sampleOf('etown-b', today, filled.largest, firstOfMix + applicants++),
    handlerOf: (employer: number): Promise<Caller> => signIn(url, 'employer', employerTraits(employer).account),
  };
}

/** A plain case under way. */
export type PlainCase = { sample: SampleCase; id: string };

/** The steps of a plain case in order; each is one operation of a party or an officer with all that it asks for. */
export const steps = {
  begin: async (world: World, the: PlainCase) => {
    const { entry, applicant, procedure } = the.sample.form;
    const body = { procedure, employerId: world.employerId, entry, applicant };
    the.id = (await asked('draft', world.handler.ask('POST', '/api/applications', { body }))).id;
  },
  save: async (world: World, the: PlainCase) => {
    const { post, facts, commitments, answers } = the.sample.form;
    const body = { post, facts, commitments, answers };
    await asked('saving', world.handler.ask('PATCH', `/api/applications/${the.id}`, { body }));
  },
  upload: async (world: World, the: PlainCase) => {
    for (const kind of the.sample.documents) await uploadOne(world, the, kind);
  },
  submit: (world: World, the: PlainCase) => submitApplication(world.handler, the.id),
  accept: (world: World, the: PlainCase) => acceptApplication(world.frontOfficer, the.id),
  review: (world: World, the: PlainCase) => reviewApplication(world.backOfficer, the.id),
  conclude: (world: World, the: PlainCase) => concludeApplication(world.decider, the.id),
} as const satisfies Record<string, (world: World, the: PlainCase) => Promise<unknown>>;

export async function uploadOne(world: World, the: PlainCase, kind: string): Promise<void> {
  const { body } = await uploadDocument(world.handler, the.id, kind, await fileOf(the.sample, kind));
  if (body.state !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(body.problems)}`);
}

/** The last whole page of a list, by its cursor, and how many pages there are. */
export async function lastPage(who: Caller, path: string): Promise<{ path: string; pages: number }> {
  const on = path.includes('?') ? '&' : '?';
  let at = path;
  let last = path;
  for (let pages = 1; ; pages++) {
    const { items, next } = await asked('list', who.ask('GET', at));
    if (items.length === pageLength) last = at;
    if (!next) return { path: last, pages };
    at = `${path}${on}cursor=${encodeURIComponent(next)}`;
  }
}

/** Verifies the code of a permit that was told again, as a scanner reads it. @throws where it is not found valid */
export async function verified(who: Caller, token: string): Promise<void> {
  const { verdict } = await asked('verification', who.ask('POST', '/api/verifications', { body: { token } }));
  if (verdict !== 'valid') throw new Error(`a permit of the filled table is ${verdict}`);
}
