import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDocument } from '../../../infra/samples/sample-document.ts';
import { unfitDocument } from '../../../infra/samples/unfit-documents.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { draft, engineer, give, read, register, steps } from '../../office/walk.ts';

type File = { fileName: string; contentType: string; bytes: Uint8Array };

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  id = await draft(office, await register(office));
});
afterEach(() => office.close());

const documents = () => `/api/applications/${id}/documents`;
const announce = (kind: string, file: File, who: Who = 'employer', headers: Record<string, string> = {}) =>
  office.ask(who, `POST ${documents()}`, {
    headers,
    body: { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length },
  });
const complete = (documentId: string, who: Who = 'employer') =>
  office.ask(who, `POST ${documents()}/${documentId}/complete`);
const problemsOf = (answer: Answer) => answer.body.problems.map(({ code }: { code: string }) => code);
const stateOf = async (kind: string) =>
  (await read(office, 'employer', id)).checklist.find((line: { kind: string }) => line.kind === kind)?.state;

/** Announces, uploads and completes, as a browser does. */
async function upload(kind: string, file: File, who: Who = 'employer'): Promise<Answer> {
  const announced = await announce(kind, file, who);
  expect(announced.status).toBe(201);
  expect(office.shelf.post(announced.body.upload.fields, file.bytes)).toBe(204);
  return complete(announced.body.documentId, who);
}

const contract = () => sampleDocument('contract', engineer);
const photo = () => sampleDocument('photo', engineer);

describe('uploading a document', () => {
  test('is admitted for this type and size only, for a quarter of an hour', async () => {
    const file = await contract();
    const { status, body } = await announce('contract', file);
    expect(status).toBe(201);
    expect(body.upload).toMatchObject({
      fields: { 'Content-Type': 'application/pdf' },
      expiresAt: '2026-11-23T02:15:00.000Z',
    });
    expect(office.shelf.post({ ...body.upload.fields, 'Content-Type': 'text/html' }, file.bytes)).toBe(403);
    expect(office.shelf.post(body.upload.fields, new Uint8Array(10_485_761))).toBe(400);
    expect(office.shelf.post(body.upload.fields, file.bytes)).toBe(204);
  });

  test('ends with a verdict at once, and the checklist follows', async () => {
    expect(await stateOf('contract')).toBe('missing');
    const { status, body } = await upload('contract', await contract());
    expect([status, body.state, body.problems]).toEqual([200, 'accepted', []]);
    expect(body).toMatchObject({ kind: 'contract', contentType: 'application/pdf', pages: expect.any(Number) });
    expect(body).not.toHaveProperty('sha256');
    expect(body).not.toHaveProperty('key');
    expect(body).not.toHaveProperty('versionId');
    expect(await stateOf('contract')).toBe('uploaded');
  });

  test('is open to the applicant too', async () => {
    expect((await upload('photo', await photo(), 'applicant')).body.state).toBe('accepted');
  });

  test('announced twice with the same Idempotency-Key is one document', async () => {
    const headers = { 'Idempotency-Key': 'contract-1' };
    const file = await contract();
    const [first, again] = [
      await announce('contract', file, 'employer', headers),
      await announce('contract', file, 'employer', headers),
    ];
    expect(again.body).toEqual(first.body);
    expect((await read(office, 'employer', id)).documents).toHaveLength(1);
    const other = await announce('photo', await photo(), 'employer', headers);
    expect([other.status, other.body.type]).toEqual([422, 'urn:greenpath:problem:key-reused']);
    const otherType = await announce('contract', { ...file, contentType: 'image/png' }, 'employer', headers);
    expect(otherType.status).toBe(422);
  });
});

