import { describe, expect, it } from 'vitest';
import { type LogMode, openLog } from '../../../infra/local/log.ts';

const written = (mode: LogMode) => {
  const lines: string[] = [];
  const log = openLog(
    mode,
    (text) => lines.push(`out ${text}`),
    (text) => lines.push(`error ${text}`),
  );
  log({ from: 'intake', line: 'STARTED', error: false });
  log({ from: 'intake', line: 'failed', error: true });
  return lines;
};

describe('the log of a zone', () => {
  it('shows every line with the function it came from', () => {
    expect(written('plain')).toEqual(['out [intake] STARTED\n', 'error [intake] failed\n']);
  });

  it('shows only what went wrong when it is to be quiet', () => {
    expect(written('quiet')).toEqual(['error [intake] failed\n']);
  });
});
