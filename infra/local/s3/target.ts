import { S3Error } from './s3-error.ts';

/** What a request addresses, path style: `/bucket/key?query`, all decoded. The key is empty for the bucket itself. */
export type Target = { path: string; bucket: string; key: string; query: [name: string, value: string][] };

/** Reads the address of a request. Throws `S3Error` when it is not properly percent-encoded. */
export function targetOf(url: string): Target {
  const [address = '', ...rest] = url.split('?');
  const path = decoded(address);
  const [, bucket = '', ...key] = path.split('/');
  const query = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))];
    });
  return { path, bucket, key: key.join('/'), query };
}

/** The value of a query parameter; undefined when it is absent, empty when it has no value. */
export const parameter = (target: Target, name: string): string | undefined =>
  target.query.find(([found]) => found === name)?.[1];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Percent-encoding as signatures and listings need it: everything but letters, digits and `-_.~`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
