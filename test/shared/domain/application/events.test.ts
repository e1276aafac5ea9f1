import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ApplicationEvent,
  canonical,
  eventTypes,
  isForParties,
  wording,
} from '../../../../shared/domain/application/events.ts';
import { chained } from '../../../../shared/records/application.ts';

describe('canonical JSON', () => {
  test('says the same whatever the order of the keys', () => {
    expect(canonical({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
    expect(canonical({ a: { c: null, d: [1, 2] }, b: 1 })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
  });

  test('leaves out what is absent, so that a value which the table drops changes nothing', () => {
    expect(canonical({ a: undefined, b: { c: undefined } })).toBe('{"b":{}}');
    expect(canonical(undefined)).toBe('null');
  });

  test('keeps the order of a list', () => {
    expect(canonical([2, 1])).not.toBe(canonical([1, 2]));
  });

  test('reads back as the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is the same for two objects exactly when they hold the same', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, shuffled(inner)]),
            )
          : value;
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(canonical(shuffled(one))).toBe(canonical(one));
        const plain = (json: unknown) => JSON.parse(JSON.stringify(json));
        expect(canonical(one) === canonical(other)).toBe(isDeepStrictEqual(plain(one), plain(other)));
      }),
    );
  });
});

/** A whole case, from draft to permit. */
function wholeCase(): ApplicationEvent[] {
  const events: ApplicationEvent[] = [];
  const happen = (type: ApplicationEvent['type'], data?: Record<string, unknown>) => {
    const last = events.at(-1) ?? { sequence: 0, hash: '' };
    const by = { party: 'authority' as const, subject: `officer-${events.length}` };
    events.push(chained(last, { at: `2026-11-23T02:00:0${events.length}.000Z`, type, by, data }));
  };
  happen('created', { procedure: 'new-permit' });
  happen('submitted', { round: 1, score: { total: 62, rows: { hsk: ['hsk-3', 3] } } });
  happen('accepted', { promisedOn: '2026-11-26' });
  happen('reviewed', { recommendation: 'approve', evidence: [{ item: 'hsk', documentId: 'd1' }] });
  happen('approved', { validity: { from: '2026-12-23', to: '2028-12-22', binding: 'category' } });
  happen('permit-issued');
  return events;
}

/** The number of the first event whose hash or whose link to the one before is not right any more. */
function brokenAt(events: readonly ApplicationEvent[]): number | undefined {
  let last = { sequence: 0, hash: '' };
  for (const [index, event] of events.entries()) {
    const again = chained(last, { at: event.at, type: event.type, by: event.by, data: event.data });
    if (canonical(again) !== canonical(event)) return index + 1;
    last = event;
  }
  return undefined;
}

describe('the chain of events', () => {
  test('an untouched case holds together', () => {
    expect(brokenAt(wholeCase())).toBeUndefined();
  });

  test.each<[string, (event: ApplicationEvent) => ApplicationEvent]>([
    ['its time', (event) => ({ ...event, at: '2026-11-23T02:00:01.001Z' })],
    ['its kind', (event) => ({ ...event, type: 'withdrawn' })],
    ['who did it', (event) => ({ ...event, by: { ...event.by, subject: 'someone-else' } })],
    ['a figure deep inside', (event) => ({ ...event, data: { ...event.data, score: { total: 63 } } })],
    ['something added', (event) => ({ ...event, data: { ...event.data, note: '' } })],
    ['its number', (event) => ({ ...event, sequence: 7 })],
    ['the hash before it', (event) => ({ ...event, previous: 'x' })],
    ['its own hash', (event) => ({ ...event, hash: `A${event.hash.slice(1)}` })],
  ])('changing %s in a past event shows', (_, change) => {
    const events = wholeCase();
    const changed = events.map((event) => (event.sequence === 2 ? change(event) : event));
    expect(brokenAt(changed)).toBe(2);
  });

  test('changing an event and its hash shows in the next one', () => {
    const events = wholeCase();
    const first = events[0] as ApplicationEvent;
    const forged = chained(
      { sequence: 1, hash: first.hash },
      {
        at: '2026-11-23T02:00:01.000Z',
        type: 'submitted',
        by: { party: 'employer' },
        data: { round: 1, score: { total: 100 } },
      },
    );
    expect(brokenAt(events.map((event) => (event.sequence === 2 ? forged : event)))).toBe(3);
  });

  test('taking an event out or swapping two shows', () => {
    const events = wholeCase();
    expect(brokenAt(events.filter(({ sequence }) => sequence !== 3))).toBe(3);
    const [first, second, third, ...rest] = events as [ApplicationEvent, ApplicationEvent, ApplicationEvent];
    expect(brokenAt([first, third, second, ...rest])).toBe(2);
  });
});

