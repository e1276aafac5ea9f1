import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { localities } from '../../../shared/policy/routes/index.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { completeDraft, cook, read, register, scientist, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
const cases: Record<'review' | 'conclusion' | 'returned' | 'issued' | 'draft', string> = {
  review: '',
  conclusion: '',
  returned: '',
  issued: '',
  draft: '',
};

/** Another applicant of the same kind. */
const another = (sample: typeof cook, number: string) => ({
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      familyName: `${sample.form.applicant.familyName} ${number === '1' ? 'ONE' : 'TWO'}`,
      passport: { ...sample.form.applicant.passport, number: `U000000${number}` },
    },
  },
});

beforeAll(async () => {
  office = await openOffice();
  const employer = await register(office);
  cases.issued = await waitingIn(office, 'issued', employer);
  cases.review = await waitingIn(office, 'review', employer, another(scientist, '1'));
  cases.conclusion = await waitingIn(office, 'conclusion', employer, scientist);
  cases.returned = await submitted(office, employer, 'employer', another(cook, '2'));
  await office.ask('front', `POST /api/applications/${cases.returned}/preliminary-review`, {
    body: {
      decision: 'return',
      deficiencies: [{ path: 'post.duties', code: 'unclear', text: { zh: '不明确', en: 'Not clear' } }],
    },
  });
  cases.draft = await completeDraft(office, employer);
});
afterAll(() => office.close());

// biome-ignore lint/suspicious/noExplicitAny: a test changes a policy anywhere
const draft = (change: (policy: any) => void) => {
  const points = structuredClone(pointsPolicies['interim-2017']) as unknown as { id: string };
  points.id = 'points-2027';
  change(points);
  return { points };
};
/** A hundred and fifteen points for A, which nobody of these has, so that whoever reached A by points moves to B. */
const higher = draft(({ thresholds }) => {
  thresholds[0].atLeast = 115;
});
const rehearse = (body: object, who: Parameters<Office['ask']>[0] = 'supervisor') =>
  office.ask(who, 'POST /api/rehearsals', { body });

describe('a rehearsal over the open cases of a zone', () => {
  test('names who would move and why, and changes nothing', async () => {
    const cased = async () => (await office.items()).filter(({ pk }) => !pk.startsWith('READ#'));
    const before = await cased();
    const { status, body } = await rehearse({ policy: higher });
    expect(status).toBe(200);
    expect(body).toMatchObject({ looked: 3, withoutScore: 0, notAssessed: [], noRow: [] });
    const { receiptNumber } = await read(office, 'supervisor', cases.review);
    expect(body.movers).toContainEqual({
      applicationId: cases.review,
      receiptNumber,
      stage: 'review',
      on: '2026-11-23',
      before: expect.objectContaining({ policy: 'interim-2017', category: 'A' }),
      after: expect.objectContaining({ policy: 'points-2027', category: 'B' }),
      rows: [],
    });
    expect(body.moves).toEqual([{ from: 'A', to: 'B', cases: body.movers.length }]);
    expect(await cased()).toEqual(before);
  });

  test('looks at every case that waits for somebody, and at no draft and nothing closed', async () => {
    const nothing = draft(({ thresholds }) => thresholds.splice(0, 2, { ...thresholds[1], atLeast: 0 }));
    const { body } = await rehearse({ policy: nothing });
    const looked = body.movers.map(({ applicationId }: { applicationId: string }) => applicationId);
    expect(looked.sort()).toEqual([cases.review, cases.conclusion, cases.returned].sort());
  });

  test('goes on page after page until every case was looked at once', async () => {
    const nothing = draft(({ thresholds }) => thresholds.splice(0, 2, { ...thresholds[1], atLeast: 0 }));
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const { status, body } = await rehearse({ policy: nothing, limit: 1, ...(cursor ? { cursor } : {}) });
      expect(status).toBe(200);
      expect(body.looked).toBeLessThanOrEqual(1);
      seen.push(...body.movers.map(({ applicationId }: { applicationId: string }) => applicationId));
      cursor = body.next;
      pages += 1;
    } while (cursor && pages < 20);
    expect(seen.sort()).toEqual([cases.review, cases.conclusion, cases.returned].sort());
  });

  test('can be asked of one stage alone', async () => {
    const { body } = await rehearse({ policy: higher, stage: 'conclusion' });
    expect(body.looked).toBe(1);
  });

  test('tells the cases in which a value would have no row', async () => {
    const holes = draft(({ items }) => {
      const age = items.find(({ id }: { id: string }) => id === 'age');
      age.rows = age.rows.filter(({ id }: { id: string }) => id === 'age-over-60');
    });
    const { body } = await rehearse({ policy: holes });
    expect(body.noRow).toHaveLength(3);
    expect(body.noRow[0]).toMatchObject({ items: ['age'] });
  });

  test('tries the routes of a place as well', async () => {
    const locality = {
      ...structuredClone(localities.beijing),
      version: 'draft',
      salaryBases: [
        { validFrom: '2026-07-01', validTo: null, averageWage: 1000, source: 'invented', mark: 'not-found' },
      ],
    };
    const { body } = await rehearse({ policy: { locality } });
    expect(body.movers).toMatchObject([
      { applicationId: cases.returned, after: { category: 'A', routes: 'national-2017/beijing/draft' } },
    ]);
  });

  test('names nothing of a person', async () => {
    const { form } = await read(office, 'supervisor', cases.review);
    const text = JSON.stringify((await rehearse({ policy: higher })).body);
    const { applicant } = form;
    for (const value of [
      applicant.familyName,
      applicant.birthDate,
      applicant.passport.number,
      form.facts.annualSalary,
    ]) {
      expect(text).not.toContain(String(value));
    }
  });

  test('is recorded once per request, before any case is looked at', async () => {
    const recorded = async () =>
      (await office.items()).filter(({ what, by }) => what === 'rehearsal' && by === people.admin.subject);
    expect(await recorded()).toEqual([]);
    await rehearse({ policy: higher, limit: 1 }, 'admin');
    expect(await recorded()).toMatchObject([{ id: 'points-2027' }]);
    office.hooks.before = (operation, body) => {
      if (operation === 'PutItem' && JSON.stringify(body).includes('READ#')) throw new Error('the table is full');
      if (operation === 'Query') throw new Error('a case was looked at');
    };
    const answer = await rehearse({ policy: higher }, 'admin');
    office.hooks.before = undefined;
    expect(answer.status).toBe(500);
    expect(office.log.lines.map(({ error }) => String(error))).not.toContain('Error: a case was looked at');
  });
});

