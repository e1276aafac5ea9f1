import { notImplemented, S3Error } from './s3-error.ts';

/** Headers that S3 keeps with an object and gives back with it. */
const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** What an upload may ask for that is not kept here. Leaving it out silently would promise what does not hold. */
const unsupported = [
  'x-amz-acl',
  'acl',
  'x-amz-copy-source',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-tagging',
  'tagging',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
];

const meta = 'x-amz-meta-';
const mostMeta = 2048;

/**
 * The headers to keep with an object, of those of a request or the fields of a form (names in lower case). Throws
 * `S3Error` when they ask for what is not kept here, or carry more than 2 KB of metadata.
 */
export function attributesOf(given: Iterable<[string, string]>): Record<string, string> {
  const attributes: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  let size = 0;
  for (const [name, value] of given) {
    if (unsupported.includes(name)) throw notImplemented(name);
    if (name.startsWith(meta)) size += Buffer.byteLength(name.slice(meta.length)) + Buffer.byteLength(value);
    const content = name === 'content-encoding' ? withoutTransfer(value) : value;
    if ((kept.includes(name) || name.startsWith(meta)) && content !== '') attributes[name] = content;
  }
  if (size > mostMeta) {
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  return attributes;
}

/** `aws-chunked` says how a body travels, not what it is. */
const withoutTransfer = (encoding: string): string =>
  encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked')
    .join(', ');
