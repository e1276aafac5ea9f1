import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermitHistory } from '../../../shared/records/permit.ts';
import { enterPerson, type Identity } from '../../../shared/records/person.ts';
import { type Office, openOffice } from '../../office/office.ts';
import {
  approved,
  asks,
  begunOn,
  gapsOf,
  granted,
  issuedPermit,
  moveTo,
  permitOf,
  submit,
} from '../../office/permits.ts';
import { completeDraft, engineer, read, register, scientist, steps } from '../../office/walk.ts';

let office: Office;
let before: Permit;
beforeEach(async () => {
  office = await openOffice();
  before = await issuedPermit(office, await register(office));
  moveTo(office, '2027-01-11');
});
afterEach(() => office.close());

const change = (more: object) => begunOn(office, 'change', before.number, more);
const present = () => permitOf(office, before.number);
const same = ({ number, status, period, since, validFrom, nationality, category }: Permit) => ({
  number,
  status,
  period,
  since,
  validFrom,
  nationality,
  category,
});
const register2 = () => register(office, 'otherEmployer', scientist);
const identity = (more: Partial<Identity>): Identity => ({ ...(engineer.form.applicant as Identity), ...more });
const enter = (who: Identity) => enterPerson(office.table, who, new Date(office.clock.now()).toISOString());

describe('a change', () => {
  test('of the post keeps the period and its days; the old code is superseded', async () => {
    await granted(office, await change(asks.newPost));
    const permit = await present();
    expect(permit).toMatchObject({ ...same(before), act: 'amended', post: '高级光学工程师', validTo: before.validTo });
    expect(permit.bindingLimit).toBe(before.bindingLimit);
    expect(await office.table.get(keys.status('1', before.statusIndex))).toMatchObject({ status: 3 });
    expect((await readPermitHistory(office.table, before.number)).map(({ act, period }) => [act, period])).toEqual([
      ['granted', 1],
      ['amended', 1],
    ]);
  });

  test('of the name stands in the new token, without the Chinese name that was given up', async () => {
    await granted(office, await change(asks.newName));
    const permit = await present();
    expect([permit.name, permit.chineseName]).toEqual(['MARRIEDNAME, ELENA', undefined]);
    const { body } = await office.ask(undefined, 'GET /.well-known/jwks.json');
    const read = await verifyToken(permit.token, { zone: 'etown', keys: body.keys, at: Date.parse('2027-01-11') });
    expect(read).toMatchObject({ verdict: 'valid', claims: { name: 'MARRIEDNAME, ELENA' } });
  });

  test('of the passport to one that ends sooner shortens the permit', async () => {
    const passport = { number: 'U99999999', issuingState: 'UTO', expiresOn: '2027-12-31' };
    await granted(office, await change({ ...asks.newPassport, applicant: { passport } }));
    expect(await present()).toMatchObject({ validFrom: '2026-12-23', validTo: '2027-12-31', bindingLimit: 'passport' });
  });

  test('never makes a permit longer, and says nothing about what was not asked to change', async () => {
    const id = await change({ ...asks.newPassport, post: { contractTo: '2040-01-01' } });
    await granted(office, id);
    expect(await present()).toMatchObject({ validTo: before.validTo, post: before.post, name: before.name });
  });

  test('of the category is scored anew and reviewed row by row', async () => {
    const facts = { annualSalary: 450_000, education: 'doctor', workYears: 17, hsk: 5, distinctions: ['fortune-500'] };
    await granted(office, await change({ facts, answers: { what: ['category'], changedOn: '2026-11-23' } }));
    expect(await present()).toMatchObject({ category: 'A', validTo: before.validTo, period: 1 });
  });

  test('inside the next period, which was granted already, changes that one', async () => {
    moveTo(office, '2028-10-16');
    await granted(office, await begunOn(office, 'extension', before.number, asks.extension));
    await granted(office, await change({ ...asks.newPost, answers: { what: ['post'], changedOn: '2028-10-16' } }));
    expect(await present()).toMatchObject({
      period: 2,
      since: '2026-12-23',
      validFrom: '2028-12-23',
      post: '高级光学工程师',
    });
  });

  test('that the form makes without saying so is not submitted', async () => {
    const { post } = asks.newPost;
    expect(await gapsOf(office, await change({ ...asks.newPassport, post }))).toEqual([
      'post.title differs-from-permit',
    ]);
  });

  test('of the permit between the decision and its effect sends it back to the deciders', async () => {
    const id = await approved(office, await change(asks.newPost));
    const reason = { zh: '虚假材料', en: 'False papers' };
    await office.ask('supervisor', `POST /api/permits/${before.number}/revoke`, { body: { reason } });
    await office.machine.settle();
    expect(await read(office, 'decider', id)).toMatchObject({
      stage: 'conclusion',
      blocked: { reason: { en: expect.stringContaining('revoked') } },
    });
  });
});

