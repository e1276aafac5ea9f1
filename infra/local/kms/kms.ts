import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError, type Json } from '../aws-error.ts';
import { type KeyPair, keyPair } from './key-pair.ts';

/** A key of the template: `spec` and `usage` are its KeySpec and KeyUsage, `aliases` names such as `alias/permits`. */
export type KeyDefinition = { id: string; arn: string; spec: string; usage: string; aliases: string[] };

export type Kms = {
  /** Runs one operation on a body in the JSON of the wire protocol. Throws `AwsError` for what KMS refuses. */
  execute: (operation: string, body: Json) => Promise<Json>;
};

const algorithm = 'ECDSA_SHA_256';
const digestLength = 32;
const longestMessage = 4096;

type Key = KeyDefinition & { pair: KeyPair | undefined };
type Operation = (keys: Key[], body: Json) => Json;

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['Sign', sign],
  ['Verify', verify],
  ['GetPublicKey', publicKey],
  ['DescribeKey', describe],
]);

/** Whether `execute` knows an operation; every other name is refused with UnknownOperationException. */
export const knowsKmsOperation = (operation: string): boolean => operations.has(operation);

/**
 * Opens the keys of the one-machine zone. Signing keys of P-256 have a pair that is made once and kept, unencrypted, in
 * the database, so this is for rehearsal only; keys of any other kind can be described but not used.
 */
export function openKms(options: { database: DatabaseSync; keys: KeyDefinition[] }): Kms {
  const keys = options.keys.map((key) => ({
    ...key,
    pair: key.spec === 'ECC_NIST_P256' && key.usage === 'SIGN_VERIFY' ? keyPair(options.database, key.id) : undefined,
  }));
  return {
    execute: async (operation, body) => {
      const known = operations.get(operation);
      if (!known) throw new AwsError('UnknownOperationException', `${operation} is not known here`);
      return known(keys, body);
    },
  };
}

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const signRequest = z.object({
  KeyId: z.string(),
  Message: bytes.refine((message) => message.length >= 1 && message.length <= longestMessage, {
    error: 'Member must have length between 1 and 4096',
  }),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.string(),
});
const verifyRequest = signRequest.extend({ Signature: bytes });
const keyRequest = z.object({ KeyId: z.string() });

function sign(keys: Key[], body: Json): Json {
  const request = parsed(signRequest, body);
  const key = signingKey(keys, request);
  return {
    KeyId: key.arn,
    Signature: Buffer.from(key.pair.sign(digestOf(request))).toString('base64'),
    SigningAlgorithm: algorithm,
  };
}

function verify(keys: Key[], body: Json): Json {
  const request = parsed(verifyRequest, body);
  const key = signingKey(keys, request);
  if (!key.pair.verify(request.Signature, digestOf(request))) {
    throw new AwsError('KMSInvalidSignatureException', 'The signature does not belong to the message and the key');
  }
  return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: algorithm };
}

function publicKey(keys: Key[], body: Json): Json {
  const key = usable(keyNamed(keys, parsed(keyRequest, body).KeyId));
  return {
    KeyId: key.arn,
    PublicKey: key.pair.publicKey.toString('base64'),
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyUsage: key.usage,
    SigningAlgorithms: [algorithm],
  };
}

function describe(keys: Key[], body: Json): Json {
  const key = keyNamed(keys, parsed(keyRequest, body).KeyId);
  return {
    KeyMetadata: {
      AWSAccountId: key.arn.split(':')[4],
      KeyId: key.id,
      Arn: key.arn,
      Enabled: true,
      KeyState: 'Enabled',
      KeyManager: 'CUSTOMER',
      Origin: 'AWS_KMS',
      MultiRegion: false,
      KeySpec: key.spec,
      CustomerMasterKeySpec: key.spec,
      KeyUsage: key.usage,
      ...(key.pair && { SigningAlgorithms: [algorithm] }),
    },
  };
}

function parsed<T>(schema: z.ZodType<T>, body: Json): T {
  const request = schema.safeParse(body);
  if (request.success) return request.data;
  const problems = request.error.issues.map((issue) => `'${issue.path.join('.')}': ${issue.message}`);
  throw new AwsError('ValidationException', `${problems.length} validation error detected: ${problems.join('; ')}`);
}

/** A key by its id, its arn, the name of an alias or the arn of an alias. */
function keyNamed(keys: Key[], name: string): Key {
  const found = keys.find(
    (key) =>
      key.id === name ||
      key.arn === name ||
      key.aliases.some((alias) => alias === name || key.arn.replace(/:key\/.*$/, `:${alias}`) === name),
  );
  if (found) return found;
  throw new AwsError(
    'NotFoundException',
    name.includes('alias/') ? `Alias ${name} is not found.` : `Key '${name}' does not exist`,
  );
}

function signingKey(keys: Key[], request: z.infer<typeof signRequest>): Key & { pair: KeyPair } {
  const key = usable(keyNamed(keys, request.KeyId));
  if (request.SigningAlgorithm !== algorithm) {
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${request.SigningAlgorithm} is incompatible with key spec ${key.spec}.`,
    );
  }
  return key;
}

function usable({ pair, ...key }: Key): Key & { pair: KeyPair } {
  if (pair) return { ...key, pair };
  throw key.usage === 'SIGN_VERIFY'
    ? new AwsError('UnsupportedOperationException', `Keys of ${key.spec} do not sign in the one-machine zone`)
    : new AwsError('InvalidKeyUsageException', `${key.arn} key usage is ${key.usage} which is not valid for signing.`);
}

function digestOf({ Message: message, MessageType: type }: z.infer<typeof signRequest>): Buffer {
  if (type === 'RAW') return createHash('sha256').update(message).digest();
  if (message.length === digestLength) return message;
  throw new AwsError('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`);
}
