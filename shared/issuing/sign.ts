import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { rawSignature } from '../credential/encode.ts';
import { keyId, type PublicJwk, publicJwk } from '../credential/keys.ts';

/** Who a key is: the 8 bytes by which tokens name it, and how it is published. */
export type KeyIdentity = { bytes: Uint8Array; jwk: PublicJwk };

/** A signing key: who it is, and 64-byte signatures by it. */
export type SigningKey = {
  /** Its id in the zone file. */
  id: string;
  identity: () => Promise<KeyIdentity>;
  sign: (message: Uint8Array) => Promise<Uint8Array>;
};

/** Everything that signs, or has signed, for a zone. */
export type Signer = { keys: readonly SigningKey[] };

/** One P-256 key that never leaves KMS; its public half is fetched once. */
function openKey(id: string, KeyId: string, client: KMSClient): SigningKey {
  let known: Promise<KeyIdentity> | undefined;
  const fetchIdentity = async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
    if (!PublicKey) throw new Error('KMS gave no public key');
    const spki = new Uint8Array(PublicKey);
    return { bytes: (await keyId(spki)).bytes, jwk: await publicJwk(spki) };
  };
  return {
    id,
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
 * Opens the keys of a zone.
 * @param named the id of each key in the zone file and its id in KMS: `first=<key id> 2029=<key id>`
 */
export const openSigner = (named: string, client = new KMSClient({})): Signer => ({
  keys: named.split(' ').map((pair) => {
    const [id = '', kmsId = ''] = pair.split('=');
    return openKey(id, kmsId, client);
  }),
});
