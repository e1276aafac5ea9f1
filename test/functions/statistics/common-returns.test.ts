import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usualStatistics } from '../../../infra/zones/national.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { engineer, register, submitted } from '../../office/walk.ts';

let office: Office;
const invented = { source: 'made up for this test', placeholder: true };
const smallest = 3;
beforeEach(async () => {
  office = await openOffice({
    zone: {
      statistics: {
        ...usualStatistics('made up for this test', { from: '09:00', to: '17:00', ...invented }),
        commonReturns: { days: 90, smallest, most: 2, ...invented },
      },
    },
  });
});
afterEach(() => office.close());

const text = { zh: '王女士的合同缺页', en: 'Pages of Ms Wang’s contract are missing' };
let parties = 0;

/** An application of somebody else each time, which is returned for what is named. */
async function returned(reasons: readonly (readonly [path: string, code: string])[]): Promise<string> {
  parties += 1;
  const number = String(parties).padStart(4, '0');
  const sample: typeof engineer = {
    ...engineer,
    form: {
      ...engineer.form,
      applicant: {
        ...engineer.form.applicant,
        familyName: `EXEMPLAR${'ABCDEFGHIJ'[parties % 10]}`,
        email: `exemplar${number}@applicant.example`,
        passport: { ...engineer.form.applicant.passport, number: `U7000${number}` },
      },
    },
  };
  const id = await submitted(office, employerId, 'employer', sample);
  const deficiencies = reasons.map(([path, code]) => ({ path, code, text }));
  const answer = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
    body: { decision: 'return', deficiencies },
  });
  expect(answer.status).toBe(200);
  return id;
}

let employerId: string;
beforeEach(async () => {
  employerId = await register(office);
});

const refreshed = async () => {
  await office.follow();
  await office.nightly();
};
const guide = async (category?: string) =>
  (
    await office.ask(undefined, 'GET /api/guide', {
      query: { procedure: 'new-permit', ...(category ? { category } : {}) },
    })
  ).body;

describe('the service guide', () => {
  test('says what goes wrong most, from real returns, with how to avoid it', async () => {
    await returned([
      ['document.contract', 'pages-missing'],
      ['post.duties', 'unclear'],
    ]);
    await returned([['document.contract', 'pages-missing']]);
    await returned([
      ['document.contract', 'pages-missing'],
      ['post.duties', 'ask-ms-wang'],
    ]);
    await returned([
      ['post.duties', 'unclear'],
      ['document.photo', 'photo-background'],
    ]);
    await refreshed();
    const { goesWrong } = await guide();
    expect(goesWrong).toMatchObject({ from: '2026-08-26', to: '2026-11-23', days: 90 });
    expect(goesWrong.reasons).toEqual([
      {
        path: 'document.contract',
        label: expect.objectContaining({ zh: expect.stringContaining('合同') }),
        share: 75,
        what: { zh: '缺页', en: 'Pages are missing' },
        reason: expect.anything(),
        avoid: expect.objectContaining({ en: expect.stringContaining('Scan every page') }),
      },
      {
        path: 'post.duties',
        label: { zh: '工作内容', en: 'duties' },
        share: 75,
        // Two of them had this code; the third was an officer's own, and two are too few to tell.
        avoid: expect.anything(),
      },
    ]);
    expect((await guide('B')).goesWrong).toEqual(goesWrong);
    expect(await guide('A')).not.toHaveProperty('goesWrong');
    const published = JSON.stringify(goesWrong);
    for (const secret of ['Wang', '王女士', 'wang', 'front-li']) expect(published).not.toContain(secret);
  });

  test('says nothing while fewer applications were returned than the zone allows', async () => {
    await returned([['document.contract', 'pages-missing']]);
    await returned([['document.contract', 'pages-missing']]);
    await refreshed();
    expect(await guide()).not.toHaveProperty('goesWrong');
    await returned([['document.contract', 'pages-missing']]);
    await refreshed();
    expect((await guide()).goesWrong.reasons).toHaveLength(1);
  });

  test('counts an application once, however often it was returned', async () => {
    const id = await returned([['post.duties', 'unclear']]);
    for (const duties of ['Optics', 'Optical design']) {
      await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties } } });
      await office.ask('employer', `POST /api/applications/${id}/submit`);
      await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
        body: { decision: 'return', deficiencies: [{ path: 'post.duties', code: 'unclear', text }] },
      });
    }
    await refreshed();
    expect(await guide()).not.toHaveProperty('goesWrong');
  });

  test('forgets what went wrong long ago', async () => {
    for (let count = 0; count < smallest; count += 1) await returned([['document.contract', 'missing']]);
    await refreshed();
    expect((await guide()).goesWrong.reasons).toHaveLength(1);
    office.clock.advance(90 * 86_400_000);
    await refreshed();
    expect(await guide()).not.toHaveProperty('goesWrong');
  });

  test('is read with one get', async () => {
    for (let count = 0; count < smallest; count += 1) await returned([['document.contract', 'missing']]);
    await refreshed();
    const operations: string[] = [];
    office.hooks.before = (operation) => void operations.push(operation);
    await guide();
    office.hooks.before = undefined;
    expect(operations).toEqual(['GetItem']);
  });
});
