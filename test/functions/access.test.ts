import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approvalRoutes } from '../../shared/contract/approval.ts';
import { courseRoutes } from '../../shared/contract/course.ts';
import { documentsRoutes } from '../../shared/contract/documents.ts';
import { employersRoutes } from '../../shared/contract/employers.ts';
import { followingRoutes } from '../../shared/contract/following.ts';
import { intakeRoutes } from '../../shared/contract/intake.ts';
import { lettersRoutes } from '../../shared/contract/letters.ts';
import type { Route } from '../../shared/contract/route.ts';
import { type Office, openOffice, type Who } from '../office/office.ts';
import { people } from '../office/people.ts';
import { draft, register, submitted } from '../office/walk.ts';

const routes: Route[] = [
  intakeRoutes,
  followingRoutes,
  employersRoutes,
  documentsRoutes,
  approvalRoutes,
  courseRoutes,
  lettersRoutes,
]
  .flatMap((table) => Object.values(table) as Route[])
  .filter(({ path }) => path.includes('/api/applications/{id}'));

/** A body that each route takes, so that only the access decides. */
const bodies: Record<string, object> = {
  addDocument: { kind: 'contract', contentType: 'application/pdf', bytes: 1000 },
  saveApplication: { entry: 'abroad' },
  decidePreliminaryReview: { decision: 'accept' },
  recommend: { recommendation: 'refuse' },
  conclude: { decision: 'approve' },
  pauseApplication: { kind: 'hearing', announcement: { zh: '听证', en: 'A hearing' }, until: '2026-12-31' },
  extendTime: { workingDays: 1, reason: { zh: '核实', en: 'To be checked' } },
  replyToIntention: { text: '说明' },
  reopenApplication: { basis: 'office-error', reason: { zh: '更正', en: 'A mistake' } },
};
const documentId = 'd'.repeat(24);

let office: Office;
let drafted: string;
let waiting: string;
let before: string;
beforeAll(async () => {
  office = await openOffice();
  const employerId = await register(office);
  drafted = await draft(office, employerId);
  waiting = await submitted(office, employerId);
  before = JSON.stringify((await office.items()).filter(({ pk }) => !pk.startsWith('READ#')));
});
afterAll(() => office.close());

const askFor = (who: Who, route: Route, id: string) => {
  const path = route.path.replace('{id}', id).replace('{documentId}', documentId);
  const body = bodies[route.name];
  return office.ask(who, `${route.method} ${path}`, body ? { body } : {});
};
const forRole = (role: string) => routes.filter(({ access }) => (access as readonly string[]).includes(role));
const named = (found: Route[]) => found.map((route) => [route.name, route] as const);

test.each(routes.map((route) => [route.name, route] as const))('%s is for signed-in people only', async (_, route) => {
  expect((await askFor(undefined, route, waiting)).status).toBe(401);
});

describe("another employer's application does not exist", () => {
  test.each(named(forRole('employer')))('for %s', async (_, route) => {
    for (const id of [drafted, waiting]) {
      const answer = await askFor('otherEmployer', route, id);
      expect([answer.status, answer.body]).toEqual([
        404,
        { type: 'urn:greenpath:problem:not-found', title: '未找到', status: 404 },
      ]);
    }
  });

  test('and is answered exactly like one that never was', async () => {
    const unknown = await office.ask('otherEmployer', `GET /api/applications/${'0'.repeat(24)}`);
    const foreign = await office.ask('otherEmployer', `GET /api/applications/${waiting}`);
    expect(foreign).toEqual(unknown);
  });

  test.each(['%00', 'x', 'HEAD', `${'a'.repeat(24)}%23`, 'A'.repeat(24)])('nor does %s', async (id) => {
    expect((await office.ask('employer', `GET /api/applications/${id}`)).status).toBe(404);
  });
});

describe("another applicant's application does not exist", () => {
  test.each(named(forRole('applicant')))('for %s', async (_, route) => {
    for (const who of [
      'otherApplicant',
      { ...people.applicant, email: undefined },
      { ...people.applicant, roles: ['inspector'] as const },
    ] satisfies Who[]) {
      expect((await askFor(who, route, waiting)).status).toBeOneOf([403, 404]);
    }
  });
});

