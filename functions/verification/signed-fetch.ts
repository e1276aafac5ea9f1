import { AwsClient } from 'aws4fetch';
import { type Clock, instantOf } from '../../shared/domain/time.ts';

const patienceMilliseconds = 3000;
const linkSeconds = 60;

export type SignedFetch = (
  service: 'dynamodb',
  url: string,
  init: { method: 'POST'; headers: Record<string, string>; body: string },
) => Promise<Response>;

/** The credentials that Lambda puts into the environment of a function. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** Where the services answer; the same variables move the SDK's clients of other functions. */
export function endpointsOf(environment: Record<string, string | undefined>, region: string, urlSuffix: string) {
  const { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_S3: s3 } = environment;
  const bare = (url: string) => url.replace(/\/+$/, '');
  const ownS3 = s3 ?? all;
  return {
    dynamodb: `${bare(dynamodb ?? all ?? `https://dynamodb.${region}.${urlSuffix}`)}/`,
    /** An endpoint of one's own has no name for each bucket, so the bucket goes into the path. */
    bucket: (name: string) => (ownS3 ? `${bare(ownS3)}/${name}` : `https://${name}.s3.${region}.${urlSuffix}`),
  };
}

const compact = (clock: Clock) => instantOf(clock.now()).replace(/[:-]|\.\d{3}/g, '');

/** Sends signed requests (SigV4), tries twice more where the service is busy, and gives up after three seconds. */
export function signedFetch(credentials: Credentials, region: string, clock: Clock): SignedFetch {
  const client = new AwsClient({ ...credentials, region, retries: 2 });
  return (service, url, init) =>
    client.fetch(url, {
      ...init,
      signal: AbortSignal.timeout(patienceMilliseconds),
      aws: { service, datetime: compact(clock) },
    });
}

/** Makes links of 60 seconds to one version of an object, which nobody's browser keeps. */
export function linkMaker(credentials: Credentials, region: string, clock: Clock, bucketUrl: string) {
  const client = new AwsClient({ ...credentials, region });
  return async ({ key, versionId }: { key: string; versionId: string }): Promise<string> => {
    const url = new URL(`${bucketUrl}/${key.split('/').map(encodeURIComponent).join('/')}`);
    url.searchParams.set('versionId', versionId);
    url.searchParams.set('response-cache-control', 'no-store');
    url.searchParams.set('X-Amz-Expires', String(linkSeconds));
    const aws = { service: 's3', signQuery: true, datetime: compact(clock) };
    return (await client.sign(url.href, { method: 'GET', aws })).url;
  };
}
