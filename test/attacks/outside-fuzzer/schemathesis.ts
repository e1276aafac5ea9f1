import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Changes every object inside a document, from the inside out. */
function changed(value: Json, change: (object: { [name: string]: Json }) => Json): Json {
  if (Array.isArray(value)) return value.map((part) => changed(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changed(part, change)])));
}

/** Python's expressions have no classes of Unicode; what it makes without them is refused, which is what is tried. */
const withoutUnicodeClasses = (object: { [name: string]: Json }): Json => {
  const { pattern, ...rest } = object;
  return typeof pattern === 'string' && pattern.includes('\\p{') ? rest : object;
};

/** Lists of fixed places: the fuzzer turns `prefixItems` into what OpenAPI 3.1 does not know, and stumbles over it. */
const withoutPlaces = (object: { [name: string]: Json }): Json => {
  const { prefixItems, ...rest } = object;
  return Array.isArray(prefixItems) ? { ...rest, items: { anyOf: prefixItems } } : object;
};

const parts = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json()))),
});

/**
 * The description of an interface as the fuzzer can read it: the same answers, requests without expressions that
 * Python does not know, and parameters of paths that name something half of the time.
 * @param known by the beginning of a path, what its parameters may name
 */
export function forTheFuzzer(
  document: unknown,
  known: Readonly<Record<string, Readonly<Record<string, string>>>>,
): object {
  const { paths } = parts.parse(document);
  const named = (path: string, name: string): string | undefined =>
    Object.entries(known).find(([start, names]) => path.startsWith(start) && Object.hasOwn(names, name))?.[1][name];
  const readable = Object.entries(paths).map(([path, operations]) => {
    const own = Object.entries(operations).map(([method, operation]) => {
      const { requestBody, parameters = [], responses = {}, ...rest } = operation;
      const given = (changed(parameters, withoutUnicodeClasses) as { name: string; in: string; schema: Json }[]).map(
        (parameter) => {
          const real = parameter.in === 'path' ? named(path, parameter.name) : undefined;
          return real ? { ...parameter, schema: { type: 'string', enum: [real, 'x1'] } } : parameter;
        },
      );
      return [
        method,
        {
          ...rest,
          parameters: given,
          responses: changed(responses, withoutPlaces),
          ...(requestBody === undefined ? {} : { requestBody: changed(requestBody, withoutUnicodeClasses) }),
        },
      ];
    });
    return [path, Object.fromEntries(own)];
  });
  return { ...(document as object), paths: Object.fromEntries(readable) };
}

const reportSchema = z.object({
  complete: z.boolean(),
  operations: z.object({ total: z.number(), tested: z.number() }),
  test_cases: z.object({ generated: z.number() }),
  failures: z.array(z.object({ code: z.string(), title: z.string(), operations: z.array(z.string()) })),
  errors: z.array(z.object({ title: z.string(), count: z.number() })),
});

export type Fuzzed = z.output<typeof reportSchema> & { said: string };

/**
 * Lets schemathesis loose on a zone: every operation that the document names, within the time that there is.
 * @param the.seconds after which no more is tried
 * @param the.examples random requests for each operation, besides those at the limits of its schema
 * @throws with what the program said when it made no report
 */
export async function fuzz(
  program: string,
  the: {
    document: object;
    url: string;
    accessToken?: string | undefined;
    seed: number;
    phases: string;
    examples: number;
    seconds: number;
  },
): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'greenpath-fuzz-'));
  const [document, report] = [join(folder, 'openapi.json'), join(folder, 'report.json')];
  writeFileSync(document, JSON.stringify(the.document));
  const checks = [
    'not_a_server_error',
    'status_code_conformance',
    'content_type_conformance',
    'response_schema_conformance',
    'response_headers_conformance',
  ];
  const child = spawn(
    program,
    [
      'run',
      document,
      ...['--url', the.url, '--seed', String(the.seed), '--phases', the.phases, '--checks', checks.join(',')],
      ...['--max-examples', String(the.examples), '--workers', '2', '--continue-on-failure', '--no-shrink'],
      ...['--no-color', '--generation-database', 'none', '--suppress-health-check', 'all', '--warnings', 'off'],
      ...['--report', 'json', '--report-json-path', report, '--output-truncate', 'true'],
      ...(the.accessToken ? ['--header', `Authorization: Bearer ${the.accessToken}`] : []),
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PYTHONUTF8: '1' } },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-60_000);
    });
  }
  const late = setTimeout(() => child.kill('SIGINT'), the.seconds * 1000);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(late);
  try {
    return { ...reportSchema.parse(JSON.parse(readFileSync(report, 'utf8'))), said };
  } catch (error) {
    throw new Error(`schemathesis made no report that can be read:\n${said}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
