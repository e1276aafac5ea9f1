import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { removeDocument } from '../../../shared/records/document.ts';
import { type Answer, type Office, openOffice } from '../../office/office.ts';
import { completeDraft, give, read, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const text = { zh: '不清楚', en: 'Not clear' };
const deficiency = (path: string) => ({ path, code: 'unclear', text });
const notice = (...paths: string[]) => paths.map(deficiency);

const returnFrom = async (stage: 'preliminary-review' | 'review', id: string, ...paths: string[]) => {
  const body =
    stage === 'review'
      ? { recommendation: 'return', deficiencies: notice(...paths) }
      : { decision: 'return', deficiencies: notice(...paths) };
  const answer = await office.ask(stage === 'review' ? 'back' : 'front', `POST /api/applications/${id}/${stage}`, {
    body,
  });
  await office.machine.settle();
  return answer;
};
const returned = async (stage: 'preliminary-review' | 'review', id: string, ...paths: string[]) => {
  const answer = await returnFrom(stage, id, ...paths);
  expect([answer.status, answer.body.stage]).toEqual([200, 'returned']);
};
const save = async (id: string, body: object) =>
  expect((await office.ask('employer', `PATCH /api/applications/${id}`, { body })).status).toBe(200);
const told = (answer: Answer) => [
  answer.status,
  answer.body.type,
  answer.body.problems?.map(({ path, code }: { path: string; code: string }) => [path, code]),
];
const tooLate = (...indices: number[]) => [
  422,
  'urn:greenpath:problem:one-complete-notice',
  indices.map((index) => [`deficiencies.${index}.path`, 'not-in-first-notice']),
];
const day = 86_400_000;
const lastEvent = async (id: string) => (await readEvents(office.table, id)).at(-1);

describe('one complete notice (art. 32): after an application was returned and submitted again', () => {
  test('a second notice that names what was there before is refused, every such deficiency at once, and nothing changes', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'post.duties');
    await save(id, { post: { duties: '光学系统设计' } });
    await steps.submit(office, id);
    const before = await readHead(office.table, id);
    const answer = await returnFrom('preliminary-review', id, 'post.title', 'post.duties', 'document.contract');
    expect(told(answer)).toEqual(tooLate(0, 2));
    expect(answer.body.problems[0].remedy.en).toContain('Accept it, or refuse to accept it');
    expect(await readHead(office.table, id)).toEqual(before);
  });

  test('also when the first notice named it and it was not mended: then the office decides on what it has', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'post.title');
    await steps.submit(office, id);
    expect(told(await returnFrom('preliminary-review', id, 'post.title'))).toEqual(tooLate(0));
    expect((await steps.accept(office, id)).stage).toBe('review');
  });

  test('a second notice may name what the resubmission changed, a document as well as a field', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'document.contract');
    office.clock.advance(3_600_000);
    const { documents } = await read(office, 'employer', id);
    const contract = documents.find(({ kind }: { kind: string }) => kind === 'contract');
    const head = await readHead(office.table, id);
    if (!head) throw new Error('no head');
    await removeDocument(office.table, head, contract.id, new Date(office.clock.now()).toISOString());
    await give(office, id, ['contract']);
    await save(id, { post: { workplace: '北京亦庄经济开发区荣华南路2号' }, facts: { hsk: 4 } });
    await steps.submit(office, id);
    expect((await lastEvent(id))?.data.changed).toEqual(['document.contract', 'facts.hsk', 'post.workplace']);
    expect(told(await returnFrom('preliminary-review', id, 'document.photo'))).toEqual(tooLate(0));
    await returned('preliminary-review', id, 'document.contract', 'post.workplace', 'facts.hsk');
  });

  test('a second notice cannot bring up old things under the part of the form around what was changed', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'post.workplace');
    await save(id, {
      post: { workplace: '北京亦庄经济开发区荣华南路2号' },
      applicant: { passport: { number: 'UTO77777' } },
    });
    await steps.submit(office, id);
    const before = await readHead(office.table, id);
    const answer = await returnFrom('preliminary-review', id, 'post', 'applicant', 'applicant.passport', 'facts');
    expect(told(answer)).toEqual(tooLate(0, 1, 2, 3));
    expect(await readHead(office.table, id)).toEqual(before);
    await returned('preliminary-review', id, 'post.workplace', 'applicant.passport.number');
  });

  test('and materials that are asked for only because of a change', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'facts.distinctions');
    await save(id, { facts: { distinctions: ['patent'] } });
    const { checklist } = await read(office, 'employer', id);
    const missing = checklist.filter(({ state }: { state: string }) => state === 'missing');
    expect(missing).toHaveLength(1);
    const path = `document.${missing[0].kind}`;
    await give(
      office,
      id,
      missing.map(({ kind }: { kind: string }) => kind),
    );
    await steps.submit(office, id);
    expect((await lastEvent(id))?.data.changed).toEqual([path, 'facts.distinctions']);
    await returned('preliminary-review', id, path);
  });

  test('holds across acceptance: review cannot ask for what preliminary review overlooked', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'post.duties');
    await save(id, { post: { duties: '光学系统设计' } });
    await steps.submit(office, id);
    await steps.accept(office, id);
    const answer = await returnFrom('review', id, 'post.title');
    expect(told(answer)).toEqual(tooLate(0));
    expect(answer.body.problems[0].remedy.en).toContain('Recommend approval or refusal');
    await returned('review', id, 'post.duties');
  });

  test('holds when it was taken back and changed again: what was changed in between counts', async () => {
    const id = await submitted(office, employerId);
    await returned('preliminary-review', id, 'post.duties');
    await save(id, { post: { duties: '光学系统设计' } });
    await steps.submit(office, id);
    expect((await office.ask('employer', `POST /api/applications/${id}/recall`)).status).toBe(200);
    await office.machine.settle();
    await save(id, { post: { title: '高级光学工程师' } });
    await steps.submit(office, id);
    expect((await lastEvent(id))?.data.changed).toEqual(['post.duties', 'post.title']);
    expect(told(await returnFrom('preliminary-review', id, 'post.workplace'))).toEqual(tooLate(0));
    await returned('preliminary-review', id, 'post.duties', 'post.title');
  });

  test('by two requests at once is given once', async () => {
    const id = await submitted(office, employerId);
    const answers = await Promise.all([
      returnFrom('preliminary-review', id, 'post.title'),
      returnFrom('preliminary-review', id, 'post.duties'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'returned')).toHaveLength(1);
  });
});

