/** One line that something in the zone wrote; `from` is the function's name or `zone`. */
export type LogLine = { from: string; line: string; error: boolean };
export type Log = (entry: LogLine) => void;

/** What `LOG` may say: `plain` shows every line of every function, `quiet` only what went wrong. */
export type LogMode = 'plain' | 'quiet';

/** Writes lines tagged with where they come from, errors to the second stream. */
export function openLog(
  mode: LogMode,
  out: (text: string) => void = (text) => process.stdout.write(text),
  wrong: (text: string) => void = (text) => process.stderr.write(text),
): Log {
  return ({ from, line, error }) => {
    if (error) wrong(`[${from}] ${line}\n`);
    else if (mode === 'plain') out(`[${from}] ${line}\n`);
  };
}
