import { beforeEach, expect, test } from 'vitest';
import { fakeClock } from '../../../shared/clock.ts';
import { openLog } from '../../../shared/log/log.ts';

let written: string[];
beforeEach(() => {
  written = [];
});
const open = () => openLog('intake', fakeClock('2026-11-23T01:30:00Z'), (line) => written.push(line));

test('a line is JSON with its code, its level and its fields', () => {
  open().info('request-completed', { route: 'submitApplication', milliseconds: 12 });
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    level: 'INFO',
    timestamp: '2026-11-23T01:30:00.000Z',
    message: 'request-completed',
    service: 'intake',
    route: 'submitApplication',
    milliseconds: 12,
  });
});

test('an error is logged by its kind and its place in the code, never by its message', () => {
  const error = new TypeError('passport U12345678\n    at SPECIMEN (file.ts:1:2)\nborn 1996-06-23');
  open().error('request-failed', error, { resource: 'POST /api/applications' });
  const line = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({ level: 'ERROR', message: 'request-failed', errorName: 'TypeError' });
  expect(line.errorAt).toContain('log.test.ts');
  expect(written[0]).not.toMatch(/U12345678|SPECIMEN|1996/);
});

test('what was thrown without being an error is logged by its type', () => {
  open().error('request-failed', 'passport U12345678');
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ errorName: 'string' });
  expect(written[0]).not.toContain('U12345678');
});
