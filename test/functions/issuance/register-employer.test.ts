import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { etown } from '../../../infra/zones/etown.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { readCodeHolder, readEmployer } from '../../../shared/records/employer.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { approved, granted, inConclusion, submit } from '../../office/permits.ts';
import { completeDraft, declare, engineer, giveMissing, read, register, scientist, steps } from '../../office/walk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** A zone that asks for no registration before a submission. */
const notAsked = { before: 'never', source: 'test' } as const;
const code = engineer.employer.unifiedSocialCreditCode;
const sameCode = { employer: { ...scientist.employer, unifiedSocialCreditCode: code } };
const begin = async (procedure: string, employerId: string, more: object = {}, who: Who = 'employer') => {
  const begun = await office.ask(who, 'POST /api/applications', { body: { procedure, employerId, ...more } });
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
  await giveMissing(office, begun.body.id, who);
  return begun.body.id as string;
};
const registration = (employerId: string, who: Who = 'employer') =>
  begin('employer-registration', employerId, { answers: { sectorLicence: 'no' } }, who);
const employer = (id: string) => readEmployer(office.table, id);
const problems = async (id: string, who: Who = 'employer') =>
  ((await submit(office, id, who)).body.problems ?? []).map(({ code: name }: { code: string }) => name);

describe('the registration of an employer', () => {
  test('begins with what was declared, asks for no applicant, and enters nobody in the register of persons', async () => {
    const id = await declare(office);
    const application = await registration(id);
    const { form, checklist } = await read(office, 'employer', application);
    const { unifiedSocialCreditCode: _code, ...declared } = engineer.employer;
    expect(form.employer).toEqual(declared);
    expect(checklist.map(({ kind }: { kind: string }) => kind)).toEqual([
      'registration-form',
      'business-licence',
      'head-id',
      'handler-id',
      'authorisation-letter',
    ]);
    await steps.submit(office, application);
    expect((await office.items()).filter(({ pk }) => pk.startsWith('PERSON#'))).toEqual([]);
    const queue = await office.ask('front', 'GET /api/queues/preliminary-review');
    expect(queue.body.items).toMatchObject([
      { id: application, employerName: engineer.employer.name.zh, category: null },
    ]);
  });

  test('granted, the employer holds its code and can submit for foreigners', async () => {
    const id = await declare(office);
    const waiting = await completeDraft(office, id);
    expect(await problems(waiting)).toEqual(['not-registered']);
    const application = await granted(office, await registration(id));
    expect(await employer(id)).toMatchObject({ status: 'registered', registeredAt: expect.any(String) });
    expect(await readCodeHolder(office.table, code)).toMatchObject({ employerId: id, registered: true });
    expect((await read(office, 'employer', application)).stage).toBe('completed');
    expect((await readEvents(office.table, application)).at(-1)).toMatchObject({
      type: 'completed',
      data: { unifiedSocialCreditCode: code },
    });
    expect((await submit(office, waiting)).status).toBe(200);
  });

  test('enters what was reviewed, whatever the handler changed of the declaration meanwhile', async () => {
    const id = await declare(office);
    const application = await approved(office, await registration(id));
    await office.ask('employer', `PATCH /api/employers/${id}`, { body: { address: '未经审核的地址' } });
    await office.machine.settle();
    expect(await employer(id)).toMatchObject({ status: 'registered', address: engineer.employer.address });
    expect((await read(office, 'employer', application)).stage).toBe('completed');
  });

  test('is refused while another one of it is open, and once the employer is registered', async () => {
    const id = await declare(office);
    const first = await registration(id);
    await steps.submit(office, first);
    const second = await submit(office, await registration(id));
    expect([second.status, second.body.current]).toEqual([409, { applicationId: first }]);
    await steps.accept(office, first);
    await steps.review(office, first);
    await steps.conclude(office, first);
    await office.machine.settle();
    expect(await problems(await registration(id))).toEqual(['already-registered']);
  });
});

