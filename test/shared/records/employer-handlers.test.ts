import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareEmployer, type Handler, handles } from '../../../shared/records/employer.ts';
import {
  acceptInvitation,
  invitationsOf,
  inviteHandler,
  readHandlers,
  removeHandler,
} from '../../../shared/records/employer-handlers.ts';
import { newId } from '../../../shared/records/table.ts';
import { engineer } from '../../office/walk.ts';
import { openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

const at = '2026-11-23T02:00:00.000Z';

/** An employer with one handler, `wang`. */
async function declared(): Promise<string> {
  const id = newId();
  await declareEmployer(
    records.table,
    { ...engineer.employer, licenceValidTo: null, unifiedSocialCreditCode: id, id, status: 'declared', declaredAt: at },
    { id: 'first', name: '样小例', phone: '010-00000001', subject: 'wang', since: at },
  );
  return id;
}
const colleague = (address: string): Handler & { invited: string } => ({
  id: `handler of ${address}`,
  name: '例小样',
  phone: '010-00000002',
  invited: address,
  since: at,
});
const invite = async (id: string, address: string, replaces?: Handler) =>
  inviteHandler(records.table, id, await readHandlers(records.table, id), {
    handler: colleague(address),
    by: 'wang',
    ...(replaces ? { replaces } : {}),
  });

describe('the handlers of an employer', () => {
  test('begin with the person who declared it', async () => {
    const id = await declared();
    expect(await readHandlers(records.table, id)).toMatchObject({ version: 1, handlers: [{ subject: 'wang' }] });
  });

  test('an invitation opens no door before it is accepted, and then under the subject that accepted it', async () => {
    const id = await declared();
    expect((await invite(id, 'address-1')).ok).toBe(true);
    expect(await invitationsOf(records.table, 'address-1')).toEqual([id]);
    expect(await handles(records.table, 'zhao', id)).toBe(false);
    const seen = await readHandlers(records.table, id);
    const handler = seen.handlers.find(({ invited }) => invited === 'address-1') as Handler;
    await acceptInvitation(records.table, id, seen, { handler, subject: 'zhao', at });
    expect(await handles(records.table, 'zhao', id)).toBe(true);
    expect(await invitationsOf(records.table, 'address-1')).toEqual([]);
    expect((await readHandlers(records.table, id)).handlers.map(({ subject }) => subject)).toEqual(['wang', 'zhao']);
  });

  test('whoever is removed can do nothing any more, and what was done is kept with who did it', async () => {
    const id = await declared();
    const seen = await readHandlers(records.table, id);
    await removeHandler(records.table, id, seen, { handler: seen.handlers[0] as Handler, by: 'zhou', at });
    expect(await handles(records.table, 'wang', id)).toBe(false);
    const kept = (await records.items()).filter(({ pk, sk }) => pk === `EMPLOYER#${id}` && sk.startsWith('HANDLERS#'));
    expect(kept).toMatchObject([{ by: 'zhou', what: 'removed', handlerId: 'first', at }]);
  });

  test('one who takes another’s place shuts that one out at once', async () => {
    const id = await declared();
    const [first] = (await readHandlers(records.table, id)).handlers;
    await invite(id, 'address-2', first);
    expect(await handles(records.table, 'wang', id)).toBe(false);
    expect((await readHandlers(records.table, id)).handlers).toMatchObject([{ invited: 'address-2' }]);
  });

  test('changed by two at once are changed once', async () => {
    const id = await declared();
    const seen = await readHandlers(records.table, id);
    const outcomes = await Promise.all(
      ['address-3', 'address-4'].map((address) =>
        inviteHandler(records.table, id, seen, { handler: colleague(address), by: 'wang' }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await readHandlers(records.table, id)).handlers).toHaveLength(2);
  });
});
