import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '../../shared/domain/time.ts';
import { readEvents } from '../../shared/records/application.ts';
import { type Answer, type Office, openOffice, type Who } from '../office/office.ts';
import { asks, begunOn, issuedPermit, moveTo } from '../office/permits.ts';
import { completeDraft, engineer, read, register, steps, submitted, waitingIn } from '../office/walk.ts';

// Whole cases are walked here; a busy machine needs its time.
vi.setConfig({ testTimeout: 30_000 });

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const text = { zh: '不清楚', en: 'Not clear' };
const act = (who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});

/** Everything but what a refused request may leave: who looked, who is in the register, an unused letterhead. */
const traces = /^(READ|PERSON|PASSPORT)#|LETTERHEAD#/;
const written = async () => JSON.stringify((await office.items()).filter(({ pk, sk }) => !traces.test(`${pk} ${sk}`)));

type Entry = { path: string; code: string; text: { zh: string; en: string }; remedy?: { zh: string; en: string } };

/** Asks for what must not be: the answer names the mistake, in both languages where it lists it, and nothing changes. */
async function refused(ask: () => Promise<Answer>): Promise<{ status: number; code: string; problems: Entry[] }> {
  const before = await written();
  const { status, body, headers } = await ask();
  expect(headers['content-type']).toMatch('application/problem+json');
  expect(await written()).toBe(before);
  const problems: Entry[] = body.problems ?? [];
  for (const one of problems) for (const said of [one.text.zh, one.text.en]) expect(said).not.toBe('');
  return { status, code: body.type.replace('urn:greenpath:problem:', ''), problems };
}
const named = ({ problems }: { problems: Entry[] }) => problems.map(({ path, code }) => `${path} ${code}`);

describe('an extension', () => {
  const drafted = async (day: (validTo: string) => string) => {
    const permit = await issuedPermit(office, employerId);
    moveTo(office, day(permit.validTo));
    return begunOn(office, 'extension', permit.number, asks.extension);
  };

  test('that is filed too early is refused with the day on which its window opens', async () => {
    const id = await drafted((validTo) => addDays(validTo, -200));
    const answer = await refused(() => act('employer', id, 'submit'));
    expect([answer.status, answer.code, named(answer)]).toEqual([
      422,
      'incomplete-application',
      ['permitNumber window-not-open'],
    ]);
    expect(`${answer.problems[0]?.text.en} ${answer.problems[0]?.remedy?.en}`).toContain('2028-08-24');
  });

  test('that is filed too late is refused with the last day that there was, and what can be done instead', async () => {
    const id = await drafted((validTo) => addDays(validTo, -10));
    const answer = await refused(() => act('employer', id, 'submit'));
    expect([answer.status, named(answer)]).toEqual([422, ['permitNumber window-closed']]);
    expect(answer.problems[0]?.text.en).toContain('2028-11-22');
    expect(answer.problems[0]?.remedy?.zh).not.toBe(undefined);
  });

  test.each(['suspend', 'revoke'])('of a permit that is in the wrong state is refused: %s', async (verb) => {
    const permit = await issuedPermit(office, employerId);
    moveTo(office, addDays(permit.validTo, -60));
    const id = await begunOn(office, 'extension', permit.number, asks.extension);
    const body = { reason: text };
    expect((await office.ask('supervisor', `POST /api/permits/${permit.number}/${verb}`, { body })).status).toBe(200);
    const answer = await refused(() => act('employer', id, 'submit'));
    expect([answer.status, named(answer)]).toEqual([422, ['permitNumber permit-state']]);
  });
});

test('a second open application of the same person, employer and procedure is refused and names the first', async () => {
  const first = await submitted(office, employerId);
  const second = await completeDraft(office, employerId);
  const before = await written();
  const answer = await act('employer', second, 'submit');
  expect([answer.status, answer.body.current]).toEqual([409, { applicationId: first }]);
  expect(await written()).toBe(before);
});

