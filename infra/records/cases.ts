import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keys, queueIndex, queueKeys } from '../../shared/records/keys.ts';
import type { RestoredSection } from '../../shared/zone/backup.ts';
import type { ZoneFunction } from '../service/function.ts';
import type { DataKey } from './data-key.ts';

/** What a queue shows of an application without reading it; see `queueLine` in shared/contract/approval.ts. */
export const queueAttributes = [
  'id',
  'version',
  'stage',
  'procedure',
  'receiptNumber',
  'applicantName',
  'employerName',
  'category',
  'dueAt',
  'deemsAt',
  'ahead',
  'pause',
  'promisedOn',
  'provisional',
  'late',
  'claimedBy',
] as const;

/** What a function may do with items. A transaction needs the same rights as its steps. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

export const reading = ['GetItem', 'Query'] as const satisfies readonly ItemAction[];
export const changing = ['PutItem', 'UpdateItem', 'DeleteItem'] as const satisfies readonly ItemAction[];

const everyKeyLike = (partitionKey: string) => partitionKey.replace(/#.*$/, '#*');

/** The kinds of partition of the table, as patterns of their keys; see shared/records/keys.ts. */
export const partitions = {
  applications: everyKeyLike(keys.application('').pk),
  openCases: everyKeyLike(keys.openCase('', '', '').pk),
  employers: everyKeyLike(keys.employer('').pk),
  creditCodes: everyKeyLike(keys.creditCode('').pk),
  handlers: everyKeyLike(keys.handler('', '').pk),
  invitations: everyKeyLike(keys.invitation('', '').pk),
  applicants: everyKeyLike(keys.applicantApplication('', '', '').pk),
  persons: everyKeyLike(keys.person('').pk),
  passports: everyKeyLike(keys.passport('', '').pk),
  outbox: everyKeyLike(keys.outbox(0, '', '').pk),
  parked: everyKeyLike(keys.parked('', '').pk),
  permits: everyKeyLike(keys.permit('').pk),
  cards: everyKeyLike(keys.card('').pk),
  cardRecords: everyKeyLike(keys.cardToken('', 0).pk),
  partners: everyKeyLike(keys.partner('').pk),
  partnerUses: everyKeyLike(keys.partnerDay('', '').pk),
  statusPlaces: everyKeyLike(keys.statusIndex('', 0).pk),
  statuses: everyKeyLike(keys.status('', 0).pk),
  statusLists: everyKeyLike(keys.statusList('').pk),
  publicKeys: everyKeyLike(keys.publicKey('').pk),
  quotas: everyKeyLike(keys.quotaSize(0, '').pk),
  endings: everyKeyLike(keys.ending('', '', '').pk),
  reminders: everyKeyLike(keys.reminded().pk),
  talents: everyKeyLike(keys.talentObjection('').pk),
  talentLists: everyKeyLike(keys.talentEntry('', '', '').pk),
  visits: everyKeyLike(keys.visit('').pk),
  visitDays: everyKeyLike(keys.visitPlace('', '', 0).pk),
  visitors: everyKeyLike(keys.visitOfParty('', '', '').pk),
  visited: everyKeyLike(keys.visitOfApplication('').pk),
  inbox: everyKeyLike(keys.inbox('', '', '').pk),
  redeliveries: everyKeyLike(keys.redelivery('', '').pk),
  undelivered: everyKeyLike(keys.undelivered('', '').pk),
  certificates: everyKeyLike(keys.certificate('').pk),
  certificatePassports: everyKeyLike(keys.certificateOfPassport('', '').pk),
  certificatesByMonth: everyKeyLike(queueKeys.certificates('')),
  imports: everyKeyLike(keys.import('').pk),
  importLists: everyKeyLike(keys.importEntry('', '').pk),
  importFiles: everyKeyLike(keys.importFile('', '').pk),
  readings: everyKeyLike(keys.reading('', '', '').pk),
  credits: everyKeyLike(keys.creditAccount('').pk),
  creditMatters: everyKeyLike(keys.creditMatter('', '', '').pk),
  creditLists: everyKeyLike(keys.creditListing('', '').pk),
  office: everyKeyLike(keys.standing().pk),
  inquiries: everyKeyLike(keys.inquiry('').pk),
  inquiriesByMonth: everyKeyLike(keys.inquiryOfMonth('', '', '').pk),
  ownInquiries: everyKeyLike(keys.ownInquiry('', '', '').pk),
  askingAddresses: everyKeyLike(keys.askedFrom('', '').pk),
  standardAnswers: everyKeyLike(keys.standardAnswer('', '').pk),
  consultations: everyKeyLike(keys.consultation('', '', '').pk),
  consultedEmployers: everyKeyLike(keys.consultationOfEmployer('', '', '').pk),
  trainings: everyKeyLike(keys.training('').pk),
  trainingDays: everyKeyLike(keys.trainingOnDay('', '').pk),
  practice: everyKeyLike(keys.practiceAttempt('', '').pk),
  practiceByMonth: everyKeyLike(keys.practiceOfMonth('', '', '').pk),
  help: everyKeyLike(keys.help('').pk),
  helpLists: everyKeyLike(keys.helpOf('', '', '').pk),
  helpByMonth: everyKeyLike(keys.helpOfMonth('', '', '', '').pk),
  helpQueues: everyKeyLike(queueKeys.help('')),
  desks: everyKeyLike(queueKeys.desk('')),
  summaries: everyKeyLike(keys.summary('', 0, '').pk),
  bulletins: everyKeyLike(keys.bulletin('').pk),
  commonReturns: everyKeyLike(keys.commonReturns('').pk),
  policyDrafts: everyKeyLike(keys.policyDraft('').pk),
  policyDraftLists: everyKeyLike(keys.policyDraftEntry('', '').pk),
  dataRequests: everyKeyLike(keys.dataRequest('').pk),
  dataRequestLists: everyKeyLike(keys.dataRequestEntry('', '').pk),
  ownDataRequests: everyKeyLike(keys.dataRequestOf('', '', '').pk),
  erasures: everyKeyLike(keys.erasureStanding().pk),
  erased: everyKeyLike(keys.erased('', '').pk),
  samples: everyKeyLike(keys.sample('', '').pk),
  queues: everyKeyLike(queueKeys.stage('')),
  identities: everyKeyLike(queueKeys.identity('')),
} as const;

