import { type Permit, readPermit } from '../../shared/records/permit.ts';
import type { Answer, Office, Who } from './office.ts';
import { engineer, giveMissing, read, steps, waitingIn } from './walk.ts';

/** A permit that was applied for, granted and issued: of category B, from 2026-12-23 to 2028-12-22. */
export async function issuedPermit(office: Office, employerId: string, sample = engineer): Promise<Permit> {
  const id = await waitingIn(office, 'issued', employerId, sample);
  return permitOf(office, (await read(office, 'employer', id)).permitNumber);
}

export async function permitOf(office: Office, number: string): Promise<Permit> {
  const permit = await readPermit(office.table, number);
  if (!permit) throw new Error(`there is no permit ${number}`);
  return permit;
}

/** What has to be said for each procedure on a permit, and nothing more: the rest is filled in from the permit. */
export const asks = {
  extension: { answers: { salaryCommitted: 'no' } },
  reissue: { answers: { why: 'unreadable' } },
  cancellation: { answers: { reason: 'resigned', endedOn: '2026-11-23', salaryProof: 'no-commitment' } },
  newPost: { post: { title: '高级光学工程师' }, answers: { what: ['post'], changedOn: '2026-11-23' } },
  newPassport: {
    applicant: { passport: { number: 'U99999999', issuingState: 'UTO', expiresOn: '2034-05-31' } },
    answers: { what: ['passport'], changedOn: '2026-11-23' },
  },
  newName: {
    applicant: { familyName: 'Marriedname', givenNames: 'Elena', chineseName: null },
    answers: { what: ['name'], changedOn: '2026-11-23' },
  },
} as const;

/** Begins an application on a permit and gives it every paper; nothing is submitted yet. */
export async function begunOn(
  office: Office,
  procedure: string,
  permitNumber: string,
  more: object = {},
  who: Who = 'employer',
): Promise<string> {
  const begun = await office.ask(who, 'POST /api/applications', { body: { procedure, permitNumber, ...more } });
  if (begun.status !== 201) throw new Error(`beginning: ${begun.status} ${JSON.stringify(begun.body)}`);
  await giveMissing(office, begun.body.id, who);
  return begun.body.id;
}

export const submit = (office: Office, id: string, who: Who = 'employer'): Promise<Answer> =>
  office.ask(who, `POST /api/applications/${id}/submit`);

/** The gaps that keep an application from being submitted, as `path code`. */
export const gapsOf = async (office: Office, id: string, who: Who = 'employer'): Promise<string[]> =>
  ((await submit(office, id, who)).body.problems ?? []).map(
    ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
  );

/** From submission to the desk of the decider. */
export async function inConclusion(office: Office, id: string, who: Who = 'employer'): Promise<string> {
  await steps.submit(office, id, who);
  await steps.accept(office, id);
  await steps.review(office, id);
  return id;
}

/** From submission to an approval that is not brought about yet. */
export async function approved(office: Office, id: string, who: Who = 'employer'): Promise<string> {
  await inConclusion(office, id, who);
  await steps.conclude(office, id);
  return id;
}

/** From submission to its effect. */
export async function granted(office: Office, id: string, who: Who = 'employer'): Promise<string> {
  await approved(office, id, who);
  await office.machine.settle();
  return id;
}

/** Moves the office's clock to ten in the morning of a day in Beijing. */
export const moveTo = (office: Office, day: string): void =>
  office.clock.advance(Date.parse(`${day}T02:00:00.000Z`) - office.clock.now());
