import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cursorOf } from '../../../shared/http/cursor.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import {
  completeDraft,
  draft,
  engineer,
  give,
  read,
  register,
  scientist,
  steps,
  submitted,
} from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const create = (body: object, headers: Record<string, string> = {}, who: Who = 'employer') =>
  office.ask(who, 'POST /api/applications', { body, headers });
const problemsOf = (answer: { body: { problems: { path: string; code: string }[] } }) =>
  answer.body.problems.map(({ path, code }) => [path, code]);
const codeOf = (answer: { status: number; body: { type: string } }) => [
  answer.status,
  answer.body.type.replace('urn:greenpath:problem:', ''),
];
const locks = async () =>
  (await office.items()).filter(({ pk }) => pk.startsWith('OPEN#')).map(({ applicationId }) => applicationId);

describe('beginning an application', () => {
  test('keeps what was entered and says what is still to be done', async () => {
    const { status, headers, body } = await create(engineer.form);
    expect(status).toBe(201);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({
      stage: 'draft',
      version: 1,
      procedure: 'new-permit',
      employer: { id: employerId, name: engineer.employer.name },
      category: 'B',
      assessment: { total: 62 },
      next: [{ action: 'submit' }, { action: 'save' }, { action: 'discard' }],
    });
    expect(body.form.applicant).toEqual(engineer.form.applicant);
    expect(body.checklist.map(({ kind }: { kind: string }) => kind)).toEqual(engineer.documents);
    expect(body).not.toHaveProperty('clock');
  });

  test('needs no employer named by the handler of one, and one named by the handler of two', async () => {
    expect((await create({ procedure: 'new-permit' })).status).toBe(201);
    await register(office, 'employer', scientist);
    expect(problemsOf(await create({ procedure: 'new-permit' }))).toEqual([['employerId', 'missing']]);
    expect((await create({ procedure: 'new-permit', employerId })).status).toBe(201);
  });

  test.each([
    ['a procedure that the zone does not handle', { procedure: 'time-travel' }, ['procedure', 'not-an-option']],
    [
      'a commitment to no material',
      { procedure: 'new-permit', commitments: ['nonsense'] },
      ['commitments.nonsense', 'not-an-option'],
    ],
    [
      'a later supply of no material',
      { procedure: 'new-permit', supplyLater: ['nonsense'] },
      ['supplyLater.nonsense', 'not-an-option'],
    ],
    [
      'an answer to no question',
      { procedure: 'new-permit', answers: { nonsense: 'yes' } },
      ['answers.nonsense', 'not-an-option'],
    ],
    [
      'a field that does not exist',
      { procedure: 'new-permit', applicant: { salary: 1 } },
      ['applicant.salary', 'unknown-field'],
    ],
  ])('with %s is refused', async (_, body, found) => {
    const answer = await create(body);
    expect([answer.status, problemsOf(answer)]).toEqual([400, [found]]);
  });

  test('for an employer of somebody else is refused, and so is one that does not exist', async () => {
    const foreign = await create({ procedure: 'new-permit', employerId }, {}, 'otherEmployer');
    const nobody = await create({ procedure: 'new-permit', employerId: 'x' }, {}, 'otherEmployer');
    expect(problemsOf(foreign)).toEqual([['employerId', 'not-an-option']]);
    expect(foreign.body).toEqual(nobody.body);
  });

  test('twice with the same Idempotency-Key begins one and answers the same', async () => {
    const headers = { 'Idempotency-Key': 'begin-1' };
    const [first, again] = await Promise.all([create(engineer.form, headers), create(engineer.form, headers)]);
    expect(again).toEqual(first);
    expect((await office.ask('employer', 'GET /api/applications')).body.items).toHaveLength(1);
    const other = await create(engineer.form, { 'Idempotency-Key': 'begin-2' });
    expect(other.body.id).not.toBe(first.body.id);
  });

  test('with the key of a request for another employer, or of a draft since discarded, is refused', async () => {
    const headers = { 'Idempotency-Key': 'begin-1' };
    const first = await create({ ...engineer.form, employerId }, headers);
    const otherId = await register(office, 'employer', scientist);
    expect(codeOf(await create({ ...engineer.form, employerId: otherId }, headers))).toEqual([422, 'key-reused']);
    await office.ask('employer', `DELETE /api/applications/${first.body.id}`);
    expect(codeOf(await create({ ...engineer.form, employerId }, headers))).toEqual([409, 'conflict']);
  });
});

