import { describe, expect, test } from 'vitest';
import { repetition, requestMark, withRequest } from '../../../shared/records/requests.ts';

const asked = (more: { subject?: string; key?: string; body?: unknown } = {}, action = 'submit') => {
  const { subject = 'wang', key = 'key-1', body = { decision: 'accept' } } = more;
  const mark = requestMark({ principal: { subject }, idempotencyKey: key, body }, action);
  if (!mark) throw new Error('no mark');
  return mark;
};

describe('a repeated request', () => {
  test('is recognised by sender, action, key and body', () => {
    const seen = withRequest(undefined, asked());
    expect(repetition(seen, asked())).toBe('same');
    expect(repetition(seen, asked({ subject: 'li' }))).toBeUndefined();
    expect(repetition(seen, asked({ key: 'key-2' }))).toBeUndefined();
    expect(repetition(seen, asked({}, 'withdraw'))).toBeUndefined();
  });

  test('with another body under the same key is told apart, whatever the order of its fields', () => {
    const seen = withRequest(undefined, asked({ body: { a: 1, b: [2] } }));
    expect(repetition(seen, asked({ body: { b: [2], a: 1 } }))).toBe('same');
    expect(repetition(seen, asked({ body: { a: 1, b: [3] } }))).toBe('other-body');
  });

  test('without a key is never one', () => {
    const principal = { subject: 'wang' };
    expect(requestMark({ principal }, 'submit')).toBeUndefined();
    expect(repetition(withRequest(undefined, asked()), undefined)).toBeUndefined();
  });

  test('is remembered through a few others, not for ever', () => {
    let seen = withRequest(undefined, asked());
    for (const key of ['2', '3']) seen = withRequest(seen, asked({ key }));
    expect(repetition(seen, asked())).toBe('same');
    seen = withRequest(seen, asked({ key: '4' }));
    expect(repetition(seen, asked())).toBeUndefined();
    expect(seen).toHaveLength(3);
  });

  test('leaves a mark of 18 signs that tells nothing of what was asked', () => {
    expect(asked({ body: { note: 'SPECIMEN' } })).toMatch(/^[\w-]{18}$/);
  });
});
