import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { type Person, people } from '../../office/people.ts';
import { read, register, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
let id: string;
let number: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
  id = await waitingIn(office, 'issued', employerId);
  number = (await read(office, 'employer', id)).permitNumber;
});
afterEach(() => office.close());

const list = (who: Who | Person = 'employer', query: Record<string, string> = {}) =>
  office.ask(who, 'GET /api/permits', { query });
const numbers = async (who: Who | Person, query?: Record<string, string>) =>
  (await list(who, query)).body.items.map((permit: { number: string }) => permit.number);

describe('my permits', () => {
  test('show whose they are, until when they hold and what can be applied for', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        number,
        status: 'not-yet-valid',
        category: 'B',
        holder: 'SPECIMEN, ELENA MARIA',
        employer: expect.objectContaining({ zh: '北京样例精密仪器有限公司' }),
        post: '光学工程师 Optical engineer',
        validFrom: '2026-12-23',
        validTo: '2028-12-22',
        applicationId: id,
        onward: [expect.objectContaining({ procedure: 'cancellation' })],
      },
    ]);
  });

  test('are found by the employer and by the holder, and by nobody else', async () => {
    expect(await numbers('employer')).toEqual([number]);
    expect(await numbers('applicant')).toEqual([number]);
    expect(await numbers('otherEmployer')).toEqual([]);
    expect((await list('front')).status).toBe(403);
  });

  test('stand there once for somebody who is both', async () => {
    const both: Person = { ...people.employer, roles: ['employer', 'applicant'], email: people.applicant.email };
    expect(await numbers(both)).toEqual([number]);
  });

  test('of another employer are left out where one is named', async () => {
    expect(await numbers('employer', { employerId })).toEqual([number]);
    expect(await numbers('employer', { employerId: 'somebody-else' })).toEqual([]);
  });

  test('come page by page with the applications that brought them', async () => {
    const draft = await office.ask('employer', 'POST /api/applications', {
      body: { procedure: 'new-permit', employerId },
    });
    expect(draft.status).toBe(201);
    const first = await list('employer', { limit: '1' });
    const second = await list('employer', { limit: '1', cursor: first.body.next });
    const found = [...first.body.items, ...second.body.items].map((permit: { number: string }) => permit.number);
    expect(found).toEqual([number]);
  });
});
