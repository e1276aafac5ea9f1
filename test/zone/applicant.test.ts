import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptApplication, draftApplication, submitApplication, uploadDocument } from '../../infra/demo/walk-case.ts';
import { assemble, type Cast, sampleFile } from './cast.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.end());

/** A draft whose form names the verified address of a person who can sign in. */
async function draftFor(account: string) {
  const party = await cast.party();
  const { sample } = party;
  const email = `applicant-${account}@rehearsal.example`;
  const named = { ...sample, form: { ...sample.form, applicant: { ...sample.form.applicant, email } } };
  const id = await draftApplication(party.handler, party.employerId, named);
  return { party, sample, id, applicant: await cast.signInAs('applicant', account) };
}

test('an applicant finds the application that names their verified address, adds papers and follows it', async () => {
  const { party, sample, id, applicant } = await draftFor('elena');
  const { body: list } = await applicant.ask('GET', '/api/applications');
  expect(list.items).toMatchObject([{ id, stage: 'draft' }]);

  for (const kind of sample.documents) {
    const judged = await uploadDocument(applicant, id, kind, await sampleFile(kind, sample));
    expect([kind, judged.body.state]).toEqual([kind, 'accepted']);
  }
  const saved = await applicant.ask('PATCH', `/api/applications/${id}`, { body: { applicant: { language: 'zh' } } });
  expect(saved.body.next.map(({ action }: { action: string }) => action)).toEqual(['save']);
  expect((await applicant.ask('POST', `/api/applications/${id}/submit`)).status).toBe(403);

  await submitApplication(party.handler, id);
  await acceptApplication(cast.frontOfficer, id);
  const { body: timeline } = await applicant.ask('GET', `/api/applications/${id}/timeline`);
  expect(timeline.items.at(-1)).toMatchObject({ type: 'accepted', by: 'authority' });
  expect(timeline.items.at(-1).text.zh).toContain('已受理');
  const { body: seen } = await applicant.ask('GET', `/api/applications/${id}`);
  expect(seen.claimedBy).toBeUndefined();
});

test('an applicant sees nothing of an application that names somebody else', async () => {
  const { id } = await draftFor('one');
  const other = await cast.signInAs('applicant', 'two');
  expect((await other.ask('GET', `/api/applications/${id}`)).status).toBe(404);
  expect((await other.ask('GET', '/api/applications')).body.items).toEqual([]);
});

test('when the form names another address, the application moves to the person who has it', async () => {
  const { party, id, applicant } = await draftFor('before');
  const after = await cast.signInAs('applicant', 'after');
  await party.handler.ask('PATCH', `/api/applications/${id}`, {
    body: { applicant: { email: 'applicant-after@rehearsal.example' } },
  });
  expect((await applicant.ask('GET', `/api/applications/${id}`)).status).toBe(404);
  expect((await applicant.ask('GET', '/api/applications')).body.items).toEqual([]);
  expect((await after.ask('GET', '/api/applications')).body.items).toMatchObject([{ id }]);
});