describe('the list of applications', () => {
  const list = (query: Record<string, string> = {}, who: Who = 'employer') =>
    office.ask(who, 'GET /api/applications', { query });

  /** Begins some drafts, one every minute. */
  const several = async (count: number, body: object = {}) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      office.clock.advance(60_000);
      ids.unshift((await create({ procedure: 'new-permit', employerId, ...body })).body.id);
    }
    return ids;
  };

  test('is walked page by page, newest first, each application once', async () => {
    const ids = await several(7);
    const found: string[] = [];
    let query: Record<string, string> = { limit: '3' };
    for (let pages = 0; pages < 5; pages++) {
      const { status, body } = await list(query);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(3);
      found.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.next) break;
      query = { limit: '3', cursor: body.next };
    }
    expect(found).toEqual(ids);
  });

  test('shows the name, the stage and the version that a change has to name', async () => {
    const [id = ''] = await several(1, engineer.form);
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { entry: 'abroad' } });
    const { body } = await list();
    expect(body.items).toMatchObject([{ id, stage: 'draft', version: 2, applicantName: 'SPECIMEN, ELENA MARIA' }]);
    expect(body.items[0]).not.toHaveProperty('personId');
    expect(body.items[0]).not.toHaveProperty('form');
  });

  test('of an applicant holds the applications that name their verified address, of whatever employer', async () => {
    const id = await draft(office, employerId);
    const otherId = await register(office, 'otherEmployer', scientist);
    await draft(office, otherId, 'otherEmployer', scientist);
    const second = await create({ ...engineer.form, employerId: otherId }, {}, 'otherEmployer');
    const ids = (await list({}, 'applicant')).body.items.map((item: { id: string }) => item.id);
    expect(ids.sort()).toEqual([id, second.body.id].sort());
    expect((await list({}, { ...people.applicant, email: undefined })).body.items).toEqual([]);
  });

  test('follows the address when it is changed', async () => {
    const id = await draft(office, employerId);
    const body = { applicant: { email: people.otherApplicant.email } };
    await office.ask('employer', `PATCH /api/applications/${id}`, { body });
    expect((await list({}, 'applicant')).body.items).toEqual([]);
    expect((await list({}, 'otherApplicant')).body.items).toMatchObject([{ id }]);
  });

  test('of an employer that is not mine is empty', async () => {
    await several(1);
    expect((await list({ employerId }, 'otherEmployer')).body.items).toEqual([]);
    await register(office, 'otherEmployer', scientist);
    expect((await list({ employerId }, 'otherEmployer')).body.items).toEqual([]);
  });

  test('takes no cursor but its own', async () => {
    await several(4);
    const otherId = await register(office, 'otherEmployer', scientist);
    for (let index = 0; index < 3; index++)
      await create({ procedure: 'new-permit', employerId: otherId }, {}, 'otherEmployer');
    const theirs = (await list({ limit: '1' }, 'otherEmployer')).body.next;
    const place = `APPLICATION#2026-11-23T02:00:00.000Z#${'a'.repeat(24)}`;
    const handMade = [
      { pk: `EMPLOYER#${otherId}`, sk: place },
      { pk: `EMPLOYER#${employerId}`, sk: 'EMPLOYER' },
      { pk: `EMPLOYER#${employerId}`, sk: '' },
      { pk: `EMPLOYER#${employerId}`, sk: place, queuePk: 'QUEUE#review', queueSk: 'x' },
      { pk: 'KEYS', sk: 'KEY#1' },
    ].map(cursorOf);
    for (const cursor of [theirs, ...handMade, 'nonsense', '%%%']) {
      const answer = await list({ cursor });
      expect([answer.status, answer.body.problems?.[0]?.path, answer.body.items]).toEqual([
        400,
        'query.cursor',
        undefined,
      ]);
    }
  });

  test('with a cursor of its own list that was moved by hand never leaves the list', async () => {
    await several(2);
    const otherId = await register(office, 'otherEmployer', scientist);
    await create({ procedure: 'new-permit', employerId: otherId }, {}, 'otherEmployer');
    const far = { pk: `EMPLOYER#${employerId}`, sk: `APPLICATION#2999-01-01T00:00:00.000Z#${'z'.repeat(24)}` };
    const { status, body } = await list({ cursor: cursorOf(far) });
    expect([status, body.items.length]).toEqual([200, 2]);
  });
});

