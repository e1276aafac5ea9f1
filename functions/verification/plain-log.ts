import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Log, LogCode, LogFields } from '../../shared/log/log.ts';

/**
 * The structured log of this function in the form of shared/log, one JSON line each; the logger that others use would
 * take most of this function's start.
 */
export function openPlainLog(service: string, clock: Clock, write: (line: string) => void = console.log): Log {
  const line = (level: string, message: LogCode, fields: LogFields = {}) =>
    write(JSON.stringify({ level, message, timestamp: instantOf(clock.now()), service, ...fields }));
  return {
    info: (code, fields) => line('INFO', code, fields),
    warn: (code, fields) => line('WARN', code, fields),
    error: (code, error, fields) =>
      line('ERROR', code, {
        errorName: error instanceof Error ? error.name : typeof error,
        // Without the message: it may quote what a person entered.
        errorAt: error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : undefined,
        ...fields,
      }),
  };
}
