import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closedStages, type TransitionName, transitions } from '../../../shared/domain/application/transitions.ts';
import { placeNamed } from '../../../shared/domain/quota/quota.ts';
import { changeApplication, readEvent, readEvents } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { readSizeChanges } from '../../../shared/records/quota.ts';
import { placeKey } from '../../../shared/records/quota-place.ts';
import { changeWithPlace } from '../../../shared/records/quota-reservation.ts';
import { mondayMorning, openRecords, type Records } from '../../records-wire.ts';
import { officer } from './cases.ts';
import { accept, accepted, graduates, handedIn, interns, need, readAgain, standing } from './quota-cases.ts';

let records: Records;
beforeEach(async () => {
  records = await openRecords();
});
afterEach(() => records.close());

const system = { party: 'system' } as const;

describe('an acceptance under quota', () => {
  test('takes a place in its own transaction, with the acceptance that decides about its turn', async () => {
    const head = await handedIn(records);
    const outcome = await accept(records, head, need(5));
    expect(outcome).toMatchObject({ ok: true, value: { head: { stage: 'review' } } });
    const [place, ...more] = (await standing(records)).taken;
    expect(more).toEqual([]);
    expect(place).toMatchObject({
      state: 'reserved',
      applicationId: head.id,
      receiptNumber: head.receiptNumber,
      acceptedAt: mondayMorning,
      reservedAt: mondayMorning,
    });
    const after = await readAgain(records, head);
    expect(placeNamed(after.quota ?? '')).toEqual({ ...interns, number: place?.number });
    const event = await readEvent(records.table, head.id, after.events);
    expect(event?.data.quota).toEqual({ reserved: after.quota });
  });

  test('costs two write units more than one without', async () => {
    await accept(records, await handedIn(records), need(5));
    const [plain, limited] = [await handedIn(records), await handedIn(records)];
    const { transaction } = await records.cost(() => accept(records, plain, undefined));
    const withPlace = await records.cost(() => accept(records, limited, need(5)));
    expect(withPlace.all).toBe(withPlace.transaction);
    expect(withPlace.transaction - transaction).toBe(2);
  });

  test('is refused when every place is taken, and changes nothing', async () => {
    await accepted(records, need(1));
    const head = await handedIn(records);
    const before = await records.items();
    const outcome = await accept(records, head, need(1));
    expect(outcome).toEqual({ ok: false, error: { kind: 'quota-exhausted', quota: { ...interns, size: 1 } } });
    expect(await records.items()).toEqual(before);
  });

  test('is refused where the zone has no place at all', async () => {
    expect(await accept(records, await handedIn(records), need(0))).toMatchObject({
      ok: false,
      error: { kind: 'quota-exhausted', quota: { size: 0 } },
    });
  });

  test('goes on without a place when the law accepts and none is left', async () => {
    await accepted(records, need(1));
    const outcome = await accept(records, await handedIn(records), need(1), { orWithout: true });
    expect(outcome.ok && outcome.value.head).toMatchObject({ stage: 'review' });
    expect(outcome.ok && outcome.value.head.quota).toBeUndefined();
    expect((await standing(records)).taken).toHaveLength(1);
  });

  test('takes the place that was given back before', async () => {
    const first = await accepted(records, need(1));
    await changeApplication(records.table, records.clock, {
      head: first,
      transition: 'withdraw',
      event: { type: 'withdrawn' },
      by: system,
    });
    expect((await accepted(records, need(1))).quota).toBe(first.quota);
  });

  test('is counted in its own year and group alone', async () => {
    await accepted(records, need(1));
    await accepted(records, need(1, graduates));
    await accepted(records, need(1, { ...interns, year: 2027 }));
    for (const of of [interns, graduates, { ...interns, year: 2027 }]) {
      expect((await standing(records, of)).taken).toHaveLength(1);
    }
  });
});

