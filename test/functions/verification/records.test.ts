import { afterEach, describe, expect, test } from 'vitest';
import { openDynamoDb } from '../../../functions/verification/dynamodb.ts';
import { openRecords } from '../../../functions/verification/records.ts';
import { endpointsOf, linkMaker, signedFetch } from '../../../functions/verification/signed-fetch.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { etownZone } from '../../zone-rules.ts';
import { expectedSignature, openService, type Received } from './services.ts';

const clock = fakeClock('2026-11-22T02:03:04.567Z');
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret for tests', sessionToken: 'a session/+=' };
const region = 'cn-north-1';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** Half a year, so that the last second can be counted by hand. */
const { signingKeys } = etownZone();
const readingZone = { timeZone: 'Asia/Shanghai', retention: { readingsDays: 184 }, signingKeys };

async function recordsOver(...answers: ({ status?: number; body: object } | ((received: Received) => object))[]) {
  let count = 0;
  const service = await openService((received) => {
    const answer = answers[Math.min(count, answers.length - 1)] ?? { body: {} };
    count += 1;
    if (typeof answer === 'function') return { status: 200, body: JSON.stringify(answer(received)) };
    return { status: answer.status ?? 200, body: JSON.stringify(answer.body) };
  });
  open.push(service.close);
  const send = signedFetch(credentials, region, clock);
  return {
    records: openRecords(openDynamoDb(send, `${service.url}/`, 'etown-table'), readingZone, clock),
    received: service.received,
  };
}

