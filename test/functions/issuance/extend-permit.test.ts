import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermitHistory } from '../../../shared/records/permit.ts';
import { type Office, openOffice } from '../../office/office.ts';
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
} from '../../office/permits.ts';
import { read, register, scientist, steps } from '../../office/walk.ts';

let office: Office;
let before: Permit;
beforeEach(async () => {
  office = await openOffice();
  before = await issuedPermit(office, await register(office));
});
afterEach(() => office.close());

const inTheWindow = () => moveTo(office, '2028-10-16');
const extension = (more: object = {}) => begunOn(office, 'extension', before.number, { ...asks.extension, ...more });
const offline = async (token: Uint8Array) => {
  const { body } = await office.ask(undefined, 'GET /.well-known/jwks.json');
  return (await verifyToken(token, { zone: 'etown', keys: body.keys, at: office.clock.now() })).verdict;
};

describe('an extension', () => {
  test('begins with what the permit’s own application said; what the caller names wins', async () => {
    inTheWindow();
    const id = await extension({ post: { contractTo: '2029-06-30' } });
    const { form, permit, category } = await read(office, 'employer', id);
    expect([permit, category]).toEqual([before.number, 'B']);
    expect(form).toMatchObject({
      entry: 'abroad',
      applicant: { familyName: 'SPECIMEN', passport: { number: 'U12345678' } },
      post: { title: before.post, contractFrom: '2026-12-23', contractTo: '2029-06-30' },
      facts: { annualSalary: 200_000 },
    });
  });

  test('is the next period of the same permit, from the day after its last one', async () => {
    inTheWindow();
    const id = await granted(office, await extension());
    const after = await permitOf(office, before.number);
    expect(after).toMatchObject({
      number: before.number,
      act: 'extended',
      period: 2,
      since: '2026-12-23',
      validFrom: '2028-12-23',
      validTo: '2029-12-22',
      bindingLimit: 'contract',
      category: 'B',
      applicationId: id,
    });
    expect((await read(office, 'employer', id)).stage).toBe('issued');
    expect((await readEvents(office.table, id)).at(-1)).toMatchObject({
      type: 'permit-issued',
      data: { permitNumber: before.number, act: 'extended', period: 2, validFrom: '2028-12-23', validTo: '2029-12-22' },
    });
    expect((await readPermitHistory(office.table, before.number)).map(({ act, period }) => [act, period])).toEqual([
      ['granted', 1],
      ['extended', 2],
    ]);
  });

  test('is good at once and to the end of the next period; the code before it is superseded at once', async () => {
    inTheWindow();
    await granted(office, await extension());
    const after = await permitOf(office, before.number);
    expect(await offline(after.token)).toBe('valid');
    expect(await office.table.get(keys.status('1', before.statusIndex))).toMatchObject({ status: 3 });
    expect(await office.table.get(keys.status('1', after.statusIndex))).toBeUndefined();
    moveTo(office, '2028-12-23');
    expect(await offline(after.token)).toBe('valid');
    moveTo(office, '2029-12-23');
    expect(await offline(after.token)).toBe('expired');
  });

  test('is never longer than the category, the passport or the licence allow', async () => {
    inTheWindow();
    await granted(office, await extension({ post: { contractTo: '2040-01-01' } }));
    expect(await permitOf(office, before.number)).toMatchObject({ validTo: '2030-12-22', bindingLimit: 'category' });
  });

  test('changes the category where that was asked for, and nothing else that it does not ask to change', async () => {
    inTheWindow();
    const facts = { annualSalary: 450_000, education: 'doctor', workYears: 17, hsk: 5, distinctions: ['fortune-500'] };
    const answers = { salaryCommitted: 'no', alsoChanges: ['category'] };
    const id = await extension({ facts, answers, post: { contractTo: '2040-01-01' } });
    await granted(office, id);
    expect(await permitOf(office, before.number)).toMatchObject({
      category: 'A',
      name: before.name,
      post: before.post,
      validFrom: '2028-12-23',
      validTo: '2033-03-23',
      bindingLimit: 'passport',
    });
  });

  test('takes a new passport, which leads to the same person from its submission on', async () => {
    inTheWindow();
    const passport = { number: 'U55555555', issuingState: 'UTO', expiresOn: '2029-09-30' };
    const answers = { salaryCommitted: 'no', alsoChanges: ['passport'] };
    await granted(office, await extension({ applicant: { passport }, answers }));
    expect(await permitOf(office, before.number)).toMatchObject({ validTo: '2029-09-30', bindingLimit: 'passport' });
    const found = await office.ask('employer', 'POST /api/applications', {
      body: { procedure: 'extension', permitNumber: before.number },
    });
    expect(found.body.form.applicant.passport).toEqual(passport);
  });
});

