import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FunctionDefinition, FunctionError, hostFunctions } from '../../../infra/local/functions.ts';
import type { LogLine } from '../../../infra/local/log.ts';

describe('the host of the functions', () => {
  let folder: string;
  let written: LogLine[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'functions-'));
    written = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const define = (name: string, source: string, more: Partial<FunctionDefinition> = {}): FunctionDefinition => {
    const directory = join(folder, name);
    mkdirSync(directory);
    writeFileSync(join(directory, 'index.js'), source);
    return {
      name,
      arn: `arn:aws-cn:lambda:cn-north-1:000000000000:function:${name}`,
      directory,
      handler: 'index.handler',
      timeoutSeconds: 3,
      memoryMegabytes: 256,
      environment: {},
      ...more,
    };
  };

  const host = (definitions: FunctionDefinition[], concurrency?: number) =>
    hostFunctions(definitions, { log: (line) => written.push(line), concurrency });

  const failureOf = async (invocation: Promise<unknown>): Promise<FunctionError> => {
    const error = await invocation.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (!(error instanceof FunctionError)) throw new Error('the invocation did not fail as a function fails');
    return error;
  };

  it('gives each function its own variables and leaves those of the process alone', async () => {
    const source = `
      const atStart = process.env.COLOUR;
      process.env.ADDED = atStart;
      exports.handler = async () => [atStart, process.env.COLOUR, process.env.ADDED, process.env.HOME ?? null, process.cwd()];
    `;
    const functions = host([
      define('red', source, { environment: { COLOUR: 'red' } }),
      define('blue', source, { environment: { COLOUR: 'blue' } }),
    ]);
    expect(await functions.invoke('red', {})).toEqual(['red', 'red', 'red', null, join(folder, 'red')]);
    expect(await functions.invoke('blue', {})).toEqual(['blue', 'blue', 'blue', null, join(folder, 'blue')]);
    expect(process.env.ADDED).toBeUndefined();
  });

  it('tags every line with the function that wrote it, whole lines only', async () => {
    const source = `
      console.log('module loaded');
      exports.handler = async () => {
        process.stdout.write('one ');
        process.stdout.write('line\\nand another\\n');
        console.error('wrong');
      };
    `;
    await host([define('speaker', source)]).invoke('speaker', {});
    expect(written).toEqual([
      { from: 'speaker', line: 'module loaded', error: false },
      { from: 'speaker', line: 'one line', error: false },
      { from: 'speaker', line: 'and another', error: false },
      { from: 'speaker', line: 'wrong', error: true },
    ]);
  });

  it('keeps a module between invocations and tells a handler about its invocation', async () => {
    const definition = define(
      'counter',
      `let count = 0;
       exports.handler = (event, context) => ({
         count: ++count, event, name: context.functionName, arn: context.invokedFunctionArn,
         memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis(), missing: undefined,
       });`,
    );
    const functions = host([definition]);
    await functions.invoke('counter', 1);
    const answer = (await functions.invoke(definition.arn, { a: [1] })) as { left: number };
    expect(answer).toEqual({
      count: 2,
      event: { a: [1] },
      name: 'counter',
      arn: definition.arn,
      memory: '256',
      left: answer.left,
    });
    expect(answer.left).toBeGreaterThan(2000);
    expect(answer.left).toBeLessThanOrEqual(3000);
  });

  it('finds a function by a qualified ARN', async () => {
    const definition = define('plain', 'exports.handler = async () => {};');
    expect(await host([definition]).invoke(`${definition.arn}:live`, {})).toBeNull();
  });

  it('gives one environment one invocation at a time, and makes more while all are busy', async () => {
    const source = `
      let inside = 0;
      exports.handler = async () => {
        const others = inside++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside--;
        return others;
      };
    `;
    const functions = host([define('busy', `globalThis.loads = (globalThis.loads ?? 0) + 1;${source}`)], 2);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => functions.invoke('busy', {})));
    expect(answers).toEqual([0, 0, 0, 0, 0]);
    expect(Reflect.get(globalThis, 'loads')).toBe(2);
    Reflect.deleteProperty(globalThis, 'loads');
  });

  it('ends an invocation at its timeout and does not use that environment again', async () => {
    const definition = define(
      'slow',
      `let stuck = false;
       exports.handler = (event) => {
         if (stuck) throw new Error('used again');
         if (event.wait) { stuck = true; return new Promise(() => {}); }
         return 'fresh';
       };`,
      { timeoutSeconds: 0.05 },
    );
    const functions = host([definition], 1);
    const waiting = functions.invoke('slow', { wait: true });
    const next = functions.invoke('slow', {});
    const failure = await failureOf(waiting);
    expect(failure.errorType).toBe('Sandbox.Timedout');
    expect(failure.message).toMatch(/Error: Task timed out after 0\.05 seconds$/);
    expect(await next).toBe('fresh');
  });

  it.each([
    [
      'an error',
      `class NotNow extends Error { name = 'NotNow' }
       exports.handler = async () => { throw new NotNow('later') };`,
      'NotNow',
      'later',
    ],
    ['something that is no error', `exports.handler = async () => { throw 'a string' };`, 'string', 'a string'],
    ['an exit', `exports.handler = async () => process.exit(3);`, 'Runtime.ExitError', /exit status 3/],
    ['a module that does not load', `throw new RangeError('at start'); exports.handler = 1;`, 'RangeError', 'at start'],
    ['a missing export', `exports.other = () => {};`, 'Error', /exports no function handler/],
  ])('answers with the shape of Lambda when there is %s', async (_title, source, errorType, message) => {
    const functions = host([define('failing', source)]);
    const failure = await failureOf(functions.invoke('failing', {}));
    expect(failure.payload).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
    expect(Array.isArray(failure.payload.trace)).toBe(true);
    expect(failure.functionName).toBe('failing');
  });

  it('refuses events and answers beyond 6 MB', async () => {
    const functions = host([define('big', `exports.handler = async (event) => 'x'.repeat(event.size);`)]);
    const large = 6 * 1024 * 1024;
    expect((await failureOf(functions.invoke('big', { size: large }))).errorType).toBe('Function.ResponseSizeTooLarge');
    expect((await failureOf(functions.invoke('big', 'x'.repeat(large)))).errorType).toBe('RequestTooLargeException');
    expect(await functions.invoke('big', { size: 3 })).toBe('xxx');
  });

  it('says when there is no such function', async () => {
    expect((await failureOf(host([]).invoke('nobody', {}))).errorType).toBe('ResourceNotFoundException');
  });

  it('knows when nothing is under way any more', async () => {
    const functions = host([
      define('later', `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 20, 'done'));`),
    ]);
    const seen: unknown[] = [];
    void functions.invoke('later', {}).then((answer) => seen.push(answer));
    await functions.idle();
    expect(seen).toEqual(['done']);
  });

  it('keeps compiled code for the next start', async () => {
    const cacheDirectory = join(folder, 'compiled');
    const definition = define('cached', `exports.handler = async () => 'ok';`);
    const open = () => hostFunctions([definition], { log: (line) => written.push(line), cacheDirectory });
    await open().warm();
    const kept = readdirSync(cacheDirectory);
    expect(kept).toHaveLength(1);
    expect(await open().invoke('cached', {})).toBe('ok');
    expect(readdirSync(cacheDirectory)).toEqual(kept);
    writeFileSync(join(definition.directory, 'index.js'), `exports.handler = async () => 'no';`);
    expect(await open().invoke('cached', {})).toBe('no');
    expect(readdirSync(cacheDirectory)).toHaveLength(1);
    expect(readdirSync(cacheDirectory)).not.toEqual(kept);
  });

  it('reports a function that does not load when it is warmed, and goes on with the others', async () => {
    const functions = host([
      define('broken', `throw new RangeError('at start');`),
      define('sound', `console.log('loaded'); exports.handler = async () => {};`),
    ]);
    await functions.warm();
    expect(written).toEqual([
      { from: 'broken', line: 'RangeError: at start', error: true },
      { from: 'sound', line: 'loaded', error: false },
    ]);
  });

  it('lets a bundle load modules of Node by require and by import', async () => {
    const functions = host([
      define(
        'loader',
        `const { join } = require('node:path');
         exports.handler = async () => join('a', (await import('node:os')).EOL === '\\n' ? 'b' : 'c');`,
      ),
    ]);
    expect(await functions.invoke('loader', {})).toBe(join('a', 'b'));
  });
});
