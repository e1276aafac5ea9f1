import { createHash } from 'node:crypto';
import { streamArnOf } from './dynamodb/table.ts';

/** Where a stack would be deployed. */
export type Place = { account: string; region: string; partition: string; urlSuffix: string };

/** A resource as far as its own name goes, before its properties are resolved. */
export type Named = { stack: string; id: string; name: string; arn: string };

/** What CloudFormation answers for `Ref` and `Fn::GetAtt` on a type of resource. */
export type Kind = {
  /** The property that may fix the physical name. */
  nameProperty?: string;
  /** The physical name when the template leaves it open. */
  defaultName?: (stack: string, id: string) => string;
  arn?: (name: string, place: Place) => string;
  ref?: (named: Named) => string;
  attributes?: Record<string, (named: Named, place: Place) => string>;
};

const regional = (service: string, prefix: string) => (name: string, place: Place) =>
  `arn:${place.partition}:${service}:${place.region}:${place.account}:${prefix}${name}`;

const shortId = (stack: string, id: string) => createHash('sha256').update(`${stack}/${id}`).digest('hex').slice(0, 10);

/** The id of the resource `/` of a REST API. */
export function rootResourceId({ stack, id }: Pick<Named, 'stack' | 'id'>): string {
  return shortId(stack, `${id}/`);
}

const table: Kind = {
  nameProperty: 'TableName',
  arn: regional('dynamodb', 'table/'),
  attributes: { StreamArn: ({ arn }) => streamArnOf(arn) },
};
const apiPart: Kind = { defaultName: shortId };

/** Every type whose name or attributes another resource of the zone may refer to. */
export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    defaultName: (stack, id) => `${stack}-${id}`.toLowerCase().slice(0, 63),
    arn: (name, place) => `arn:${place.partition}:s3:::${name}`,
    attributes: {
      DomainName: ({ name }, place) => `${name}.s3.${place.urlSuffix}`,
      RegionalDomainName: ({ name }, place) => `${name}.s3.${place.region}.${place.urlSuffix}`,
    },
  },
  'AWS::KMS::Key': { arn: regional('kms', 'key/'), attributes: { KeyId: ({ name }) => name } },
  'AWS::KMS::Alias': { nameProperty: 'AliasName', arn: regional('kms', '') },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', arn: regional('lambda', 'function:') },
  'AWS::Lambda::EventSourceMapping': {},
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: regional('sqs', ''),
    ref: ({ name }) => name,
    attributes: { QueueName: ({ name }) => name },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: (name, place) => `${regional('logs', 'log-group:')(name, place)}:*`,
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: regional('states', 'stateMachine:'),
    ref: ({ arn }) => arn,
    attributes: { Name: ({ name }) => name },
  },
  'AWS::ApiGateway::RestApi': {
    defaultName: shortId,
    attributes: {
      RestApiId: ({ name }) => name,
      RootResourceId: rootResourceId,
    },
  },
  'AWS::ApiGateway::Resource': { ...apiPart, attributes: { ResourceId: ({ name }) => name } },
  'AWS::ApiGateway::Method': apiPart,
  'AWS::ApiGateway::Authorizer': { ...apiPart, attributes: { AuthorizerId: ({ name }) => name } },
  'AWS::ApiGateway::Deployment': { ...apiPart, attributes: { DeploymentId: ({ name }) => name } },
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName' },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: regional('events', 'rule/') },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name', arn: regional('scheduler', 'schedule/default/') },
  'AWS::Scheduler::ScheduleGroup': { nameProperty: 'Name', arn: regional('scheduler', 'schedule-group/') },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    arn: (name, place) => `arn:${place.partition}:iam::${place.account}:role/${name}`,
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: regional('sns', ''),
    ref: ({ arn }) => arn,
    attributes: { TopicArn: ({ arn }) => arn, TopicName: ({ name }) => name },
  },
  'AWS::CloudWatch::Alarm': { nameProperty: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
};
