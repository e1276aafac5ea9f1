import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { rawSignature } from '../credential/encode.ts';
import { keyId, type PublicJwk, publicJwk } from '../credential/keys.ts';
import { keys } from '../records/keys.ts';
import { absent, type Table } from '../records/table.ts';

/** The zone's signing key: who it is, and 64-byte signatures by it. */
export type Signer = {
  identity: () => Promise<{ bytes: Uint8Array; jwk: PublicJwk }>;
  sign: (message: Uint8Array) => Promise<Uint8Array>;
};

/** Signs with a P-256 key that never leaves KMS; its public half is fetched once. */
export function openSigner(KeyId: string, client = new KMSClient({})): Signer {
  let known: Promise<{ bytes: Uint8Array; jwk: PublicJwk }> | undefined;
  const fetchIdentity = async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
    if (!PublicKey) throw new Error('KMS gave no public key');
    const spki = new Uint8Array(PublicKey);
    return { bytes: (await keyId(spki)).bytes, jwk: await publicJwk(spki) };
  };
  return {
    identity: () => {
      known ??= fetchIdentity().catch((error) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    sign: async (message) => {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId,
          Message: createHash('sha256').update(message).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      if (!Signature) throw new Error('KMS gave no signature');
      return rawSignature(new Uint8Array(Signature));
    },
  };
}

/**
 * Makes the public key known to verifiers before anything is signed with it. It stays when the key is rotated. Looks
 * before it writes, for everybody may ask for the keys.
 */
export async function publishKey(table: Table, signer: Signer): Promise<void> {
  const { jwk } = await signer.identity();
  if (await table.get(keys.publicKey(jwk.kid))) return;
  await table.put({ ...keys.publicKey(jwk.kid), jwk: JSON.stringify(jwk) }, absent);
}
