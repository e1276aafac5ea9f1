import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDocuments } from '../../../shared/records/document.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, draft, read, register, steps, submitted } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

describe("the applicant's e-mail address", () => {
  test.each([
    ['another', { applicant: { email: 'else@applicant.example' } }],
    ['none', { applicant: { email: null } }],
    ['none, with everything else about the applicant', { applicant: null }],
  ])('is not changed to %s by the applicant, who would be shut out', async (_, body) => {
    const id = await draft(office, employerId);
    const answer = await office.ask('applicant', `PATCH /api/applications/${id}`, { body });
    expect([answer.status, answer.body.problems]).toMatchObject([
      403,
      [{ path: 'applicant.email', code: 'employer-only' }],
    ]);
    expect((await office.ask('applicant', `GET /api/applications/${id}`)).status).toBe(200);
  });

  test('may be sent along unchanged', async () => {
    const id = await draft(office, employerId);
    const { form } = await read(office, 'applicant', id);
    const applicant = { email: form.applicant.email.toUpperCase(), chineseName: '样小例' };
    const answer = await office.ask('applicant', `PATCH /api/applications/${id}`, { body: { applicant } });
    expect([answer.status, answer.body.form.applicant.chineseName]).toEqual([200, '样小例']);
  });
});

describe('a change that comes too late says what happened and what to do', () => {
  const detail = async (id: string, action: string, language: string) => {
    const headers = { 'Accept-Language': language };
    const answer = await office.ask('employer', `POST /api/applications/${id}/${action}`, { headers });
    expect([answer.status, answer.body.current.id]).toEqual([409, id]);
    return answer.body.detail as string;
  };

  test('submitting twice', async () => {
    const id = await submitted(office, employerId);
    const { receiptNumber } = await read(office, 'employer', id);
    expect(await detail(id, 'submit', 'en')).toBe(
      `It was submitted already, receipt number ${receiptNumber}; there is nothing more to do now.`,
    );
    expect(await detail(id, 'submit', 'zh')).toContain(receiptNumber);
  });

  test('submitting what is withdrawn', async () => {
    const id = await submitted(office, employerId);
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    expect(await detail(id, 'submit', 'en')).toContain('begin another');
    expect(await detail(id, 'recall', 'en')).toContain('cannot be taken back');
  });

  test('taking back what an officer has begun', async () => {
    const id = await submitted(office, employerId);
    expect((await office.ask('front', `POST /api/applications/${id}/claim`)).status).toBe(200);
    expect(await detail(id, 'recall', 'en')).toContain('you can withdraw it');
    expect(await detail(id, 'recall', 'zh')).toContain('撤回');
    await steps.accept(office, id);
    expect(await detail(id, 'recall', 'en')).toContain('An officer has begun');
  });

  test('taking back what is a draft', async () => {
    expect(await detail(await draft(office, employerId), 'recall', 'en')).toContain('can be changed now');
  });
});

test('discarding a draft takes away what is recorded of its documents', async () => {
  const id = await completeDraft(office, employerId);
  expect((await readDocuments(office.table, id)).length).toBeGreaterThan(5);
  expect((await office.ask('employer', `DELETE /api/applications/${id}`)).status).toBe(204);
  const left = (await office.items()).filter(({ pk }) => pk === `APPLICATION#${id}`);
  expect(left.map(({ sk }) => sk)).toEqual(['EVENT#000001', 'FORM']);
});

test('what is missing is named in words that fit one thing and many', async () => {
  const { body } = await office.ask('employer', 'POST /api/applications', { body: { procedure: 'new-permit' } });
  const answer = await office.ask('employer', `POST /api/applications/${body.id}/submit`);
  const wordsOf = (path: string) => {
    const found = answer.body.problems.find((entry: { path: string }) => entry.path === path);
    return [found.text.en, found.remedy.en];
  };
  expect(wordsOf('entry')).toEqual([
    'Not filled in: where the applicant is (abroad or inside China).',
    'Please fill in: where the applicant is (abroad or inside China).',
  ]);
  expect(wordsOf('facts.workYears')).toEqual(['Not filled in: years of work.', 'Please fill in: years of work.']);
});

test('a sign that the card cannot show comes with a remedy', async () => {
  const id = await draft(office, employerId);
  await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { title: 'Engineer 🚀' } } });
  const answer = await office.ask('employer', `POST /api/applications/${id}/submit`);
  const found = answer.body.problems.find(({ path }: { path: string }) => path === 'post.title');
  expect(found).toMatchObject({ code: 'unprintable', remedy: { zh: expect.any(String), en: expect.any(String) } });
  expect(found.message).toContain('🚀');
});