describe('one lifetime code per person', () => {
  test('a new passport leads to the same code from the submission on, and the old one goes on leading there', async () => {
    await steps.submit(office, await change(asks.newPassport));
    const { passport } = asks.newPassport.applicant;
    expect(await enter(identity({ passport }))).toMatchObject({ personId: before.number, possiblySame: [] });
    expect(await enter(identity({}))).toMatchObject({ personId: before.number, possiblySame: [] });
  });

  test('a new name leads to the same code, and whoever shares it later is asked about', async () => {
    await granted(office, await change(asks.newName));
    const renamed = identity({ familyName: 'Marriedname', givenNames: 'Elena' });
    expect(await enter(renamed)).toMatchObject({ personId: before.number });
    const stranger = await enter({ ...renamed, passport: { number: 'U77777777', issuingState: 'UTO' } });
    expect(stranger.personId).not.toBe(before.number);
    expect(stranger.possiblySame).toEqual([before.number]);
  });

  test('a new passport that the register knows as somebody else’s is the officer’s to settle', async () => {
    const { passport } = asks.newPassport.applicant;
    const other = await enter(identity({ passport }));
    expect(other.personId).not.toBe(before.number);
    const id = await change(asks.newPassport);
    await steps.submit(office, id);
    const { possiblySamePerson } = await read(office, 'front', id);
    expect(possiblySamePerson).toMatchObject([{ personId: other.personId }]);
    await steps.accept(office, id, { person: other.personId });
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect(await enter(identity({ passport }))).toMatchObject({ personId: before.number, possiblySame: [] });
    expect((await present()).act).toBe('amended');
  });

  test('under a change and a new application with the same new passport at once', async () => {
    const otherId = await register2();
    const { passport } = asks.newPassport.applicant;
    const applicant = { ...engineer.form.applicant, passport };
    const form = { ...engineer.form, applicant };
    const second = await completeDraft(office, otherId, 'otherEmployer', { ...engineer, form });
    const first = await change(asks.newPassport);
    const answers = await Promise.all([submit(office, first), submit(office, second, 'otherEmployer')]);
    // Whoever comes first: either the passport is the holder's already, or an officer is asked about two codes.
    const entry = await enter(identity({ passport }));
    if (answers[1].status === 422) {
      expect([answers[1].body.problems[0].code, entry.personId]).toEqual(['permit-in-force', before.number]);
    } else {
      const asked = [await read(office, 'front', first), await read(office, 'front', second)];
      expect(asked.some(({ possiblySamePerson }) => possiblySamePerson?.length > 0)).toBe(true);
    }
    expect(answers[0].status).toBe(200);
  });
});

describe('entries of the register that turn out to mean one person', () => {
  test('keep that person from a second open case with the same employer and procedure', async () => {
    const otherId = await register2();
    const passport = { number: 'U66666666', issuingState: 'UTO', expiresOn: '2034-05-31' };
    const under = (number: string, employer: string, who: 'employer' | 'otherEmployer') =>
      completeDraft(office, employer, who, {
        ...engineer,
        form: {
          ...engineer.form,
          applicant: { ...engineer.form.applicant, familyName: 'TWIN', passport: { ...passport, number } },
        },
      });
    const employerId = before.employerId;
    const known = await under('U66666666', employerId, 'employer');
    await steps.submit(office, known);
    const atOther = await under('U77777777', otherId, 'otherEmployer');
    await steps.submit(office, atOther, 'otherEmployer');
    const third = await under('U77777777', employerId, 'employer');
    const { personId } = (await read(office, 'front', atOther)).possiblySamePerson[0];
    await steps.accept(office, atOther, { person: personId });
    // The passport leads to the person of the first case now, who has an open case with this employer.
    const answer = await submit(office, third);
    expect([answer.status, answer.body.current]).toEqual([409, { applicationId: known }]);
  });

  test('nor does a case that was opened under the code that was given up allow a second one', async () => {
    const otherId = await register2();
    const applicant = { ...engineer.form.applicant, familyName: 'TWIN' };
    const form = (number: string) => ({
      ...engineer,
      form: { ...engineer.form, applicant: { ...applicant, passport: { ...applicant.passport, number } } },
    });
    const kept = await completeDraft(office, before.employerId, 'employer', form('U66666666'));
    await steps.submit(office, kept);
    const openUnderOld = await completeDraft(office, otherId, 'otherEmployer', form('U77777777'));
    await steps.submit(office, openUnderOld, 'otherEmployer');
    const merging = await completeDraft(office, before.employerId, 'employer', form('U77777777'));
    // Withdrawn first, so that the same employer may file under the other passport at all.
    await office.ask('employer', `POST /api/applications/${kept}/withdraw`);
    await steps.submit(office, merging);
    const { personId } = (await read(office, 'front', merging)).possiblySamePerson[0];
    await steps.accept(office, merging, { person: personId });
    const second = await completeDraft(office, otherId, 'otherEmployer', form('U66666666'));
    const answer = await submit(office, second, 'otherEmployer');
    expect([answer.status, answer.body.current]).toEqual([409, { applicationId: openUnderOld }]);
  });
});