describe('a code that somebody else only declared', () => {
  test('passes to whoever is registered; the officer sees who declared it and what they have open', async () => {
    const loser = await declare(office);
    const theirs = await registration(loser);
    await steps.submit(office, theirs);
    const winner = await declare(office, 'otherEmployer', sameCode);
    const application = await registration(winner, 'otherEmployer');
    await steps.submit(office, application, 'otherEmployer');
    const view = await read(office, 'front', application);
    expect(view.sameCode).toMatchObject([
      { employerId: loser, status: 'declared', openCases: [{ id: theirs, stage: 'preliminary-review' }] },
    ]);
    expect((await read(office, 'otherEmployer', application)).sameCode).toBeUndefined();
    await steps.accept(office, application);
    await steps.review(office, application);
    await steps.conclude(office, application);
    await office.machine.settle();
    expect(await readCodeHolder(office.table, code)).toMatchObject({ employerId: winner, registered: true });

    const mine = (await office.ask('employer', 'GET /api/employers')).body.items;
    expect(mine).toMatchObject([
      { id: loser, status: 'displaced', advice: { en: expect.stringContaining('Somebody else') } },
    ]);
    expect(await problems(await completeDraft(office, loser))).toEqual(['code-of-another']);
  });

  test('keeps what the other had approved from being issued: it goes back to the deciders', async () => {
    await office.close();
    office = await openOffice({ zone: { policy: { ...etown.policy, employerRegistration: notAsked } } });
    const loser = await declare(office);
    const theirs = await inConclusion(office, await completeDraft(office, loser));
    const winner = await declare(office, 'otherEmployer', sameCode);
    const registered = await inConclusion(office, await registration(winner, 'otherEmployer'), 'otherEmployer');
    for (const id of [registered, theirs]) await steps.conclude(office, id);
    await office.issue({ applicationId: registered });
    expect((await office.issue({ applicationId: theirs })).stage).toBe('conclusion');
    expect((await read(office, 'decider', theirs)).blocked.reason.en).toContain('another organisation');
  });

  test('registered for two at once goes to one; the other goes back to the deciders, who can end it', async () => {
    const ids = [await declare(office), await declare(office, 'otherEmployer', sameCode)] as const;
    const cases = [
      await inConclusion(office, await registration(ids[0])),
      await inConclusion(office, await registration(ids[1], 'otherEmployer'), 'otherEmployer'),
    ];
    for (const id of cases) await steps.conclude(office, id);
    const outcomes = await Promise.all(cases.map((applicationId) => office.issue({ applicationId })));
    expect(outcomes.map(({ stage }) => stage).sort()).toEqual(['completed', 'conclusion']);
    const back = cases[outcomes.findIndex(({ stage }) => stage === 'conclusion')] ?? '';
    expect((await read(office, 'decider', back)).blocked.reason.en).toContain('another organisation');
  });
});

describe('a change of what is registered', () => {
  const what = (...answers: string[]) => ({ answers: { what: answers } });

  test('granted, the register says what was filed; the code stays', async () => {
    const id = await register(office);
    const employerForm = { legalRepresentative: '例二样', licenceValidTo: null };
    const application = await begin('employer-change', id, {
      ...what('legal-representative', 'licence'),
      employer: employerForm,
    });
    await granted(office, application);
    expect(await employer(id)).toMatchObject({
      ...engineer.employer,
      ...employerForm,
      status: 'registered',
      updatedAt: expect.any(String),
    });
    expect((await read(office, 'employer', application)).stage).toBe('completed');
  });

  test('is not for an employer that is not registered', async () => {
    const id = await declare(office);
    expect(
      await problems(await begin('employer-change', id, { ...what('address'), employer: { address: '别处' } })),
    ).toEqual(['not-registered']);
  });

  test('and a new application at once do not disturb each other', async () => {
    const id = await register(office);
    const change = await begin('employer-change', id, {
      ...what('address'),
      employer: { address: '荣华中路9号（虚构）' },
    });
    const foreign = await completeDraft(office, id);
    const answers = await Promise.all([submit(office, change), submit(office, foreign)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});