describe('saving a form', () => {
  test('changes what is named, clears what is null, keeps the rest, and moves the version', async () => {
    const id = await draft(office, employerId);
    const body = { applicant: { chineseName: null, passport: { number: 'u7654321' } }, facts: { hsk: 4 } };
    const answer = await office.ask('employer', `PATCH /api/applications/${id}`, { body });
    expect([answer.status, answer.headers.etag, answer.body.version]).toEqual([200, '"2"', 2]);
    const { applicant, facts } = answer.body.form;
    expect(applicant).not.toHaveProperty('chineseName');
    expect(applicant.passport).toEqual({ ...engineer.form.applicant.passport, number: 'U7654321' });
    expect(facts).toEqual({ ...engineer.form.facts, hsk: 4 });
    expect(answer.body.assessment.total).toBe(63);
  });

  test('on a version that is not the latest is refused with the latest, by header or by body', async () => {
    const id = await draft(office, employerId);
    const save = (headers: Record<string, string>, body: object) =>
      office.ask('employer', `PATCH /api/applications/${id}`, { headers, body });
    expect((await save({ 'If-Match': '"1"' }, { entry: 'abroad' })).status).toBe(200);
    const byHeader = await save({ 'If-Match': '"1"' }, { entry: 'inside-china' });
    const byBody = await save({}, { entry: 'inside-china', version: 1 });
    for (const answer of [byHeader, byBody]) {
      expect(codeOf(answer)).toEqual([409, 'version-conflict']);
      expect(answer.body.current).toMatchObject({ version: 2, form: { entry: 'abroad' } });
    }
    expect((await save({}, { entry: 'inside-china', version: 2 })).body.version).toBe(3);
  });

  test('two at once keep one and tell the other, even without a version', async () => {
    const id = await draft(office, employerId);
    const answers = await Promise.all(
      ['abroad', 'inside-china'].map((entry) =>
        office.ask('employer', `PATCH /api/applications/${id}`, { body: { entry } }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won.length).toBeGreaterThanOrEqual(1);
    for (const answer of answers) expect(answer.status).toBeOneOf([200, 409]);
    const { form } = await read(office, 'employer', id);
    expect(won.map(({ body }) => body.form.entry)).toContain(form.entry);
  });

  test('of a submitted application is refused with its present state', async () => {
    const id = await submitted(office, employerId);
    for (const who of ['employer', 'applicant'] as const) {
      const answer = await office.ask(who, `PATCH /api/applications/${id}`, { body: { entry: 'inside-china' } });
      expect([...codeOf(answer), answer.body.current.stage]).toEqual([409, 'conflict', 'preliminary-review']);
    }
  });

  test('never adds a commitment that the procedure does not know', async () => {
    const id = await draft(office, employerId);
    const answer = await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: { commitments: ['nonsense'] },
    });
    expect(problemsOf(answer)).toEqual([['commitments.nonsense', 'not-an-option']]);
  });
});

describe('discarding a draft', () => {
  test('takes it away for everybody', async () => {
    const id = await draft(office, employerId);
    expect((await office.ask('employer', `DELETE /api/applications/${id}`)).status).toBe(204);
    expect((await office.ask('employer', `GET /api/applications/${id}`)).status).toBe(404);
    expect((await office.ask('applicant', 'GET /api/applications')).body.items).toEqual([]);
    expect((await office.ask('employer', `DELETE /api/applications/${id}`)).status).toBe(404);
  });

  test('on another version than it has is refused', async () => {
    const id = await draft(office, employerId);
    const answer = await office.ask('employer', `DELETE /api/applications/${id}`, { headers: { 'If-Match': '"9"' } });
    expect(codeOf(answer)).toEqual([409, 'version-conflict']);
  });

  test('is refused once it was submitted, also when it was taken back', async () => {
    const id = await submitted(office, employerId);
    expect(codeOf(await office.ask('employer', `DELETE /api/applications/${id}`))).toEqual([409, 'conflict']);
    await office.ask('employer', `POST /api/applications/${id}/recall`);
    expect(codeOf(await office.ask('employer', `DELETE /api/applications/${id}`))).toEqual([409, 'conflict']);
    expect((await read(office, 'employer', id)).stage).toBe('draft');
  });
});

