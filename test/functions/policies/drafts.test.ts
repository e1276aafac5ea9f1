import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { localities } from '../../../shared/policy/routes/index.ts';
import { keys } from '../../../shared/records/keys.ts';
import { policyDigest } from '../../../shared/zone/published-policy.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { cook, register, scientist, submitted } from '../../office/walk.ts';
import { draftSteps, higher, pointsDraft, published, written } from './drafts-of-policies.ts';

let office: Office;
let steps: ReturnType<typeof draftSteps>;
beforeEach(async () => {
  office = await openOffice();
  steps = draftSteps(office);
});
afterEach(() => office.close());

const codeOf = ({ status, body }: { status: number; body: { type?: string } }) => [
  status,
  String(body.type).split(':').at(-1),
];
const created = async (who: 'supervisor' | 'admin' = 'supervisor') => (await steps.create(who)).body;
/** A draft that was rehearsed to the end. */
const rehearsed = async () => {
  const { id } = await created();
  return (await steps.rehearse('supervisor', id)).body;
};

describe('a draft', () => {
  test('is kept with who wrote it, why, on what it is based and what it would be called', async () => {
    const answer = await steps.create();
    expect(answer.status).toBe(201);
    expect(answer.headers.etag).toBe('"1"');
    const content = pointsDraft(higher);
    const points = { ...content.points, effectiveFrom: '2027-01-01', status: 'in-use' };
    expect(answer.body).toMatchObject({
      title: 'Points for 2027',
      state: 'draft',
      version: 1,
      revision: 1,
      names: { points: 'points-2027' },
      digest: policyDigest({ points }),
      effectiveFrom: '2027-01-01',
      basedOn: { points: 'interim-2017', routes: expect.stringMatching(/^national-2017\/beijing\//) },
      authors: [people.supervisor.subject],
      createdAt: '2026-11-23T02:00:00.000Z',
      content: { points },
      written: { revision: 1, by: people.supervisor.subject, reason: 'Fewer reach A by points alone.' },
    });
    expect(await steps.read(answer.body.id)).toEqual(answer.body);
    const { items } = (await office.ask('admin', 'GET /api/policy-drafts')).body;
    expect(items).toMatchObject([{ id: answer.body.id, title: 'Points for 2027' }]);
    expect(items[0].content).toBeUndefined();
  });

  test('is refused with everything that is wrong with it: its shape, its rules, its name and its day', async () => {
    const wrong = pointsDraft(({ thresholds, items }) => {
      thresholds[0].atLeast = 50;
      items[0].rows[0].points = 5000;
    });
    const shape = await steps.create('supervisor', written({ content: wrong, effectiveFrom: 'soon' }));
    expect(shape.status).toBe(400);
    expect(shape.body.problems.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['content.points.items.0.rows.0.points', 'effectiveFrom']),
    );
    const name = pointsDraft(() => {}, 'interim-2017');
    const rules = await steps.create('supervisor', written({ content: name, effectiveFrom: '2026-11-23' }));
    expect(rules.body.problems).toMatchObject([
      { path: 'effectiveFrom', code: 'in-the-past' },
      { path: 'content.points.id', code: 'name-taken' },
    ]);
    expect((await steps.create('supervisor', written({ content: {} }))).body.problems).toMatchObject([
      { path: 'content', code: 'no-draft' },
    ]);
    expect((await office.ask('admin', 'GET /api/policy-drafts')).body.items).toEqual([]);
  });

  test('is begun once by a repeated request, and another body under the same key is refused', async () => {
    const headers = { 'Idempotency-Key': 'draft-1' };
    const first = await steps.create('supervisor', written(), headers);
    const again = await steps.create('supervisor', written(), headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await steps.create('supervisor', written({ title: 'Another' }), headers);
    expect(codeOf(other)).toEqual([422, 'key-reused']);
    expect((await office.ask('admin', 'GET /api/policy-drafts')).body.items).toHaveLength(1);
  });

  test('is changed only by whoever has seen it as it stands, and keeps every content it had', async () => {
    const { id } = await created();
    const body = written({ content: pointsDraft(({ thresholds }) => thresholds.splice(0, 1)), reason: 'No A.' });
    expect((await steps.save('admin', id, undefined, body)).body.problems).toMatchObject([{ path: 'version' }]);
    const changed = await steps.save('admin', id, 1, body);
    expect(changed.body).toMatchObject({
      version: 2,
      revision: 2,
      authors: [people.supervisor.subject, people.admin.subject],
      written: { revision: 2, by: people.admin.subject, reason: 'No A.' },
    });
    const late = await steps.save('supervisor', id, 1, body);
    expect(codeOf(late)).toEqual([409, 'version-conflict']);
    expect(late.body.current).toMatchObject({ version: 2, revision: 2 });
    const former = await steps.read(id, { revision: '1' });
    expect([former.content.points.thresholds.length, former.written.by]).toEqual([2, people.supervisor.subject]);
    const none = await office.ask('admin', `GET /api/policy-drafts/${id}`, { query: { revision: '3' } });
    expect(none.status).toBe(404);
  });

  test('changed by two at the same moment is changed by one', async () => {
    const { id } = await created();
    const answers = await Promise.all([
      steps.save('admin', id, 1, written({ title: 'One' })),
      steps.save('supervisor', id, 1, written({ title: 'Two' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await steps.read(id)).revision).toBe(2);
  });

  test('is nothing for anybody but supervisors and administrators', async () => {
    const { id } = await created();
    for (const who of ['employer', 'applicant', 'front', 'back', 'decider', 'inspector'] as const) {
      expect((await steps.create(who)).status, who).toBe(403);
      expect((await office.ask(who, `GET /api/policy-drafts/${id}`)).status, who).toBe(403);
      expect((await steps.approve(who, id, 1)).status, who).toBe(403);
      expect((await office.ask(who, 'GET /api/policy-drafts')).status, who).toBe(403);
      expect((await office.ask(who, 'GET /api/zone-file')).status, who).toBe(403);
    }
    expect((await office.ask(undefined, `GET /api/policy-drafts/${id}`)).status).toBe(401);
    expect((await office.ask('admin', `GET /api/policy-drafts/${'x'.repeat(24)}`)).status).toBe(404);
  });

  test('keeps a chain of what happened to it', async () => {
    const { id } = await created();
    await steps.save('admin', id, 1);
    await steps.withdraw('supervisor', id, 2);
    expect(await steps.history(id)).toMatchObject([
      { type: 'withdrawn', by: people.supervisor.subject, reason: 'Not needed.' },
      { type: 'edited', by: people.admin.subject, revision: 2 },
      { type: 'created', by: people.supervisor.subject, revision: 1, effectiveFrom: '2027-01-01' },
    ]);
    const events = (await office.items()).filter(
      ({ pk, sk }) => pk === keys.policyDraft(id).pk && sk.startsWith('EVENT#'),
    );
    expect(events.map(({ previous }) => previous)).toEqual(['', events[0]?.hash, events[1]?.hash]);
    const gone = await steps.save('supervisor', id, 3);
    expect(codeOf(gone)).toEqual([409, 'conflict']);
  });
});

describe('a rehearsal of a draft', () => {
  test('keeps figures that the service counted, and no case', async () => {
    const employer = await register(office);
    const id = await submitted(office, employer, 'employer', scientist);
    await submitted(office, employer, 'employer', cook);
    const { id: draft } = await created();
    const { status, body } = await steps.rehearse('admin', draft);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 2,
      rehearsal: {
        revision: 1,
        by: people.admin.subject,
        complete: true,
        looked: 2,
        withoutScore: 0,
        noRow: 0,
        notAssessed: 0,
      },
    });
    const asked = await office.ask('supervisor', 'POST /api/rehearsals', { body: { policy: pointsDraft(higher) } });
    expect(body.rehearsal.moves).toEqual(asked.body.moves);
    const kept = (await office.items()).filter(({ pk }) => pk === keys.policyDraft(draft).pk);
    expect(JSON.stringify(kept)).not.toContain(id);
    const readings = (await office.items()).filter(
      ({ what, by }) => what === 'rehearsal' && by === people.admin.subject,
    );
    expect(readings).toMatchObject([{ id: 'points-2027' }]);
  });

  test('that is complete is not counted again unless somebody asks for it', async () => {
    const { id } = await rehearsed();
    const again = await steps.rehearse('admin', id);
    expect(again.body).toMatchObject({ version: 2, rehearsal: { by: people.supervisor.subject } });
    office.clock.advance(60_000);
    const anew = await steps.rehearse('admin', id, { again: true });
    expect(anew.body).toMatchObject({ version: 3, rehearsal: { by: people.admin.subject, complete: true } });
  });

  test('goes on where it stopped when there are more cases than one request looks at', async () => {
    const head = {
      ...keys.application('x'),
      stage: 'review',
      procedure: 'new-permit',
      createdAt: '2026-11-20T00:00:00.000Z',
    };
    for (let index = 0; index < 320; index++) {
      const id = `${String(index).padStart(3, '0')}${'q'.repeat(21)}`;
      await office.table.put({
        ...head,
        ...keys.application(id),
        id,
        version: 1,
        queuePk: 'QUEUE#review',
        queueSk: `2026-11-24T15:59:59.999Z#${id}`,
      });
    }
    const { id } = await created();
    const first = (await steps.rehearse('supervisor', id)).body;
    expect(first).toMatchObject({ version: 1, rehearsal: { complete: false, withoutScore: 300 } });
    expect(codeOf(await steps.approve('admin', id, 1))).toEqual([409, 'conflict']);
    const both = await Promise.all([steps.rehearse('supervisor', id), steps.rehearse('admin', id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect((await steps.read(id)).rehearsal).toMatchObject({ complete: true, looked: 0, withoutScore: 320 });
  });

  test('of an earlier content is none of the present one', async () => {
    const { id, version } = await rehearsed();
    const { body } = await steps.save('supervisor', id, version);
    expect(body.rehearsal).toBeUndefined();
    expect((await steps.read(id, { revision: '1' })).rehearsal).toMatchObject({ revision: 1, complete: true });
  });
});

describe('an approval', () => {
  test('is given by somebody who wrote none of the draft, for the version that they have seen', async () => {
    const { id, version } = await rehearsed();
    expect(codeOf(await steps.approve('supervisor', id, version))).toEqual([403, 'two-officers']);
    expect((await steps.approve('admin', id)).body.problems).toMatchObject([{ path: 'version', code: 'missing' }]);
    expect(codeOf(await steps.approve('admin', id, version - 1))).toEqual([409, 'version-conflict']);
    const { body } = await steps.approve('admin', id, version);
    expect(body).toMatchObject({ state: 'approved', approval: { by: people.admin.subject } });
  });

  test('is not given by whoever wrote an earlier content, though another wrote the present one', async () => {
    const { id, version } = await rehearsed();
    const { body } = await steps.save('admin', id, version, written({ title: 'Mended' }));
    const { version: seen } = (await steps.rehearse('admin', id)).body;
    expect(seen).toBe(body.version + 1);
    for (const who of ['supervisor', 'admin'] as const) {
      expect(codeOf(await steps.approve(who, id, seen))).toEqual([403, 'two-officers']);
    }
  });

  test('needs a complete rehearsal of the present content', async () => {
    const { id, version } = await created();
    expect(codeOf(await steps.approve('admin', id, version))).toEqual([409, 'conflict']);
  });

  test('ends with every change, be it of a word', async () => {
    const { id, version } = await rehearsed();
    const approved = (await steps.approve('admin', id, version)).body;
    const { body } = await steps.save('supervisor', id, approved.version, written({ title: 'Points for 2027.' }));
    expect([body.state, body.approval]).toEqual(['draft', undefined]);
    expect(codeOf(await steps.publish('supervisor', id, body.version))).toEqual([409, 'conflict']);
  });

  test('and a change at the same moment: one of them is told that the other was faster', async () => {
    const { id, version } = await rehearsed();
    const answers = await Promise.all([steps.approve('admin', id, version), steps.save('supervisor', id, version)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { state, revision } = await steps.read(id);
    expect(state === 'approved' ? revision : state).toBe(state === 'approved' ? 1 : 'draft');
  });

  test('is not given for a day that has come meanwhile', async () => {
    const { id, version } = await rehearsed();
    office.clock.set('2027-01-01T02:00:00.000Z');
    expect((await steps.approve('admin', id, version)).body.problems).toMatchObject([{ path: 'effectiveFrom' }]);
  });
});

describe('publishing', () => {
  test('makes the file that the zone takes in, with who did what, its day and its digest', async () => {
    const id = await published(office);
    const { publication } = await steps.read(id);
    const file = await steps.publication(id);
    expect(file.headers['content-disposition']).toBe('attachment; filename="policy-points-2027.json"');
    expect(file.body).toMatchObject({
      format: 'greenpath-policy/1',
      zone: 'etown',
      draft: id,
      authors: [people.supervisor.subject],
      approvedBy: people.admin.subject,
      publishedBy: people.supervisor.subject,
      effectiveFrom: '2027-01-01',
      replaces: { points: 'interim-2017', until: '2026-12-31' },
      names: { points: 'points-2027' },
      points: { id: 'points-2027', effectiveFrom: '2027-01-01', status: 'in-use' },
      sha256: publication.sha256,
    });
    expect(file.body.digests.points).toBe(policyDigest(file.body.points));
    expect(codeOf(await steps.save('supervisor', id, 4))).toEqual([409, 'conflict']);
    expect(codeOf(await steps.withdraw('supervisor', id, 4))).toEqual([409, 'conflict']);
  });

  test('has no file before, and an approval alone puts nothing into force', async () => {
    const { id, version } = await rehearsed();
    await steps.approve('admin', id, version);
    expect((await steps.publication(id)).status).toBe(404);
    const { points } = (await office.ask('admin', 'GET /api/policies/in-force')).body;
    expect(points.id).toBe('interim-2017');
  });

  test('is shown as not deployed, deployed ahead, in force and changed, by what the zone was deployed with', async () => {
    const id = await published(office);
    const deployedIn = async (other: Office) => {
      for (const item of (await office.items()).filter(({ pk }) => pk.startsWith('POLICYDRAFT')))
        await other.table.put(item);
      const [{ deployed }] = (await other.ask('admin', 'GET /api/policy-drafts')).body.items;
      return deployed;
    };
    const [before] = (await steps.read(id)).deployed;
    expect(before).toMatchObject({ part: 'points', name: 'points-2027', state: 'not-deployed' });
    const { points } = (await steps.publication(id)).body;
    const scoring = (table: typeof points) => {
      const { routes } = office.rules.scoringOn('2026-11-23');
      const interim = pointsPolicies['interim-2017'];
      if (!interim) throw new Error('there is no interim table');
      return { points: table, routes, before: [{ until: '2026-12-31', points: interim, routes }] };
    };
    for (const [start, state] of [
      ['2026-12-31T15:59:00.000Z', 'ahead'],
      ['2026-12-31T16:00:00.000Z', 'in-force'],
    ]) {
      const other = await openOffice({ start, scoring: scoring(points) });
      expect(await deployedIn(other)).toMatchObject([{ state, from: '2027-01-01', digest: before.digest }]);
      await other.close();
    }
    const changed = { ...points, thresholds: [{ ...points.thresholds[0], atLeast: 90 }, points.thresholds[1]] };
    const other = await openOffice({ scoring: scoring(changed) });
    expect(await deployedIn(other)).toMatchObject([{ state: 'differs' }]);
    await other.close();
  });

  test('of the routes of a place names their version', async () => {
    const locality = { ...structuredClone(localities.beijing), version: '2027' };
    const id = await published(office, written({ content: { locality } }));
    const { body } = await steps.publication(id);
    expect(body).toMatchObject({
      names: { locality: 'national-2017/beijing/2027' },
      replaces: { locality: expect.stringMatching(/^national-2017\/beijing\//) },
    });
    expect((await steps.read(id)).deployed).toMatchObject([{ part: 'locality', state: 'not-deployed' }]);
  });

  test('asked for twice is done once', async () => {
    const { id, version } = await rehearsed();
    const approved = (await steps.approve('admin', id, version)).body;
    const answers = await Promise.all([
      steps.publish('admin', id, approved.version),
      steps.publish('supervisor', id, approved.version),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
