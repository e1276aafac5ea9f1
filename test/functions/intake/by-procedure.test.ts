import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { engineer, giveMissing, read, register, scientist } from '../../office/walk.ts';

let office: Office;
let employer: string;
beforeEach(async () => {
  office = await openOffice({ start: '2026-11-23T01:00:00.000Z' });
  employer = await register(office);
});
afterEach(() => office.close());

const begin = async (body: object): Promise<string> => {
  const answer = await office.ask('employer', 'POST /api/applications', { body: { employerId: employer, ...body } });
  expect([answer.status, answer.body.problems]).toEqual([201, undefined]);
  return answer.body.id;
};
const save = (id: string, body: object) => office.ask('employer', `PATCH /api/applications/${id}`, { body });
const submit = async (id: string) => {
  const { status, body } = await office.ask('employer', `POST /api/applications/${id}/submit`);
  const problems = (body.problems ?? []).map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
  return { status, body, problems: problems as string[] };
};
const kindsOf = async (id: string): Promise<string[]> =>
  (await read(office, 'employer', id)).checklist.map(({ kind }: { kind: string }) => kind);

describe('a change of employer', () => {
  const { procedure, applicant, facts, post } = engineer.form;
  const moving = { procedure, applicant, facts, entry: 'inside-china' };

  test('asks why it can be made inside China, and what follows from the answer', async () => {
    const id = await begin({ ...moving, post });
    expect((await submit(id)).problems).toContain('answers.groundInsideChina missing');
    await save(id, { answers: { groundInsideChina: 'change-of-employer' } });
    expect((await submit(id)).problems).toEqual(
      expect.arrayContaining(['answers.previousPermit missing', 'answers.previousPermitEndedOn missing']),
    );
  });

  test('shows with each save what is asked next, and why', async () => {
    const id = await begin({ ...moving, post });
    const asked = async () =>
      (await read(office, 'employer', id)).questions.map((question: { id: string }) => question.id);
    expect(await asked()).toEqual(['groundInsideChina']);
    const [question] = (await read(office, 'employer', id)).questions;
    expect(question.reason.zh).toContain('变更用人单位');
    await save(id, { answers: { groundInsideChina: 'change-of-employer' } });
    expect(await asked()).toEqual(['groundInsideChina', 'previousPermit', 'previousPermitEndedOn', 'filedBefore']);
    await save(id, { entry: 'abroad' });
    expect((await read(office, 'employer', id)).questions).toBeUndefined();
  });

  test('shows with each save which fields have to be filled in, while they can be', async () => {
    const id = await begin({ ...moving, post });
    const fields = async (): Promise<string[]> => (await read(office, 'employer', id)).fields;
    expect(await fields()).toEqual(expect.arrayContaining(['entry', 'applicant.familyName', 'facts.education']));
    expect(await fields()).not.toContain('permitNumber');
    await save(id, { facts: { directRoutes: ['talent-programme'] } });
    expect(await fields()).not.toContain('facts.education');
  });

  test('spares the papers that were filed before, and submits with a contract that begins in time', async () => {
    const answers = {
      groundInsideChina: 'change-of-employer',
      previousPermit: 'cancelled',
      previousPermitEndedOn: '2026-11-20',
      filedBefore: ['work-experience', 'highest-degree'],
    };
    const id = await begin({ ...moving, post: { ...post, contractFrom: '2026-12-21' }, answers });
    const kinds = await kindsOf(id);
    expect(kinds).toContain('cancellation-certificate');
    for (const spared of ['work-experience', 'highest-degree', 'medical', 'no-criminal-record']) {
      expect(kinds, spared).not.toContain(spared);
    }
    await giveMissing(office, id);
    expect((await submit(id)).problems).toEqual(['post.contractFrom contract-too-late-after-permit']);
    await save(id, { post: { contractFrom: '2026-12-20' } });
    const { status, body } = await submit(id);
    expect([status, body.stage, body.category]).toEqual([200, 'preliminary-review', 'B']);
  });
});

describe('a short-term permit', () => {
  const { applicant, post } = engineer.form;
  const short = {
    procedure: 'short-term',
    entry: 'abroad',
    applicant,
    post: { ...post, contractFrom: '2027-01-04', contractTo: '2027-03-31' },
  };

  test('is of category C without any score, and asks for which task it is', async () => {
    const id = await begin(short);
    const draft = await read(office, 'employer', id);
    expect([draft.category, draft.assessment]).toEqual(['C', undefined]);
    expect((await submit(id)).problems).toContain('answers.task missing');
    await save(id, { answers: { task: 'film' } });
    await giveMissing(office, id);
    const { status, body } = await submit(id);
    expect([status, body.stage, body.category, body.quota]).toEqual([200, 'preliminary-review', 'C', undefined]);
  });

  test('of more than 90 days is told which procedure it needs', async () => {
    const id = await begin({ ...short, post: { ...short.post, contractTo: '2027-04-04' }, answers: { task: 'film' } });
    await giveMissing(office, id);
    const { body, problems } = await submit(id);
    expect(problems).toEqual(['post.contractTo contract-too-long']);
    expect(body.problems[0].remedy.en).toContain('more than 90 days');
  });
});

describe('what is to be supplied later', () => {
  test('lets an application of category A be submitted, and stays on its checklist', async () => {
    const { form } = scientist;
    const id = await begin({ ...form, supplyLater: ['highest-degree'] });
    await giveMissing(office, id);
    const { status, body } = await submit(id);
    expect(status).toBe(200);
    const line = body.checklist.find(({ kind }: { kind: string }) => kind === 'highest-degree');
    expect(line).toMatchObject({ need: 'supply-later-allowed', state: 'later' });
  });

  test('does not go for category B, and the applicant is told so by name', async () => {
    const id = await begin({ ...engineer.form, supplyLater: ['highest-degree'] });
    expect((await submit(id)).problems).toContain('document.highest-degree supply-later-not-allowed');
  });
});

describe('an age above the usual one', () => {
  test('is noted for the officers and keeps nobody from submitting', async () => {
    const { form } = engineer;
    const id = await begin({
      ...form,
      applicant: { ...form.applicant, birthDate: '1962-06-23' },
      facts: { ...form.facts, annualSalary: 2_000_000, directRoutes: ['professional-management'] },
    });
    await giveMissing(office, id);
    const { status, body } = await submit(id);
    expect(status).toBe(200);
    expect(body.category).toBe('B');
    expect(body.notes.map(({ code }: { code: string }) => code)).toEqual(['over-usual-age']);
  });
});