describe('an announcement is refused', () => {
  const file = (more: Partial<File> = {}): File => ({
    fileName: 'a.pdf',
    contentType: 'application/pdf',
    bytes: new Uint8Array(1000),
    ...more,
  });

  test.each<[string, string, Partial<File>, string, string]>([
    ['a file too large', 'contract', { bytes: new Uint8Array(10_485_761) }, 'bytes', 'too-large'],
    [
      'a photo too large',
      'photo',
      { contentType: 'image/jpeg', bytes: new Uint8Array(1_048_577) },
      'bytes',
      'too-large',
    ],
    ['a photo that is no JPEG', 'photo', { contentType: 'image/png' }, 'bytes', 'photo-not-jpeg'],
    ['a kind that the procedure does not know', 'diary', {}, 'kind', 'not-an-option'],
    ['a type that nobody takes', 'contract', { contentType: 'text/html' }, 'contentType', 'not-an-option'],
    ['an empty file', 'contract', { bytes: new Uint8Array(0) }, 'bytes', 'too-small'],
    ['a kind that is no name', '../../etc', {}, 'kind', 'wrong-format'],
  ])('%s', async (_, kind, more, path, code) => {
    const answer = await announce(kind, file(more));
    expect([answer.status, problemsOf(answer)]).toEqual([400, [code]]);
    if (code !== 'photo-not-jpeg') expect(answer.body.problems[0].path).toBe(path);
    expect((await read(office, 'employer', id)).documents).toEqual([]);
  });

  test('when there are far too many', async () => {
    await give(
      office,
      id,
      Array.from({ length: 80 }, () => 'contract'),
    );
    const answer = await announce('contract', file());
    expect(answer.status).toBe(409);
  });
});

describe('a file that cannot be used is rejected with the reason, in both languages', () => {
  test.each([
    ['small-photo', 'photo-too-small'],
    ['grey-photo', 'photo-background'],
  ] as const)('%s', async (name, code) => {
    const { status, body } = await upload('photo', await unfitDocument(name, engineer));
    expect([status, body.state]).toEqual([200, 'rejected']);
    expect(problemsOf({ body } as Answer)).toContain(code);
    for (const { text, remedy } of body.problems) {
      expect([text.zh, remedy.zh].every((words) => /\p{Script=Han}/u.test(words))).toBe(true);
      expect([text.en, remedy.en].every((words) => /^[A-Z]/.test(words))).toBe(true);
    }
    expect(await stateOf('photo')).toBe('missing');
    const answer = await office.ask('employer', `POST /api/applications/${id}/submit`);
    const gap = answer.body.problems.find(({ path }: { path: string }) => path === 'document.photo');
    expect(gap.code).toBe('document-rejected');
  });

  test.each([
    ['renamed-executable', 'passport', 'renamed'],
    ['renamed-png', 'photo', 'renamed'],
    ['scripted-pdf', 'contract', 'active-content'],
  ] as const)('%s', async (name, kind, code) => {
    const { body } = await upload(kind, await unfitDocument(name, engineer));
    expect([body.state, problemsOf({ body } as Answer)]).toEqual(['rejected', [code]]);
  });

  test('can be replaced by one that can', async () => {
    await upload('photo', await unfitDocument('small-photo', engineer));
    await upload('photo', await photo());
    expect(await stateOf('photo')).toBe('uploaded');
  });
});

describe('completing', () => {
  test('before anything was uploaded is refused, and possible afterwards', async () => {
    const file = await contract();
    const { body } = await announce('contract', file);
    const early = await complete(body.documentId);
    expect([early.status, early.body.current]).toEqual([409, { state: 'awaiting-upload' }]);
    office.shelf.post(body.upload.fields, file.bytes);
    expect((await complete(body.documentId)).body.state).toBe('accepted');
  });

  test('a second time answers the first verdict, whatever was uploaded since', async () => {
    const file = await contract();
    const { body } = await announce('contract', file);
    office.shelf.post(body.upload.fields, file.bytes);
    const first = await complete(body.documentId);
    office.shelf.post(body.upload.fields, new TextEncoder().encode('something else'));
    const second = await complete(body.documentId);
    expect([second.status, second.body]).toEqual([200, first.body]);
    const link = await office.ask('employer', `GET ${documents()}/${body.documentId}`);
    expect(new URL(link.body.url).searchParams.get('versionId')).toBe('version-1');
  });

  test('twice at once gives one verdict', async () => {
    const file = await contract();
    const { body } = await announce('contract', file);
    office.shelf.post(body.upload.fields, file.bytes);
    const [one, other] = await Promise.all([complete(body.documentId), complete(body.documentId)]);
    expect([one.status, other.status, other.body]).toEqual([200, 200, one.body]);
  });

  test('of a document that does not exist, or of another application, is not found', async () => {
    expect((await complete('x'.repeat(24))).status).toBe(404);
    expect((await complete('nonsense')).status).toBe(404);
    const { body } = await announce('contract', await contract());
    const other = await draft(office, (await read(office, 'employer', id)).employer.id);
    const crossed = await office.ask(
      'employer',
      `POST /api/applications/${other}/documents/${body.documentId}/complete`,
    );
    expect(crossed.status).toBe(404);
  });
});

