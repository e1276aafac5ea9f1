import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cursorOf } from '../../../shared/http/cursor.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { type Person, people } from '../../office/people.ts';
import { engineer, register, scientist } from '../../office/walk.ts';

let office: Office;
let first: string;
let second: string;
beforeEach(async () => {
  office = await openOffice();
  first = await register(office);
  office.clock.advance(60_000);
  second = await register(office, 'employer', scientist);
});
afterEach(() => office.close());

/** Someone who handles employers and is an applicant as well. */
const both: Person = { ...people.employer, roles: ['employer', 'applicant'], email: people.applicant.email };

const begin = async (employerId: string, who: 'employer' | 'otherEmployer' = 'employer', email?: string) => {
  office.clock.advance(60_000);
  const body = { procedure: 'new-permit', employerId, ...(email ? { applicant: { email } } : {}) };
  const answer = await office.ask(who, 'POST /api/applications', { body });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
};

const list = (query: Record<string, string>, who: Person = both) => office.ask(who, 'GET /api/applications', { query });

const walk = async (limit: string, who: Person = both) => {
  const found: string[] = [];
  let query: Record<string, string> = { limit };
  for (let pages = 0; pages < 20; pages++) {
    const { status, body } = await list(query, who);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(Number(limit));
    found.push(...body.items.map(({ id }: { id: string }) => id));
    if (!body.next) return found;
    query = { limit, cursor: body.next };
  }
  throw new Error('the list has no end');
};

describe('the list of somebody with several parts', () => {
  const fill = async () => {
    const foreign = await register(office, 'otherEmployer', {
      ...engineer,
      employer: { ...engineer.employer, unifiedSocialCreditCode: '91110302GREENPA43M' },
    });
    const ofSecond = [await begin(second), await begin(second)].reverse();
    const ofFirst = [await begin(first), await begin(first), await begin(first, 'employer', both.email)].reverse();
    const asApplicant = [
      await begin(foreign, 'otherEmployer', both.email),
      await begin(foreign, 'otherEmployer', both.email),
    ].reverse();
    await begin(foreign, 'otherEmployer');
    return [...ofFirst, ...ofSecond, ...asApplicant];
  };

  test.each(['1', '2', '3', '5', '100'])('holds every own case once, by pages of %s', async (limit) => {
    const wanted = await fill();
    expect(await walk(limit)).toEqual(wanted);
  });

  test('names the employer of each case', async () => {
    await fill();
    const { body } = await list({});
    expect(body.items[0]).toMatchObject({ employerId: first, employerName: engineer.employer.name.zh });
    expect(body.items[3]).toMatchObject({ employerId: second });
  });

  test('can be narrowed to one employer, whose list takes no cursor of another', async () => {
    await fill();
    const narrowed = await list({ employerId: second });
    expect(narrowed.body.items.map((item: { employerId: string }) => item.employerId)).toEqual([second, second]);
    const { next } = (await list({ limit: '1' })).body;
    expect((await list({ employerId: first, cursor: next })).status).toBe(200);
    expect((await list({ employerId: second, cursor: next })).status).toBe(400);
  });

  test('takes no cursor into a list of somebody else', async () => {
    await fill();
    const { items } = (await office.ask('otherEmployer', 'GET /api/employers')).body;
    const sk = `APPLICATION#2999-01-01T00:00:00.000Z#${'z'.repeat(24)}`;
    for (const pk of [`EMPLOYER#${items[0].id}`, 'APPLICANT#nobody', 'QUEUE#review'])
      expect((await list({ cursor: cursorOf({ pk, sk }) })).status).toBe(400);
  });

  test('without the role of an applicant leaves those cases out', async () => {
    await fill();
    expect(await walk('100', people.employer)).toHaveLength(5);
  });
});
