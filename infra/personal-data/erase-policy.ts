import { partitions } from '../records/cases.ts';

/**
 * The rights of whoever runs an erasure, as a policy for one session of an administrator with a second factor. Nothing
 * that is deployed holds them: no function, whatever is broken into, can take a record or a version of a document away.
 * @param the.partition of AWS: `aws` or `aws-cn`
 */
export function erasePolicy(the: { partition: string; table: string; bucket: string; key: string }) {
  const { partition, table, bucket, key } = the;
  const changed = [
    ...['applications', 'employers', 'applicants', 'permits', 'cardRecords', 'credits', 'talents', 'talentLists'],
    ...['visits', 'visitDays', 'visitors', 'visited', 'help', 'helpLists', 'inquiries', 'ownInquiries', 'inbox'],
    ...['dataRequests', 'erasures', 'erased'],
  ] as (keyof typeof partitions)[];
  const withSecondFactor = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'FindWhatIsDue',
        Effect: 'Allow',
        Action: ['dynamodb:Scan', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:BatchGetItem'],
        Resource: table,
        Condition: withSecondFactor,
      },
      {
        Sid: 'EraseRecords',
        Effect: 'Allow',
        Action: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
        Resource: table,
        Condition: {
          ...withSecondFactor,
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': changed.map((kind) => partitions[kind]) },
        },
      },
      {
        Sid: 'EraseDocuments',
        Effect: 'Allow',
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        Resource: `arn:${partition}:s3:::${bucket}/documents/*`,
        Condition: withSecondFactor,
      },
      {
        Sid: 'FindDocuments',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:ListBucketVersions'],
        Resource: `arn:${partition}:s3:::${bucket}`,
        Condition: { ...withSecondFactor, StringLike: { 's3:prefix': ['documents/*', 'erasures/*'] } },
      },
      {
        Sid: 'NoteErasures',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: `arn:${partition}:s3:::${bucket}/erasures/*`,
        Condition: withSecondFactor,
      },
      {
        Sid: 'UseTheKey',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        Resource: key,
        Condition: withSecondFactor,
      },
    ],
  };
}