test('a second return that names an old deficiency is refused, and says what can be done instead', async () => {
  const id = await submitted(office, employerId);
  const back = (path: string) => ({ decision: 'return', deficiencies: [{ path, code: 'unclear', text }] });
  expect((await act('front', id, 'preliminary-review', back('post.duties'))).status).toBe(200);
  await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: '光学系统设计' } } });
  await steps.submit(office, id);
  const answer = await refused(() => act('front', id, 'preliminary-review', back('post.title')));
  expect([answer.status, answer.code, named(answer)]).toEqual([
    422,
    'one-complete-notice',
    ['deficiencies.0.path not-in-first-notice'],
  ]);
  expect(answer.problems[0]?.remedy?.en).toContain('Accept it, or refuse to accept it');
});

test.each([
  ['approve', {}],
  ['announce-refusal', { reasons: [{ code: 'not-qualified', rule: 'art. 38', text }] }],
])('a conclusion whose decider is the reviewer is refused: %s', async (decision, more) => {
  const id = await waitingIn(office, 'review', employerId);
  await steps.review(office, id, 'both');
  const answer = await refused(() => act('both', id, 'conclude', { decision, ...more }));
  expect([answer.status, answer.code]).toEqual([403, 'two-officers']);
});

test('an acceptance and a conclusion under an expired delegation are refused', async () => {
  const { delegation } = office.zone;
  await office.close();
  office = await openOffice({ zone: { delegation: { ...delegation, validTo: '2026-11-24' } } });
  employerId = await register(office);
  const conclusion = await waitingIn(office, 'conclusion', employerId);
  const passport = { ...engineer.form.applicant.passport, number: 'U55554444' };
  const other = {
    ...engineer,
    form: { ...engineer.form, applicant: { ...engineer.form.applicant, familyName: 'OTHER', passport } },
  };
  const waiting = await submitted(office, employerId, 'employer', other);
  moveTo(office, '2026-11-25');
  for (const [who, id, action, body] of [
    ['front', waiting, 'preliminary-review', { decision: 'accept' }],
    ['decider', conclusion, 'conclude', { decision: 'approve' }],
  ] as const) {
    const answer = await refused(() => act(who, id, action, body));
    expect([action, answer.status, answer.code]).toEqual([action, 403, 'outside-delegation']);
  }
});

test.each([
  ['without a list', {}, 'reasons missing'],
  ['with an empty list', { reasons: [] }, 'reasons too-few'],
  ['without the rule behind one', { reasons: [{ code: 'not-qualified', rule: '', text }] }, 'reasons.0.rule'],
  [
    'in one language only',
    { reasons: [{ code: 'not-qualified', rule: 'art. 38', text: { en: 'No' } }] },
    'reasons.0.text.zh missing',
  ],
])('a conclusion without reasons is refused, be it announced or decided: %s', async (_, more, problem) => {
  const id = await waitingIn(office, 'conclusion', employerId);
  for (const decision of ['announce-refusal', 'refuse']) {
    const answer = await refused(() => act('decider', id, 'conclude', { decision, ...more }));
    expect([answer.status, answer.code, named(answer)]).toEqual([
      400,
      'invalid-request',
      [expect.stringContaining(problem)],
    ]);
  }
});

test('a date in a year whose calendar is not published is provisional wherever it is said, and raises an alert', async () => {
  moveTo(office, '2026-12-30');
  const id = await submitted(office, employerId);
  const seen = await read(office, 'employer', id);
  expect(seen.clock).toMatchObject({ provisional: true, ceilingProvisional: true });
  expect((await readEvents(office.table, id)).at(-1)?.data).toMatchObject({ provisional: true });
  expect(office.log.codes()).toContain('calendar-unpublished');
  await steps.accept(office, id);
  expect((await read(office, 'employer', id)).clock.provisional).toBe(true);
});
