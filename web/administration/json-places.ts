class NotJson extends Error {}

const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The lines on which values begin, as far as a text is JSON, and the line on which it stops being so. */
function scan(text: string): { lines: Map<string, number>; brokenOn?: number } {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;
  const blank = () => {
    for (; at < text.length && /\s/.test(text[at] ?? ''); at++) if (text[at] === '\n') line += 1;
  };
  const take = (mark: string) => {
    blank();
    if (text[at] !== mark) throw new NotJson();
    at += 1;
  };
  const string = (): string => {
    const from = at;
    at += 1;
    while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    try {
      return JSON.parse(text.slice(from, at)) as string;
    } catch {
      throw new NotJson();
    }
  };
  const members = (closing: string, one: (index: number) => void) => {
    at += 1;
    blank();
    if (text[at] === closing) {
      at += 1;
      return;
    }
    for (let index = 0; ; index++) {
      one(index);
      blank();
      if (text[at] === closing) break;
      take(',');
    }
    at += 1;
  };
  const value = (path: string): void => {
    blank();
    lines.set(path, line);
    const within = (key: string) => (path ? `${path}.${key}` : key);
    if (text[at] === '"') {
      string();
    } else if (text[at] === '{') {
      members('}', () => {
        blank();
        if (text[at] !== '"') throw new NotJson();
        const key = string();
        take(':');
        value(within(key));
      });
    } else if (text[at] === '[') {
      members(']', (index) => value(within(String(index))));
    } else {
      const from = at;
      while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
      if (!scalar.test(text.slice(from, at))) throw new NotJson();
    }
  };
  try {
    value('');
    blank();
    if (at < text.length) throw new NotJson();
    return { lines };
  } catch (error) {
    if (error instanceof NotJson) return { lines, brokenOn: line };
    throw error;
  }
}

/**
 * On which line of a JSON text each value begins, by its path (`items.2.rows.0.points`; the whole is '').
 * @param text valid JSON
 */
export const linesOf = (text: string): ReadonlyMap<string, number> => scan(text).lines;

/** The line of a place, or of what it would stand in where it is missing. */
export function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  for (let length = steps.length; length > 0; length--) {
    const line = lines.get(steps.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return lines.get('') ?? 1;
}

/** Where a line begins and ends in a text, for showing it to somebody. */
export function spanOfLine(text: string, line: number): [from: number, to: number] {
  const before = text.split('\n').slice(0, line - 1);
  const from = before.reduce((sum, one) => sum + one.length + 1, 0);
  const end = text.indexOf('\n', from);
  return [from, end < 0 ? text.length : end];
}

/** What a text says, or on which line it stops being JSON; browsers do not tell the line. */
export function readJson(text: string): { ok: true; value: unknown } | { ok: false; line: number } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, line: scan(text).brokenOn ?? text.split('\n').length };
  }
}
