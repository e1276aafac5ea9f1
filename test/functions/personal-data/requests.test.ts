import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseTargets } from '../../../infra/personal-data/erase-run.ts';
import { changeDataRequest, readDataRequest } from '../../../shared/records/data-request.ts';
import { keys } from '../../../shared/records/keys.ts';
import { fingerprint } from '../../../shared/records/table.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { type Person, people } from '../../office/people.ts';
import { draft, engineer, register, waitingIn } from '../../office/walk.ts';
import { openShelf } from './erasing.ts';

let office: Office;
let employer: string;
const secondSupervisor: Person = { ...people.supervisor, subject: 'another-supervisor' };
beforeEach(async () => {
  office = await openOffice();
  employer = await register(office);
});
afterEach(() => office.close());

const answer = { zh: '已依保存规则处理', en: 'Dealt with by the rules of retention' };
const everyPart = async (who: keyof typeof people) => {
  const parts = [];
  for (let part: string | undefined = ''; part !== undefined; ) {
    const { status, body }: Awaited<ReturnType<Office['ask']>> = await office.ask(who, 'GET /api/my-data/export', {
      query: part ? { part } : {},
    });
    expect(status).toBe(200);
    parts.push(body);
    part = body.next;
  }
  return parts;
};

describe('a person signed in', () => {
  it('sees what is held, why, how long, and gets a copy of everything with links to the documents', async () => {
    const id = await waitingIn(office, 'issued', employer);
    await office.follow();
    const { body } = await office.ask('applicant', 'GET /api/my-data');
    const kinds = body.held.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['application', 'permit', 'register', 'notices', 'readings']));
    for (const line of body.held) expect(line.why.zh && line.basis.en && line.kept.en).toBeTruthy();

    const parts = await everyPart('applicant');
    const whole = Object.assign({}, ...parts);
    expect(parts.map(({ part }) => part)).toEqual(['overview', 'applications', 'readings']);
    expect(whole.applications[0]).toMatchObject({ id, form: { applicant: engineer.form.applicant } });
    expect(whole.applications[0].documents.every(({ link }: { link?: string }) => link?.startsWith('https://'))).toBe(
      true,
    );
    expect(whole.permits[0]).toMatchObject({ name: expect.any(String), validTo: expect.any(String) });
    // Officers who worked on it read it, and are not named.
    expect(whole.readings.length).toBeGreaterThan(0);
    const text = JSON.stringify(parts);
    for (const officer of ['front', 'back', 'decider'] as const) expect(text).not.toContain(people[officer].subject);
    const today = new Date(office.clock.now()).toISOString().slice(0, 10);
    const { body: record } = await office.ask('supervisor', 'GET /api/readings', { query: { day: today } });
    expect(record.items.filter(({ what }: { what: string }) => what === 'personal-data')).toHaveLength(parts.length);
  });

  it('gets nothing of anybody else, and an employer gets no copy of its people', async () => {
    await waitingIn(office, 'issued', employer);
    const [overview] = await everyPart('otherApplicant');
    expect(overview).toMatchObject({ permits: [], cards: [], credit: [], visits: [], held: [] });
    expect((await office.ask('employer', 'GET /api/my-data/export')).status).toBe(403);
    expect((await office.ask('employer', 'GET /api/my-data')).status).toBe(403);
    expect((await office.ask(undefined, 'GET /api/my-data/export')).status).toBe(401);
    expect(
      (await office.ask('applicant', 'GET /api/my-data/export', { query: { part: 'readings:1999-01' } })).status,
    ).toBe(404);
  });
});