describe('an application that was returned in review', () => {
  test('keeps its acceptance: what is handed in leads back to review, without the time with the applicant', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const accepted = await readHead(office.table, id);
    await returned('review', id, 'post.duties');
    const seen = await read(office, 'employer', id);
    expect(seen.pause).toEqual({ kind: 'applicant', since: '2026-11-23T02:00:00.000Z' });
    expect(seen.next[0]).toEqual({ action: 'submit', label: { zh: '提交补正', en: 'Hand in what was asked for' } });
    office.clock.advance(3 * day);
    await save(id, { post: { duties: '光学系统设计' } });
    const again = await steps.submit(office, id);
    expect(again).toMatchObject({
      stage: 'review',
      clock: { dueAt: '2026-11-26T15:59:59.999Z', promisedOn: '2026-12-01', ceilingOn: '2026-12-24' },
    });
    expect(again).not.toHaveProperty('pause');
    const head = await readHead(office.table, id);
    expect(head).toMatchObject({
      acceptedAt: accepted?.acceptedAt,
      submittedAt: accepted?.submittedAt,
      paused: 3,
      round: 2,
    });
    expect(await lastEvent(id)).toMatchObject({
      type: 'supplemented',
      data: { round: 2, stoodStill: 3, changed: ['post.duties'], clock: { stage: 'review', added: 3 } },
    });
    expect(office.machine.waitingIn(`${id}-2`)).toBe('review');
  });

  test('is scored as of the day on which it was submitted, whenever it is mended', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await returned('review', id, 'post.duties');
    office.clock.advance(20 * day);
    await save(id, { facts: { hsk: 4 } });
    await steps.submit(office, id);
    expect((await lastEvent(id))?.data.score).toMatchObject({ on: '2026-11-23', facts: { hsk: 4 } });
    expect((await read(office, 'back', id)).assessment.assessedOn).toBe('2026-11-23');
  });

  test('keeps its score while its facts are the same', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await returned('review', id, 'post.duties');
    await save(id, { post: { duties: '光学系统设计' } });
    await steps.submit(office, id);
    expect((await lastEvent(id))?.data).not.toHaveProperty('score');
    expect((await read(office, 'back', id)).assessment.total).toBe(62);
  });

  test('shows officers meanwhile what lay before them, and afterwards what was handed in', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await returned('review', id, 'post.duties');
    office.clock.advance(day);
    await save(id, { post: { duties: '光学系统设计' } });
    expect((await read(office, 'back', id)).form.post.duties).not.toBe('光学系统设计');
    await steps.submit(office, id);
    expect((await read(office, 'back', id)).form.post.duties).toBe('光学系统设计');
    office.clock.advance(1000);
    await returned('review', id, 'post.duties');
    await save(id, { post: { duties: '改了又改' } });
    const { form, documents } = await read(office, 'back', id);
    expect([form.post.duties, documents.length > 0]).toEqual(['光学系统设计', true]);
  });

  test('lapses like any other when nobody answers', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await returned('review', id, 'post.duties');
    office.clock.advance(40 * day);
    await office.sweep();
    const seen = await read(office, 'employer', id);
    expect(seen.stage).toBe('lapsed');
    expect(seen).not.toHaveProperty('pause');
  });
});

test('a first notice may name anything, in review as well', async () => {
  const id = await completeDraft(office, employerId, 'employer', scientist);
  await steps.submit(office, id);
  await steps.accept(office, id);
  await returned('review', id, 'document.photo', 'post.title', 'facts');
});

test('a notice that names what the procedure does not know is refused, every such path at once, and is not used up', async () => {
  const id = await submitted(office, employerId);
  const before = await readHead(office.table, id);
  const paths = ['zz.nonexistent', 'post.title', 'document.nothing', 'answers.nobodyAsked', 'post.title.zh'];
  const answer = await returnFrom('preliminary-review', id, ...paths);
  expect(told(answer)).toEqual([
    400,
    'urn:greenpath:problem:invalid-request',
    [0, 2, 3, 4].map((index) => [`deficiencies.${index}.path`, 'not-an-option']),
  ]);
  expect(answer.body.problems[0].text.en).toContain('"zz.nonexistent" is no field');
  expect(await readHead(office.table, id)).toEqual(before);
  await returned('preliminary-review', id, 'document.medical', 'employer.handler.phone');
});
