import type { Log, LogCode, LogFields } from '../../shared/log/log.ts';

export type LogLine = { level: 'info' | 'warn' | 'error'; code: LogCode; fields: LogFields; error?: unknown };

/** A log that keeps its lines for a test to look at. */
export function openLogBook(): { log: Log; lines: LogLine[]; codes: () => LogCode[] } {
  const lines: LogLine[] = [];
  return {
    lines,
    codes: () => lines.map(({ code }) => code),
    log: {
      info: (code, fields = {}) => lines.push({ level: 'info', code, fields }),
      warn: (code, fields = {}) => lines.push({ level: 'warn', code, fields }),
      error: (code, error, fields = {}) => lines.push({ level: 'error', code, fields, error }),
    },
  };
}
