import { describe, expect, it } from 'vitest';
import { readEventFilters } from '../../../infra/local/event-filter.ts';

const inserted = (pk: string, sk: string) => ({
  eventName: 'INSERT',
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } },
});
const events = JSON.stringify({
  eventName: ['INSERT'],
  dynamodb: { Keys: { pk: { S: [{ prefix: 'APPLICATION#' }] }, sk: { S: [{ prefix: 'EVENT#' }] } } },
});
const inbox = JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'INBOX#' }] } } } });

describe('a filter of an event source', () => {
  it.each([
    [inserted('APPLICATION#1', 'EVENT#000001'), true],
    [inserted('APPLICATION#1', 'HEAD'), false],
    [inserted('INBOX#1', 'anything'), true],
    [{ ...inserted('INBOX#1', 'anything'), eventName: 'MODIFY' }, false],
    [{ eventName: 'INSERT' }, false],
    ['text', false],
  ])('passes what one of its patterns fits: %j', (event, passes) => {
    expect(readEventFilters([events, inbox])(event)).toBe(passes);
  });

  it('passes everything where there is none', () => {
    expect(readEventFilters([])(inserted('A', 'B'))).toBe(true);
  });

  it.each(['{"eventName":"INSERT"}', '{"n":[{"numeric":[">",1]}]}', '{"n":[{"prefix":"a","suffix":"b"}]}'])(
    'is refused when it says what is not known here: %s',
    (pattern) => {
      expect(() => readEventFilters([pattern])).toThrow(/filter|does not know/);
    },
  );
});