describe('the words of an event', () => {
  test.each(eventTypes)('%s is told in both languages', (type) => {
    const { zh, en } = wording({ type, data: {} });
    expect(zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(`${zh}${en}`).not.toContain('undefined');
  });

  test('a submission tells the promised day, a return how many things are to be mended, an issue the number', () => {
    expect(wording({ type: 'submitted', data: { promisedOn: '2026-11-27' } }).en).toContain('by 2026-11-27');
    expect(wording({ type: 'returned', data: { deficiencies: [{}, {}] } }).en).toContain('2 things to mend');
    expect(wording({ type: 'returned', data: { deficiencies: [{}] } }).en).toContain('one thing to mend');
    expect(wording({ type: 'permit-issued', data: { permitNumber: 'GP1' } }).zh).toContain('编号 GP1');
  });

  test('what an officer wrote ends its sentence once, however it was written', () => {
    const reason = { zh: '材料需要核实。', en: 'Papers must be checked. ' };
    expect(wording({ type: 'time-extended', data: { reason, promisedOn: '2026-12-10' } })).toEqual({
      zh: '经批准，办理期限延长一次。理由：材料需要核实。承诺最迟于 2026-12-10 办结（含当日）。',
      en: 'The time was extended once, with approval. Reason: Papers must be checked. We promise a decision by 2026-12-10 at the latest.',
    });
    const announcement = { zh: '专家评审', en: 'An expert looks at it' };
    expect(wording({ type: 'paused', data: { announcement, until: '2026-12-01' } })).toEqual({
      zh: '办理期限自即日起暂停计算，预计至 2026-12-01 止。事由：专家评审。',
      en: 'The time limit stands still from today, as planned until 2026-12-01. An expert looks at it.',
    });
  });

  test('who works on a case inside the office is not told to its parties', () => {
    expect(eventTypes.filter((type) => !isForParties(type))).toEqual(['claimed', 'released', 'reviewed', 'sent-back']);
  });
});

describe('an event in words', () => {
  const reason = { zh: '  材料不实。；  ', en: ' The papers were not true!;. ' };
  const data = { promisedOn: '2026-12-01', respondBy: '2026-12-08', reason };

  test('is told in words that no other event is told in', () => {
    for (const language of ['zh', 'en'] as const) {
      const told = eventTypes.map((type) => wording({ type, data })[language]);
      expect(new Set(told).size).toBe(eventTypes.length);
    }
  });

  test('says how long credit lets a permit be extended, or that it does not', () => {
    const counted = (score?: object) => wording({ type: 'credit-counted', data: score ? { score } : {} }).en;
    expect(counted({ months: 12 })).toContain('up to 12 months');
    expect(counted({ months: 0 })).toContain('you can object');
    expect(counted()).toBe('The credit lists were looked at.');
  });

  test('ends what an officer wrote with one full stop, whatever it ended with', () => {
    const { zh, en } = wording({ type: 'reopened', data: { reason } });
    expect(zh).toBe('申请已重新办理。理由：材料不实。');
    expect(en).toMatch(/ Reason: The papers were not true\.$/);
  });

  test('names the window that it moved to, where that is known', () => {
    const to = { name: { zh: '二号窗口', en: 'Window 2' } };
    expect(wording({ type: 'moved', data: { to } }).en).toContain('moved to Window 2;');
    expect(wording({ type: 'moved', data: {} }).zh).toContain('另一服务窗口');
  });
});