describe('an officer', () => {
  test.each(named(forRole('front-officer')))('sees no draft, whatever is asked (%s)', async (_, route) => {
    expect((await askFor('front', route, drafted)).status).toBe(404);
  });

  test('sees it from its submission on', async () => {
    for (const who of ['front', 'back', 'decider', 'supervisor'] as const) {
      expect((await office.ask(who, `GET /api/applications/${waiting}`)).status).toBe(200);
    }
  });

  test('without a second factor sees nothing', async () => {
    const answer = await office.ask({ ...people.front, mfa: false }, `GET /api/applications/${waiting}`);
    expect([answer.status, answer.body.type]).toEqual([403, 'urn:greenpath:problem:second-factor-needed']);
  });

  test('whose role has ended does not learn which applications there are', async () => {
    const another = await openOffice();
    const employerId = await register(another);
    const ids = ['0'.repeat(24), await draft(another, employerId), await submitted(another, employerId)];
    const reason = { zh: '调离岗位', en: 'Moved to another office' };
    await another.ask('admin', 'POST /api/staff/front-li/end', { body: { role: 'front-officer', reason } });
    const [unknown, ...there] = await Promise.all(ids.map((id) => another.ask('front', `GET /api/applications/${id}`)));
    await another.close();
    expect([unknown?.status, unknown?.body.type]).toEqual([403, 'urn:greenpath:problem:role-ended']);
    for (const answer of there) expect(answer).toEqual(unknown);
  });

  test('who signed in as an employer too, without a second factor, sees no case that is not their own', async () => {
    const both = { ...people.front, roles: ['front-officer', 'employer'] as const, mfa: false };
    expect((await office.ask(both, `GET /api/applications/${waiting}`)).status).toBe(404);
  });

  test.each(['inspector', 'admin'] as const)('an %s reads no applications', async (who) => {
    expect((await office.ask(who, `GET /api/applications/${waiting}`)).status).toBe(403);
  });

  test('who reads an application is recorded, with the day, before it is shown', async () => {
    const readings = async () => (await office.items()).filter(({ pk }) => pk.startsWith('READ#'));
    const earlier = (await readings()).length;
    await office.ask('back', `GET /api/applications/${waiting}`);
    expect(await readings()).toHaveLength(earlier + 1);
    expect(await readings()).toContainEqual(
      expect.objectContaining({ pk: 'READ#2026-11-23', by: 'back-chen', what: 'application', id: waiting }),
    );
    await office.ask('employer', `GET /api/applications/${waiting}`);
    await office.ask('applicant', `GET /api/applications/${waiting}`);
    expect(await readings()).toHaveLength(earlier + 1);
  });

  test('is recorded also where an answer that refuses shows the application', async () => {
    const readings = async () =>
      (await office.items()).filter(({ pk, by }) => pk.startsWith('READ#') && by === 'decider-ma');
    const path = `POST /api/applications/${waiting}/conclude`;
    const refused = await office.ask('otherDecider', path, { body: { decision: 'approve' } });
    expect([refused.status, refused.body.current.id]).toEqual([409, waiting]);
    expect(await readings()).toHaveLength(1);
  });

  test('is shown nothing at all when the reading cannot be recorded', async () => {
    office.hooks.before = (operation, body) => {
      if (operation === 'PutItem' && JSON.stringify(body).includes('READ#')) throw new Error('the table is full');
    };
    const answer = await office.ask('back', `GET /api/applications/${waiting}`);
    office.hooks.before = undefined;
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('SPECIMEN');
  });
});

describe('the applicant', () => {
  test('is whoever signed in with the verified address that the form names, in whatever case', async () => {
    const answer = await office.ask('applicant', `GET /api/applications/${waiting}`);
    expect([answer.status, answer.body.stage]).toEqual([200, 'preliminary-review']);
    const upper = { ...people.applicant, email: people.applicant.email?.toUpperCase() ?? '' };
    expect((await office.ask(upper, `GET /api/applications/${waiting}`)).status).toBe(200);
  });

  test('sees neither who works on the case nor who else they might be', async () => {
    const { body } = await office.ask('applicant', `GET /api/applications/${waiting}`);
    expect(body).not.toHaveProperty('claimedBy');
    expect(body).not.toHaveProperty('possiblySamePerson');
    expect(body).not.toHaveProperty('evidenceNeeded');
    const officer = await office.ask('front', `GET /api/applications/${waiting}`);
    expect(officer.body).toHaveProperty('evidenceNeeded');
  });

  test('may fill in the form but neither submit, recall, withdraw nor discard', async () => {
    const saved = await office.ask('applicant', `PATCH /api/applications/${drafted}`, {
      body: { entry: 'inside-china' },
    });
    expect([saved.status, saved.body.form.entry]).toEqual([200, 'inside-china']);
    for (const action of ['submit', 'recall', 'withdraw']) {
      expect((await office.ask('applicant', `POST /api/applications/${waiting}/${action}`)).status).toBe(403);
    }
    expect((await office.ask('applicant', `DELETE /api/applications/${drafted}`)).status).toBe(403);
    await office.ask('employer', `PATCH /api/applications/${drafted}`, { body: { entry: 'abroad' } });
  });
});

test('none of the refused requests has changed anything', async () => {
  const changed = (await office.items())
    .filter(({ pk }) => !pk.startsWith('READ#'))
    .map((item) => (item.sk === 'FORM' && item.pk.endsWith(drafted) ? { ...item, revision: 0 } : item));
  expect(JSON.stringify(changed)).toBe(before);
});
