import { describe, expect, test } from 'vitest';
import {
  type CreditEvent,
  type CreditHappening,
  eventsUntil,
  handsIn,
  ledgerOf,
  type Matter,
  scorable,
} from '../../../../shared/domain/credit/ledger.ts';

const penalty = {
  id: 'penalty',
  item: 'administrative-penalty',
  source: 'psb',
  happenedOn: '2026-03-02',
} as const;
const tax = { id: 'tax', item: 'tax-paid', source: 'tax-office', happenedOn: '2026-03-31', quantity: 50_000 } as const;
const reason = { zh: '经核实', en: 'It was verified' };

/** Events a day apart, from 1 June 2026 on. */
const history = (...happenings: (CreditHappening & { by?: string })[]): CreditEvent[] =>
  happenings.map(({ by = 'officer', ...happening }, index) => ({
    ...happening,
    sequence: index + 1,
    at: `2026-06-${String(index + 1).padStart(2, '0')}T02:00:00.000Z`,
    by: { party: 'authority', subject: by },
    previous: '',
    hash: String(index + 1),
  }));

const open = (matter: Record<string, unknown>): CreditHappening => ({
  type: 'opened',
  data: { matter: { dueOn: '2026-07-01', ...matter } as Matter },
});
const decide = (matter: string, outcome: 'granted' | 'dismissed', more: object = {}): CreditHappening => ({
  type: 'decided',
  data: { matter, outcome, reason, ...more },
});
const states = (events: readonly CreditEvent[], objectedCounts = false) =>
  scorable(ledgerOf(events), { objectedCounts }).map(({ id, silent = 'counts' }) => `${id} ${silent}`);

const proposed = open({ id: 'm1', kind: 'record', record: penalty });
const objected = open({ id: 'm2', kind: 'objection', record: 'penalty', reason: '并非本人' });

