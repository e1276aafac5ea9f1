import { Console } from 'node:console';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { constants, Script } from 'node:vm';

/** A function as the template describes it. */
export type FunctionDefinition = {
  name: string;
  arn: string;
  /** The folder of its code. */
  directory: string;
  /** File and export, as in `index.handler`. */
  handler: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Record<string, string>;
};

/** What a handler is told about its invocation, besides the event. */
export type InvocationContext = {
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis: () => number;
};

export type Handler = (event: unknown, context: InvocationContext) => unknown;

/** Makes one more execution environment of a function: loads its module anew and gives its handler. */
export type Factory = () => Handler;

type WriteLine = (line: string, error: boolean) => void;

const parameters = ['exports', 'require', 'module', '__filename', '__dirname', 'process', 'console'];

/**
 * Reads the bundle of a function once, to be loaded as often as environments of it are needed.
 *
 * A bundle is CommonJS, while the nearest package.json says that `.js` is ESM; and each function must see its own
 * environment variables although all of them share one process. So the bundle is not imported: it is compiled here as
 * the body of a function whose parameters shadow `process` and `console`. Nothing global is touched.
 *
 * Takes the folder that keeps compiled code between starts. Throws when the code or the named export is missing.
 */
export function openFunction(definition: FunctionDefinition, write: WriteLine, cacheDirectory?: string): Factory {
  const [file = '', name = ''] = definition.handler.split('.');
  const filename = join(definition.directory, `${file}.js`);
  if (!existsSync(filename)) throw new Error(`${definition.name}: there is no ${filename}`);
  const source = readFileSync(filename, 'utf8');
  const { script, keep } = compile(definition, source, filename, cacheDirectory);

  return () => {
    const module: { exports: Record<string, unknown> } = { exports: {} };
    const output = { stdout: lines((line) => write(line, false)), stderr: lines((line) => write(line, true)) };
    script.runInThisContext()(
      module.exports,
      createRequire(filename),
      module,
      filename,
      definition.directory,
      ownProcess(definition, output),
      new Console(output),
    );
    const handler = module.exports[name];
    if (typeof handler !== 'function') throw new Error(`${definition.name}: ${file}.js exports no function ${name}`);
    keep();
    return handler as Handler;
  };
}

/** Compiles with the code cache of an earlier start, which spares most of the time that a first load takes. */
function compile(definition: FunctionDefinition, source: string, filename: string, cacheDirectory: string | undefined) {
  const code = `(function (${parameters.join(', ')}) {${source}\n})`;
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  if (cacheDirectory === undefined) {
    return { script: new Script(code, { filename, importModuleDynamically }), keep: () => {} };
  }
  // V8 itself compares no more than the length of the code.
  const version = createHash('sha256').update(process.version).update(source).digest('hex').slice(0, 32);
  const cache = join(cacheDirectory, `${definition.name}.${version}`);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const script = new Script(code, { filename, importModuleDynamically, cachedData });
  let kept = cachedData !== undefined && script.cachedDataRejected === false;
  const keep = () => {
    if (kept) return;
    kept = true;
    mkdirSync(cacheDirectory, { recursive: true });
    for (const file of readdirSync(cacheDirectory)) {
      if (file.startsWith(`${definition.name}.`)) rmSync(join(cacheDirectory, file));
    }
    writeFileSync(`${cache}.new`, script.createCachedData());
    renameSync(`${cache}.new`, cache);
  };
  return { script, keep };
}

/** The `process` that a function sees: this one, with its own variables, output and folder. */
function ownProcess(definition: FunctionDefinition, output: { stdout: Writable; stderr: Writable }): NodeJS.Process {
  const own = (value: unknown) => ({ value, enumerable: true, writable: true, configurable: true });
  return Object.create(process, {
    env: own({ ...definition.environment }),
    stdout: own(output.stdout),
    stderr: own(output.stderr),
    cwd: own(() => definition.directory),
    exit: own((code?: number) => {
      const error = new Error(`Runtime exited with error: exit status ${code ?? 0}`);
      error.name = 'Runtime.ExitError';
      throw error;
    }),
  });
}

/** A stream that hands on whole lines. */
function lines(write: (line: string) => void): Writable {
  let rest = '';
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part) write(part);
      done();
    },
  });
}
