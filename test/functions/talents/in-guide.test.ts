import { afterEach, describe, expect, test } from 'vitest';
import { usualTalents } from '../../../infra/zones/national.ts';
import { type Office, openOffice } from '../../office/office.ts';

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

const talents = usualTalents('Invented for a test');

const guideTo = async (procedure: string, zone: Parameters<typeof openOffice>[0] = { zone: { talents } }) => {
  office = await openOffice(zone);
  return (await office.ask(undefined, 'GET /api/guide', { query: { procedure } })).body;
};

describe('the service guide of a zone with a database of talents', () => {
  test('tells whoever applies for a permit that it is kept, how to leave it, and that languages need not be named', async () => {
    const { kept, optionalFields, fields } = await guideTo('new-permit');
    expect(kept.map(({ code }: { code: string }) => code)).toEqual(['talents', 'talents-objection']);
    expect(kept[0].text.zh).toContain('每次查询均留有记录');
    expect(optionalFields).toMatchObject([{ path: 'applicant.languages', label: { zh: '会说的语言' } }]);
    expect(fields.map(({ path }: { path: string }) => path)).not.toContain('applicant.languages');
  });

  test('asks an employer for the section of its industry, as an option', async () => {
    const { kept, optionalFields } = await guideTo('employer-registration');
    expect([kept, optionalFields]).toMatchObject([undefined, [{ path: 'employer.industrySection' }]]);
  });

  test('says nothing of it where nothing is entered', async () => {
    expect(await guideTo('cancellation')).not.toHaveProperty('kept');
  });

  test('says nothing of leaving where the zone does not offer it', async () => {
    const { kept } = await guideTo('new-permit', { zone: { talents: { ...talents, objection: false } } });
    expect(kept.map(({ code }: { code: string }) => code)).toEqual(['talents']);
  });
});

test('a zone without the database offers neither the routes nor the words', async () => {
  const guide = await guideTo('new-permit', {});
  expect(guide).not.toHaveProperty('kept');
  expect((await office?.ask(undefined, 'GET /api/talents/notice'))?.status).toBe(404);
});