describe('a request to the table', () => {
  test('is DynamoDB’s JSON protocol, strongly consistent and signed as an independent computation says', async () => {
    const { records, received } = await recordsOver({ body: {} });
    expect(await records.permit('110115202600012345')).toBeUndefined();
    const [request] = received;
    if (!request) throw new Error('nothing was sent');
    expect(request).toMatchObject({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.GetItem',
        'x-amz-date': '20261122T020304Z',
        'x-amz-security-token': credentials.sessionToken,
      },
    });
    expect(JSON.parse(request.body)).toEqual({
      TableName: 'etown-table',
      Key: { pk: { S: 'PERMIT#110115202600012345' }, sk: { S: 'PERMIT' } },
      ConsistentRead: true,
    });
    const scope = `20261122/${region}/dynamodb/aws4_request`;
    const parts = /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/(.+), SignedHeaders=(.+), Signature=([0-9a-f]{64})$/.exec(
      String(request.headers.authorization),
    );
    expect(parts?.[1]).toBe(scope);
    expect(parts?.[2]?.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
    expect(parts?.[3]).toBe(
      expectedSignature(request, {
        secret: credentials.secretAccessKey,
        scope,
        at: '20261122T020304Z',
        signedHeaders: String(parts?.[2]),
      }),
    );
  });

  test('reads every kind of attribute of a permit', async () => {
    const { records } = await recordsOver({
      body: {
        Item: {
          number: { S: '1' },
          statusIndex: { N: '734512' },
          rehearsal: { BOOL: false },
          chineseName: { NULL: true },
          employerName: { M: { zh: { S: '公司' } } },
          history: { L: [{ S: 'a' }, { N: '2' }] },
          token: { B: '0oRN' },
        },
      },
    });
    expect(await records.permit('1')).toEqual({
      number: '1',
      statusIndex: 734_512,
      rehearsal: false,
      chineseName: null,
      employerName: { zh: '公司' },
      history: ['a', 2],
      token: null,
    });
  });

  test.each([
    [1, 'revoked'],
    [2, 'suspended'],
    [3, 'superseded'],
  ])('finds status %i of an older token in its list as %s', async (status, name) => {
    const { records, received } = await recordsOver({ body: { Item: { status: { N: String(status) } } } });
    expect(await records.status(2 ** 20 + 42)).toBe(name);
    expect(JSON.parse(received[0]?.body ?? '').Key).toEqual({ pk: { S: 'STATUS#2' }, sk: { S: '0000042' } });
  });

  test('finds no status where there is no entry', async () => {
    const { records, received } = await recordsOver({ body: {} });
    expect(await records.status(42)).toBeUndefined();
    expect(JSON.parse(received[0]?.body ?? '').Key).toEqual({ pk: { S: 'STATUS#1' }, sk: { S: '0000042' } });
  });

  describe('for sensitive values', () => {
    const passport = { M: { number: { S: 'U1234567' }, issuingState: { S: 'UTO' }, expiresOn: { S: '2030-01-01' } } };
    const applicant = { birthDate: { S: '1988-02-29' }, passport, familyName: { S: 'KOWALCZYK' } };
    const post = { M: { workplace: { S: '荣华中路1号（虚构）' }, title: { S: '光学工程师' } } };
    const stored = (form: object) => ({ body: { Item: { revision: { N: '3' }, form: { M: form } } } });

    test('reads the form of the application that the permit was issued on, and takes no more than it shows', async () => {
      const { records, received } = await recordsOver(stored({ applicant: { M: applicant }, post }));
      expect(await records.sensitive('a1')).toEqual({
        birthDate: '1988-02-29',
        passport: { number: 'U1234567', issuingState: 'UTO' },
        workplace: '荣华中路1号（虚构）',
      });
      expect(JSON.parse(received[0]?.body ?? '').Key).toEqual({ pk: { S: 'APPLICATION#a1' }, sk: { S: 'FORM' } });
    });

    test.each<[string, object]>([
      ['no form', { body: {} }],
      ['no passport', stored({ applicant: { M: { ...applicant, passport: { M: {} } } }, post })],
      ['no workplace', stored({ applicant: { M: applicant } })],
    ])('fails rather than show half a record: %s', async (_, answer) => {
      const { records } = await recordsOver(answer as { body: object });
      await expect(records.sensitive('a1')).rejects.toThrow('lacks its person');
    });
  });

  test('reads all keys, page after page', async () => {
    const jwk = (kid: string) => ({ jwk: { S: JSON.stringify({ kid }) } });
    const last = { pk: { S: 'KEYS' }, sk: { S: 'KEY#a' } };
    const { records, received } = await recordsOver(
      { body: { Items: [jwk('a')], LastEvaluatedKey: last } },
      { body: { Items: [jwk('b')] } },
    );
    expect(await records.publicKeys()).toEqual({ keys: [{ kid: 'a' }, { kid: 'b' }], withdrawn: [] });
    expect(received.map(({ headers }) => headers['x-amz-target'])).toEqual(Array(2).fill('DynamoDB_20120810.Query'));
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      TableName: 'etown-table',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'KEYS' } },
    });
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({ ExclusiveStartKey: last });
  });

  test('records a reading under its day, each under a key of its own, until the zone forgets it', async () => {
    const { records, received } = await recordsOver({ body: {} });
    const reading = { at: '2026-11-22T16:30:00.000Z', by: 'inspector-1', permitNumber: '7' };
    await records.recordReading(reading);
    await records.recordReading(reading);
    const items = received.map(({ body }) => JSON.parse(body).Item);
    expect(items[0]).toEqual({
      pk: { S: 'READ#2026-11-23' },
      sk: { S: expect.stringMatching(/^2026-11-22T16:30:00\.000Z#[0-9a-f-]{36}$/) },
      at: { S: reading.at },
      by: { S: 'inspector-1' },
      what: { S: 'permit' },
      id: { S: '7' },
      expiresAt: { N: String(Date.parse('2027-05-25T16:30:00.000Z') / 1000) },
    });
    expect(items[1].sk).not.toEqual(items[0].sk);
  });

  test('is tried again while the service is busy', async () => {
    const { records, received } = await recordsOver(
      { status: 503, body: {} },
      { status: 500, body: {} },
      { body: { Item: { number: { S: '7' } } } },
    );
    expect(await records.permit('7')).toEqual({ number: '7' });
    expect(received).toHaveLength(3);
  });

  test('is tried again in a surge, but not for ever', async () => {
    const surge = { status: 400, body: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' } };
    const short = await recordsOver(surge, { body: { Item: { number: { S: '7' } } } });
    expect(await short.records.permit('7')).toEqual({ number: '7' });
    const long = await recordsOver(surge);
    await expect(long.records.permit('7')).rejects.toThrow('GetItem was answered 400 ThrottlingException');
    expect(long.received).toHaveLength(3);
  });

  test('fails with the kind of error and nothing of the request when it is refused', async () => {
    const { records } = await recordsOver({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#AccessDeniedException', message: 'no' },
    });
    const failure = await records.permit('110115202600012345').catch((error: Error) => error.message);
    expect(failure).toBe('GetItem was answered 400 AccessDeniedException');
  });
});

describe('the link to a photo', () => {
  const photo = { key: 'applications/a 1/photo+x.jpg', versionId: 'v/1+2' };

  test('opens one version for 60 seconds, is kept by no browser, and is signed as an independent computation says', async () => {
    const bucketUrl = endpointsOf({}, region, 'amazonaws.com.cn').bucket('etown-documents');
    const link = new URL(await linkMaker(credentials, region, clock, bucketUrl)(photo));
    expect(link.origin).toBe('https://etown-documents.s3.cn-north-1.amazonaws.com.cn');
    expect(link.pathname).toBe('/applications/a%201/photo%2Bx.jpg');
    const scope = `20261122/${region}/s3/aws4_request`;
    const signature = link.searchParams.get('X-Amz-Signature');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      versionId: 'v/1+2',
      'response-cache-control': 'no-store',
      'X-Amz-Expires': '60',
      'X-Amz-Date': '20261122T020304Z',
      'X-Amz-Security-Token': credentials.sessionToken,
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `AKIDEXAMPLE/${scope}`,
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': signature,
    });
    const asked = {
      method: 'GET',
      path: link.pathname,
      query: link.searchParams,
      headers: { host: link.host },
      body: '',
    };
    expect(signature).toBe(
      expectedSignature(asked, {
        secret: credentials.secretAccessKey,
        scope,
        at: '20261122T020304Z',
        signedHeaders: 'host',
        bodyHash: 'UNSIGNED-PAYLOAD',
      }),
    );
  });
});

describe('the endpoints', () => {
  test.each<[string, Record<string, string>, string, string]>([
    [
      'are those of the region',
      {},
      'https://dynamodb.cn-north-1.amazonaws.com.cn/',
      'https://docs.s3.cn-north-1.amazonaws.com.cn',
    ],
    [
      'are one for all where the environment says so',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:4000/' },
      'http://127.0.0.1:4000/',
      'http://127.0.0.1:4000/docs',
    ],
    [
      'are each its own where the environment says so',
      {
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4000',
        AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:4001',
        AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4002',
      },
      'http://127.0.0.1:4001/',
      'http://127.0.0.1:4002/docs',
    ],
  ])('%s', (_, environment, dynamodb, bucket) => {
    const endpoints = endpointsOf(environment, region, 'amazonaws.com.cn');
    expect(endpoints.dynamodb).toBe(dynamodb);
    expect(endpoints.bucket('docs')).toBe(bucket);
  });
});
