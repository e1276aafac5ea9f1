import { sampleCase } from '../../infra/samples/cases.ts';
import { announceDocument } from '../../shared/records/document.ts';
import { employerStep, holdCodeStep, readEmployer } from '../../shared/records/employer.ts';
import { newId } from '../../shared/records/table.ts';
import type { Answer, Office, Who } from './office.ts';

/** The engineer of category B of the sample cases: 62 points, so three rows need no proof beyond her papers. */
export const engineer = sampleCase('etown-b', '2026-11-23');
export const scientist = sampleCase('category-a', '2026-11-23');
export const cook = sampleCase('category-c', '2026-11-23');
/** Of category C as well, and under quota. */
export const graduate = sampleCase('category-c-graduate', '2026-11-23');
type Sample = typeof engineer;

const expectStatus = (what: string, answer: Answer, status: number): Answer => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** Declares the sample's employer in the name of its handler. */
export async function declare(office: Office, who: Who = 'employer', sample: Pick<Sample, 'employer'> = engineer) {
  const answer = await office.ask(who, 'POST /api/employers', { body: sample.employer });
  return expectStatus('declaration', answer, 201).body.id as string;
}

/** Declares the sample's employer, and enters it in the register as if that had been applied for and granted. */
export async function register(office: Office, who: Who = 'employer', sample: Pick<Sample, 'employer'> = engineer) {
  const id = await declare(office, who, sample);
  const employer = await readEmployer(office.table, id);
  if (!employer) throw new Error('nothing was declared');
  const registeredAt = new Date(office.clock.now()).toISOString();
  await office.table.transact([employerStep(id, { status: 'registered', registeredAt }), holdCodeStep(employer)]);
  return id;
}

/** A draft with the whole form of the sample, without documents. */
export async function draft(office: Office, employerId: string, who: Who = 'employer', sample = engineer) {
  const answer = await office.ask(who, 'POST /api/applications', { body: { ...sample.form, employerId } });
  return expectStatus('draft', answer, 201).body.id as string;
}

/** Gives an application accepted documents, as if they had been uploaded and judged. */
export async function give(office: Office, id: string, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    const documentId = newId();
    await announceDocument(office.table, id, {
      id: documentId,
      kind,
      state: 'accepted',
      contentType: kind === 'photo' ? 'image/jpeg' : 'application/pdf',
      key: `documents/${id}/${documentId}`,
      announcedBytes: 1000,
      addedAt: new Date(office.clock.now()).toISOString(),
      versionId: `version-${kind}`,
      sha256: Buffer.from(kind.padEnd(32, '.').slice(0, 32)).toString('hex'),
      bytes: 1000,
      problems: [],
    });
  }
}

/** A draft with every document that its checklist asks for. */
export async function completeDraft(
  office: Office,
  employerId: string,
  who: Who = 'employer',
  sample: Sample = engineer,
) {
  const id = await draft(office, employerId, who, sample);
  await giveMissing(office, id, who);
  return id;
}

/** Gives an application every document that its checklist misses. */
export async function giveMissing(office: Office, id: string, who: Who = 'employer'): Promise<void> {
  const { checklist } = await read(office, who, id);
  const missing = checklist.filter(({ state }: { state: string }) => state === 'missing');
  await give(
    office,
    id,
    missing.map(({ kind }: { kind: string }) => kind),
  );
}

const act = (office: Office, who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});

/** What proves each row, out of the documents that the case has. */
export const evidenceOf = (view: Answer['body']): { item: string; documentId: string }[] =>
  (view.evidenceNeeded ?? []).flatMap(({ item, provenBy }: { item: string; provenBy: string[][] }) =>
    provenBy.flatMap((kinds) => {
      const given = [...view.documents, ...(view.earlierDocuments ?? [])];
      const found = given.find(({ kind }: { kind: string }) => kinds.includes(kind));
      return found ? [{ item, documentId: found.id }] : [];
    }),
  );

export const read = async (office: Office, who: Who, id: string) =>
  expectStatus('reading', await office.ask(who, `GET /api/applications/${id}`), 200).body;

/** The steps of a plain case; each lets the state machine do what follows. */
export const steps = {
  submit: async (office: Office, id: string, who: Who = 'employer') => {
    const answer = expectStatus('submission', await act(office, who, id, 'submit'), 200);
    await office.machine.settle();
    return answer.body;
  },
  accept: async (office: Office, id: string, body: object = {}) => {
    const answer = await act(office, 'front', id, 'preliminary-review', { decision: 'accept', ...body });
    expectStatus('acceptance', answer, 200);
    await office.machine.settle();
    return answer.body;
  },
  review: async (office: Office, id: string, who: Who = 'back') => {
    const evidence = evidenceOf(await read(office, who, id));
    const answer = await act(office, who, id, 'review', { recommendation: 'approve', evidence });
    expectStatus('review', answer, 200);
    await office.machine.settle();
    return answer.body;
  },
  /** Announces an intended refusal; nothing is decided until the party has replied or the period is over. */
  announce: async (office: Office, id: string, reasons: readonly object[], who: Who = 'decider') => {
    const answer = await act(office, who, id, 'conclude', { decision: 'announce-refusal', reasons });
    expectStatus('announcement', answer, 200);
    await office.machine.settle();
    return answer.body;
  },
  reply: async (office: Office, id: string, who: Who = 'employer') => {
    const answer = expectStatus(
      'reply',
      await act(office, who, id, 'reply', { text: '请予重新考虑 Please reconsider' }),
      200,
    );
    await office.machine.settle();
    return answer.body;
  },
  conclude: async (office: Office, id: string, who: Who = 'decider') => {
    const answer = expectStatus('conclusion', await act(office, who, id, 'conclude', { decision: 'approve' }), 200);
    return answer.body;
  },
};

/** A submitted application, waiting for preliminary review. */
export async function submitted(office: Office, employerId: string, who: Who = 'employer', sample: Sample = engineer) {
  const id = await completeDraft(office, employerId, who, sample);
  await steps.submit(office, id, who);
  return id;
}

/** An application that waits in a stage, everything before done as it should be. */
export async function waitingIn(
  office: Office,
  stage: 'review' | 'conclusion' | 'issued',
  employerId: string,
  sample: Sample = engineer,
) {
  const id = await submitted(office, employerId, 'employer', sample);
  await steps.accept(office, id);
  if (stage === 'review') return id;
  await steps.review(office, id);
  if (stage === 'conclusion') return id;
  await steps.conclude(office, id);
  await office.machine.settle();
  return id;
}
