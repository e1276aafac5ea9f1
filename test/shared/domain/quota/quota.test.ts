import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  freeBetween,
  groupNeeded,
  type Ledger,
  lineOn,
  type PlaceState,
  placeAfter,
  placeName,
  placeNamed,
  quotaYear,
  resizing,
  tally,
} from '../../../../shared/domain/quota/quota.ts';

describe('the name of a place', () => {
  test('leads back to the place, whatever year, group and number', () => {
    const place = fc.record({
      year: fc.integer({ min: 2000, max: 2099 }),
      group: fc.stringMatching(/^[a-z][a-z0-9-]{1,39}$/),
      number: fc.integer({ min: 1, max: 9_999_999 }),
    });
    fc.assert(
      fc.property(place, (given) => {
        expect(placeNamed(placeName(given))).toEqual(given);
      }),
    );
  });

  test.each([
    '',
    '2026#interns',
    '2026#interns#0',
    '26#interns#1',
    '12026#interns#1',
    '2026#Interns#1',
    '2026#interns#1#2',
  ])('is not "%s"', (name) => {
    expect(() => placeNamed(name)).toThrow('not the name of a place');
  });
});

describe('the year whose places are taken', () => {
  test('is that of the zone on the moment of acceptance', () => {
    expect(quotaYear('Asia/Shanghai', '2026-12-31T15:59:59.999Z')).toBe(2026);
    expect(quotaYear('Asia/Shanghai', '2026-12-31T16:00:00.000Z')).toBe(2027);
    expect(quotaYear('America/New_York', '2027-01-01T04:59:59.999Z')).toBe(2026);
  });
});

describe('an application needs a place', () => {
  const quota = {
    group: 'interns',
    when: [{ answer: { question: 'kind', isOneOf: ['intern'] } }],
    source: 'invented',
  };

  test('when it is of category C and what the procedure says holds', () => {
    expect(groupNeeded({ quota }, { category: 'C', answers: { kind: 'intern' } })).toBe('interns');
  });

  test('when one of the things holds that the procedure names', () => {
    const either = { ...quota, when: [...quota.when, { answer: { question: 'kind', isOneOf: ['graduate'] } }] };
    expect(groupNeeded({ quota: either }, { category: 'C', answers: { kind: 'intern' } })).toBe('interns');
  });

  test.each([
    ['while its category is open', { category: null, answers: { kind: 'intern' } }],
    ['in category A', { category: 'A', answers: { kind: 'intern' } }],
    ['in category B', { category: 'B', answers: { kind: 'intern' } }],
    ['when the procedure limits another kind', { category: 'C', answers: { kind: 'cook' } }],
    ['when the question was not answered', { category: 'C' }],
  ] as const)('but not %s', (_, the) => {
    expect(groupNeeded({ quota }, the)).toBeUndefined();
  });

  test('and none where the procedure knows no quota', () => {
    expect(groupNeeded({}, { category: 'C' })).toBeUndefined();
  });
});

describe('the figure of a zone', () => {
  const line = (group: string, validFrom: string, validTo?: string) => ({
    group,
    perYear: 1,
    validFrom,
    validTo,
    source: 'invented',
    placeholder: true,
  });
  const lines = [
    line('interns', '2023-11-01', '2026-06-30'),
    line('interns', '2026-07-01'),
    line('graduates', '2026-01-01', '2026-12-31'),
  ];

  test.each([
    ['interns', '2023-10-31', undefined],
    ['interns', '2023-11-01', 0],
    ['interns', '2026-06-30', 0],
    ['interns', '2026-07-01', 1],
    ['graduates', '2026-12-31', 2],
    ['graduates', '2027-01-01', undefined],
    ['cooks', '2026-06-30', undefined],
  ] as const)('for %s on %s is that of the line in force', (group, on, index) => {
    expect(lineOn(lines, group, on)).toBe(index === undefined ? undefined : lines[index]);
  });
});

/** Any state that a year and group can be in: what stands lies between 1 and the highest number. */
const ledgers = fc
  .record({
    extent: fc.integer({ min: 0, max: 60 }),
    states: fc.array(fc.constantFrom<PlaceState | undefined>(undefined, 'reserved', 'confirmed', 'closed'), {
      minLength: 60,
      maxLength: 60,
    }),
  })
  .map(({ extent, states }): Ledger => {
    const places = states.slice(0, extent).flatMap((state, index) => (state ? [{ number: index + 1, state }] : []));
    return { size: extent - places.filter(({ state }) => state === 'closed').length, extent, places };
  });