describe('many acceptances at the same moment', () => {
  test('take every place once and not one more', async () => {
    const heads = await Promise.all(Array.from({ length: 60 }, () => handedIn(records)));
    const outcomes = await Promise.all(heads.map((head) => accept(records, head, need(20))));
    const { taken } = await standing(records);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(20);
    expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.error.kind))).toEqual(
      Array(40).fill('quota-exhausted'),
    );
    expect(new Set(taken.map(({ number }) => number)).size).toBe(20);
    expect(new Set(taken.map(({ applicationId }) => applicationId)).size).toBe(20);
    for (const head of heads) {
      const { stage, quota } = await readAgain(records, head);
      expect(quota !== undefined).toBe(stage === 'review');
    }
  });

  test('of one application take one place', async () => {
    const head = await handedIn(records);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => accept(records, head, need(20))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await standing(records)).taken).toHaveLength(1);
  });

  test('ask for patience when others are faster every time, and change nothing', async () => {
    const head = await handedIn(records);
    let rivals = 0;
    records.hooks.before = async (operation, body) => {
      if (operation !== 'TransactWriteItems') return;
      const steps = body.TransactItems as { Put?: { Item: { pk: { S: string }; sk: { S: string } } } }[];
      const key = steps.map(({ Put }) => Put?.Item).find((item) => item?.sk.S.startsWith('PLACE#'));
      if (!key) return;
      rivals++;
      await records.table.put({ pk: key.pk.S, sk: key.sk.S, state: 'reserved', applicationId: 'a-faster-one' });
    };
    expect(await accept(records, head, need(50_000))).toEqual({ ok: false, error: { kind: 'place-taken' } });
    expect(rivals).toBe(12);
    expect((await readAgain(records, head)).stage).toBe('preliminary-review');
  });
});

describe('the figure of the zone', () => {
  test('is written down with its origin when the first place is taken', async () => {
    await accepted(records, need(7));
    expect(await readSizeChanges(records.table, interns)).toEqual([
      { change: 1, at: mondayMorning, to: 7, source: 'invented', placeholder: true },
    ]);
  });

  test('counts no more once it is: a later zone file takes no place away and adds none', async () => {
    await accepted(records, need(2));
    await accepted(records, need(1));
    expect(await accept(records, await handedIn(records), need(100))).toMatchObject({
      error: { kind: 'quota-exhausted', quota: { size: 2 } },
    });
  });
});

describe('a free place is found', () => {
  test('between hundreds that are taken, wherever it lies', async () => {
    await accepted(records, need(300));
    const [first] = (await standing(records)).taken;
    const free = first?.number === 137 ? 138 : 137;
    for (let number = 1; number <= 300; number++) {
      if (number === first?.number || number === free) continue;
      const item = { number, state: 'confirmed', applicationId: `earlier-${number}`, acceptedAt: mondayMorning };
      await records.table.put({ ...placeKey({ ...interns, number }), ...item });
    }
    expect((await accepted(records, need(300))).quota).toBe(`2026#interns#${free}`);
    expect(await accept(records, await handedIn(records), need(300))).toMatchObject({
      error: { kind: 'quota-exhausted' },
    });
  });
});

const endings = Object.entries(transitions)
  .filter(([, { to }]) => closedStages.includes(to))
  .flatMap(([name, { from, to }]) => from.map((stage) => ({ name: name as TransitionName, from: stage, to })));

