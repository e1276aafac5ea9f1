import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { isObject, type JsonObject, type JsonValue } from '../json.ts';

/** A failure inside an execution, with the error name that Retry and Catch look at. */
export class StatesError extends Error {
  readonly error: string;

  constructor(error: string, cause = '') {
    super(cause);
    this.name = 'StatesError';
    this.error = error;
  }
}

/** What an expression sees as `$states`: always `input` and `context`, then `result` or `errorOutput`. */
export type StatesVariable = { input: JsonValue; context: JsonObject; result?: JsonValue; errorOutput?: JsonObject };

const compiled = new Map<string, jsonata.Expression>();

/**
 * Works out a template: every text `{% … %}` in it is a JSONata expression over `$states` and the assigned variables.
 * Throws `States.QueryEvaluationError` when one fails or gives nothing.
 */
export async function evaluate(value: JsonValue, states: StatesVariable, variables: JsonObject): Promise<JsonValue> {
  if (typeof value === 'string') {
    const source = /^\{%(.*)%\}$/s.exec(value)?.[1];
    return source === undefined ? value : query(source.trim(), states, variables);
  }
  if (Array.isArray(value)) return Promise.all(value.map((member) => evaluate(member, states, variables)));
  if (!isObject(value)) return value;
  const members = await Promise.all(
    Object.entries(value).map(async ([key, member]) => [key, await evaluate(member, states, variables)] as const),
  );
  return Object.fromEntries(members);
}

async function query(source: string, states: StatesVariable, variables: JsonObject): Promise<JsonValue> {
  try {
    const result: unknown = await compile(source).evaluate(undefined, { ...variables, states });
    const text: string | undefined = typeof result === 'function' ? undefined : JSON.stringify(result);
    if (text !== undefined) return JSON.parse(text);
  } catch (error) {
    const message = isObject(error) && typeof error.message === 'string' ? error.message : String(error);
    throw new StatesError('States.QueryEvaluationError', `${message} in {% ${source} %}`);
  }
  throw new StatesError('States.QueryEvaluationError', `{% ${source} %} gives nothing`);
}

/** With the functions that Step Functions adds to JSONata, and without `$eval`, which it does not allow. */
function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const made = jsonata(source);
  made.registerFunction('uuid', () => randomUUID());
  made.registerFunction('parse', (text: string): unknown => JSON.parse(text));
  made.registerFunction('hash', (data: string, algorithm: string) =>
    createHash(algorithm.toLowerCase().replace('-', '')).update(data).digest('hex'),
  );
  made.registerFunction('range', (first: number, last: number, step: number) => {
    if (step === 0) throw new Error('$range needs a step');
    const count = Math.max(0, Math.floor((last - first) / step) + 1);
    return Array.from({ length: count }, (_none, index) => first + index * step);
  });
  made.registerFunction('partition', (list: unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_none, index) =>
      list.slice(index * size, (index + 1) * size),
    ),
  );
  made.registerFunction('eval', () => {
    throw new Error('$eval is not allowed');
  });
  compiled.set(source, made);
  return made;
}