describe('submitting', () => {
  const submit = (id: string, headers: Record<string, string> = {}, body?: object) =>
    office.ask('employer', `POST /api/applications/${id}/submit`, { headers, ...(body ? { body } : {}) });

  test('an empty draft names every gap at once and changes nothing', async () => {
    const { body } = await create({ procedure: 'new-permit' });
    const answer = await submit(body.id);
    expect(codeOf(answer)).toEqual([422, 'incomplete-application']);
    const paths = problemsOf(answer).map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'entry',
        'applicant.familyName',
        'applicant.passport.number',
        'post.contractTo',
        'facts.annualSalary',
        'facts.education',
        'document.photo',
        'document.contract',
        'document.passport',
      ]),
    );
    expect(new Set(paths).size).toBe(paths.length);
    for (const { text } of answer.body.problems)
      expect(text).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
    expect((await read(office, 'employer', body.id)).version).toBe(1);
    expect(await locks()).toEqual([]);
  });

  test('starts the clock, promises a day, gives a number to quote, and closes the form', async () => {
    const id = await completeDraft(office, employerId);
    const { status, body } = await submit(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      stage: 'preliminary-review',
      version: 2,
      category: 'B',
      clock: {
        stage: 'preliminary-review',
        startedAt: '2026-11-23T02:00:00.000Z',
        dueAt: '2026-11-24T15:59:59.999Z',
        promisedOn: '2026-11-27',
        ceilingOn: '2026-11-30',
        provisional: false,
        late: false,
      },
      next: [{ action: 'recall' }, { action: 'withdraw' }],
    });
    expect(body.receiptNumber).toMatch(/^ETOWN-20261123-[0-9A-Z]{5,8}$/);
    expect(body.checklist.every(({ state }: { state: string }) => state === 'uploaded')).toBe(true);
  });

  test('twice, or twice at once, with the same Idempotency-Key submits once and answers the same', async () => {
    const id = await completeDraft(office, employerId);
    const headers = { 'Idempotency-Key': 'submit-1', 'If-Match': '"1"' };
    const [first, second] = await Promise.all([submit(id, headers), submit(id, headers)]);
    const third = await submit(id, headers);
    expect([first?.status, second?.status, third.status]).toEqual([200, 200, 200]);
    expect([second?.body, third.body]).toEqual([first?.body, first?.body]);
    expect((await readEvents(office.table, id)).map(({ type }) => type)).toEqual(['created', 'submitted']);
    await office.machine.settle();
    expect(office.machine.names()).toEqual([`${id}-1`]);
  });

  test('again without a key is a conflict that shows where it stands', async () => {
    const id = await submitted(office, employerId);
    const answer = await submit(id);
    expect([...codeOf(answer), answer.body.current.stage]).toEqual([409, 'conflict', 'preliminary-review']);
  });

  test('another version than the one that was looked at is refused', async () => {
    const id = await completeDraft(office, employerId);
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { entry: 'abroad' } });
    expect(codeOf(await submit(id, {}, { version: 1 }))).toEqual([409, 'version-conflict']);
    expect((await submit(id, {}, { version: 2 })).status).toBe(200);
  });

  test('while somebody saves does not submit what nobody looked at', async () => {
    const id = await completeDraft(office, employerId);
    const [saved, sent] = await Promise.all([
      office.ask('applicant', `PATCH /api/applications/${id}`, { body: { post: { title: null } } }),
      submit(id),
    ]);
    const { stage, form } = await read(office, 'employer', id);
    if (stage === 'preliminary-review')
      expect([saved?.status, form.post.title]).toEqual([409, engineer.form.post.title]);
    else expect([saved?.status, sent?.status]).toEqual([200, 409]);
  });

  test('with a passport that has run out and an applicant too young names both', async () => {
    const id = await completeDraft(office, employerId);
    await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: {
        applicant: { birthDate: '2010-01-01', passport: { expiresOn: '2026-11-22' } },
      },
    });
    const answer = await submit(id);
    expect(answer.status).toBe(422);
    expect(problemsOf(answer)).toEqual(
      expect.arrayContaining([
        ['applicant.birthDate', 'under-age'],
        ['applicant.passport.expiresOn', 'passport-expired'],
      ]),
    );
  });

  test('over the turn of a year without a calendar promises a provisional day and raises an alert', async () => {
    office.clock.set('2026-12-30T02:00:00.000Z');
    const id = await completeDraft(office, employerId);
    await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: { post: { contractFrom: '2027-02-01', contractTo: '2030-01-31' } },
    });
    const { body } = await submit(id);
    expect(body.clock).toMatchObject({ provisional: true, promisedOn: '2027-01-06' });
    expect(office.log.lines).toContainEqual({
      level: 'warn',
      code: 'calendar-unpublished',
      fields: { applicationId: id },
    });
  });
});