export type Partition = keyof typeof partitions;

/** The queue that names what a follower of the change feed gave up. */
export const givenUpQueue = ({ functionName }: ZoneFunction): string => `${functionName}-given-up`;

/** Items whose insertion a function follows: those of a kind of partition, under sort keys that begin so. */
export type Interest = { in: Partition; sortKey?: string };

/** The one table of a zone. It outlives its stack: deleting it takes two deliberate steps. */
export class Cases extends Construct {
  readonly tableName: string;
  readonly tableArn: string;
  private readonly streamArn: string;
  private readonly dataKey: DataKey;

  /** @param props.restored the table on which the zone works instead of the one that this stack made */
  constructor(scope: Construct, id: string, props: { dataKey: DataKey; restored?: RestoredSection | undefined }) {
    super(scope, id);
    const { dataKey, restored } = props;
    this.dataKey = dataKey;
    const table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: dataKey.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_IMAGE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    table.addGlobalSecondaryIndex({
      indexName: queueIndex,
      partitionKey: { name: 'queuePk', type: AttributeType.STRING },
      sortKey: { name: 'queueSk', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...queueAttributes],
    });
    Validations.of(table).acknowledge({
      id: 'NIST.800.53.R5-DynamoDBInBackupPlan',
      reason: 'It is in one, which the rule does not see: the plan stands in the stack `<zone>-backups`.',
    });
    const { tableStreamArn } = table;
    if (!tableStreamArn) throw new Error('the table has no stream');
    this.tableName = table.tableName;
    this.tableArn = table.tableArn;
    this.streamArn = tableStreamArn;
    if (restored) {
      const stack = Stack.of(this);
      // The service still imports these while it is led to the other table; an export in use cannot go.
      for (const value of [this.tableName, this.tableArn, this.streamArn]) stack.exportValue(value);
      this.tableName = restored.table;
      this.tableArn = stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: restored.table });
      this.streamArn = `${this.tableArn}/stream/${restored.streamLabel}`;
    }
  }

  /** Lets a function do exactly this, in exactly these kinds of partition. */
  allow(grantee: IGrantable, actions: readonly ItemAction[], within: readonly Partition[]): void {
    this.grant(grantee, this.tableArn, actions, within);
  }

  /**
   * Hands a function every new item of these kinds, in order and at least once; docs/decisions/0016 tells how. What it
   * cannot take is tried again for six hours or thirty times, and then named in a queue that raises an alarm.
   */
  feed(to: ZoneFunction, interests: readonly Interest[]): void {
    const givenUp = new Queue(to, 'given-up', {
      queueName: givenUpQueue(to),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(givenUp).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself where messages end: what a consumer of the change feed gave up is named here.',
    });
    new EventSourceMapping(to, 'feed', {
      target: to.lambda,
      eventSourceArn: this.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      filters: interests.map(({ in: partition, sortKey }) =>
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: {
            Keys: {
              pk: { S: FilterRule.beginsWith(partitions[partition].replace(/\*$/, '')) },
              ...(sortKey ? { sk: { S: FilterRule.beginsWith(sortKey) } } : {}),
            },
          },
        }),
      ),
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 30,
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(givenUp),
    });
    const allow = (actions: string[], resource: string) =>
      Grant.addToPrincipal({ grantee: to, actions, resourceArns: [resource] }).assertSuccess();
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], this.streamArn);
    allow(['dynamodb:ListStreams'], '*');
    Validations.of(to).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Streams can be listed only as a whole; reading is granted for the stream of this one table.',
    });
    // A stream lies under the key of its table.
    this.dataKey.allowThrough(to, 'dynamodb');
  }

  /** Lets a function list what the `queue` index orders under these kinds of key. */
  allowQueues(grantee: IGrantable, within: readonly Partition[]): void {
    this.grant(grantee, `${this.tableArn}/index/${queueIndex}`, ['Query'], within);
  }

  private grant(grantee: IGrantable, arn: string, actions: readonly ItemAction[], within: readonly Partition[]): void {
    Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [arn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': within.map((kind) => partitions[kind]) } },
    }).assertSuccess();
    // DynamoDB unwraps the table's key in the caller's name.
    this.dataKey.allowThrough(grantee, 'dynamodb');
  }
}