describe('a request for erasure', () => {
  const asked = async () =>
    (await office.ask('applicant', 'POST /api/my-data/requests', { body: { kind: 'erasure' } })).body;

  it('is proposed by one officer and decided by another, and its person is told with the remedy', async () => {
    const issued = await waitingIn(office, 'issued', employer);
    const begun = await draft(office, employer);
    await office.follow();
    const { id, dueOn } = await asked();
    expect(dueOn > '2026-11-23').toBe(true);
    const path = `/api/data-requests/${id}`;
    const shown = await office.ask('supervisor', `GET ${path}`);
    expect(shown.body.goes).toEqual(expect.arrayContaining([{ what: 'application', count: 1 }]));
    expect(shown.body.stays.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['application', 'permit', 'register', 'readings']),
    );

    const proposed = await office.ask('supervisor', `POST ${path}/propose`, { body: { outcome: 'granted', answer } });
    expect(proposed.body).toMatchObject({ state: 'proposed', next: ['send-back'] });
    expect((await office.ask('applicant', 'GET /api/my-data')).body.requests).toMatchObject([{ id, state: 'open' }]);
    const alone = await office.ask('supervisor', `POST ${path}/decide`);
    expect([alone.status, alone.body.type]).toEqual([403, expect.stringContaining('two-officers')]);
    const decided = await office.ask(secondSupervisor, `POST ${path}/decide`);
    expect(decided.body).toMatchObject({ state: 'decided', decision: { by: secondSupervisor.subject } });
    const own = (await office.ask('applicant', 'GET /api/my-data')).body.requests[0];
    expect(own).toMatchObject({
      state: 'decided',
      outcome: 'granted',
      answer,
      remedy: { en: expect.stringContaining('court') },
    });
    const inbox = await office.ask('applicant', 'GET /api/inbox');
    expect(inbox.body.items.map(({ kind }: { kind: string }) => kind)).toContain('data-request-decided');

    const targets = (await readDataRequest(office.table, id))?.targets ?? [];
    expect(targets).toEqual(expect.arrayContaining([{ what: 'application', id: begun }]));
    expect(targets).not.toContainEqual({ what: 'application', id: issued });
    const given = { table: office.table, shelf: openShelf([]).shelf, clock: office.clock, log: office.log.log };
    await eraseTargets(given, targets, { why: 'request', order: id, stillDue: async () => true });
    expect(await office.table.get(keys.form(begun))).toBeUndefined();
    expect((await office.ask('applicant', `GET /api/applications/${issued}`)).status).toBe(200);
  });

  it('cannot be decided by its proposer even in the write itself, nor dealt with by the person it is about', async () => {
    await draft(office, employer);
    const { id } = await asked();
    const path = `/api/data-requests/${id}`;
    const proposed = await readDataRequest(office.table, id);
    if (!proposed) throw new Error('nothing was asked');
    const at = '2026-11-23T02:00:00.000Z';
    const proposal = { by: people.supervisor.subject, at, outcome: 'granted', answer } as const;
    const next = await changeDataRequest(office.table, proposed, { state: 'proposed', proposal });
    const decision = { by: people.supervisor.subject, at };
    const alone = next.ok && (await changeDataRequest(office.table, next.value, { state: 'decided', decision }));
    expect(alone).toMatchObject({ ok: false });
    const self: Person = { ...people.supervisor, email: people.applicant.email };
    expect((await office.ask(self, `POST ${path}/propose`, { body: { outcome: 'granted', answer } })).status).toBe(403);
    for (const who of ['front', 'back', 'decider', 'employer', 'applicant'] as const) {
      expect((await office.ask(who, `GET ${path}`)).status, who).toBe(403);
    }
    const back = await office.ask('supervisor', `POST ${path}/send-back`, { body: { reason: '不同意' } });
    expect(back.body).toMatchObject({ state: 'open', sentBack: { reason: '不同意' }, next: ['propose'] });
  });

  it('that is refused says why, erases nothing and is over', async () => {
    const begun = await draft(office, employer);
    const { id } = await asked();
    const path = `/api/data-requests/${id}`;
    await office.ask('supervisor', `POST ${path}/propose`, { body: { outcome: 'refused', answer } });
    const decided = await office.ask(secondSupervisor, `POST ${path}/decide`);
    expect(decided.body).toMatchObject({ state: 'carried-out', carriedOut: { erased: 0 } });
    expect((await readDataRequest(office.table, id))?.targets).toBeUndefined();
    expect(await office.table.get(keys.form(begun))).toBeDefined();
  });

  it('waits at most five at a time, and the same request twice is one', async () => {
    const twice = { body: { kind: 'erasure' }, headers: { 'idempotency-key': 'one' } };
    const [one, other] = [
      await office.ask('applicant', 'POST /api/my-data/requests', twice),
      await office.ask('applicant', 'POST /api/my-data/requests', twice),
    ];
    expect(one.body.id).toBe(other.body.id);
    for (let more = 0; more < 4; more++) await asked();
    const sixth = await office.ask('applicant', 'POST /api/my-data/requests', { body: { kind: 'correction' } });
    expect(sixth.status).toBe(409);
    const { items } = await office.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.dataRequestOf(fingerprint(String(people.applicant.email)), '', '').pk },
    });
    expect(items).toHaveLength(5);
  });
});

describe('an officer', () => {
  it('records a request on paper for a code of the register, and orders retention only with a colleague', async () => {
    const id = await waitingIn(office, 'issued', employer);
    const personId = String((await office.table.get(keys.application(id)))?.permitNumber);
    const onPaper = { kind: 'erasure', personId, receivedOn: '2026-11-20' };
    const recorded = await office.ask('supervisor', 'POST /api/data-requests', { body: onPaper });
    expect(recorded.body).toMatchObject({ from: 'paper', personId, state: 'open', dueOn: '2026-12-05' });
    const unknown = { ...onPaper, personId: 'ABCDEFGHJKMNPQRSTV', receivedOn: '2099-01-01' };
    const refused = await office.ask('supervisor', 'POST /api/data-requests', { body: unknown });
    expect(refused.body.problems.map(({ code }: { code: string }) => code)).toEqual(['unknown-person', 'too-late']);

    const order = await office.ask('supervisor', 'POST /api/data-requests', {
      body: { kind: 'retention', upTo: '2026-11-23' },
    });
    expect(order.body).toMatchObject({ from: 'zone', state: 'proposed', next: ['send-back'] });
    const path = `/api/data-requests/${order.body.id}`;
    expect((await office.ask('supervisor', `POST ${path}/decide`)).status).toBe(403);
    expect((await office.ask(secondSupervisor, `POST ${path}/decide`)).body.state).toBe('decided');
    const listed = await office.ask('supervisor', 'GET /api/data-requests');
    expect(listed.body.items.map(({ from }: { from: string }) => from).sort()).toEqual(['paper', 'zone']);
  });
});
