import type { SampleCase } from '../samples/cases.ts';
import { type Answer, type Caller, postForm, UnexpectedAnswer } from './zone-client.ts';

type SampleFile = { fileName: string; contentType: string; bytes: Uint8Array };
type Sample = Pick<SampleCase, 'employer' | 'form' | 'documents'>;

const expect = (what: string, answer: Answer, status: number): Answer['body'] => {
  if (answer.status !== status) throw new UnexpectedAnswer(what, answer);
  return answer.body;
};

/** The id of the sample's employer; declared when this handler has not done so before. */
export async function declareEmployer(employer: Caller, sample: Sample): Promise<string> {
  const { items } = expect('employers', await employer.ask('GET', '/api/employers'), 200);
  const code = sample.employer.unifiedSocialCreditCode;
  const known = items.find((item: { unifiedSocialCreditCode: string }) => item.unifiedSocialCreditCode === code);
  if (known) return known.id;
  return expect('declaration', await employer.ask('POST', '/api/employers', { body: sample.employer }), 201).id;
}

/** The officers of a zone, one for each step. */
export type Officers = { frontOfficer: Caller; backOfficer: Caller; decider: Caller };

type Draw = (kind: string, procedure: string) => Promise<SampleFile>;

/** Gives an application every document that its checklist misses. */
export async function uploadMissing(party: Caller, id: string, procedure: string, draw: Draw): Promise<string[]> {
  const { checklist } = expect('reading', await party.ask('GET', `/api/applications/${id}`), 200);
  const missing: string[] = checklist
    .filter(({ state }: { state: string }) => state === 'missing')
    .map(({ kind }: { kind: string }) => kind);
  for (const kind of missing) {
    const { body } = await uploadDocument(party, id, kind, await draw(kind, procedure));
    if (body.state !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(body.problems)}`);
  }
  return missing;
}

/** Begins an application of any procedure and gives it its papers; nothing is submitted yet. */
export async function beginApplication(
  party: Caller,
  procedure: string,
  body: object,
  draw: Draw,
): Promise<Answer['body']> {
  const begun = expect(
    `beginning ${procedure}`,
    await party.ask('POST', '/api/applications', {
      body: { procedure, ...body },
    }),
    201,
  );
  await uploadMissing(party, begun.id, procedure, draw);
  return begun;
}

/** Takes a draft from its submission to its effect. */
export async function grantApplication(
  { frontOfficer, backOfficer, decider }: Officers,
  party: Caller,
  id: string,
  stage: 'issued' | 'completed',
): Promise<Answer['body']> {
  await submitApplication(party, id);
  await acceptApplication(frontOfficer, id);
  await reviewApplication(backOfficer, id);
  await concludeApplication(decider, id);
  return awaitStage(party, id, stage);
}

/** Has an employer that was declared entered in the register, as its procedure does it. */
export async function registerEmployer(
  officers: Officers,
  employer: Caller,
  employerId: string,
  draw: Draw,
): Promise<void> {
  const { status } = expect('employer', await employer.ask('GET', `/api/employers/${employerId}`), 200);
  if (status === 'registered') return;
  const body = { employerId, answers: { sectorLicence: 'no' } };
  const { id } = await beginApplication(employer, 'employer-registration', body, draw);
  await grantApplication(officers, employer, id, 'completed');
}

/** Begins a draft in two steps, as a person does: first a little, then the rest. */
export async function draftApplication(employer: Caller, employerId: string, sample: Sample): Promise<string> {
  const { procedure, ...rest } = sample.form;
  const begun = await employer.ask('POST', '/api/applications', {
    body: { procedure, employerId, entry: rest.entry, applicant: rest.applicant },
  });
  const { id } = expect('draft', begun, 201);
  const saved = await employer.ask('PATCH', `/api/applications/${id}`, {
    body: { post: rest.post, facts: rest.facts, commitments: rest.commitments, answers: rest.answers },
  });
  expect('save', saved, 200);
  return id;
}

/** Announces, uploads and completes one document. */
export async function uploadDocument(
  party: Caller,
  applicationId: string,
  kind: string,
  file: SampleFile,
): Promise<Answer> {
  const announced = await party.ask('POST', `/api/applications/${applicationId}/documents`, {
    body: { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length },
  });
  const { documentId, upload } = expect(`announcing ${kind}`, announced, 201);
  const posted = await postForm(upload, file.bytes, file.contentType);
  if (posted.status >= 300) throw new Error(`uploading ${kind}: ${posted.status} ${posted.text}`);
  return party.ask('POST', `/api/applications/${applicationId}/documents/${documentId}/complete`);
}

/** Submits; an open application of the same person and employer that an earlier walk left behind is withdrawn first. */
export async function submitApplication(employer: Caller, id: string): Promise<Answer['body']> {
  const path = `/api/applications/${id}/submit`;
  const submitted = await employer.ask('POST', path);
  const left = submitted.status === 409 ? submitted.body.current?.applicationId : undefined;
  if (!left) return expect('submission', submitted, 200);
  expect('withdrawal', await employer.ask('POST', `/api/applications/${left}/withdraw`), 200);
  return expect('submission', await employer.ask('POST', path), 200);
}

/** Accepts in preliminary review; a namesake in the register is answered "someone else". */
export async function acceptApplication(frontOfficer: Caller, id: string): Promise<Answer['body']> {
  const path = `/api/applications/${id}`;
  const { possiblySamePerson } = expect('reading', await frontOfficer.ask('GET', path), 200);
  const person = possiblySamePerson?.length ? { person: 'new' } : {};
  const accepted = await frontOfficer.ask('POST', `${path}/preliminary-review`, {
    body: { decision: 'accept', ...person },
  });
  return expect('acceptance', accepted, 200);
}

type Given = { id: string; kind: string; state: string };
type Read = {
  documents: Given[];
  earlierDocuments?: Given[];
  evidenceNeeded?: { item: string; provenBy: string[][] }[];
};

/** The first accepted document that proves each row which the reviewer has to confirm. */
export const evidenceOf = ({
  documents,
  earlierDocuments = [],
  evidenceNeeded = [],
}: Read): { item: string; documentId: string }[] =>
  evidenceNeeded.flatMap(({ item, provenBy }) =>
    provenBy.flatMap((kinds) => {
      const found = [...documents, ...earlierDocuments].find(
        ({ kind, state }) => state === 'accepted' && kinds.includes(kind),
      );
      return found ? [{ item, documentId: found.id }] : [];
    }),
  );

/** Reviews and recommends approval, with the document that proves each row. */
export async function reviewApplication(backOfficer: Caller, id: string): Promise<Answer['body']> {
  const read = expect('reading', await backOfficer.ask('GET', `/api/applications/${id}`), 200);
  const reviewed = await backOfficer.ask('POST', `/api/applications/${id}/review`, {
    body: { recommendation: 'approve', evidence: evidenceOf(read) },
  });
  return expect('review', reviewed, 200);
}

/** Concludes with approval. */
export async function concludeApplication(decider: Caller, id: string): Promise<Answer['body']> {
  const concluded = await decider.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'approve' } });
  return expect('conclusion', concluded, 200);
}

/** Announces an intended refusal and replies to it, so that it can be decided. */
export async function hearParty(
  decider: Caller,
  party: Caller,
  id: string,
  reasons: readonly object[],
): Promise<Answer['body']> {
  const announced = await decider.ask('POST', `/api/applications/${id}/conclude`, {
    body: { decision: 'announce-refusal', reasons },
  });
  expect('announcement', announced, 200);
  const body = { text: '请予重新考虑。Please consider it once more.' };
  return expect('reply', await party.ask('POST', `/api/applications/${id}/reply`, { body }), 200);
}

/** Asks until an application has reached a stage; issuance follows a conclusion within moments. */
export async function awaitStage(party: Caller, id: string, stage: string, attempts = 200): Promise<Answer['body']> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { body } = await party.ask('GET', `/api/applications/${id}`);
    if (body.stage === stage) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`application ${id} did not reach stage ${stage}`);
}