describe('a credit account', () => {
  test('counts what adds points at once, and what takes them only when a second officer confirmed it', () => {
    expect(states(history({ type: 'recorded', data: { record: tax } }, proposed))).toEqual([
      'tax counts',
      'penalty waiting',
    ]);
    expect(states(history(proposed, decide('m1', 'granted')))).toEqual(['penalty counts']);
    expect(states(history(proposed, decide('m1', 'dismissed')))).toEqual(['penalty rejected']);
  });

  test('lets a record rest while its subject objects, where the zone says so', () => {
    const events = history(proposed, decide('m1', 'granted'), objected);
    expect(states(events)).toEqual(['penalty objected']);
    expect(states(events, true)).toEqual(['penalty counts']);
    expect(ledgerOf(events).open).toMatchObject([
      { id: 'm2', kind: 'objection', openedAt: '2026-06-03T02:00:00.000Z' },
    ]);
  });

  test('takes a record out, corrects it or keeps it as the objection was decided, and tells what happened', () => {
    const before = [proposed, decide('m1', 'granted'), objected];
    expect(states(history(...before, decide('m2', 'granted')))).toEqual(['penalty annulled']);
    expect(states(history(...before, decide('m2', 'dismissed')))).toEqual(['penalty counts']);
    const corrected = ledgerOf(
      history(...before, decide('m2', 'granted', { correction: { happenedOn: '2024-03-02' } })),
    ).records[0];
    expect(corrected).toMatchObject({
      state: 'counts',
      happenedOn: '2024-03-02',
      history: [
        { what: 'recorded' },
        { what: 'record', outcome: 'granted' },
        { what: 'objection' },
        { what: 'objection', outcome: 'granted', reason },
      ],
    });
    expect(corrected).not.toHaveProperty('objection');
  });

  test('lets a record rest once: objecting again after the decision changes nothing', () => {
    const before = [proposed, decide('m1', 'granted'), objected, decide('m2', 'dismissed')];
    const again = open({ id: 'm7', kind: 'objection', record: 'penalty', reason: '仍有异议' });
    expect(states(history(...before, again))).toEqual(['penalty counts']);
  });

  test('lets a record rest though a repair of it was dismissed before', () => {
    const repair = open({ id: 'm3', kind: 'repair', record: 'penalty', reason: '罚款已缴' });
    const before = [proposed, decide('m1', 'granted'), repair, decide('m3', 'dismissed')];
    expect(states(history(...before, objected))).toEqual(['penalty objected']);
  });

  test('gives the scorer what the rules turn into points, and what the source states', () => {
    const evaluation = { ...penalty, id: 'evaluation', item: 'credit-evaluation', points: 12.34 };
    const recorded = [tax, evaluation].map((record): CreditHappening => ({ type: 'recorded', data: { record } }));
    expect(scorable(ledgerOf(history(...recorded)), { objectedCounts: false })).toStrictEqual([tax, evaluation]);
  });

  test('tells from which account of somebody a matter was opened, where there were several', () => {
    const [event] = history(proposed);
    expect(ledgerOf(event ? [{ ...event, under: 'earlier-code' }] : []).open).toMatchObject([
      { under: 'earlier-code' },
    ]);
    expect(ledgerOf(event ? [event] : []).open[0]).not.toHaveProperty('under');
  });

  test('keeps out what was annulled while it still waited, whatever is decided about it afterwards', () => {
    const before = [proposed, objected, decide('m2', 'granted')];
    expect(states(history(...before, decide('m1', 'granted')))).toEqual(['penalty annulled']);
    expect(states(history(...before, decide('m1', 'dismissed')))).toEqual(['penalty annulled']);
  });

  test('decides a matter once, and one that nobody opened not at all', () => {
    const once = [proposed, decide('m1', 'granted')];
    expect(states(history(...once, decide('m1', 'dismissed')))).toEqual(['penalty counts']);
    expect(states(history(decide('m1', 'granted')))).toEqual([]);
    expect(ledgerOf(history(objected)).records).toEqual([]);
    expect(ledgerOf(history(objected, decide('m2', 'granted'))).records).toEqual([]);
  });

  test('names every officer who had a hand in a record, so that none of them decides about it', () => {
    const hands = (...happenings: Parameters<typeof history>) => ledgerOf(history(...happenings)).records.map(handsIn);
    const brought = open({ id: 'm1', kind: 'record', record: { ...penalty, broughtBy: 'courier' } });
    expect(hands({ ...proposed, by: 'first' })).toEqual([['first']]);
    expect(hands({ ...brought, by: 'first' }, { ...decide('m1', 'granted'), by: 'second' })).toEqual([
      ['first', 'courier', 'second'],
    ]);
    const correct = (id: string): CreditHappening =>
      open({ id, kind: 'correction', record: 'penalty', correction: { points: -1 }, reason: '误录' });
    const twice = ['m4', 'm8'].flatMap((id) => [
      { ...correct(id), by: 'third' },
      { ...decide(id, 'granted'), by: 'fourth' },
    ]);
    expect(hands({ ...proposed, by: 'first' }, { ...decide('m1', 'dismissed'), by: 'second' }, ...twice)).toEqual([
      ['first', 'third', 'fourth'],
    ]);
    expect(
      hands({ ...proposed, by: 'first' }, objected, {
        ...decide('m2', 'granted', { correction: { points: -1 } }),
        by: 'fifth',
      }),
    ).toEqual([['first', 'fifth']]);
  });

  test('says in its history why something was asked for, and nothing where no reason was given', () => {
    const silent = open({ id: 'm4', kind: 'correction', record: 'tax', correction: { annul: true }, reason: '' });
    const said = ledgerOf(history({ type: 'recorded', data: { record: tax } }, silent, objected, proposed, objected));
    expect(said.records.map((record) => record.history)).toEqual([
      [
        { at: '2026-06-01T02:00:00.000Z', what: 'recorded' },
        { at: '2026-06-02T02:00:00.000Z', what: 'correction', reason: { zh: '', en: '' } },
      ],
      [
        { at: '2026-06-04T02:00:00.000Z', what: 'recorded' },
        { at: '2026-06-05T02:00:00.000Z', what: 'objection', reason: { zh: '并非本人', en: '并非本人' } },
      ],
    ]);
  });

  test('makes good only what counted', () => {
    const repair = open({ id: 'm3', kind: 'repair', record: 'penalty', reason: '罚款已缴' });
    expect(states(history(proposed, decide('m1', 'dismissed'), repair, decide('m3', 'granted')))).toEqual([
      'penalty rejected',
    ]);
  });

  test('makes good what was repaired', () => {
    const repair = open({ id: 'm3', kind: 'repair', record: 'penalty', reason: '罚款已缴' });
    const before = [proposed, decide('m1', 'granted'), repair];
    expect(states(history(...before))).toEqual(['penalty counts']);
    expect(states(history(...before, decide('m3', 'granted')))).toEqual(['penalty repaired']);
    expect(states(history(...before, decide('m3', 'dismissed')))).toEqual(['penalty counts']);
  });

  test('corrects or annuls what the office found to be wrong once a second officer agrees', () => {
    const wrong = open({ id: 'm4', kind: 'correction', record: 'tax', correction: { quantity: 5000 }, reason: '误录' });
    const before: CreditHappening[] = [{ type: 'recorded', data: { record: tax } }, wrong];
    expect(ledgerOf(history(...before)).records[0]?.quantity).toBe(50_000);
    expect(ledgerOf(history(...before, decide('m4', 'granted'))).records[0]?.quantity).toBe(5000);
    expect(ledgerOf(history(...before, decide('m4', 'dismissed'))).records[0]?.quantity).toBe(50_000);
  });

  test('stands on a list from the decision of the second officer to that about leaving it', () => {
    const enter = open({ id: 'm5', kind: 'listing', list: 'red', reason });
    const leave = open({ id: 'm6', kind: 'listing', list: 'none', reason });
    expect(ledgerOf(history(enter)).listing).toBeUndefined();
    expect(ledgerOf(history(enter, decide('m5', 'granted'))).listing).toMatchObject({ list: 'red', reason });
    expect(ledgerOf(history(enter, decide('m5', 'granted'), leave)).listing).toMatchObject({ list: 'red' });
    expect(ledgerOf(history(enter, decide('m5', 'granted'), leave, decide('m6', 'granted'))).listing).toBeUndefined();
    expect(ledgerOf(history(enter, decide('m5', 'dismissed'))).listing).toBeUndefined();
  });

  test('remembers which employers may see it until the consent ends', () => {
    const consent: CreditHappening = { type: 'consented', data: { employer: '91330782GREEN00010' } };
    expect(ledgerOf(history(consent)).consents).toEqual(['91330782GREEN00010']);
    const earlier: CreditHappening = { type: 'consented', data: { employer: '91330782GREEN00002' } };
    expect(ledgerOf(history(consent, earlier)).consents).toEqual(['91330782GREEN00002', '91330782GREEN00010']);
    expect(ledgerOf(history(consent, { ...consent, type: 'consent-ended' })).consents).toEqual([]);
  });
});

