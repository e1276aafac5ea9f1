import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DescribeKeyCommand,
  GetPublicKeyCommand,
  InvalidKeyUsageException,
  KMSClient,
  KMSInvalidSignatureException,
  NotFoundException,
  SignCommand,
  VerifyCommand,
} from '@aws-sdk/client-kms';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../../../infra/local/aws-error.ts';
import { type KeyDefinition, type Kms, knowsKmsOperation, openKms } from '../../../../infra/local/kms/kms.ts';

const account = 'arn:aws:kms:local-1:000000000000';
const permits: KeyDefinition = {
  id: '11111111-2222-4333-8444-555555555555',
  arn: `${account}:key/11111111-2222-4333-8444-555555555555`,
  spec: 'ECC_NIST_P256',
  usage: 'SIGN_VERIFY',
  aliases: ['alias/permits'],
};
const storage: KeyDefinition = {
  id: 'storage',
  arn: `${account}:key/storage`,
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  aliases: [],
};
const keys = [permits, storage];

let kms: Kms;
let client: KMSClient;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  kms = openKms({ database: new DatabaseSync(':memory:'), keys });
  const server = fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post('/', async (request, reply) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    reply.type('application/x-amz-json-1.1');
    try {
      return JSON.stringify(await kms.execute(operation, JSON.parse(String(request.body))));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return reply.code(error.status).send(JSON.stringify({ __type: error.type, message: error.message }));
    }
  });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  client = new KMSClient({
    endpoint,
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  stop = () => server.close();
});
afterAll(() => stop());

const message = Buffer.from('外国人工作许可证');
const digest = createHash('sha256').update(message).digest();
const SigningAlgorithm = 'ECDSA_SHA_256';
const signed = async (type: 'RAW' | 'DIGEST', KeyId = permits.id) => {
  const Message = type === 'RAW' ? message : digest;
  const answer = await client.send(new SignCommand({ KeyId, Message, MessageType: type, SigningAlgorithm }));
  return answer.Signature ?? new Uint8Array();
};
const publicKey = async () => {
  const { PublicKey: der } = await client.send(new GetPublicKeyCommand({ KeyId: permits.arn }));
  return createPublicKey({ key: Buffer.from(der ?? []), format: 'der', type: 'spki' });
};

describe('a signing key', () => {
  test.each(['RAW', 'DIGEST'] as const)(
    'signs a %s message so that anyone with the public key can verify it',
    async (type) => {
      const key = await publicKey();
      expect(key.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
      for (let time = 0; time < 20; time += 1) expect(verify('sha256', message, key, await signed(type))).toBe(true);
    },
  );

  test('uses both halves of the curve and never the same signature twice, as KMS does', async () => {
    const signatures = await Promise.all(Array.from({ length: 64 }, () => signed('DIGEST')));
    expect(new Set(signatures.map((signature) => Buffer.from(signature).toString('hex'))).size).toBe(64);
    const lengthsOfS = signatures.map((signature) => signature[5 + (signature[3] ?? 0)] ?? 0);
    expect(Math.max(...lengthsOfS)).toBe(33);
    expect(Math.min(...lengthsOfS)).toBeLessThanOrEqual(32);
  });

  test('verifies what it signed, and nothing that was changed by a bit', async () => {
    const Signature = await signed('RAW');
    const request = { KeyId: permits.id, Message: message, Signature, SigningAlgorithm } as const;
    expect((await client.send(new VerifyCommand(request))).SignatureValid).toBe(true);
    const otherMessage = Buffer.from(message);
    otherMessage[0] = (otherMessage[0] ?? 0) ^ 1;
    await expect(client.send(new VerifyCommand({ ...request, Message: otherMessage }))).rejects.toBeInstanceOf(
      KMSInvalidSignatureException,
    );
    for (let bit = 0; bit < Signature.length * 8; bit += 1) {
      const changed = Uint8Array.from(Signature);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const body = {
        ...request,
        Message: message.toString('base64'),
        Signature: Buffer.from(changed).toString('base64'),
      };
      await expect(kms.execute('Verify', body)).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
    }
  });

  test.each([
    ['its id', permits.id],
    ['its arn', permits.arn],
    ['an alias', 'alias/permits'],
    ['the arn of an alias', `${account}:alias/permits`],
  ])('is found by %s', async (_how, name) => {
    const { KeyMetadata: metadata } = await client.send(new DescribeKeyCommand({ KeyId: name }));
    expect(metadata).toMatchObject({ KeyId: permits.id, Arn: permits.arn, KeySpec: 'ECC_NIST_P256', Enabled: true });
    expect(verify('sha256', message, await publicKey(), await signed('RAW', name))).toBe(true);
  });

  test('is the same key after the database is opened again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kms-'));
    const read = async () => {
      const database = new DatabaseSync(join(directory, 'zone.sqlite'));
      const { PublicKey: key } = await openKms({ database, keys }).execute('GetPublicKey', { KeyId: permits.id });
      database.close();
      return key;
    };
    const first = await read();
    expect(first).toEqual(expect.any(String));
    expect(await read()).toBe(first);
    expect(first).not.toBe((await publicKey()).export({ format: 'der', type: 'spki' }).toString('base64'));
    await rm(directory, { recursive: true });
  });
});

describe('a request is refused', () => {
  test('for a key or alias that does not exist', async () => {
    for (const KeyId of ['nothing', `${account}:key/nothing`, 'alias/nothing']) {
      await expect(client.send(new DescribeKeyCommand({ KeyId }))).rejects.toBeInstanceOf(NotFoundException);
    }
  });

  test('for an algorithm that the key does not have, or a key that does not sign', async () => {
    const request = { KeyId: permits.id, Message: message, SigningAlgorithm } as const;
    const other = client.send(new SignCommand({ ...request, SigningAlgorithm: 'ECDSA_SHA_384' }));
    await expect(other).rejects.toBeInstanceOf(InvalidKeyUsageException);
    await expect(client.send(new SignCommand({ ...request, KeyId: 'storage' }))).rejects.toBeInstanceOf(
      InvalidKeyUsageException,
    );
  });

  test.each([
    ['a digest that is not 32 bytes', { Message: 'AAAA', MessageType: 'DIGEST' }, /Digest is invalid length/],
    ['a message over 4,096 bytes', { Message: Buffer.alloc(4097).toString('base64') }, /between 1 and 4096/],
    ['no message', {}, /Message/],
  ])('for %s', async (_what, body, problem) => {
    await expect(kms.execute('Sign', { KeyId: permits.id, SigningAlgorithm, ...body })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(problem),
    });
  });

  test('for an operation that is not kept here', async () => {
    await expect(kms.execute('Encrypt', {})).rejects.toMatchObject({ name: 'UnknownOperationException' });
    expect([knowsKmsOperation('Encrypt'), knowsKmsOperation('Sign')]).toEqual([false, true]);
  });
});
