import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { engineer, evidenceOf, give, read, register, steps, submitted } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  id = await submitted(office, await register(office));
  office.clock.advance(60_000);
});
afterEach(() => office.close());

const path = () => `/api/applications/${id}`;
const text = { zh: '职位说明不清楚', en: 'The post is not clear' };
const giveBack = async () => {
  const body = { decision: 'return', deficiencies: [{ path: 'post.title', code: 'unclear', text }] };
  expect((await office.ask('front', `POST ${path()}/preliminary-review`, { body })).status).toBe(200);
  await office.machine.settle();
  office.clock.advance(60_000);
};
const retitle = async (title: string) =>
  expect((await office.ask('employer', `PATCH ${path()}`, { body: { post: { title } } })).status).toBe(200);
const titleFor = async (who: 'front' | 'employer' | 'applicant') => (await read(office, who, id)).form.post.title;

describe('what officers see of an application that was returned', () => {
  test('is the form as it was submitted, while its parties see their changes', async () => {
    await giveBack();
    expect(await titleFor('front')).toBe(engineer.form.post.title);
    await retitle('First change');
    await retitle('Second change');
    expect(await titleFor('front')).toBe(engineer.form.post.title);
    expect([await titleFor('employer'), await titleFor('applicant')]).toEqual(['Second change', 'Second change']);
  });

  test('is the new form once it is submitted again, and that one when it is returned again', async () => {
    await giveBack();
    await retitle('First change');
    await steps.submit(office, id);
    expect(await titleFor('front')).toBe('First change');
    office.clock.advance(60_000);
    await giveBack();
    await retitle('Second change');
    expect(await titleFor('front')).toBe('First change');
  });

  test('is the documents as they were submitted', async () => {
    const before = (await read(office, 'front', id)).documents;
    await giveBack();
    await give(office, id, ['contract']);
    const passport = before.find(({ kind }: { kind: string }) => kind === 'passport');
    expect((await office.ask('employer', `DELETE ${path()}/documents/${passport.id}`)).status).toBe(204);
    const after = await read(office, 'front', id);
    expect(after.documents).toEqual(before);
    const mine = (await read(office, 'employer', id)).documents;
    expect(mine).toHaveLength(before.length);
    expect(mine).not.toContainEqual(passport);
    const added = mine.find((one: { id: string }) => !before.some((other: { id: string }) => other.id === one.id));
    expect((await office.ask('front', `GET ${path()}/documents/${added.id}`)).status).toBe(404);
    expect((await office.ask('employer', `GET ${path()}/documents/${added.id}`)).status).toBe(200);
    expect((await office.ask('front', `GET ${path()}/documents/${passport.id}`)).status).toBe(200);
    for (const request of ['GET', 'DELETE'])
      expect((await office.ask('employer', `${request} ${path()}/documents/${passport.id}`)).status).toBe(404);
    await give(office, id, ['passport']);
    await steps.submit(office, id);
    expect((await office.ask('front', `GET ${path()}/documents/${passport.id}`)).status).toBe(404);
    expect((await read(office, 'front', id)).documents).toHaveLength(before.length + 1);
  });

  test('stays so when it is withdrawn instead of submitted again', async () => {
    await giveBack();
    await retitle('Never submitted');
    expect((await office.ask('employer', `POST ${path()}/withdraw`)).status).toBe(200);
    expect(await titleFor('front')).toBe(engineer.form.post.title);
  });
});

test('officers see nothing of an application that was taken back, until it is submitted again', async () => {
  expect((await office.ask('employer', `POST ${path()}/recall`)).status).toBe(200);
  await retitle('Changed while taken back');
  const [document] = (await read(office, 'employer', id)).documents;
  for (const place of ['', '/timeline', `/documents/${document.id}`])
    for (const who of ['front', 'back', 'decider', 'supervisor'] as const)
      expect((await office.ask(who, `GET ${path()}${place}`)).status).toBe(404);
  await steps.submit(office, id);
  expect(await titleFor('front')).toBe('Changed while taken back');
});

test("the parties see the reviewer's corrections only with the decision", async () => {
  await steps.accept(office, id);
  const seen = async (who: 'employer' | 'applicant' | 'decider') => {
    const { assessment, category } = await read(office, who, id);
    return [assessment.total, category];
  };
  const before = await seen('employer');
  const evidence = evidenceOf(await read(office, 'back', id));
  const corrections = [{ item: 'annualSalary', value: 480_000, reason: 'as the contract says' }];
  const review = await office.ask('back', `POST ${path()}/review`, {
    body: { recommendation: 'approve', corrections, evidence },
  });
  expect(review.status).toBe(200);
  await office.machine.settle();
  const corrected = await seen('decider');
  expect(corrected).not.toEqual(before);
  expect([await seen('employer'), await seen('applicant')]).toEqual([before, before]);
  const listed = (await office.ask('employer', 'GET /api/applications')).body.items;
  expect(listed).toMatchObject([{ id, category: before[1] }]);
  await steps.conclude(office, id);
  expect([await seen('employer'), await seen('applicant')]).toEqual([corrected, corrected]);
});
