import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermit, readPermitHistory } from '../../../shared/records/permit.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { read, register, steps, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

/** An application that was approved, with nobody about to issue it. */
const approved = async (of = employerId) => {
  const id = await waitingIn(office, 'conclusion', of);
  await steps.conclude(office, id);
  return id;
};
const permitOf = async (id: string): Promise<Permit> => {
  const number = (await readHead(office.table, id))?.personId ?? '';
  const permit = await readPermit(office.table, number);
  if (!permit) throw new Error('no permit was issued');
  return permit;
};
const places = async () => (await office.items()).filter(({ pk }) => pk.startsWith('STATUSINDEX#'));
const signingKeys = async () => (await office.ask(undefined, 'GET /.well-known/jwks.json')).body.keys;

describe('issuing a permit', () => {
  test('signs a token that holds in the days of the zone and carries the photo that was judged', async () => {
    const id = await approved();
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    const permit = await permitOf(id);
    const verified = await verifyToken(permit.token, {
      zone: 'etown',
      keys: await signingKeys(),
      at: Date.parse('2027-01-11T02:00:00.000Z'),
    });
    expect(verified).toMatchObject({
      verdict: 'valid',
      claims: {
        number: permit.number,
        name: 'SPECIMEN, ELENA MARIA',
        category: 'B',
        statusIndex: permit.statusIndex,
        notBefore: Date.parse('2026-12-22T16:00:00.000Z') / 1000,
        expires: Date.parse('2028-12-22T16:00:00.000Z') / 1000,
      },
    });
    if (verified.verdict === 'forged') throw new Error('forged');
    const photo = permit.photo.hash.slice(0, 32);
    expect(Buffer.from(verified.claims.photoHash).toString('hex')).toBe(photo);
  });

  test('closes the case with the number of the permit, and opens its lock', async () => {
    const id = await approved();
    await office.issue({ applicationId: id });
    const { stage, permitNumber } = await read(office, 'applicant', id);
    expect([stage, permitNumber]).toEqual(['issued', (await permitOf(id)).number]);
    expect((await readEvents(office.table, id)).at(-1)).toMatchObject({
      type: 'permit-issued',
      by: { party: 'system' },
      data: { permitNumber, validFrom: '2026-12-23', validTo: '2028-12-22' },
    });
    expect((await office.items()).filter(({ pk }) => pk.startsWith('OPEN#'))).toEqual([]);
  });

  test('again, or twice at once, issues it once', async () => {
    const id = await approved();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => office.issue({ applicationId: id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    const first = await permitOf(id);
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    expect(await permitOf(id)).toEqual(first);
    expect(first.period).toBe(1);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'permit-issued')).toHaveLength(1);
    expect(await readPermitHistory(office.table, first.number)).toHaveLength(1);
  });

  test('after it failed half-way is done by the next try; a reserved place stays empty', async () => {
    const id = await approved();
    office.hooks.before = (operation) => {
      if (operation === 'TransactWriteItems') throw new Error('the function was killed');
    };
    await expect(office.issue({ applicationId: id })).rejects.toThrow('killed');
    office.hooks.before = undefined;
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    expect(await places()).toHaveLength(2);
  });

  test.each(['review', 'conclusion'] as const)(
    'of an application in %s does nothing and says where it stands',
    async (stage) => {
      const id = await waitingIn(office, stage, employerId);
      expect(await office.issue({ applicationId: id })).toEqual({ stage, seconds: 0 });
      expect(await places()).toEqual([]);
    },
  );

  test('of an application that does not exist ends the execution', async () => {
    expect(await office.issue({ applicationId: 'x' })).toEqual({ stage: 'closed', seconds: 0 });
  });

  test('without an accepted photo fails loudly, and so does an application without its person', async () => {
    const id = await approved();
    const photo = (await office.items()).find(({ pk, kind }) => pk.endsWith(id) && kind === 'photo');
    await office.table.put({ ...photo, pk: photo?.pk ?? '', sk: photo?.sk ?? '', state: 'rejected' });
    await expect(office.issue({ applicationId: id })).rejects.toThrow('lacks what its permit needs');
    expect((await readHead(office.table, id))?.stage).toBe('approved');
  });

  test('publishes its key before it signs', async () => {
    const id = await approved();
    const order: string[] = [];
    office.hooks.before = (operation, body) => {
      if (JSON.stringify(body).includes('"KEYS"')) order.push('key');
      if (operation === 'TransactWriteItems') order.push('permit');
    };
    await office.issue({ applicationId: id });
    office.hooks.before = undefined;
    expect(order[0]).toBe('key');
    expect(order.at(-1)).toBe('permit');
  });
});

describe('a permit for somebody who has one', () => {
  test('is the next period under the same number; the code of the one before says "superseded"', async () => {
    const first = await approved();
    await office.issue({ applicationId: first });
    const before = await permitOf(first);
    office.clock.advance(3_600_000);
    const second = await approved();
    await office.issue({ applicationId: second });
    const after = await permitOf(second);
    expect([after.number, after.period]).toEqual([before.number, 2]);
    expect(after.statusIndex).not.toBe(before.statusIndex);
    expect(await office.table.get(keys.status('1', before.statusIndex))).toMatchObject({ status: 3 });
    expect(await office.table.get(keys.status('1', after.statusIndex))).toBeUndefined();
    expect(await office.table.get(keys.permitPeriod(before.number, 1))).toMatchObject({ applicationId: first });
    const view = await office.ask('supervisor', `GET /api/permits/${after.number}`);
    expect(view.body).toMatchObject({ period: 2, history: [{ status: 'valid' }, { status: 'valid' }] });
  });
});
