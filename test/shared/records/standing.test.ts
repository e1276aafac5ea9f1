import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../../shared/records/keys.ts';
import { changeOffice, type OfficeHappening, readOfficeEvents } from '../../../shared/records/office.ts';
import {
  type Decision,
  endedOfficer,
  holdsRole,
  notSuspendedCheck,
  readStanding,
  rolesHeld,
  standingCheck,
  standingMark,
  standingOf,
  stillSuspendedCheck,
} from '../../../shared/records/standing.ts';
import type { TransactionStep } from '../../../shared/records/table.ts';
import { openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
beforeEach(() => records.table.delete(keys.standing()));
afterAll(() => records.close());

const at = '2026-11-23T02:00:00.000Z';
const later = '2026-11-23T03:00:00.000Z';
const sun = { subject: 'sun', role: 'decider' } as const;
const chen = { subject: 'chen', role: 'back-officer' } as const;
const decision: Decision = {
  case: { procedure: 'new-permit', category: 'B' },
  by: sun,
  reviewedBy: 'chen',
  at,
};

const holds = async (step: TransactionStep) => (await records.table.transact([step])).ok;
const stands = (the: Decision = decision) => holds(standingCheck(the));
const stand = (item: object) => records.table.put({ ...keys.standing(), events: 1, chain: '', ...item });

describe('a decision', () => {
  test('stands in an office where nothing ever happened', async () => {
    expect(await stands()).toBe(true);
  });

  test('stands while what is suspended is something else, or begins later', async () => {
    await stand({ suspended: { 'procedure:short-term': { from: at, event: 1 }, '*': { from: later, event: 2 } } });
    expect(await stands()).toBe(true);
    expect(await stands({ ...decision, at: later })).toBe(false);
  });

  test.each(['*', 'procedure:new-permit', 'category:B'])('does not stand while %s is suspended', async (entry) => {
    await stand({ suspended: { [entry]: { from: at, event: 1 } } });
    expect(await stands()).toBe(false);
  });

  test('about a case of an open category stands while a category is suspended', async () => {
    await stand({ suspended: { 'category:B': { from: at, event: 1 } } });
    expect(await stands({ ...decision, case: { procedure: 'new-permit', category: null } })).toBe(true);
  });

  test('does not stand when the role of who decides has ended, or of who reviewed', async () => {
    for (const officer of [sun, chen]) {
      await stand({ ended: new Set([standingMark(officer), 'another']) });
      expect(await stands()).toBe(false);
    }
    await stand({
      ended: new Set([standingMark({ ...sun, role: 'back-officer' }), standingMark({ ...chen, role: 'decider' })]),
    });
    expect(await stands(), 'in another role').toBe(true);
  });

  test('that was refused tells by what stands there whose role it was', async () => {
    await stand({ ended: new Set([standingMark(chen)]) });
    const outcome = await records.table.transact([standingCheck(decision)]);
    const standing = standingOf(outcome.ok ? undefined : outcome.error.steps[0]?.item);
    expect(endedOfficer(standing, decision)).toEqual(chen);
    expect(endedOfficer(standing, { ...decision, reviewedBy: undefined })).toBeUndefined();
  });

  test('asks with two write units, however many roles have ended, up to seventy', async () => {
    await stand({
      suspended: { '*': { from: at, event: 123_456 }, 'category:C': { from: at, event: 123_456 } },
      ended: new Set(Array.from({ length: 70 }, (_, i) => standingMark({ subject: `officer-${i}`, role: 'decider' }))),
      requests: ['x'.repeat(18), 'y'.repeat(18), 'z'.repeat(18)],
      chain: 'c'.repeat(43),
    });
    const { transaction } = await records.cost(() =>
      records.table.transact([standingCheck({ ...decision, at: '2026-11-22T00:00:00.000Z' })]),
    );
    expect(transaction).toBe(2);
  });
});

describe('a case', () => {
  const the = { procedure: 'new-permit', category: 'B' } as const;

  test('comes back only while nothing against it is suspended', async () => {
    expect(await holds(notSuspendedCheck(the, at))).toBe(true);
    await stand({ suspended: { 'category:B': { from: at, event: 3 } } });
    expect(await holds(notSuspendedCheck(the, at))).toBe(false);
    expect(await holds(notSuspendedCheck({ ...the, category: 'A' }, at))).toBe(true);
  });

  test('leaves only while that very suspension stands', async () => {
    expect(await holds(stillSuspendedCheck('*', 3))).toBe(false);
    await stand({ suspended: { '*': { from: at, event: 3 } } });
    expect(await holds(stillSuspendedCheck('*', 3))).toBe(true);
    expect(await holds(stillSuspendedCheck('*', 4))).toBe(false);
    expect(await holds(stillSuspendedCheck('category:B', 3))).toBe(false);
  });
});

test('the roles that somebody holds are those of the token that have not ended', async () => {
  await stand({ ended: new Set([standingMark(sun)]) });
  const standing = await readStanding(records.table);
  expect(rolesHeld(standing, { subject: 'sun', roles: ['decider', 'supervisor'] })).toEqual(['supervisor']);
  expect([holdsRole(standing, sun), holdsRole(standing, chen)]).toEqual([false, true]);
});

describe('changing the office', () => {
  const ended: OfficeHappening = {
    type: 'role-ended',
    data: { subject: 'sun', role: 'decider', reason: { zh: '调离', en: 'Moved' } },
  };
  const set = { ended: new Set([standingMark(sun)]) };

  test('keeps what happened, in order, and nothing when the standing moved meanwhile', async () => {
    const seen = await readStanding(records.table);
    const change = () =>
      changeOffice(records.table, records.clock, { standing: seen, happening: ended, by: 'zhou', set });
    const outcomes = await Promise.all([change(), change(), change()]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readStanding(records.table)).toMatchObject({ events: 1, ended: set.ended });
    const { events } = await readOfficeEvents(records.table, ['role-ended'], { limit: 10 });
    expect(events).toMatchObject([{ sequence: 1, by: 'zhou', type: 'role-ended', previous: '' }]);

    const given = await changeOffice(records.table, records.clock, {
      standing: await readStanding(records.table),
      happening: { ...ended, type: 'role-reinstated' },
      by: 'xu',
      set: { ended: new Set() },
    });
    expect(given.ok && [...given.value.standing.ended]).toEqual([]);
    expect(given.ok && given.value.event.previous).toBe(events[0]?.hash);
    expect(holdsRole(await readStanding(records.table), sun)).toBe(true);
  });
});
