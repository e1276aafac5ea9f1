import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
};

/** A service on loopback that keeps what it was asked and answers what it is told. */
export async function openService(answer: (received: Received) => { status: number; body: string }) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one = {
        method: request.method ?? '',
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      received.push(one);
      const { status, body } = answer(one);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** The Signature Version 4 that a request should carry, worked out step by step from what arrived. */
export function expectedSignature(
  received: Received,
  given: { secret: string; scope: string; at: string; signedHeaders: string; bodyHash?: string },
): string {
  const query = [...received.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const headers = given.signedHeaders.split(';').map((name) => `${name}:${String(received.headers[name]).trim()}\n`);
  const canonical = [
    received.method,
    received.path,
    query,
    headers.join(''),
    given.signedHeaders,
    given.bodyHash ?? sha256(received.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', given.at, given.scope, sha256(canonical)].join('\n');
  const key = given.scope.split('/').reduce<string | Buffer>(hmac, `AWS4${given.secret}`);
  return hmac(key, toSign).toString('hex');
}