describe('after submission', () => {
  const submitWith = async () => {
    const { body } = await announce('contract', await contract());
    await give(office, id, engineer.documents);
    await steps.submit(office, id);
    return body;
  };

  test('no document is added, completed or removed any more', async () => {
    const { documentId, upload: form } = await submitWith();
    office.shelf.post(form.fields, (await contract()).bytes);
    for (const answer of [
      await announce('contract', await contract()),
      await complete(documentId),
      await office.ask('employer', `DELETE ${documents()}/${documentId}`),
    ]) {
      expect([answer.status, answer.body.current]).toEqual([409, { stage: 'preliminary-review' }]);
    }
    expect((await read(office, 'employer', id)).documents).toHaveLength(engineer.documents.length + 1);
  });

  test('a return opens them again', async () => {
    const { documentId, upload: form } = await submitWith();
    const deficiency = { path: 'document.contract', code: 'unreadable', text: { zh: '看不清', en: 'Cannot be read' } };
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies: [deficiency] },
    });
    office.shelf.post(form.fields, (await contract()).bytes);
    expect((await complete(documentId)).body.state).toBe('accepted');
  });
});

describe('removing a document', () => {
  test('takes it out of the checklist and moves the version, so that nobody submits without noticing', async () => {
    const { body } = await upload('contract', await contract());
    const before = (await read(office, 'employer', id)).version;
    expect((await office.ask('employer', `DELETE ${documents()}/${body.id}`)).status).toBe(204);
    expect([await stateOf('contract'), (await read(office, 'employer', id)).version]).toEqual(['missing', before + 1]);
    expect((await office.ask('employer', `DELETE ${documents()}/${body.id}`)).status).toBe(404);
  });
});

describe('looking at a document', () => {
  test('gives a link of a minute to the version that was judged', async () => {
    const { body } = await upload('contract', await contract());
    const answer = await office.ask('employer', `GET ${documents()}/${body.id}`);
    expect(answer.body).toMatchObject({
      document: { id: body.id, state: 'accepted' },
      expiresAt: '2026-11-23T02:01:00.000Z',
    });
    const link = new URL(answer.body.url);
    expect(link.pathname).toContain(body.id);
    expect(link.searchParams.get('seconds')).toBe('60');
  });

  test('that never arrived is a conflict', async () => {
    const { body } = await announce('contract', await contract());
    expect((await office.ask('employer', `GET ${documents()}/${body.documentId}`)).status).toBe(409);
  });

  test('by an officer is recorded first; by the parties it is not', async () => {
    const { body } = await upload('contract', await contract());
    await give(office, id, engineer.documents);
    await steps.submit(office, id);
    const readings = async () =>
      (await office.items()).filter(({ pk, what }) => pk.startsWith('READ#') && what === 'document');
    await office.ask('applicant', `GET ${documents()}/${body.id}`);
    expect(await readings()).toEqual([]);
    const answer = await office.ask('back', `GET ${documents()}/${body.id}`);
    expect(answer.status).toBe(200);
    expect(await readings()).toMatchObject([{ by: 'back-chen', id, documentId: body.id }]);
    expect(office.log.codes()).toContain('sensitive-read');
  });
});
