import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDocument } from '../../../infra/samples/sample-document.ts';
import { unfitDocument } from '../../../infra/samples/unfit-documents.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { giveMissing, read, register, scientist, steps, waitingIn } from '../../office/walk.ts';

type File = { fileName: string; contentType: string; bytes: Uint8Array };

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const later = 'no-criminal-record';
const text = { zh: '资历存疑', en: 'The experience is in doubt' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };

/** A scientist of category A who will supply the certificate of no criminal record after acceptance. */
async function owing(): Promise<string> {
  const { commitments, ...form } = scientist.form;
  const body = { ...form, employerId, commitments: commitments.filter((kind) => kind !== later), supplyLater: [later] };
  const { body: begun } = await office.ask('employer', 'POST /api/applications', { body });
  await giveMissing(office, begun.id);
  expect(await stateOf(begun.id, later)).toBe('later');
  await steps.submit(office, begun.id);
  return begun.id;
}
const stateOf = async (id: string, kind: string) =>
  (await read(office, 'employer', id)).checklist.find((line: { kind: string }) => line.kind === kind)?.state;
const announce = (id: string, kind: string, file: File, who: Who = 'employer') =>
  office.ask(who, `POST /api/applications/${id}/documents`, {
    body: { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length },
  });
async function uploaded(id: string, kind: string, file: File, who: Who = 'employer'): Promise<string> {
  const { status, body } = await announce(id, kind, file, who);
  expect(status).toBe(201);
  expect(office.shelf.post(body.upload.fields, file.bytes)).toBe(204);
  return body.documentId;
}
const complete = (id: string, documentId: string, who: Who = 'employer') =>
  office.ask(who, `POST /api/applications/${id}/documents/${documentId}/complete`);
const supply = async (id: string, kind = later, who: Who = 'employer') =>
  complete(id, await uploaded(id, kind, await sampleDocument(kind, scientist), who), who);
const conclude = (id: string, body: object = { decision: 'approve' }) =>
  office.ask('decider', `POST /api/applications/${id}/conclude`, { body });
const problemsOf = (answer: Answer) =>
  answer.body.problems?.map(({ path, code }: { path: string; code: string }) => [path, code]);

describe('a paper that may follow after acceptance (容缺受理)', () => {
  test('keeps an application from approval until it was supplied, and from nothing before', async () => {
    const id = await owing();
    await steps.accept(office, id);
    await steps.review(office, id);
    const owed = await conclude(id);
    expect([owed.status, problemsOf(owed)]).toEqual([400, [[`document.${later}`, 'owed-before-approval']]]);
    expect((await supply(id)).body.state).toBe('accepted');
    expect(await stateOf(id, later)).toBe('uploaded');
    expect((await conclude(id)).status).toBe(200);
  });

  test('is told by an event that names it, moves the version, and officers see the paper', async () => {
    const id = await owing();
    const { version } = await read(office, 'front', id);
    office.clock.advance(60_000);
    const { body: supplied } = await supply(id);
    expect(await readEvents(office.table, id).then((events) => events.at(-1))).toMatchObject({
      type: 'supplied',
      data: { kind: later, documentId: supplied.id, sha256: expect.any(String) },
    });
    const seen = await read(office, 'front', id);
    expect([seen.version, seen.documents.map(({ kind }: { kind: string }) => kind)]).toEqual([
      version + 1,
      expect.arrayContaining([later]),
    ]);
    const { items } = (await office.ask('employer', `GET /api/applications/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'supplied', text: { zh: '已补交容缺材料。' } });
  });

  test('and an officer who decides on what was seen before learns of it', async () => {
    const id = await owing();
    const { version } = await read(office, 'front', id);
    await supply(id);
    const body = { decision: 'accept', version };
    const answer = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:greenpath:problem:version-conflict']);
  });

  test('is supplied although an officer claims the case at the same moment', async () => {
    const id = await owing();
    const documentId = await uploaded(id, later, await sampleDocument(later, scientist));
    const [answer, claimed] = await Promise.all([
      complete(id, documentId),
      office.ask('front', `POST /api/applications/${id}/claim`),
    ]);
    expect([answer.status, answer.body.state]).toEqual([200, 'accepted']);
    expect([200, 409]).toContain(claimed.status);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'supplied')).toHaveLength(1);
  });

  test('is still owed when the file that was given is not fit', async () => {
    const id = await owing();
    const unfit = await unfitDocument('encrypted-pdf', scientist);
    const documentId = await uploaded(id, later, unfit);
    expect((await complete(id, documentId)).body.state).toBe('rejected');
    expect(await stateOf(id, later)).toBe('later');
    expect((await readHead(office.table, id))?.filedAt).toBeUndefined();
    expect((await supply(id)).body.state).toBe('accepted');
  });

  test('is the only one that may be added: nothing else, not twice, nothing taken out, not after the end', async () => {
    const id = await owing();
    const contract = await sampleDocument('contract', scientist);
    expect((await announce(id, 'contract', contract)).status).toBe(409);
    await supply(id);
    expect((await announce(id, later, contract)).status).toBe(409);
    const [document] = (await read(office, 'employer', id)).documents;
    expect((await office.ask('employer', `DELETE /api/applications/${id}/documents/${document.id}`)).status).toBe(409);
    expect((await announce(id, later, contract, 'otherEmployer')).status).toBe(404);
    for (const step of [steps.accept, steps.review, steps.conclude]) await step(office, id);
    expect((await announce(id, later, contract)).status).toBe(409);
  });

  test('lies before the officers after a return, as what was handed in until then', async () => {
    const id = await owing();
    office.clock.advance(3_600_000);
    await supply(id);
    office.clock.advance(3_600_000);
    const body = { decision: 'return', deficiencies: [{ path: 'post.title', code: 'unclear', text }] };
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
    const kinds = (await read(office, 'front', id)).documents.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain(later);
  });
});

describe('a document with a reply to an announced refusal', () => {
  const announcedRefusal = async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    return id;
  };

  test('may be added by either party while they can reply, and officers see it', async () => {
    const id = await announcedRefusal();
    const file = await sampleDocument('work-experience', scientist);
    const documentId = await uploaded(id, 'work-experience', file, 'applicant');
    expect((await complete(id, documentId, 'applicant')).body.state).toBe('accepted');
    await steps.reply(office, id);
    expect((await read(office, 'decider', id)).documents.map(({ id: one }: { id: string }) => one)).toContain(
      documentId,
    );
  });

  test('may not replace the one that counts, and nothing is taken out', async () => {
    const id = await announcedRefusal();
    expect((await announce(id, 'photo', await sampleDocument('photo', scientist))).status).toBe(409);
    const [document] = (await read(office, 'employer', id)).documents;
    expect((await office.ask('employer', `DELETE /api/applications/${id}/documents/${document.id}`)).status).toBe(409);
    const form = await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { title: '改' } } });
    expect(form.status).toBe(409);
  });

  test('that is judged when the time to reply is over is not taken any more', async () => {
    const id = await announcedRefusal();
    const file = await sampleDocument('work-experience', scientist);
    const documentId = await uploaded(id, 'work-experience', file);
    await steps.reply(office, id);
    expect((await complete(id, documentId)).status).toBe(409);
    expect((await announce(id, 'work-experience', file)).status).toBe(409);
  });
});
