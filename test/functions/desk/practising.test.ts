import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { practiceCases } from '../../../shared/policy/practice/index.ts';
import { practiceCode } from '../../../shared/records/practice.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { etownZone } from '../../zone-rules.ts';

let office: Office;
beforeEach(async () => {
  const { desk } = etownZone();
  office = await openOffice({
    zone: { desk: { ...desk, assessment: { ...desk.assessment, cases: { front: 2, back: 1 } } } },
  });
});
afterEach(() => office.close());

type Officer = 'front' | 'back' | 'supervisor';
const start = (id: string, who: Officer = 'front') =>
  office.ask(who, `POST /api/practice/${practiceCode(id)}/attempts`);
const handIn = (attempt: string, body: object, who: Officer = 'front') =>
  office.ask(who, `POST /api/practice-attempts/${attempt}`, { body });

const solutionOf = (id: string) => {
  const found = practiceCases.find((the) => the.id === id);
  if (!found) throw new Error(`no practice case ${id}`);
  return found.solution;
};

const solve = async (id: string, who: Officer = 'front') => {
  const { body } = await start(id, who);
  return handIn(body.id, solutionOf(id), who);
};

describe('a practice case', () => {
  test('shows form, papers and question, and nothing of its solution', async () => {
    const { status, body } = await start('forged-degree-review', 'back');
    expect(status).toBe(201);
    expect(body.practice).toMatchObject({ stage: 'review', office: 'back', form: { entry: 'abroad' } });
    expect(JSON.stringify(body)).not.toMatch(/solution|because|forged|art\. 78/);
    expect(body.practice.title.en).toMatch(/^Back office, case \d+$/);
    expect(body.practice.decisions.map(({ decision }: { decision: string }) => decision)).toContain(
      'recommend-refusal',
    );
  });

  test('is marked with the reason of every part', async () => {
    const { body } = await start('everything-at-once');
    const { status, body: marked } = await handIn(body.id, {
      decision: 'return',
      deficiencies: ['document.photo', 'document.medical', 'document.contract'],
    });
    expect([status, marked.marks, marked.of, marked.score, marked.passed]).toEqual([200, 2, 5, 40, false]);
    const results = Object.fromEntries(
      marked.findings.map(({ about, result }: { about: string; result: string }) => [about, result]),
    );
    expect(results).toEqual({
      decision: 'right',
      'deficiencies.document.photo': 'right',
      'deficiencies.document.medical': 'right',
      'deficiencies.document.no-criminal-record': 'missed',
      'deficiencies.document.highest-degree': 'missed',
      'deficiencies.document.contract': 'one-too-many',
    });
  });

  test('is handed in once: again the same is answered like the first, another answer is not taken', async () => {
    const { body } = await start('plain-approval', 'back');
    const first = await handIn(body.id, { decision: 'refuse' }, 'back');
    expect((await handIn(body.id, { decision: 'refuse' }, 'back')).body).toEqual(first.body);
    expect((await handIn(body.id, { decision: 'approve' }, 'back')).status).toBe(409);
  });

  test('is answered with what it asks for, each mistake named at once', async () => {
    const { body } = await start('quota-graduate');
    const wrong = await handIn(body.id, { decision: 'approve', points: { age: 10 } });
    expect(wrong.body.problems.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['decision', 'not-an-option'],
      ['points', 'unknown-field'],
      ['deficiencies', 'missing'],
      ['category', 'missing'],
      ['takesPlace', 'missing'],
    ]);
    expect((await handIn(body.id, { decision: 'shrug' })).body.problems).toMatchObject([{ path: 'decision' }]);
    expect((await start('no-such-case')).status).toBe(404);
  });

  test('belongs to the officer who began it', async () => {
    const { body } = await start('plain-approval', 'back');
    expect((await handIn(body.id, { decision: 'approve' }, 'front')).status).toBe(404);
    expect((await handIn('not-an-attempt', { decision: 'approve' }, 'front')).status).toBe(404);
    expect((await office.ask('employer', 'GET /api/practice')).status).toBe(403);
  });
});

describe('the assessment of an officer', () => {
  test('is passed with enough different cases, and runs out after the zone’s months', async () => {
    await solve('complete-category-a');
    await solve('complete-category-a');
    const standing = async () => (await office.ask('front', 'GET /api/practice')).body.standing;
    expect(await standing()).toMatchObject([
      { office: 'front', passed: 1, needed: 2, assessed: false },
      { office: 'back' },
    ]);
    await solve('no-criminal-record-missing');
    expect(await standing()).toMatchObject([{ office: 'front', passed: 2, assessed: true, until: '2027-11-22' }, {}]);
    office.clock.advance(366 * 86_400_000);
    expect(await standing()).toMatchObject([{ office: 'front', passed: 0, assessed: false }, {}]);
  });

  test('shows the best mark of each case; the first answer to it is what counts, and for how long', async () => {
    const { body } = await start('passport-too-short');
    await handIn(body.id, { decision: 'accept', deficiencies: [] });
    office.clock.advance(60_000);
    const { body: untried } = await start('quota-graduate');
    await solve('passport-too-short');
    const { body: list } = await office.ask('front', 'GET /api/practice', { query: { office: 'front' } });
    const line = list.items.find(({ id }: { id: string }) => id === practiceCode('passport-too-short'));
    expect([line.best, line.title.en]).toEqual([{ score: 100, passed: true }, expect.not.stringMatching(/case \d/)]);
    const other = list.items.find(({ id }: { id: string }) => id === untried.practice.id);
    expect(other.title.en).toMatch(/^Front office, case \d+$/);
    expect(list.standing).toMatchObject([{ office: 'front', passed: 0 }, {}]);
    await solve('complete-category-a');
    const { body: later } = await office.ask('front', 'GET /api/practice');
    const first = later.items.find(({ id }: { id: string }) => id === practiceCode('complete-category-a'));
    expect(first.best).toEqual({ score: 100, passed: true, countsUntil: '2027-11-22' });
    expect(later.standing).toMatchObject([{ office: 'front', passed: 1 }, {}]);
    expect(list.items.every(({ office: of }: { office: string }) => of === 'front')).toBe(true);
  });

  test('is visible to the officer and to supervisors, with the policy that the solution rests on', async () => {
    await solve('complete-category-a');
    await solve('plain-approval', 'back');
    const own = (await office.ask('front', 'GET /api/assessments-of-staff')).body;
    expect(own.items).toMatchObject([
      {
        case: practiceCode('complete-category-a'),
        caseVersion: 1,
        score: 100,
        policy: { procedure: 'new-permit', points: 'interim-2017' },
      },
    ]);
    const month = { query: { month: '2026-11' } };
    const every = (await office.ask('supervisor', 'GET /api/assessments-of-staff', month)).body;
    expect(every.items.map(({ subject }: { subject: string }) => subject).sort()).toEqual(['back-chen', 'front-li']);
    const one = { query: { subject: 'back-chen' } };
    expect((await office.ask('supervisor', 'GET /api/assessments-of-staff', one)).body).toMatchObject({
      items: [{ subject: 'back-chen' }],
      standing: [{ office: 'front' }, { office: 'back', assessed: true }],
    });
    expect((await office.ask('front', 'GET /api/assessments-of-staff', one)).status).toBe(403);
    expect((await office.ask('front', 'GET /api/assessments-of-staff', month)).status).toBe(403);
    const both = { query: { ...one.query, ...month.query } };
    expect((await office.ask('supervisor', 'GET /api/assessments-of-staff', both)).status).toBe(400);
  });
});