describe('an extension cannot be submitted', () => {
  test.each([
    ['before the window opens', '2028-08-23', 'permitNumber window-not-open'],
    ['after it has closed', '2028-11-23', 'permitNumber window-closed'],
    ['once the permit has expired', '2028-12-23', 'permitNumber permit-state'],
  ])('%s, and says why', async (_, day, gap) => {
    moveTo(office, day);
    expect(await gapsOf(office, await extension())).toContain(gap);
  });

  test.each(['2028-08-24', '2028-11-22'])('but on %s it can', async (day) => {
    moveTo(office, day);
    expect(await gapsOf(office, await extension())).toEqual([]);
  });

  test('while the permit is suspended', async () => {
    inTheWindow();
    const reason = { zh: '核查', en: 'Under examination' };
    await office.ask('supervisor', `POST /api/permits/${before.number}/suspend`, { body: { reason } });
    expect(await gapsOf(office, await extension())).toContain('permitNumber permit-state');
  });

  test.each([
    ['another name', { applicant: { familyName: 'OTHER' } }, 'applicant.familyName differs-from-permit'],
    [
      'another passport that was not announced',
      { applicant: { passport: { number: 'U55555555' } } },
      'applicant.passport.number differs-from-permit',
    ],
    [
      'a passport that is said to run longer than the one on record',
      { applicant: { passport: { expiresOn: '2099-01-01' } } },
      'applicant.passport.expiresOn differs-from-permit',
    ],
    ['another post', { post: { title: '销售经理' } }, 'post.title differs-from-permit'],
    ['another date of birth', { applicant: { birthDate: '1990-01-01' } }, 'applicant.birthDate differs-from-permit'],
    [
      'another e-mail, which would take the permit out of its holder’s sight',
      { applicant: { email: 'other@applicant.example' } },
      'applicant.email differs-from-permit',
    ],
    ['a contract with a gap', { post: { contractFrom: '2029-01-01' } }, 'post.contractFrom contract-gap'],
    [
      'a contract that ends with the permit',
      { post: { contractTo: '2028-12-22' } },
      'post.contractTo contract-ends-with-permit',
    ],
  ])('with %s', async (_, more, gap) => {
    inTheWindow();
    expect(await gapsOf(office, await extension(more))).toContain(gap);
  });

  test('by an employer that does not hold the permit, which is told no more than of one that does not exist', async () => {
    await register(office, 'otherEmployer', { employer: scientist.employer });
    const ask = (permitNumber: string) =>
      office.ask('otherEmployer', 'POST /api/applications', { body: { procedure: 'extension', permitNumber } });
    const [foreign, unknown] = await Promise.all([ask(before.number), ask('GP0000000000000000')]);
    expect([foreign.status, foreign.body.problems]).toMatchObject([400, [{ code: 'permit-unknown' }]]);
    expect(foreign.body).toEqual(unknown.body);
  });

  test('twice: the second is told of the first', async () => {
    inTheWindow();
    await gapsOf(office, await extension());
    const second = await extension();
    const answer = await office.ask('employer', `POST /api/applications/${second}/submit`);
    expect([answer.status, answer.body.current]).toMatchObject([409, { applicationId: expect.any(String) }]);
  });
});

