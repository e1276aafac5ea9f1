import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../../../shared/log/log.ts';

let written: string[];
beforeEach(() => {
  written = [];
  for (const level of ['debug', 'info', 'warn', 'error', 'log'] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => {
      written.push(String(line));
    });
  }
  vi.stubEnv('POWERTOOLS_DEV', 'true');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a line is JSON with its code, its level and its fields', () => {
  openLog('intake').info('request-completed', { route: 'submitApplication', milliseconds: 12 });
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    level: 'INFO',
    message: 'request-completed',
    service: 'intake',
    route: 'submitApplication',
    milliseconds: 12,
  });
});

test('an error is logged by its kind and its place in the code, never by its message', () => {
  const error = new TypeError('passport U12345678\n    at SPECIMEN (file.ts:1:2)\nborn 1996-06-23');
  openLog('intake').error('request-failed', error, { resource: 'POST /api/applications' });
  const line = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({ level: 'ERROR', message: 'request-failed', errorName: 'TypeError' });
  expect(line.errorAt).toContain('log.test.ts');
  expect(written[0]).not.toMatch(/U12345678|SPECIMEN|1996/);
});

test('what was thrown without being an error is logged by its type', () => {
  openLog('intake').error('request-failed', 'passport U12345678');
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ errorName: 'string' });
  expect(written[0]).not.toContain('U12345678');
});
