import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** What the stores ask of a key in the name of whoever calls them. */
const storeActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const;

/**
 * The key under which the table and the documents lie. A key of the zone's own, not one that AWS manages: when a
 * delegation ends the authority can end its use, every use stands in the trail (MLPS), and in the China regions it is an
 * SM4 key that a cryptography assessment (GB/T 39786) can point at. It costs one dollar a month; bucket keys and the
 * table's own key keep the calls few.
 */
export class DataKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, { zoneId }: { zoneId: string }) {
    super(scope, id);
    this.key = new Key(this, 'key', {
      alias: `greenpath-${zoneId}-data`,
      description: `Greenpath ${zoneId}: table and documents`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets someone use the key through a store only, never directly. */
  allowThrough(grantee: IGrantable, store: 'dynamodb' | 's3'): void {
    const { region } = Stack.of(this);
    // AWS does not state whether the China regions name their services here with or without `.cn`.
    const suffixes = region.startsWith('cn-') ? ['amazonaws.com', 'amazonaws.com.cn'] : ['amazonaws.com'];
    Grant.addToPrincipal({
      grantee,
      actions: [...storeActions],
      resourceArns: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': suffixes.map((suffix) => `${store}.${region}.${suffix}`) } },
    }).assertSuccess();
  }
}
