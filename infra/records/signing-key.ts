import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { firstKeyId, mayHaveToSign } from '../../shared/credential/key-plan.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** A P-256 key; its private half never leaves KMS. A permit in a pocket depends on it, so it is never deleted with a stack. */
class SigningKey extends Construct {
  readonly keyId: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { zoneId, suffix }: { zoneId: string; suffix: string }) {
    super(scope, id);
    const key = new Key(this, 'key', {
      alias: `greenpath-${zoneId}-signing${suffix}`,
      description: `Greenpath ${zoneId}: signs permits and status lists`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.keyId = key.keyId;
    this.keyArn = key.keyArn;
  }
}

/** The keys that sign, or have signed, for a zone: one for each that its file names. */
export class SigningKeys {
  /** The keys by their ids in the zone file, as functions are told: `first=<key id> 2029=<key id>`. */
  readonly named: string;
  /** The KMS id of the newest key. */
  readonly newest: string;
  private readonly arns: readonly string[];
  private readonly signing: readonly string[];

  /** @param scope the stack that keeps; a key's place in it is fixed by its id, so that no change of the file moves a key */
  constructor(scope: Construct, { id: zoneId, signingKeys }: Zone) {
    const made = signingKeys.keys.map(({ id }) => {
      const suffix = id === firstKeyId ? '' : `-${id}`;
      return { id, key: new SigningKey(scope, `signing-key${suffix}`, { zoneId, suffix }) };
    });
    const able = mayHaveToSign(signingKeys).map(({ id }) => id);
    this.named = made.map(({ id, key }) => `${id}=${key.keyId}`).join(' ');
    this.newest = made.at(-1)?.key.keyId ?? '';
    this.arns = made.map(({ key }) => key.keyArn);
    this.signing = made.filter(({ id }) => able.includes(id)).map(({ key }) => key.keyArn);
  }

  /** Lets a function sign with the present and the next key, and read the public half of every key. */
  allowSigning(grantee: IGrantable): void {
    const allow = (action: string, resourceArns: readonly string[]) =>
      Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [...resourceArns] }).assertSuccess();
    allow('kms:Sign', this.signing);
    allow('kms:GetPublicKey', this.arns);
  }
}
