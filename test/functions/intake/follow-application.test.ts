import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { moveTo } from '../../office/permits.ts';
import { draft, engineer, read, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const follow = (body: object, who: Who = undefined) => office.ask(who, 'POST /api/receipts/follow', { body });
const ticketOf = async (id: string, who: Who = 'employer') =>
  (await office.ask(who, `GET /api/applications/${id}/timeline`)).body.follow as {
    receiptNumber: string;
    code: string;
  };

const reason = {
  code: 'unproven',
  rule: '服务指南第三条',
  text: { zh: '工作资历证明无法核实。', en: 'The proof of experience could not be verified.' },
};
const deficiency = { path: 'document.contract', code: 'unreadable', text: { zh: '看不清签名。', en: 'Not readable.' } };

describe('whoever has the receipt number and the code', () => {
  test('reads where the application stands, when it is promised and whose turn it is', async () => {
    const id = await submitted(office, employerId);
    const ticket = await ticketOf(id);
    const { clock } = await read(office, 'employer', id);
    const answer = await follow(ticket);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      receiptNumber: ticket.receiptNumber,
      procedure: { id: 'new-permit', title: { zh: expect.any(String), en: expect.any(String) } },
      stage: 'preliminary-review',
      title: { zh: '已提交，等待预审', en: 'Submitted, waiting for preliminary review' },
      text: { zh: expect.any(String), en: expect.any(String) },
      with: 'front-office',
      withLabel: { zh: '窗口人员预审中', en: 'With the front office' },
      submittedOn: '2026-11-23',
      promisedOn: clock.promisedOn,
      provisional: false,
      late: false,
      changedOn: '2026-11-23',
    });
  });

  test('reads of a return that the parties have it, and until when, but not what is to be mended', async () => {
    const id = await submitted(office, employerId);
    const ticket = await ticketOf(id);
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies: [deficiency] },
    });
    const { respondBy } = await read(office, 'employer', id);
    const { body } = await follow(ticket);
    expect(body).toMatchObject({ stage: 'returned', with: 'parties', respondBy: respondBy.on });
    expect(body.promisedOn).toBeUndefined();
    expect(JSON.stringify(body)).not.toMatch(/contract|看不清/);
  });

  test('reads at every stage nobody’s name, passport, employer, category or reason', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const ticket = await ticketOf(id);
    const told: unknown[] = [(await follow(ticket)).body];
    await steps.announce(office, id, [reason]);
    told.push((await follow(ticket)).body);
    await steps.reply(office, id);
    await office.ask('decider', `POST /api/applications/${id}/conclude`, {
      body: { decision: 'refuse', reasons: [reason] },
    });
    told.push((await follow(ticket)).body);
    const issued = await waitingIn(office, 'issued', await register(office, 'employer', scientist), scientist);
    told.push((await follow(await ticketOf(issued))).body);
    expect(told.map((body) => (body as { stage: string }).stage)).toEqual([
      'conclusion',
      'refusal-announced',
      'refused',
      'issued',
    ]);
    const { form, employer, permitNumber } = await read(office, 'employer', issued);
    const words = JSON.stringify(told);
    const secrets = [
      form.applicant.familyName,
      form.applicant.passport.number,
      form.applicant.email,
      employer.name.zh,
      employer.id,
      permitNumber,
      engineer.employer.name.zh,
      reason.text.zh,
      reason.code,
      id,
      issued,
      'front-li',
      'back-chen',
    ];
    expect(secrets.filter((secret) => !secret || words.includes(secret))).toEqual([]);
  });

  test('is told that a day across a year without a published calendar is provisional', async () => {
    await office.close();
    office = await openOffice({ start: '2027-12-30T02:00:00.000Z' });
    const id = await submitted(office, await register(office));
    const { clock } = await read(office, 'employer', id);
    expect((await follow(await ticketOf(id))).body).toMatchObject({ provisional: true, promisedOn: clock.promisedOn });
  });

  test('is told when the promise is late', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const ticket = await ticketOf(id);
    expect((await follow(ticket)).body).toMatchObject({ late: false, acceptedOn: '2026-11-23' });
    moveTo(office, '2026-12-10');
    expect((await follow(ticket)).body).toMatchObject({ late: true, stage: 'review' });
  });

  test('may write them in small letters and without hyphens, and be signed in as anybody', async () => {
    const id = await submitted(office, employerId);
    const { receiptNumber, code } = await ticketOf(id);
    const written = { receiptNumber: ` ${receiptNumber.toLowerCase()} `, code: code.replaceAll('-', '').toLowerCase() };
    expect((await follow(written)).status).toBe(200);
    expect((await follow(written, 'otherApplicant')).status).toBe(200);
  });
});

describe('a stranger', () => {
  const notFound = { type: 'urn:greenpath:problem:not-found', title: '未找到', status: 404 };

  test('is answered alike for a wrong number, a wrong code and another application’s code, after one read each', async () => {
    const id = await submitted(office, employerId);
    const other = await submitted(office, await register(office, 'employer', scientist), 'employer', scientist);
    const [mine, theirs] = [await ticketOf(id), await ticketOf(other)];
    const { receiptNumber, code } = mine;
    const last = code.at(-1) === 'A' ? 'B' : 'A';
    const guesses = [
      { receiptNumber, code: theirs.code },
      { receiptNumber: theirs.receiptNumber, code },
      { receiptNumber, code: code.slice(0, -1) + last },
      { receiptNumber, code: '0000-0000-0000-0000' },
      { receiptNumber, code: 'no code at all' },
      { receiptNumber, code: `${code}-0000` },
      { receiptNumber, code: '<script>alert(1)</script>' },
      { receiptNumber: receiptNumber.replace('20261123', '20261122'), code },
      { receiptNumber: receiptNumber.replace('ETOWN', 'YIWU'), code },
      { receiptNumber: receiptNumber.slice(-8), code },
      { receiptNumber: `${receiptNumber.slice(0, -8)}00000000`, code },
      { receiptNumber: 'nonsense', code },
      { receiptNumber: id, code },
    ];
    for (const guess of guesses) {
      const reads: string[] = [];
      office.hooks.before = (operation) => {
        reads.push(operation);
      };
      const answer = await follow(guess);
      office.hooks.before = undefined;
      expect([answer.status, answer.body], JSON.stringify(guess)).toEqual([404, notFound]);
      expect(reads, JSON.stringify(guess)).toEqual(['GetItem']);
    }
    expect((await follow(mine)).status).toBe(200);
  });

  test('follows no draft, which has no receipt number yet', async () => {
    const id = await draft(office, employerId);
    expect(await ticketOf(id)).toBeUndefined();
    const receiptNumber = `ETOWN-20261123-${id.slice(0, 8)}`;
    expect((await follow({ receiptNumber, code: id.slice(8) })).status).toBe(404);
  });

  test('is refused for a body that is none', async () => {
    for (const body of [
      {},
      { receiptNumber: 'x' },
      { receiptNumber: 'x', code: 'y', more: 1 },
      { receiptNumber: 7, code: 8 },
    ]) {
      expect((await follow(body)).status).toBe(400);
    }
    expect((await follow({ receiptNumber: 'x'.repeat(10_000), code: 'y' })).status).toBe(400);
  });
});

test('the code is told to the parties of the application and to nobody else', async () => {
  const id = await submitted(office, employerId);
  const { code } = await ticketOf(id);
  expect((await ticketOf(id, 'applicant')).code).toBe(code);
  expect(await ticketOf(id, 'front')).toBeUndefined();
  expect((await office.ask('otherEmployer', `GET /api/applications/${id}/timeline`)).status).toBe(404);
});
