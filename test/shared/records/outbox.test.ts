import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxShards } from '../../../shared/records/keys.ts';
import { type OutboxItem, outboxItem, postpone, readOutbox } from '../../../shared/records/outbox.ts';
import { newId } from '../../../shared/records/table.ts';
import { openWorkflow } from '../../../shared/workflow/approval.ts';
import { openLogBook } from '../../office/log-book.ts';
import { openStateMachine } from '../../office/state-machine.ts';
import { dynamoError, mondayMorning, openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
beforeEach(() => {
  records.hooks.before = undefined;
});
afterAll(() => records.close());

async function written(): Promise<OutboxItem> {
  const effect = { kind: 'start-approval', applicationId: newId() } as const;
  const item = outboxItem(effect, mondayMorning, `event of ${effect.applicationId}`);
  await records.table.put(item);
  return item as unknown as OutboxItem;
}

const later = '2026-11-23T02:00:30.000Z';
const everything = async (before = later) =>
  (await Promise.all([0, 1, 2, 3].map((shard) => readOutbox(records.table, shard, before, 100)))).flat();
const parked = async () => (await records.items()).filter(({ pk }) => pk === 'PARKED');

describe('the outbox', () => {
  test('spreads its items over a few partitions and finds them all, oldest first', async () => {
    const items = await Promise.all(Array.from({ length: 40 }, written));
    const used = new Set(items.map(({ pk }) => pk));
    expect(used.size).toBe(outboxShards);
    const found = await everything();
    expect(found.map(({ sk }) => sk)).toEqual(expect.arrayContaining(items.map(({ sk }) => sk)));
    expect(await everything(mondayMorning)).toEqual([]);
  });

  test('counts a failed delivery, and the last one takes the item to where a person looks', async () => {
    let item = await written();
    expect(await postpone(records.table, item, 3, 'Throttled')).toBe('postponed');
    item = (await everything()).find(({ sk }) => sk === item.sk) as OutboxItem;
    expect(item.attempts).toBe(1);
    expect(await postpone(records.table, item, 3, 'Throttled')).toBe('postponed');
    expect(await postpone(records.table, { ...item, attempts: 2 }, 3, 'Throttled')).toBe('parked');
    expect((await everything()).some(({ sk }) => sk === item.sk)).toBe(false);
    expect(await parked()).toContainEqual(
      expect.objectContaining({ effect: item.effect, attempts: 3, failed: 'Throttled' }),
    );
  });

  test('does not bring back an item that was delivered while its failure was being counted', async () => {
    const item = await written();
    await records.table.delete({ pk: item.pk, sk: item.sk });
    await postpone(records.table, item, 3, 'Throttled');
    expect((await everything()).some(({ sk }) => sk === item.sk)).toBe(false);
    expect(await postpone(records.table, item, 1, 'Throttled')).toBe('postponed');
    expect((await parked()).some(({ sk }) => sk === item.sk)).toBe(false);
  });

  test('leaves what was parked where a person looks, however often it fails there', async () => {
    const item = await written();
    await postpone(records.table, item, 1, 'Throttled');
    const lying = (await parked()).find(({ sk }) => sk === item.sk) as unknown as OutboxItem;
    expect(await postpone(records.table, lying, 1, 'InternalServerError')).toBe('postponed');
    const after = (await parked()).find(({ sk }) => sk === item.sk);
    expect(after).toMatchObject({ attempts: 2, failed: 'InternalServerError' });
  });
});

describe('delivering an effect', () => {
  const workflowOver = () => {
    const book = openLogBook();
    const machine = openStateMachine(records.clock);
    return { book, machine, workflow: openWorkflow(records.table, machine.port, records.clock, book.log) };
  };

  test('takes its item away', async () => {
    const { workflow, book } = workflowOver();
    const item = await written();
    expect(await workflow.deliver(item)).toBe(true);
    expect((await everything()).some(({ sk }) => sk === item.sk)).toBe(false);
    expect(book.codes()).toEqual(['effect-delivered']);
  });

  test('that fails leaves the item for the sweeper, and says so', async () => {
    const { workflow, book } = workflowOver();
    const item = await written();
    records.hooks.before = (operation) => {
      if (operation === 'GetItem') throw dynamoError('InternalServerError');
    };
    expect(await workflow.deliver(item)).toBe(false);
    records.hooks.before = undefined;
    expect((await everything()).find(({ sk }) => sk === item.sk)?.attempts).toBe(1);
    expect(book.lines).toMatchObject([
      { level: 'error', code: 'effect-postponed', fields: { applicationId: item.effect.applicationId } },
    ]);
  });

  test('that fails too often is parked, visibly', async () => {
    const { workflow, book } = workflowOver();
    const item = await written();
    records.hooks.before = (operation) => {
      if (operation === 'GetItem') throw dynamoError('InternalServerError');
    };
    expect(await workflow.deliver({ ...item, attempts: 19 })).toBe(false);
    records.hooks.before = undefined;
    expect(book.codes()).toEqual(['effect-postponed', 'effect-parked']);
    expect(await parked()).toContainEqual(expect.objectContaining({ effect: item.effect, attempts: 20 }));
  });

  test('of an application that is gone is simply done', async () => {
    const { workflow, machine } = workflowOver();
    const item = await written();
    expect(await workflow.deliver(item)).toBe(true);
    expect(machine.names()).toEqual([]);
  });
});
