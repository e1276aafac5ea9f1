import { awaitStage, beginApplication, grantApplication } from '../../infra/demo/walk-case.ts';
import { type Caller, moveClock } from '../../infra/demo/zone-client.ts';
import { type Cast, concluded, type Party, sampleFile } from './cast.ts';

export type Read = Awaited<ReturnType<Caller['ask']>>['body'];

/** A permit of a new employer and a new foreigner, from draft to token. */
export async function issuedPermit(cast: Cast, party: Party): Promise<Read> {
  const id = await concluded(cast, party);
  const { permitNumber } = await awaitStage(party.handler, id, 'issued');
  return readPermit(party.handler, permitNumber);
}

export const readPermit = async (who: Caller, number: string): Promise<Read> =>
  (await who.ask('GET', `/api/permits/${number}`)).body;

/** A draft of any procedure with every paper that it asks for. */
export const begunOn = async (
  party: Party,
  procedure: string,
  body: object,
  who: Caller = party.handler,
): Promise<string> =>
  (await beginApplication(who, procedure, body, (kind, of) => sampleFile(kind, party.sample, of))).id;

/** From a draft to its effect. */
export async function granted(
  cast: Cast,
  party: Party,
  procedure: string,
  body: object,
  stage: 'issued' | 'completed',
  who: Caller = party.handler,
): Promise<Read> {
  const id = await begunOn(party, procedure, body, who);
  return grantApplication(cast.officers, who, id, stage);
}

/** What anybody is told who scans a code. */
export const scanned = async (cast: Cast, qr: string): Promise<Read> =>
  (await cast.anyone.ask('POST', '/api/verifications', { body: { token: qr } })).body;

/** The gaps that keep a draft from being submitted, as `path code`. */
export const gapsOf = async (who: Caller, id: string): Promise<string[]> =>
  ((await who.ask('POST', `/api/applications/${id}/submit`)).body.problems ?? []).map(
    ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
  );

/** The same party and officers signed in anew, after the clock was moved past the end of their tokens. */
export async function later(cast: Cast, to: { advance: string } | { set: string }) {
  await moveClock(cast.zone.url, to);
  const [frontOfficer, backOfficer, decider] = await Promise.all([
    cast.signInAs('front-officer'),
    cast.signInAs('back-officer'),
    cast.signInAs('decider'),
  ]);
  const moved: Cast = { ...cast, frontOfficer, backOfficer, decider, officers: { frontOfficer, backOfficer, decider } };
  const again = async (party: Party): Promise<Party> => ({
    ...party,
    handler: await cast.signInAs('employer', party.account),
  });
  return { cast: moved, again };
}
