import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** The zone's P-256 key; its private half never leaves KMS. A permit in a pocket depends on it, so it is never deleted with a stack. */
export class SigningKey extends Construct {
  readonly keyId: string;
  private readonly key: Key;

  constructor(scope: Construct, id: string, { zoneId }: { zoneId: string }) {
    super(scope, id);
    this.key = new Key(this, 'key', {
      alias: `greenpath-${zoneId}-signing`,
      description: `Greenpath ${zoneId}: signs permits and status lists`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.keyId = this.key.keyId;
  }

  /** Lets a function sign, and read the public half. */
  allowSigning(grantee: IGrantable): void {
    this.allow(grantee, ['kms:Sign', 'kms:GetPublicKey']);
  }

  /** Lets a function read the public half. */
  allowReading(grantee: IGrantable): void {
    this.allow(grantee, ['kms:GetPublicKey']);
  }

  private allow(grantee: IGrantable, actions: string[]): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.key.keyArn] }).assertSuccess();
  }
}