describe('what counts for an application that was submitted on the second of June', () => {
  const until = '2026-06-02T12:00:00.000Z';
  const first = [proposed, decide('m1', 'granted')];
  const counted = (...later: CreditHappening[]) => states(eventsUntil(history(...first, ...later), until));

  test('is what was on record then, and nothing that was recorded or corrected afterwards', () => {
    expect(counted({ type: 'recorded', data: { record: tax } })).toEqual(['penalty counts']);
    const correction = open({
      id: 'm4',
      kind: 'correction',
      record: 'penalty',
      correction: { annul: true },
      reason: '',
    });
    expect(counted(correction, decide('m4', 'granted'))).toEqual(['penalty counts']);
  });

  test('and what an objection settled in its favour, but no objection that is still open or was dismissed', () => {
    expect(counted(objected)).toEqual(['penalty counts']);
    expect(counted(objected, decide('m2', 'dismissed'))).toEqual(['penalty counts']);
    expect(counted(objected, decide('m2', 'granted'))).toEqual(['penalty annulled']);
    expect(eventsUntil(history(...first, objected, decide('m2', 'dismissed')), until)).toHaveLength(2);
    expect(eventsUntil(history(...first, objected, decide('m2', 'granted')), until)).toHaveLength(4);
  });

  test('and nothing that was opened at the same time as an objection which was upheld', () => {
    const repair = open({ id: 'm3', kind: 'repair', record: 'penalty', reason: '罚款已缴' });
    expect(counted(repair, decide('m3', 'granted'))).toEqual(['penalty counts']);
    expect(ledgerOf(eventsUntil(history(...first, repair, objected, decide('m2', 'granted')), until)).open).toEqual([]);
    const consent: CreditHappening = { type: 'consented', data: { employer: '91330782GREEN00010' } };
    expect(ledgerOf(eventsUntil(history(...first, consent), until)).consents).toEqual([]);
  });

  test('and what happened at that very moment', () => {
    expect(states(eventsUntil(history(...first), '2026-06-02T02:00:00.000Z'))).toEqual(['penalty counts']);
  });

  test('and a record that was confirmed only later does not', () => {
    expect(states(eventsUntil(history(proposed, decide('m1', 'granted')), '2026-06-01T12:00:00.000Z'))).toEqual([
      'penalty waiting',
    ]);
  });
});
