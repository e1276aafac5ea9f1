import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermitHistory } from '../../../shared/records/permit.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import {
  approved,
  asks,
  begunOn,
  gapsOf,
  granted,
  inConclusion,
  issuedPermit,
  moveTo,
  permitOf,
  submit,
} from '../../office/permits.ts';
import { read, register, steps } from '../../office/walk.ts';

let office: Office;
let before: Permit;
beforeEach(async () => {
  office = await openOffice();
  before = await issuedPermit(office, await register(office));
  moveTo(office, '2027-03-01');
});
afterEach(() => office.close());

const cancellation = (more: object = {}) =>
  begunOn(office, 'cancellation', before.number, { ...asks.cancellation, ...more });
const present = () => permitOf(office, before.number);
const status = async (permit: Permit) => (await office.table.get(keys.status('1', permit.statusIndex)))?.status;
const dissolved = { answers: { reason: 'employer-dissolved' } };

describe('a cancellation', () => {
  test('ends the permit on the day on which it is granted; its code no longer holds', async () => {
    const id = await granted(office, await cancellation());
    expect(await present()).toMatchObject({
      status: 'cancelled',
      cancelled: { on: '2027-03-01', applicationId: id },
      statusIndex: before.statusIndex,
      period: 1,
    });
    expect(await status(before)).toBe(1);
    expect((await read(office, 'employer', id)).stage).toBe('completed');
    expect((await readEvents(office.table, id)).at(-1)).toMatchObject({
      type: 'completed',
      data: { permitNumber: before.number, cancelledOn: '2027-03-01', letter: expect.any(String) },
    });
    const view = await office.ask('supervisor', `GET /api/permits/${before.number}`);
    expect(view.body).toMatchObject({
      status: 'cancelled',
      cancelledOn: '2027-03-01',
      history: [{ act: 'granted' }, { act: 'cancelled' }],
    });
  });

  test('has the list signed anew at its next reading', async () => {
    const changes = async () => Number((await office.table.get(keys.statusListChanges('1')))?.changes ?? 0);
    const seen = await changes();
    await granted(office, await cancellation());
    expect(await changes()).toBe(seen + 1);
  });

  test('ends what was granted for later as well', async () => {
    moveTo(office, '2028-10-16');
    await granted(office, await begunOn(office, 'extension', before.number, asks.extension));
    await granted(office, await cancellation());
    expect(await present()).toMatchObject({ status: 'cancelled', period: 2 });
    expect(await status(await present())).toBe(1);
    expect(await status(before)).toBe(3);
  });

  test('of a suspended permit is possible; the decider has to know it', async () => {
    const reason = { zh: '核查', en: 'Under examination' };
    await office.ask('supervisor', `POST /api/permits/${before.number}/suspend`, { body: { reason } });
    const id = await inConclusion(office, await cancellation());
    const blind = await office.ask('decider', `POST /api/applications/${id}/conclude`, {
      body: { decision: 'approve' },
    });
    expect(blind.body.problems).toMatchObject([{ path: 'previousPermit' }]);
    const body = { decision: 'approve', previousPermit: 'suspended' };
    await office.ask('decider', `POST /api/applications/${id}/conclude`, { body });
    await office.machine.settle();
    expect((await present()).status).toBe('cancelled');
    expect(await status(before)).toBe(1);
  });

  test('of a permit that was revoked on the way leaves it revoked, and completes the application', async () => {
    const id = await approved(office, await cancellation());
    const reason = { zh: '虚假材料', en: 'False papers' };
    await office.ask('supervisor', `POST /api/permits/${before.number}/revoke`, { body: { reason } });
    await office.machine.settle();
    expect(await present()).toMatchObject({ status: 'revoked', cancelled: { applicationId: id } });
    expect((await read(office, 'employer', id)).stage).toBe('completed');
  });

  test.each([['has expired: it is cancelled by itself', '2028-12-23', 'permitNumber permit-state']])(
    'of a permit that %s is not submitted',
    async (_, day, gap) => {
      moveTo(office, day);
      expect(await gapsOf(office, await cancellation())).toContain(gap);
    },
  );

  test.each([
    ['another e-mail', 'other@applicant.example'],
    ['no e-mail', null],
  ])(
    'with %s, hidden from the holder, is not submitted; with the one on record the holder sees it',
    async (_, email) => {
      const id = await cancellation({ applicant: { email } });
      expect(await gapsOf(office, id)).toEqual(['applicant.email differs-from-permit']);
      const kept = { applicant: { email: people.applicant.email } };
      expect((await office.ask('employer', `PATCH /api/applications/${id}`, { body: kept })).status).toBe(200);
      await granted(office, id);
      expect((await read(office, 'applicant', id)).stage).toBe('completed');
      expect((await office.ask('applicant', `GET /api/permits/${before.number}`)).status).toBe(200);
    },
  );

  test('of one that is cancelled already is not submitted again', async () => {
    await granted(office, await cancellation());
    expect(await gapsOf(office, await cancellation())).toContain('permitNumber permit-state');
  });

  test('brought about twice at once happens once', async () => {
    const id = await approved(office, await cancellation());
    await Promise.allSettled([1, 2].map(() => office.issue({ applicationId: id })));
    await office.issue({ applicationId: id });
    expect(await present()).toMatchObject({ status: 'cancelled', events: 2 });
    expect(await readPermitHistory(office.table, before.number)).toHaveLength(2);
  });

  test('against an extension at the same moment: one of them comes first, and the other is not lost', async () => {
    moveTo(office, '2028-10-16');
    const extension = await inConclusion(office, await begunOn(office, 'extension', before.number, asks.extension));
    const ending = await inConclusion(office, await cancellation());
    for (const id of [extension, ending]) await steps.conclude(office, id);
    await Promise.all([extension, ending].map((applicationId) => office.issue({ applicationId })));
    expect((await present()).status).toBe('cancelled');
    expect((await read(office, 'employer', ending)).stage).toBe('completed');
    expect(['issued', 'conclusion']).toContain((await read(office, 'employer', extension)).stage);
  });
});