describe('the end of a case', () => {
  test.each(endings.filter(({ to }) => to !== 'issued'))('$name from $from gives its place back', async (ending) => {
    const held = await accepted(records, need(5));
    await records.table.put({ ...keys.application(held.id), ...held, stage: ending.from });
    const outcome = await changeApplication(records.table, records.clock, {
      head: { ...held, stage: ending.from },
      transition: ending.name,
      event: { type: 'lapsed', data: { kept: true } },
      by: system,
    });
    expect(outcome.ok && outcome.value.event.data).toEqual({ kept: true, quota: { released: held.quota } });
    expect((await readAgain(records, held)).quota).toBeUndefined();
    expect((await standing(records)).taken).toEqual([]);
  });

  test('with a permit makes the place its own for good', async () => {
    const held = await accepted(records, need(5));
    await records.table.put({ ...keys.application(held.id), ...held, stage: 'approved' });
    records.clock.advance(3_600_000);
    const outcome = await changeApplication(records.table, records.clock, {
      head: { ...held, stage: 'approved' },
      transition: 'issue',
      event: { type: 'permit-issued' },
      by: system,
    });
    expect(outcome.ok && outcome.value.event.data).toEqual({ quota: { confirmed: held.quota } });
    expect((await readAgain(records, held)).quota).toBe(held.quota);
    expect((await standing(records)).taken).toMatchObject([
      {
        state: 'confirmed',
        applicationId: held.id,
        acceptedAt: mondayMorning,
        confirmedAt: '2026-11-23T03:00:00.000Z',
      },
    ]);
  });

  test('never gives back the place of another', async () => {
    const [mine, others] = [await accepted(records, need(5)), await accepted(records, need(5))];
    const wrong = { ...mine, quota: others.quota };
    const outcome = await changeApplication(records.table, records.clock, {
      head: wrong,
      transition: 'withdraw',
      event: { type: 'withdrawn' },
      by: system,
    });
    expect(outcome).toEqual({ ok: false, error: { kind: 'other-step' } });
    expect((await standing(records)).taken).toHaveLength(2);
  });

  test('that loses against another change gives nothing back', async () => {
    const held = await accepted(records, need(5));
    const stale = { ...held, version: held.version - 1 };
    const outcome = await changeApplication(records.table, records.clock, {
      head: stale,
      transition: 'withdraw',
      event: { type: 'withdrawn' },
      by: system,
    });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'changed' } });
    expect((await standing(records)).taken).toHaveLength(1);
  });
});

describe('a case whose category is settled otherwise', () => {
  const settle = (head: Awaited<ReturnType<typeof accepted>>, wanted: ReturnType<typeof need> | undefined) =>
    changeWithPlace(records, head, { need: wanted, acceptedAt: mondayMorning }, (move) =>
      changeApplication(records.table, records.clock, {
        head,
        transition: 'recommend',
        event: { type: 'reviewed', data: move.data },
        set: move.set,
        also: move.also,
        by: officer('back-chen'),
      }),
    );

  test('gives its place up when it needs none any more', async () => {
    const held = await accepted(records);
    await settle(held, undefined);
    expect((await readAgain(records, held)).quota).toBeUndefined();
    expect((await standing(records)).taken).toEqual([]);
  });

  test('moves to another group in one step', async () => {
    const held = await accepted(records);
    await settle(held, need(3, graduates));
    const after = await readAgain(records, held);
    expect(after.quota).toMatch(/^2026#graduates#[123]$/);
    expect((await standing(records)).taken).toEqual([]);
    expect((await standing(records, graduates)).taken).toMatchObject([{ applicationId: held.id }]);
    const events = await readEvents(records.table, held.id);
    expect(events.at(-1)?.data.quota).toEqual({ released: held.quota, reserved: after.quota });
  });

  test('stays where it is when the other group has no place left', async () => {
    await accepted(records, need(1, graduates));
    const held = await accepted(records);
    expect(await settle(held, need(1, graduates))).toMatchObject({ error: { kind: 'quota-exhausted' } });
    expect(await readAgain(records, held)).toEqual(held);
  });

  test('keeps its place, and writes nothing about it, when it needs the same', async () => {
    const held = await accepted(records);
    const outcome = await settle(held, need(5));
    expect(outcome.ok && outcome.value.event.data).toEqual({});
    expect((await readAgain(records, held)).quota).toBe(held.quota);
  });
});
