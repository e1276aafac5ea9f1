import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import type { Person } from '../../office/people.ts';
import { register } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  id = await register(office);
});
afterEach(() => office.close());

/** Somebody of the same employer, who signs in with an address of their own. */
const colleague = (name: string): Person => ({
  subject: `employer-${name}`,
  roles: ['employer'],
  email: `${name}@employer.example`,
  mfa: false,
  expiresAt: 4_000_000_000,
});
const li = colleague('li');

const invite = (who: Who, name: string, more: object = {}) =>
  office.ask(who, `POST /api/employers/${id}/handlers`, {
    body: { name: '例小样', phone: '010-00000002', email: `${name}@employer.example`, ...more },
  });
const accept = (who: Who) => office.ask(who, `POST /api/employers/${id}/handlers/accept`);
const remove = (who: Who, handlerId: string) => office.ask(who, `DELETE /api/employers/${id}/handlers/${handlerId}`);
const handlersNow = async (who: Who = 'supervisor') =>
  (await office.ask(who, `GET /api/employers/${id}`)).body.handlers as { id: string; state: string; own: boolean }[];
const firstHandler = async () => (await handlersNow()).find(({ state }) => state === 'active')?.id ?? '';

describe('a further handler', () => {
  test('is invited by one who is there, finds the invitation in their list and accepts it', async () => {
    const invited = await invite('employer', 'li');
    expect([invited.status, invited.body.handlers]).toMatchObject([201, [{ state: 'active' }, { state: 'invited' }]]);
    const list = (await office.ask(li, 'GET /api/employers')).body;
    expect([list.items, list.invitations]).toMatchObject([[], [{ employerId: id }]]);
    expect((await office.ask(li, `GET /api/employers/${id}`)).status).toBe(404);

    const accepted = await accept(li);
    expect(accepted.body.handlers).toMatchObject([
      { state: 'active', own: false },
      { state: 'active', own: true },
    ]);
    expect((await office.ask(li, 'GET /api/employers')).body).toMatchObject({ items: [{ id }], invitations: [] });
  });

  test('can then do what the first one can, on applications too', async () => {
    await invite('employer', 'li');
    await accept(li);
    const begun = await office.ask(li, 'POST /api/applications', { body: { procedure: 'new-permit', employerId: id } });
    expect(begun.status).toBe(201);
    expect((await office.ask('employer', `GET /api/applications/${begun.body.id}`)).status).toBe(200);
  });

  test('is let in only by the address that was invited', async () => {
    await invite('employer', 'li');
    expect((await accept(colleague('zhang'))).status).toBe(404);
    expect((await accept({ ...li, email: undefined } as unknown as Person)).status).toBe(404);
    expect((await accept('otherEmployer')).status).toBe(404);
  });

  test('there are three at most, invitations counted', async () => {
    await invite('employer', 'li');
    await invite('employer', 'zhang');
    const fourth = await invite('employer', 'wu');
    expect([fourth.status, fourth.body.detail]).toEqual([409, expect.stringContaining('3')]);
    expect((await invite('employer', 'li')).status).toBe(409);
  });

  test('invited by two at once beyond the limit is one', async () => {
    await invite('employer', 'li');
    const answers = await Promise.all([invite('employer', 'zhang'), invite('employer', 'wu')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('is not invited by strangers', async () => {
    expect((await invite('otherEmployer', 'li')).status).toBe(404);
    expect((await invite('applicant', 'li')).status).toBe(403);
  });
});

describe('a handler who goes', () => {
  test('is removed by another, and can do nothing any more', async () => {
    await invite('employer', 'li');
    await accept(li);
    const answer = await remove(li, await firstHandler());
    expect(answer.body.handlers).toMatchObject([{ own: true }]);
    expect((await office.ask('employer', `GET /api/employers/${id}`)).status).toBe(404);
    expect((await office.ask('employer', 'GET /api/employers')).body.items).toEqual([]);
  });

  test('may remove themselves when another stays', async () => {
    await invite('employer', 'li');
    await accept(li);
    expect((await remove('employer', await firstHandler())).status).toBe(200);
    expect((await office.ask('employer', 'GET /api/employers')).body.items).toEqual([]);
  });

  test('stays while nobody else can sign in: an invitation is not enough', async () => {
    await invite('employer', 'li');
    expect((await remove('employer', await firstHandler())).status).toBe(409);
    expect((await invite('employer', 'zhang', { replaces: await firstHandler() })).status).toBe(409);
  });

  test('an invitation can be taken back', async () => {
    await invite('employer', 'li');
    const invitation = (await handlersNow()).find(({ state }) => state === 'invited');
    expect((await remove('employer', invitation?.id ?? '')).status).toBe(200);
    expect((await accept(li)).status).toBe(404);
  });
});

describe('where the only handler left without a hand-over', () => {
  test('a supervisor invites another, says why, and that is kept', async () => {
    const without = await invite('supervisor', 'li');
    expect(without.body.problems).toMatchObject([{ path: 'reason', code: 'missing' }]);
    const reason = '原经办人离职未交接，单位凭营业执照和授权书申请';
    expect((await invite('supervisor', 'li', { reason })).status).toBe(201);
    expect((await accept(li)).status).toBe(200);
    const kept = (await office.items()).filter(({ pk, sk }) => pk === `EMPLOYER#${id}` && sk.startsWith('HANDLERS#'));
    expect(kept).toMatchObject([
      { by: 'supervisor-zhou', what: 'invited', reason },
      { by: 'employer-li', what: 'accepted' },
    ]);
  });

  test('and in place of the one who left, who is shut out at once', async () => {
    const replaces = await firstHandler();
    expect((await invite('supervisor', 'li', { reason: '离职', replaces })).status).toBe(201);
    expect((await office.ask('employer', `GET /api/employers/${id}`)).status).toBe(404);
    expect((await invite('supervisor', 'zhang', { reason: '离职', replaces: 'nobody' })).body.problems).toMatchObject([
      { path: 'replaces' },
    ]);
  });
});
