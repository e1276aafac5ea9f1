import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { preferredLanguage, problem, problemAnswer, securityHeaders } from '../../shared/http/problem.ts';

type Given = {
  /** The folder that the pages were built into. */
  folder: string;
  /** Where people sign in. */
  issuer: string;
  /** The origin of the bucket that browsers post documents to and read them from. */
  documents: string;
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Files whose name changes with their content. */
const lasting = 'public, max-age=31536000, immutable';
/** Files that are asked for again each time, and answered with 304 while they are the same. */
const asked = 'no-cache';
/** The page carries a nonce: no cache between may give one reader's to another. */
const own = 'private, no-cache';

/** What a built page says in place of the nonce of its styles and of the path that it lies under. */
export const placeholders = { nonce: '__NONCE__', base: '__BASE__' } as const;

/**
 * What the pages may do: scripts of their own only, never inline; styles that the page itself adds carry the nonce;
 * requests go to the zone, to where one signs in and to the bucket of the documents, and nowhere else.
 */
const policyOf = ({ issuer, documents }: Given, nonce: string): string => {
  const signIn = new URL(issuer).origin;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' blob: data: ${documents}`,
    "font-src 'self'",
    `connect-src 'self' ${signIn} ${documents}`,
    `frame-src blob: ${documents}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'self'",
    `form-action 'self' ${signIn}`,
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
};

const pageHeaders = {
  ...securityHeaders,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // A verifier scans with the camera; nothing else of a device is needed.
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
};

type Stored = { bytes: Buffer; tag: string };
type Encoding = 'br' | 'gzip';

/**
 * Serves the pages: their files as they were built, and the one HTML page for every other path, which finds by itself
 * what belongs there. Paths of the interface are not its to answer.
 */
export function pages(given: Given): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const { folder } = given;
  const names = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/')),
  );
  const kept = new Map<string, Stored>();
  const read = (name: string): Stored => {
    const known = kept.get(name);
    if (known) return known;
    const bytes = readFileSync(join(folder, name));
    const stored = { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
    kept.set(name, stored);
    return stored;
  };

  const headerOf = (event: APIGatewayProxyEvent, name: string): string =>
    Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

  const encodingFor = (event: APIGatewayProxyEvent, name: string): Encoding | undefined => {
    const accepted = headerOf(event, 'accept-encoding')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.split(';')[0]);
    if (accepted.includes('br') && names.has(`${name}.br`)) return 'br';
    return accepted.includes('gzip') && names.has(`${name}.gz`) ? 'gzip' : undefined;
  };

  const file = (event: APIGatewayProxyEvent, name: string): APIGatewayProxyResult => {
    const encoding = encodingFor(event, name);
    const { bytes, tag } = read(encoding === undefined ? name : `${name}${encoding === 'br' ? '.br' : '.gz'}`);
    const headers = {
      ...pageHeaders,
      // A service worker may ask for what its own answer allows.
      'content-security-policy': "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
      'cache-control': name.startsWith('assets/') ? lasting : asked,
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      etag: tag,
      vary: 'Accept-Encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    };
    if (headerOf(event, 'if-none-match').includes(tag)) return { statusCode: 304, headers, body: '' };
    return { statusCode: 200, headers, body: bytes.toString('base64'), isBase64Encoded: true };
  };

  const page = (event: APIGatewayProxyEvent): APIGatewayProxyResult => {
    const nonce = randomBytes(18).toString('base64url');
    const base = `${pathBefore(event)}/`;
    const body = read('index.html')
      .bytes.toString('utf8')
      .replaceAll(placeholders.nonce, nonce)
      .replaceAll(placeholders.base, () => escaped(base));
    return {
      statusCode: 200,
      headers: {
        ...pageHeaders,
        'cache-control': own,
        'content-security-policy': policyOf(given, nonce),
        'content-type': 'text/html; charset=utf-8',
      },
      body,
    };
  };

  return async (event) => {
    const path = event.path.replace(/^\/+/, '');
    if (/^(api|\.well-known|_local|oidc)(\/|$)/.test(path)) {
      return problemAnswer(problem('not-found'), preferredLanguage(headerOf(event, 'accept-language')));
    }
    const isServed = names.has(path) && extname(path) in contentTypes && path !== 'index.html';
    if (isServed) return file(event, path);
    if (path.startsWith('assets/') || extname(path) in contentTypes) {
      return problemAnswer(problem('not-found'), preferredLanguage(headerOf(event, 'accept-language')));
    }
    return page(event);
  };
}

/** The part of the path that the gateway took off: its stage, or what a zone's own domain maps to it. */
function pathBefore({ path, requestContext }: APIGatewayProxyEvent): string {
  const whole = requestContext?.path ?? path;
  if (!whole.endsWith(path)) return '';
  // Two slashes would name another host.
  return whole
    .slice(0, whole.length - path.length)
    .replace(/^[\\/]+/, '/')
    .replace(/\/+$/, '');
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
