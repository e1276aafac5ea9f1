import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDocument } from '../../../infra/samples/sample-document.ts';
import { readDocuments } from '../../../shared/records/document.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { draft, engineer, read, register, scientist } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  id = await draft(office, await register(office));
});
afterEach(() => office.close());

type File = Awaited<ReturnType<typeof sampleDocument>>;

const documents = () => `/api/applications/${id}/documents`;
const post = async (kind: string, file: File, who: Who = 'employer'): Promise<string> => {
  const body = { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length };
  const announced = await office.ask(who, `POST ${documents()}`, { body });
  expect(announced.status).toBe(201);
  expect(office.shelf.post(announced.body.upload.fields, file.bytes)).toBe(204);
  return announced.body.documentId;
};
const complete = (documentId: string): Promise<Answer> =>
  office.ask('employer', `POST ${documents()}/${documentId}/complete`);
const upload = async (kind: string, file: File) => (await complete(await post(kind, file))).body;
const states = async () =>
  Object.fromEntries((await readDocuments(office.table, id)).map((document) => [document.id, document.state]));

describe('a further photo', () => {
  test('replaces the one before, and everybody sees which one counts', async () => {
    const first = await upload('photo', await sampleDocument('photo', engineer));
    office.clock.advance(1000);
    const second = await upload('photo', await sampleDocument('photo', scientist));
    expect([first.state, second.state]).toEqual(['accepted', 'accepted']);
    const view = await read(office, 'employer', id);
    expect(view.documents).toMatchObject([
      { id: first.id, state: 'replaced' },
      { id: second.id, state: 'accepted' },
    ]);
    expect(view.checklist.find(({ kind }: { kind: string }) => kind === 'photo').state).toBe('uploaded');
  });

  test('that was announced first but completed last is the one that counts', async () => {
    const early = await post('photo', await sampleDocument('photo', engineer));
    const late = await post('photo', await sampleDocument('photo', scientist));
    await complete(late);
    await complete(early);
    expect(await states()).toEqual({ [early]: 'accepted', [late]: 'replaced' });
  });

  test('at the same time as others leaves one that counts', async () => {
    const ids: string[] = [];
    for (const the of [engineer, scientist, engineer, scientist])
      ids.push(await post('photo', await sampleDocument('photo', the)));
    const answers = await Promise.all(ids.map(complete));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = Object.values(await states());
    expect(after.filter((state) => state === 'accepted')).toHaveLength(1);
    expect(after.filter((state) => state === 'replaced')).toHaveLength(3);
  });

  test('that is rejected replaces nothing', async () => {
    const good = await upload('photo', await sampleDocument('photo', engineer));
    const bytes = new TextEncoder().encode('not a picture at all');
    const bad = await upload('photo', { fileName: 'photo.jpg', contentType: 'image/jpeg', bytes });
    expect(await states()).toEqual({ [good.id]: 'accepted', [bad.id]: 'rejected' });
  });

  test('that is taken out again leaves the line of the checklist open: the replaced one does not come back', async () => {
    await upload('photo', await sampleDocument('photo', engineer));
    const second = await upload('photo', await sampleDocument('photo', scientist));
    expect((await office.ask('employer', `DELETE ${documents()}/${second.id}`)).status).toBe(204);
    const gaps = await office.ask('employer', `POST /api/applications/${id}/submit`);
    const photo = gaps.body.problems.find(({ path }: { path: string }) => path === 'document.photo');
    expect(photo.code).toBe('missing');
  });
});

test('a further file of a kind that may have several stands beside the first', async () => {
  const first = await upload('contract', await sampleDocument('contract', engineer));
  const second = await upload('contract', await sampleDocument('contract', engineer));
  expect(await states()).toEqual({ [first.id]: 'accepted', [second.id]: 'accepted' });
});

describe('a condition on the version', () => {
  const conditional = (request: string, version: number, body?: object) =>
    office.ask('employer', request, { headers: { 'If-Match': `"${version}"` }, ...(body ? { body } : {}) });

  test('is kept by adding and removing a document', async () => {
    const { id: documentId } = await upload('contract', await sampleDocument('contract', engineer));
    const { version } = await read(office, 'employer', id);
    const body = { kind: 'contract', contentType: 'application/pdf', bytes: 1000 };
    for (const stale of [
      await conditional(`DELETE ${documents()}/${documentId}`, version + 1),
      await conditional(`POST ${documents()}`, version + 1, body),
    ]) {
      expect([stale.status, stale.body.type]).toEqual([409, 'urn:greenpath:problem:version-conflict']);
      expect(stale.body.current).toEqual({ stage: 'draft', version });
    }
    expect((await conditional(`POST ${documents()}`, version, body)).status).toBe(201);
    expect((await conditional(`DELETE ${documents()}/${documentId}`, version)).status).toBe(204);
  });

  test('lets one of two removals through that name the same version', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 2; index++)
      ids.push((await upload('contract', await sampleDocument('contract', engineer))).id);
    const { version } = await read(office, 'employer', id);
    const answers = await Promise.all(ids.map((each) => conditional(`DELETE ${documents()}/${each}`, version)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

test('a kind that the procedure does not know is refused with those that it does', async () => {
  const body = { kind: 'diary', contentType: 'application/pdf', bytes: 1000 };
  const answer = await office.ask('employer', `POST ${documents()}`, { body });
  expect(answer.body.problems).toMatchObject([{ path: 'kind', code: 'not-an-option' }]);
  const [{ text }] = answer.body.problems;
  for (const words of [text.zh, text.en]) expect(words).toMatch(/photo, passport, contract/);
});

test.each(['\ud800', 'a\u202egpj.exe', '\u200b'])('a file may not be called %j', async (fileName) => {
  const body = { kind: 'contract', contentType: 'application/pdf', bytes: 1000, fileName };
  const answer = await office.ask('employer', `POST ${documents()}`, { body });
  expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'fileName']);
});
