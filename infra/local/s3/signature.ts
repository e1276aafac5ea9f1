import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { accessDenied, S3Error } from './s3-error.ts';
import { encoded, parameter, type Target } from './target.ts';

/** Secret access keys by access key id. */
export type Secrets = Record<string, string>;

const algorithm = 'AWS4-HMAC-SHA256';

/** What a signature covers besides its scope and date. */
type Signed = { method: string; target: Target; headers: IncomingHttpHeaders };

type Claim = {
  credential: string;
  date: string;
  signedHeaders: string[];
  signature: string;
  /** What the sender says of the body: its SHA-256 in hex, or one of the words of the protocol. */
  payload: string;
};

/**
 * Checks the signature of a request (AWS Signature Version 4), in its Authorization header or in its address, and gives
 * what the sender says of the body. `now` (epoch milliseconds) decides whether a signed address is still valid; the
 * date of a signed header is not compared with it, since the signer's clock does not move with the zone's.
 *
 * Throws `S3Error` when there is no signature, it does not fit, or it has expired.
 */
export function authenticate(request: Signed, secrets: Secrets, now: number): { payload: string; presigned: boolean } {
  const presigned = parameter(request.target, 'X-Amz-Algorithm') !== undefined;
  if (presigned && request.headers.authorization !== undefined) {
    throw new S3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed');
  }
  const claim = presigned ? claimOfAddress(request, now) : claimOfHeader(request);
  const unsigned = unsignedHeaders(request.headers, claim.signedHeaders);
  if (!claim.signedHeaders.includes('host') || unsigned.length > 0) {
    throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
      details: { HeadersNotSigned: unsigned.join(', ') || 'host' },
    });
  }
  const canonicalRequest = [
    request.method,
    request.target.path.split('/').map(encoded).join('/'),
    canonicalQuery(request.target),
    ...claim.signedHeaders.map((name) => `${name}:${trimmed(request.headers[name])}`),
    '',
    claim.signedHeaders.join(';'),
    claim.payload,
  ].join('\n');
  const text = [algorithm, claim.date, scopeOf(claim.credential), sha256(canonicalRequest)].join('\n');
  assertSignature(text, claim, secrets);
  return { payload: claim.payload, presigned };
}

/** Checks the signature of the policy of a form. Throws `S3Error` when it does not fit. */
export function authenticatePolicy(
  form: { policy: string; credential: string; date: string; signature: string },
  secrets: Secrets,
): void {
  assertSignature(form.policy, form, secrets);
}

function claimOfHeader({ headers }: Signed): Claim {
  const [scheme, parts = ''] = headers.authorization?.split(/ (.*)/s) ?? [];
  if (scheme !== algorithm) throw accessDenied();
  const part = (name: string) => new RegExp(`(?:^|[, ])${name}=([^, ]*)`).exec(parts)?.[1];
  const [credential, signedHeaders, signature] = [part('Credential'), part('SignedHeaders'), part('Signature')];
  const [date, payload] = [headers['x-amz-date'], headers['x-amz-content-sha256']];
  if (!credential || !signedHeaders || !signature || typeof date !== 'string') {
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The authorization header that you provided is not valid.');
  }
  if (typeof payload !== 'string') {
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return { credential, date, signedHeaders: signedHeaders.split(';'), signature, payload };
}

const longestValidity = 7 * 86_400;

function claimOfAddress({ target }: Signed, now: number): Claim {
  const values = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'].map((name) =>
    parameter(target, `X-Amz-${name}`),
  );
  const [named, credential, date, expires, signedHeaders, signature] = values;
  const seconds = Number(expires);
  const signedAt = instantOf(date ?? '');
  if (
    named !== algorithm ||
    !credential ||
    !date ||
    !signedHeaders ||
    !signature ||
    Number.isNaN(signedAt) ||
    !Number.isInteger(seconds) ||
    seconds < 1 ||
    seconds > longestValidity
  ) {
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      'The X-Amz-* parameters of a signed address must be complete, and X-Amz-Expires between 1 and 604800 seconds',
    );
  }
  if (now > signedAt + seconds * 1000) {
    throw new S3Error(403, 'AccessDenied', 'Request has expired', {
      details: { 'X-Amz-Expires': seconds, Expires: new Date(signedAt + seconds * 1000).toISOString() },
    });
  }
  const payload = parameter(target, 'X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return { credential, date, signedHeaders: signedHeaders.split(';'), signature, payload };
}

/** S3 wants every `x-amz-` header of a request to be signed. */
const unsignedHeaders = (headers: IncomingHttpHeaders, signed: string[]): string[] =>
  Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signed.includes(name));

function canonicalQuery({ query }: Target): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const trimmed = (value: string | string[] | undefined): string =>
  String(value ?? '')
    .trim()
    .replace(/ +/g, ' ');

/** The instant of a basic ISO 8601 date such as `20261122T080000Z`, in epoch milliseconds; NaN for anything else. */
const instantOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const scopeOf = (credential: string): string => credential.split('/').slice(1).join('/');

function assertSignature(
  text: string,
  claim: { credential: string; date: string; signature: string },
  secrets: Secrets,
): void {
  const [id = '', day = '', region = '', service, end, ...rest] = claim.credential.split('/');
  if (service !== 's3' || end !== 'aws4_request' || rest.length > 0 || !claim.date.startsWith(`${day}T`)) {
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The credential does not fit the date and the service s3.');
  }
  const secret = Object.hasOwn(secrets, id) ? secrets[id] : undefined;
  if (secret === undefined) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  const key = ['aws4_request', 's3', region, day].reduceRight<string | Buffer>(
    (secretSoFar, part) => createHmac('sha256', secretSoFar).update(part).digest(),
    `AWS4${secret}`,
  );
  const expected = Buffer.from(createHmac('sha256', key).update(text).digest('hex'));
  const given = Buffer.from(claim.signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
