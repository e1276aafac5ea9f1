import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addMonths } from '../../../shared/domain/time.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, draft, engineer, evidenceOf, giveMissing, read, register, steps } from '../../office/walk.ts';

const today = '2026-11-23';
vi.setConfig({ testTimeout: 30_000 });
let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice({ zone: { policy: { ...(await trial()) } } });
  employerId = await register(office);
});
afterEach(() => office.close());

async function trial() {
  const { etownZone } = await import('../../zone-rules.ts');
  return { ...etownZone().policy, points: 'trial-2017' };
}

/** The engineer at an age, whose category B hangs on the row of the age: 52 points beside it. */
const aged = (years: number, facts: object = {}): typeof engineer => ({
  ...engineer,
  form: {
    ...engineer.form,
    applicant: { ...engineer.form.applicant, birthDate: addMonths(today, -12 * years - 2) },
    facts: { ...engineer.form.facts, ...facts },
  },
});

async function filed(sample: typeof engineer): Promise<string> {
  const id = await completeDraft(office, employerId, 'employer', sample);
  await steps.submit(office, id);
  return id;
}

const review = (id: string, body: object) => office.ask('back', `POST /api/applications/${id}/review`, { body });

describe('an age for which the trial table has no row', () => {
  test.each([25, 45, 55, 60])(
    '%i is reported to the applicant and to officers, never as 0 points, and the case goes on',
    async (years) => {
      const id = await draft(office, employerId, 'employer', aged(years));
      await giveMissing(office, id);
      for (const who of ['employer', 'applicant'] as const) {
        const { assessment, lane } = await read(office, who, id);
        expect(assessment).toMatchObject({ policy: 'trial-2017', noRow: ['age'], total: null });
        expect(assessment.items.find(({ item }: { item: string }) => item === 'age')).toMatchObject({
          value: years,
          row: null,
          points: null,
        });
        expect(lane.category).toBe(assessment.category);
      }
      await steps.submit(office, id);
      const seen = await steps.accept(office, id);
      expect(seen.assessment.noRow).toEqual(['age']);
      expect(seen.holes).toEqual([
        { item: 'age', value: years, options: expect.arrayContaining([expect.objectContaining({ points: 15 })]) },
      ]);
      const [submitted] = (await readEvents(office.table, id)).filter(({ type }) => type === 'submitted');
      expect(submitted?.data.score).toMatchObject({ rows: { age: [null, null] } });
      expect((await read(office, 'applicant', id)).holes).toBeUndefined();
    },
  );

  test('holds an approval up until an officer has settled which row applies, and why', async () => {
    const id = await filed(aged(45));
    const { lane, category } = await read(office, 'applicant', id);
    expect([category, lane.approach]).toEqual([null, 'open']);
    expect(lane.text.en).toMatch(/not scored as 0/);
    await steps.accept(office, id);
    const evidence = evidenceOf(await read(office, 'back', id));
    const early = await review(id, { recommendation: 'approve', evidence });
    expect(early.body.problems.map(({ code }: { code: string }) => code)).toContain('category-open');

    const seen = await read(office, 'back', id);
    const { row, provenBy } = seen.holes[0].options.find(({ points }: { points: number }) => points === 15);
    const settlements = [{ item: 'age', row, reason: '45 lies beside the row up to 45; read as included.' }];
    const unproven = await review(id, { recommendation: 'approve', settlements, evidence });
    expect(unproven.body.problems.map(({ path }: { path: string }) => path)).toEqual(['evidence.age']);
    const passport = seen.documents.find(({ kind }: { kind: string }) => provenBy[0].includes(kind));
    const proven = [...evidence, { item: 'age', documentId: passport.id }];
    const reviewed = await review(id, { recommendation: 'approve', settlements, evidence: proven });
    expect([reviewed.status, reviewed.body.problems]).toEqual([200, undefined]);
    expect(reviewed.body).toMatchObject({ category: 'B', review: { settlements }, settlements });
    expect(reviewed.body.assessment.items.find(({ item }: { item: string }) => item === 'age')).toMatchObject({
      value: 45,
      row,
      points: 15,
      settled: true,
    });

    // The parties learn it with the decision, not as a proposal.
    expect((await read(office, 'applicant', id)).settlements).toBeUndefined();
    await steps.conclude(office, id);
    await office.machine.settle();
    const told = await read(office, 'applicant', id);
    expect(told).toMatchObject({ stage: 'issued', category: 'B', settlements, lane: { approach: 'market-demand' } });
    expect(told.assessment.noRow).toEqual([]);

    const replay = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
    expect(replay.body.scores.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['same', 'same']);
  });

  test('is settled by a row of that item alone, once, and only where the table has none', async () => {
    const id = await filed(aged(45));
    await steps.accept(office, id);
    const settle = async (...settlements: object[]) =>
      (await review(id, { recommendation: 'refuse', reasons: [reason], settlements })).body.problems?.map(
        ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
      );
    const reason = { code: 'no-need', rule: 'Regulations, art. 41', text: { zh: '不符合条件', en: 'Not met' } };
    const row = (await read(office, 'back', id)).holes[0].options[0].row;
    expect(await settle({ item: 'age', row: 'education-doctor', reason: 'why' })).toEqual([
      'settlements.0.row not-an-option',
    ]);
    expect(await settle({ item: 'salary', row, reason: 'why' })).toEqual(['settlements.0.item not-an-option']);
    expect(await settle({ item: 'age', row, reason: 'why' }, { item: 'age', row, reason: 'why' })).toEqual([
      'settlements.1.item not-an-option',
    ]);
    expect((await settle({ item: 'age', row }))?.[0]).toMatch(/^settlements\.0\.reason /);
  });

  test('changes nothing where the category does not hang on it, and is named all the same', async () => {
    const id = await filed(aged(45, { education: 'doctor', workYears: 2, annualSalary: 60_000 }));
    const { assessment, lane } = await read(office, 'applicant', id);
    expect(assessment).toMatchObject({ noRow: ['age'], total: null });
    expect(lane.category).toBe(assessment.category);
  });
});
