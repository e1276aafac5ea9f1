import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { DataKey } from './data-key.ts';

export type DocumentAction = 'GetObject' | 'GetObjectVersion' | 'PutObject' | 'DeleteObject';

/** Origins whose pages may upload into the bucket. */
export const uploadOrigins = (zone: Zone): string[] => [
  `https://${zone.verificationHost}`,
  ...(zone.portalOrigins ?? []),
];

/** What applicants hand in: passports, contracts, photos. Private, versioned, under the zone's key, over TLS only. */
export class Documents extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  private readonly bucket: Bucket;
  private readonly dataKey: DataKey;

  constructor(scope: Construct, id: string, { zone, dataKey }: { zone: Zone; dataKey: DataKey }) {
    super(scope, id);
    this.dataKey = dataKey;
    const everywhere = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const accessLog = new Bucket(this, 'access-log', {
      ...everywhere,
      // Log delivery writes to buckets under S3's own keys only.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [
        {
          expiration: Duration.days(zone.logRetentionDays),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    Validations.of(accessLog).acknowledge(
      {
        id: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
        reason: "S3 delivers its access logs only to buckets that are encrypted under S3's own keys.",
      },
      {
        id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
        reason: 'These lines tell who read which document and expire; no case depends on a second copy of them.',
      },
    );
    this.bucket = new Bucket(this, 'bucket', {
      ...everywhere,
      encryption: BucketEncryption.KMS,
      encryptionKey: dataKey.key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: accessLog,
      serverAccessLogsPrefix: 'documents/',
      cors: [
        {
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedOrigins: uploadOrigins(zone),
          allowedHeaders: ['content-type'],
          maxAge: 3600,
        },
      ],
      // Older versions stay: a judged document is one version of an object, and a second upload must not wear it away.
      lifecycleRules: [
        { expiredObjectDeleteMarker: true, abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // What was imported stands in the table; its file and the report about it have done their work.
        {
          prefix: 'imports/',
          expiration: Duration.days(zone.policy.imports.keptDays),
          noncurrentVersionExpiration: Duration.days(zone.policy.imports.keptDays),
        },
      ],
    });
    // AWS Backup follows a bucket by its events. The construct's own option would add a function for it.
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    Validations.of(this.bucket).acknowledge({
      id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
      reason:
        'Every version stays, and AWS Backup keeps copies, in a second region where the zone file names one. Live replication would carry passports elsewhere at once, a wrong deletion included.',
    });
    this.bucketName = this.bucket.bucketName;
    this.bucketArn = this.bucket.bucketArn;
  }

  /**
   * Lets a function do exactly this with documents.
   * @param options.tellsAbsence a missing document answers 404 instead of 403, for which S3 wants the right to list
   * @param options.within the beginning that the names of these objects have; everything where it is left out
   */
  allow(
    grantee: IGrantable & Construct,
    actions: readonly DocumentAction[],
    { tellsAbsence, within = '' }: { tellsAbsence?: boolean; within?: string } = {},
  ): void {
    Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `s3:${action}`),
      resourceArns: [this.bucket.arnForObjects(`${within}*`)],
    }).assertSuccess();
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.exportedArn}/${within}*]`,
      reason: 'Documents are named after applications that do not exist yet; the bucket holds nothing else.',
    });
    if (tellsAbsence) {
      Grant.addToPrincipal({
        grantee,
        actions: ['s3:ListBucket'],
        resourceArns: [this.bucket.bucketArn],
      }).assertSuccess();
    }
    this.dataKey.allowThrough(grantee, 's3');
  }

  /** The name under which the service's stack reads the bucket's ARN. */
  private get exportedArn(): string {
    const stack = Stack.of(this);
    return stack.resolve(stack.exportValue(this.bucket.bucketArn))['Fn::ImportValue'];
  }
}