const takenIn = ({ reserved, confirmed }: ReturnType<typeof tally>) => reserved + confirmed;

describe('another size', () => {
  test('is reached exactly, without touching a place that is taken, unless more are taken than it has', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 20 }), (ledger, size, atOnce) => {
        const before = tally(ledger);
        const plan = resizing(ledger, size, atOnce);
        if (!plan.ok) {
          expect(plan.error.taken).toBe(takenIn(before));
          expect(size).toBeLessThan(takenIn(before));
          return;
        }
        const { extent, close, reopen } = plan.value;
        expect(extent).toBeGreaterThanOrEqual(ledger.extent);
        expect(reopen.length).toBeLessThanOrEqual(atOnce);
        const stateAt = (number: number) => ledger.places.find((place) => place.number === number)?.state;
        expect(close.every((number) => stateAt(number) === undefined && number >= 1 && number <= ledger.extent)).toBe(
          true,
        );
        expect(reopen.every((number) => stateAt(number) === 'closed')).toBe(true);
        const after = tally({
          size,
          extent,
          places: [
            ...ledger.places.filter(({ number }) => !reopen.includes(number)),
            ...close.map((number) => ({ number, state: 'closed' as const })),
          ],
        });
        expect(after.free + takenIn(after)).toBe(size);
        expect([after.reserved, after.confirmed]).toEqual([before.reserved, before.confirmed]);
      }),
    );
  });

  test('opens the lowest of the closed places first', () => {
    const closed = [9, 2, 10].map((number) => ({ number, state: 'closed' as const }));
    expect(resizing({ size: 7, extent: 10, places: closed }, 9, 90)).toEqual({
      ok: true,
      value: { extent: 10, close: [], reopen: [2, 9] },
    });
  });

  test('of a whole year that nobody took from closes the highest numbers', () => {
    expect(resizing({ size: 5, extent: 5, places: [] }, 3, 90)).toEqual({
      ok: true,
      value: { extent: 5, close: [5, 4], reopen: [] },
    });
  });
});

test('the free numbers of a run are those at which nothing stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
      fc.array(fc.nat(60)),
      (from, length, standing) => {
        const to = from + length - 1;
        const free = freeBetween(from, to, standing);
        for (let number = from; number <= to; number++) expect(free.includes(number)).toBe(!standing.includes(number));
        expect(free.every((number) => number >= from && number <= to)).toBe(true);
      },
    ),
  );
});

describe('the events of an application tell which place it holds', () => {
  const event = (quota?: object) => ({ data: quota ? { quota } : {} });

  test.each([
    ['none while none was taken', [event()], undefined],
    ['the one that was taken', [event(), event({ reserved: '2026#g#1' })], { name: '2026#g#1', state: 'reserved' }],
    ['none after it was given up', [event({ reserved: '2026#g#1' }), event({ released: '2026#g#1' })], undefined],
    [
      'another after it moved to another group',
      [event({ reserved: '2026#g#1' }), event({ released: '2026#g#1', reserved: '2026#h#9' })],
      { name: '2026#h#9', state: 'reserved' },
    ],
    [
      'its own for good after the permit',
      [event({ reserved: '2026#g#1' }), event({ confirmed: '2026#g#1' })],
      { name: '2026#g#1', state: 'confirmed' },
    ],
  ])('%s', (_, events, place) => {
    expect(placeAfter(events)).toEqual(place);
  });

  test.each([
    ['a second place', [event({ reserved: '2026#g#1' }), event({ reserved: '2026#g#2' })]],
    ['giving up what is not held', [event({ released: '2026#g#1' })]],
    [
      'giving up what a permit has',
      [event({ reserved: '2026#g#1' }), event({ confirmed: '2026#g#1' }), event({ released: '2026#g#1' })],
    ],
    ['a permit with a place that was never taken', [event({ confirmed: '2026#g#1' })]],
    ['a permit with the place of another', [event({ reserved: '2026#g#1' }), event({ confirmed: '2026#g#2' })]],
  ])('and %s is a contradiction', (_, events) => {
    expect(() => placeAfter(events)).toThrow('place was');
  });
});
