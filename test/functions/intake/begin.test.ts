import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Permit } from '../../../shared/records/permit.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { issuedPermit, moveTo } from '../../office/permits.ts';
import { engineer, read, register, scientist } from '../../office/walk.ts';

let office: Office;
let employerId: string;
let permit: Permit;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
  permit = await issuedPermit(office, employerId);
  moveTo(office, '2027-01-11');
});
afterEach(() => office.close());

const begin = (body: object, who: Who = 'employer') => office.ask(who, 'POST /api/applications', { body });
const on = (more: object = {}) => ({ procedure: 'change', permitNumber: permit.number, ...more });

describe('an application that begins on a permit', () => {
  test('finds its employer and what the permit’s own application said, without being told either', async () => {
    await register(office, 'employer', scientist);
    const { status, body } = await begin(on());
    expect([status, body.employer.id, body.permit]).toEqual([201, employerId, permit.number]);
    const { applicant, post, facts, entry } = engineer.form;
    expect(body.form).toMatchObject({ applicant, post, facts, entry, permitNumber: permit.number });
  });

  test('takes what the caller names instead, and null clears', async () => {
    const { body } = await begin(
      on({ post: { title: '高级光学工程师', duties: null }, applicant: { chineseName: null } }),
    );
    expect(body.form.post).toMatchObject({ title: '高级光学工程师', workplace: engineer.form.post.workplace });
    expect(body.form.post.duties).toBeUndefined();
    expect(body.form.applicant).toMatchObject({ familyName: 'SPECIMEN', passport: { number: 'U12345678' } });
    expect(body.form.applicant.chineseName).toBeUndefined();
  });

  test('stands in the applicant’s list as well, under the address of the form', async () => {
    const { body } = await begin(on());
    expect((await read(office, 'applicant', body.id)).next.map(({ action }: { action: string }) => action)).toEqual([
      'save',
    ]);
  });

  test('with the same Idempotency-Key begins once', async () => {
    const headers = { 'Idempotency-Key': 'on-a-permit' };
    const ask = () => office.ask('employer', 'POST /api/applications', { body: on(), headers });
    expect((await ask()).body.id).toBe((await ask()).body.id);
  });

  test.each([
    ['of another employer', 'otherEmployer'],
    ['of an employer that is not named', 'employer'],
  ] as const)('is refused to the handler %s', async (_, who) => {
    await register(office, 'otherEmployer', scientist);
    const more = who === 'employer' ? { employerId: 'a'.repeat(24) } : {};
    const { status, body } = await begin(on(more), who);
    expect([status, body.problems.length]).toEqual([400, 1]);
  });

  test('shows nothing of it to the next employer, who may name it all the same', async () => {
    await register(office, 'otherEmployer', scientist);
    const { status, body } = await begin({ procedure: 'new-permit', permitNumber: permit.number }, 'otherEmployer');
    expect([status, body.form]).toEqual([201, { permitNumber: permit.number }]);
  });

  test('of the same employer fills in a new application too, once the permit has ended', async () => {
    const { body } = await begin({ procedure: 'new-permit', permitNumber: permit.number });
    expect(body.form.applicant.familyName).toBe('SPECIMEN');
    expect(body.permit).toBeUndefined();
  });
});

describe('an application that concerns the employer', () => {
  test('says what the register shall say; "without end" is a value there, and is kept', async () => {
    const body = { procedure: 'employer-change', employerId, employer: { licenceValidTo: null, address: '别处' } };
    const begun = (await begin(body)).body;
    expect(begun.form.employer).toEqual({ licenceValidTo: null, address: '别处' });
    const saved = await office.ask('employer', `PATCH /api/applications/${begun.id}`, {
      body: { employer: { legalRepresentative: '例二样', industry: null } },
    });
    expect(saved.body.form.employer).toEqual({
      licenceValidTo: null,
      address: '别处',
      legalRepresentative: '例二样',
      industry: null,
    });
    const cleared = await office.ask('employer', `PATCH /api/applications/${begun.id}`, { body: { employer: null } });
    expect(cleared.body.form.employer).toBeUndefined();
  });

  test('is not begun by an applicant', async () => {
    const { status, body } = await begin({ procedure: 'employer-registration' }, 'applicant');
    expect([status, body.problems]).toMatchObject([400, [{ code: 'employer-only' }]]);
  });
});