describe('one open application per person, employer and procedure', () => {
  const submit = (id: string, who: Who = 'employer') => office.ask(who, `POST /api/applications/${id}/submit`);

  test('a second one is refused and names the first', async () => {
    const first = await submitted(office, employerId);
    const second = await completeDraft(office, employerId);
    const answer = await submit(second);
    expect([...codeOf(answer), answer.body.current]).toEqual([409, 'conflict', { applicationId: first }]);
    expect((await read(office, 'employer', second)).stage).toBe('draft');
  });

  test('two at once: one is submitted', async () => {
    const ids = [await completeDraft(office, employerId), await completeDraft(office, employerId)];
    const answers = await Promise.all(ids.map((id) => submit(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await locks()).toHaveLength(1);
  });

  test('another employer may apply for the same person, and this one for another', async () => {
    await submitted(office, employerId);
    const otherId = await register(office, 'otherEmployer', scientist);
    expect((await submit(await completeDraft(office, otherId, 'otherEmployer'), 'otherEmployer')).status).toBe(200);
    expect((await submit(await completeDraft(office, employerId, 'employer', scientist))).status).toBe(200);
  });

  test.each(['withdraw', 'recall'] as const)('after a %s the person may be applied for again', async (action) => {
    const first = await submitted(office, employerId);
    const second = await completeDraft(office, employerId);
    expect((await office.ask('employer', `POST /api/applications/${first}/${action}`)).status).toBe(200);
    expect((await submit(second)).status).toBe(200);
    expect(await locks()).toEqual([second]);
  });

  test('a recalled application that is withdrawn later does not open the lock of another', async () => {
    const first = await submitted(office, employerId);
    await office.ask('employer', `POST /api/applications/${first}/recall`);
    const second = await submitted(office, employerId);
    expect((await office.ask('employer', `POST /api/applications/${first}/withdraw`)).status).toBe(200);
    expect(await locks()).toEqual([second]);
    const third = await completeDraft(office, employerId);
    expect((await submit(third)).status).toBe(409);
  });

  test('nor does one that is submitted for another person', async () => {
    const first = await submitted(office, employerId);
    await office.ask('employer', `POST /api/applications/${first}/recall`);
    const second = await submitted(office, employerId);
    await office.ask('employer', `PATCH /api/applications/${first}`, {
      body: { applicant: { familyName: 'Other', passport: { number: 'U99999999' } } },
    });
    expect((await submit(first)).status).toBe(200);
    expect((await locks()).sort()).toEqual([first, second].sort());
  });

  const returned = async () => {
    const id = await submitted(office, employerId);
    const deficiency = {
      path: 'applicant.passport',
      code: 'wrong',
      text: { zh: '护照号码有误', en: 'The passport is wrong' },
    };
    const body = { decision: 'return', deficiencies: [deficiency] };
    expect((await office.ask('front', `POST /api/applications/${id}/preliminary-review`, { body })).status).toBe(200);
    await office.machine.settle();
    return id;
  };

  test('a returned application keeps its lock, also when it is submitted again', async () => {
    const first = await returned();
    const second = await completeDraft(office, employerId);
    expect((await submit(second)).status).toBe(409);
    await steps.submit(office, first);
    expect(await locks()).toEqual([first]);
    expect((await submit(second)).status).toBe(409);
  });

  test('a passport corrected after a return moves the lock to the right person', async () => {
    const first = await returned();
    await office.ask('employer', `PATCH /api/applications/${first}`, {
      body: { applicant: { familyName: 'Corrected', passport: { number: 'U88888888' } } },
    });
    await steps.submit(office, first);
    expect(await locks()).toEqual([first]);
    const second = await completeDraft(office, employerId);
    expect((await submit(second)).status).toBe(200);
  });
});

describe('taking an application back', () => {
  const recall = (id: string) => office.ask('employer', `POST /api/applications/${id}/recall`);

  test('opens its form again; it can be changed and submitted once more', async () => {
    const id = await submitted(office, employerId);
    const { body } = await recall(id);
    expect([body.stage, body.clock]).toEqual(['draft', undefined]);
    await office.machine.settle();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    const saved = await office.ask('employer', `PATCH /api/applications/${id}`, { body: { facts: { hsk: 4 } } });
    expect([saved.status, saved.body.assessment.total]).toEqual([200, 63]);
    await give(office, id, ['hsk-certificate']);
    const again = await steps.submit(office, id);
    expect([again.stage, again.version]).toEqual(['preliminary-review', 5]);
    expect(office.machine.waitingIn(`${id}-2`)).toBe('preliminary-review');
  });

  test('is refused while an officer has claimed it', async () => {
    const id = await submitted(office, employerId);
    await office.ask('front', `POST /api/applications/${id}/claim`);
    const answer = await recall(id);
    expect([...codeOf(answer), answer.body.current.stage]).toEqual([409, 'conflict', 'preliminary-review']);
    expect(answer.body.current).not.toHaveProperty('claimedBy');
    await office.ask('front', `POST /api/applications/${id}/release`);
    expect((await recall(id)).status).toBe(200);
  });

  test('is refused once it was accepted, and for a draft', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    expect((await recall(id)).body.current.stage).toBe('review');
    const fresh = await draft(office, employerId, 'employer', scientist);
    expect((await recall(fresh)).status).toBe(409);
  });
});

describe('withdrawing', () => {
  const withdraw = (id: string, body?: object) =>
    office.ask('employer', `POST /api/applications/${id}/withdraw`, body ? { body } : {});

  test('ends the case and its watch, and keeps the reason in the record only', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    const { status, body } = await withdraw(id, { reason: '申请人改变计划' });
    expect([status, body.stage, body.next]).toEqual([200, 'withdrawn', []]);
    await office.machine.settle();
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
    const events = await readEvents(office.table, id);
    expect(events.at(-1)).toMatchObject({ type: 'withdrawn', data: { reason: '申请人改变计划' } });
    expect(await locks()).toEqual([]);
  });

  test('a draft that was never submitted is refused: it can be discarded', async () => {
    const id = await draft(office, employerId);
    expect(codeOf(await withdraw(id))).toEqual([409, 'conflict']);
  });

  test('after the conclusion is too late', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    await steps.review(office, id);
    await steps.conclude(office, id);
    const answer = await withdraw(id);
    expect([answer.status, answer.body.current.stage]).toEqual([409, 'approved']);
  });

  test('and concluding at the same moment: one of them happens', async () => {
    const id = await submitted(office, employerId);
    await steps.accept(office, id);
    await steps.review(office, id);
    const answers = await Promise.all([
      withdraw(id),
      office.ask('decider', `POST /api/applications/${id}/conclude`, { body: { decision: 'approve' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the timeline', () => {
  test('tells the parties what happened and what was promised, and officers also who works on it', async () => {
    const id = await submitted(office, employerId);
    await office.ask('front', `POST /api/applications/${id}/claim`);
    await steps.accept(office, id);
    await steps.review(office, id);
    const types = async (who: Who) =>
      (await office.ask(who, `GET /api/applications/${id}/timeline`)).body.items.map(
        ({ type }: { type: string }) => type,
      );
    expect(await types('employer')).toEqual(['created', 'submitted', 'accepted']);
    expect(await types('applicant')).toEqual(['created', 'submitted', 'accepted']);
    expect(await types('back')).toEqual(['created', 'submitted', 'claimed', 'accepted', 'reviewed']);
    const { body } = await office.ask('applicant', `GET /api/applications/${id}/timeline`);
    expect(body.items[1]).toEqual({
      at: '2026-11-23T02:00:00.000Z',
      type: 'submitted',
      by: 'employer',
      text: { zh: expect.stringContaining('2026-11-27'), en: expect.stringContaining('2026-11-27') },
      promisedOn: '2026-11-27',
      letter: expect.stringMatching(/^ETOWN-20261123-[0-9A-Z]{8}-02$/),
    });
    expect(JSON.stringify(body)).not.toMatch(/front-li|employer-wang|subject/);
  });
});