describe('an extension that is reopened', () => {
  const reopened = async (basis: string) => {
    inTheWindow();
    const id = await inConclusion(office, await extension());
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    moveTo(office, '2028-11-27');
    const answer = await office.ask('supervisor', `POST /api/applications/${id}/reopen`, {
      body: { basis, reason: { zh: '应当事人请求', en: 'The party asked' } },
    });
    expect(answer.status).toBe(200);
    await office.machine.settle();
    moveTo(office, '2028-12-23');
    await office.machine.timeOut();
    await office.machine.settle();
    return (await read(office, 'employer', id)).stage;
  };

  test('because its party asks, after the window, is granted by nobody but an officer', async () => {
    expect(await reopened('party-asked')).toBe('review');
  });

  test('for a mistake of the office is still granted by the law at expiry', async () => {
    expect(await reopened('office-error')).toBe('issued');
  });
});

describe('an extension whose permit changes on the way', () => {
  test('goes back to the deciders with the reason when the permit was cancelled, and ends with their decision', async () => {
    inTheWindow();
    const id = await inConclusion(office, await extension());
    const cancellation = await inConclusion(
      office,
      await begunOn(office, 'cancellation', before.number, asks.cancellation),
    );
    for (const one of [id, cancellation]) await steps.conclude(office, one);
    await office.issue({ applicationId: cancellation });
    await office.machine.settle();
    const view = await read(office, 'decider', id);
    expect([view.stage, view.blocked.reason.en]).toEqual(['conclusion', expect.stringContaining('cancelled')]);
    expect((await permitOf(office, before.number)).status).toBe('cancelled');
    expect(office.log.codes()).toContain('effect-blocked');
    const again = await office.ask('decider', `POST /api/applications/${id}/conclude`, {
      body: { decision: 'approve' },
    });
    expect([again.status, again.body.problems?.[0]?.code]).toEqual([400, 'permit-ended']);
    const withdrawn = await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    expect(withdrawn.status).toBe(200);
  });

  test('of the permit itself, by another extension that came first, is decided anew for the right days', async () => {
    inTheWindow();
    const id = await approved(office, await extension());
    const present = await permitOf(office, before.number);
    await office.table.put({
      ...keys.permit(before.number),
      ...present,
      validFrom: '2028-12-23',
      validTo: '2029-03-31',
      period: 2,
      events: 2,
    });
    await office.machine.settle();
    expect((await read(office, 'decider', id)).stage).toBe('conclusion');
    const again = await office.ask('decider', `POST /api/applications/${id}/conclude`, {
      body: { decision: 'approve' },
    });
    expect(again.status).toBe(200);
    await office.machine.settle();
    expect(await permitOf(office, before.number)).toMatchObject({ period: 3, validFrom: '2029-04-01' });
  });

  test('goes on under a suspension, which is a decision of its own', async () => {
    inTheWindow();
    const id = await approved(office, await extension());
    const reason = { zh: '核查', en: 'Under examination' };
    await office.ask('supervisor', `POST /api/permits/${before.number}/suspend`, { body: { reason } });
    await office.machine.settle();
    const after = await permitOf(office, before.number);
    expect([after.status, after.period]).toEqual(['suspended', 2]);
    expect(await office.table.get(keys.status('1', after.statusIndex))).toMatchObject({ status: 2 });
    expect((await read(office, 'employer', id)).stage).toBe('issued');
  });

  test('brought about again, or twice at once, happens once', async () => {
    inTheWindow();
    const id = await approved(office, await extension());
    await Promise.allSettled([1, 2, 3].map(() => office.issue({ applicationId: id })));
    await office.issue({ applicationId: id });
    expect(await permitOf(office, before.number)).toMatchObject({ period: 2, events: 2 });
    expect(await readPermitHistory(office.table, before.number)).toHaveLength(2);
  });

  test('killed half-way is brought about by the next try', async () => {
    inTheWindow();
    const id = await approved(office, await extension());
    office.hooks.before = (operation) => {
      if (operation === 'TransactWriteItems') throw new Error('the function was killed');
    };
    await expect(office.issue({ applicationId: id })).rejects.toThrow('killed');
    office.hooks.before = undefined;
    expect((await permitOf(office, before.number)).period).toBe(1);
    expect(await readPermitHistory(office.table, before.number)).toHaveLength(1);
    await office.machine.settle();
    expect((await permitOf(office, before.number)).period).toBe(2);
  });
});