describe('when the employer was dissolved', () => {
  test('the holder applies alone: submits, is not disturbed by the employer, and sees it completed', async () => {
    const id = await begunOn(office, 'cancellation', before.number, dissolved, 'applicant');
    const draft = await read(office, 'applicant', id);
    expect(draft.next.map(({ action }: { action: string }) => action)).toEqual(['submit', 'save', 'discard']);
    expect((await office.ask('employer', `GET /api/applications/${id}`)).status).toBe(404);

    await steps.submit(office, id, 'applicant');
    const seen = await read(office, 'employer', id);
    expect([seen.stage, seen.next]).toEqual(['preliminary-review', []]);
    expect((await office.ask('employer', `POST /api/applications/${id}/withdraw`)).status).toBe(403);
    const listed = await office.ask('employer', 'GET /api/applications');
    expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(id);

    await steps.accept(office, id);
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect((await present()).status).toBe('cancelled');
    expect((await read(office, 'applicant', id)).stage).toBe('completed');
    expect((await readEvents(office.table, id)).slice(0, 2)).toMatchObject([
      { type: 'created', by: { party: 'applicant' } },
      { type: 'submitted', by: { party: 'applicant' } },
    ]);
  });

  test('the holder may withdraw what they filed', async () => {
    const id = await begunOn(office, 'cancellation', before.number, dissolved, 'applicant');
    await steps.submit(office, id, 'applicant');
    expect((await office.ask('applicant', `POST /api/applications/${id}/withdraw`)).body.stage).toBe('withdrawn');
  });

  test('nobody else can: not another applicant, and not for another reason', async () => {
    const ask = (who: 'otherApplicant' | 'applicant', body: object) =>
      office.ask(who, 'POST /api/applications', { body });
    const foreign = await ask('otherApplicant', {
      procedure: 'cancellation',
      permitNumber: before.number,
      ...dissolved,
    });
    expect([foreign.status, foreign.body.problems]).toMatchObject([400, [{ code: 'permit-unknown' }]]);
    const other = await ask('applicant', { procedure: 'extension', permitNumber: before.number });
    expect(other.body.problems).toMatchObject([{ path: 'procedure', code: 'employer-only' }]);
    const id = await begunOn(office, 'cancellation', before.number, asks.cancellation, 'applicant');
    expect((await submit(office, id, 'applicant')).status).toBe(422);
    const byEmployer = await begunOn(office, 'cancellation', before.number, dissolved);
    expect((await submit(office, byEmployer)).status).toBe(422);
  });

  test('the holder cannot turn the application to somebody else’s permit', async () => {
    const id = await begunOn(office, 'cancellation', before.number, dissolved, 'applicant');
    const patch = (body: object) => office.ask(people.applicant, `PATCH /api/applications/${id}`, { body });
    await patch({ permitNumber: 'GP0000000000000000' });
    expect(await gapsOf(office, id, 'applicant')).toContain('permitNumber permit-unknown');
    expect((await patch({ applicant: { email: 'other@applicant.example' } })).status).toBe(403);
  });
});
