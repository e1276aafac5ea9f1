import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';

/**
 * The key under which a zone's logs lie. Apart from that of table and documents: who looks after the logs has no use for
 * that one. It stays when the stack goes, as the logs do.
 */
export class LogKey extends Construct {
  private readonly arn: string;

  constructor(scope: Construct, id: string, { zone }: { zone: Zone }) {
    super(scope, id);
    const stack = Stack.of(this);
    const key = new Key(this, 'key', {
      description: `Greenpath ${zone.id}: logs`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Seen in public code for the China regions, said by no page of AWS: `protection.ownKeyForLogs` does without it.
    const suffix = stack.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const everyLogGroup = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${stack.region}.${suffix}`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': everyLogGroup } },
      }),
    );
    this.arn = key.keyArn;
  }

  /** Puts every log group of the zone's region under this key, whoever made it. */
  takeLogsOf(stage: IConstruct): void {
    const { region } = Stack.of(this);
    for (const child of stage.node.findAll()) {
      if (child instanceof CfnLogGroup && Stack.of(child).region === region) child.kmsKeyId = this.arn;
    }
  }
}

/** Leaves the logs of a zone under the key of CloudWatch Logs itself. */
export function leaveLogsToTheirService(stage: IConstruct): void {
  for (const child of stage.node.findAll()) {
    if (!(child instanceof CfnLogGroup)) continue;
    Validations.of(child).acknowledge({
      id: 'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
      reason:
        'The zone chose `ownKeyForLogs: false`. CloudWatch Logs encrypts every log under a key of its own, and log lines carry codes, durations and ids, never a name, passport number, document or token.',
    });
  }
}