describe('a draft that cannot be tried', () => {
  test('is told every mistake with its place', async () => {
    const { status, body } = await rehearse({
      policy: draft(({ items, thresholds }) => {
        items[0].rows[0].points = 30;
        items[1].id = items[0].id;
        thresholds.reverse();
      }),
    });
    expect(status).toBe(400);
    expect(body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([
      'policy.points.items.1.id named-twice',
      'policy.points.items.0.rows.0.points above-cap',
      'policy.points.thresholds.1 order',
    ]);
  });

  test.each([
    [{}, 'policy', 'missing'],
    [{ policy: {} }, 'policy', 'no-draft'],
    [{ policy: { points: pointsPolicies['interim-2017'] } }, 'policy.points.id', 'name-taken'],
    [{ policy: higher, stage: 'draft' }, 'stage', 'not-an-option'],
    [{ policy: higher, stage: 'issued' }, 'stage', 'not-an-option'],
    [{ policy: higher, cursor: 'bm9uZQ' }, 'cursor', 'wrong-format'],
    [{ policy: higher, limit: 101 }, 'limit', 'too-big'],
  ])('is refused: %#', async (body, path, code) => {
    const answer = await rehearse(body);
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([{ path, code }]);
  });

  test.each(['employer', 'applicant', 'front', 'back', 'decider', 'inspector'] as const)(
    'is not for %s',
    async (who) => {
      expect((await rehearse({ policy: higher }, who)).status).toBe(403);
    },
  );
});

test('a case whose score named a policy that is gone is listed, not skipped', async () => {
  const { review } = cases;
  const event = (await office.items()).find(
    ({ pk, data }) => pk.endsWith(review) && (data as { score?: unknown })?.score,
  );
  if (!event) throw new Error('no score');
  const spoilt = structuredClone(event);
  (spoilt.data as { score: { routes: string } }).score.routes = 'national-1999/nowhere/1';
  await office.table.put(spoilt);
  const { body } = await rehearse({ policy: higher, stage: 'review' });
  await office.table.put(event);
  expect(body.notAssessed).toMatchObject([{ applicationId: review, problems: ['routes national-1999/nowhere/1'] }]);
});
