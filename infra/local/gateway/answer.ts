import * as z from 'zod';
import type { JsonValue } from '../json.ts';
import type { GatewayApi } from './api.ts';
import { isBinary } from './event.ts';

/** What leaves the gateway. */
export type GatewayAnswer = { status: number; headers: [string, string | string[]][]; body: Buffer };

const header = z.union([z.string(), z.number(), z.boolean()]);
const answerSchema = z.strictObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), header).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(header)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that the gateway sets itself; a function's own come out under another name. */
const remapped = new Set(['connection', 'content-length', 'date', 'server', 'www-authenticate']);

/**
 * Reads what a function answered. Gives undefined for an answer that the gateway cannot pass on, which it then
 * reports as a failure of the integration. Binary bodies are decoded only for callers whose first `Accept` is a
 * binary media type of the API, as the real gateway does.
 */
export function readAnswer(result: JsonValue, accept: string, api: GatewayApi): GatewayAnswer | undefined {
  const parsed = answerSchema.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const merged = new Map<string, [string, string | string[]]>();
  for (const [name, value] of Object.entries(headers ?? {})) merged.set(name.toLowerCase(), [name, String(value)]);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    merged.set(name.toLowerCase(), [name, values.map(String)]);
  }
  if (!merged.has('content-type')) merged.set('content-type', ['Content-Type', 'application/json']);
  const decoded = isBase64Encoded === true && isBinary(accept.split(',')[0] ?? '', api.binaryMediaTypes);
  return {
    status: statusCode,
    headers: [...merged].map(([key, [name, value]]) => [remapped.has(key) ? `x-amzn-Remapped-${name}` : name, value]),
    body: Buffer.from(body ?? '', decoded ? 'base64' : 'utf8'),
  };
}
