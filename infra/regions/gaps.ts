import { isChina } from './region.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** A kind of resource, and which of them: all, or those whose properties say so. */
export type Asking = { type: RegExp; when?: (properties: Properties) => boolean };

/** Something that a region does not have, although CloudFormation or the library may let it be written. */
export type Gap = {
  /** Its name in messages. */
  feature: string;
  isMissingIn: (region: string) => boolean;
  /** The resources that ask for it. */
  asking: readonly Asking[];
  /** What to do in its place. */
  instead: string;
  /** Where AWS says so. */
  source: string;
};

const guide = (page: string) => `https://docs.amazonaws.cn/en_us/aws/latest/userguide/${page}`;
/** The resource types that a region knows, as CloudFormation's registry lists them. */
const registry = 'https://github.com/aws-cloudformation/cfn-lint/tree/602229535/src/cfnlint/data/schemas/providers';

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const isNingxia = (region: string): boolean => region === 'cn-northwest-1';

/** The ways of telling a phone something; e-mail to operators works. */
const toPhones = ['sms', 'application'];

/** Both kinds of endpoint are edge-optimised where nothing else is said. */
const isEdge = ({ EndpointConfiguration }: Properties): boolean => {
  const types = list(record(EndpointConfiguration).Types);
  return types.length === 0 || types.includes('EDGE');
};

/**
 * What a zone's region cannot do. The list is as long as what this project might be tempted to use; that a type is known
 * at all in a region the check of the templates asks of CloudFormation's own lists.
 */
export const gaps: readonly Gap[] = [
  {
    feature: 'Cognito user pools',
    isMissingIn: isChina,
    asking: [
      { type: /^AWS::Cognito::(?!IdentityPool)/ },
      { type: /^AWS::ApiGateway::Authorizer$/, when: ({ Type }) => Type === 'COGNITO_USER_POOLS' },
    ],
    instead:
      "sign people in at any OIDC issuer that the zone file names (`signIn`), and verify its tokens in the zone's authorizer",
    source: guide('cognito.html'),
  },
  {
    feature: 'Cognito identity pools',
    isMissingIn: isNingxia,
    asking: [{ type: /^AWS::Cognito::IdentityPool/ }],
    instead: 'let functions act for people; pages hold no rights in AWS',
    source: guide('cognito.html'),
  },
  {
    feature: 'Lambda function URLs',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::Lambda::Url$/ }],
    instead: "add a route to the contract; the zone's gateway serves it",
    source: guide('lambda.md'),
  },
  {
    feature: 'Lambda code signing',
    isMissingIn: isChina,
    asking: [
      { type: /^AWS::Lambda::CodeSigningConfig$/ },
      { type: /^AWS::Signer::/ },
      { type: /^AWS::Lambda::Function$/, when: ({ CodeSigningConfigArn }) => CodeSigningConfigArn !== undefined },
    ],
    instead: 'compare the hash of the deployed code with the one in the cloud assembly',
    source: registry,
  },
  {
    feature: 'X-Ray tracing of Lambda functions',
    isMissingIn: isChina,
    asking: [
      {
        type: /^AWS::Lambda::Function$/,
        when: ({ TracingConfig }) =>
          record(TracingConfig).Mode !== undefined && record(TracingConfig).Mode !== 'PassThrough',
      },
    ],
    instead: 'leave tracing disabled, as in every zone',
    source: guide('lambda.md'),
  },
  {
    feature: 'customer-managed keys for the .zip code of Lambda functions',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::Lambda::Function$/, when: ({ Code }) => record(Code).SourceKMSKeyArn !== undefined }],
    instead: "leave the code under Lambda's own key; it holds no secret",
    source: guide('lambda.md'),
  },
  {
    feature: 'Lambda functions on arm64 (no page of AWS promises them there)',
    isMissingIn: isChina,
    asking: [
      { type: /^AWS::Lambda::Function$/, when: ({ Architectures }) => list(Architectures).includes('arm64') },
      {
        type: /^AWS::Lambda::LayerVersion$/,
        when: ({ CompatibleArchitectures }) => list(CompatibleArchitectures).includes('arm64'),
      },
    ],
    instead: 'use x86_64',
    source: 'https://github.com/aws/aws-lambda-web-adapter/pull/271',
  },
  {
    feature: 'SnapStart of Lambda functions other than Java',
    isMissingIn: isChina,
    asking: [
      {
        type: /^AWS::Lambda::Function$/,
        when: ({ SnapStart, Runtime }) =>
          record(SnapStart).ApplyOn === 'PublishedVersions' && !String(Runtime).startsWith('java'),
      },
    ],
    instead: 'keep bundles small',
    source: guide('lambda.md'),
  },
  {
    feature: 'event source mappings with provisioned pollers, metrics or a bucket for what failed',
    isMissingIn: isChina,
    asking: [
      {
        type: /^AWS::Lambda::EventSourceMapping$/,
        when: ({ ProvisionedPollerConfig, MetricsConfig, DestinationConfig }) =>
          ProvisionedPollerConfig !== undefined ||
          MetricsConfig !== undefined ||
          /:s3:::/.test(text(record(DestinationConfig).OnFailure)),
      },
    ],
    instead: 'send what failed to a queue, and watch `IteratorAge`',
    source: guide('lambda.md'),
  },
  {
    feature: 'the metrics AsyncEventsReceived, AsyncEventAge and AsyncEventsDropped',
    isMissingIn: isChina,
    asking: [
      {
        type: /^AWS::CloudWatch::(Alarm|Dashboard)$/,
        when: (properties) => /AsyncEvent(sReceived|Age|sDropped)/.test(text(properties)),
      },
    ],
    instead: 'watch Errors, Throttles and the queue of what was given up',
    source: guide('lambda.md'),
  },
  {
    feature: 'HTTP tasks of Step Functions',
    isMissingIn: isChina,
    asking: [
      { type: /^AWS::StepFunctions::StateMachine$/, when: (properties) => /:states:::http:/.test(text(properties)) },
    ],
    instead: 'let a Lambda task make the call',
    source: guide('step-functions.md'),
  },
  {
    feature: 'edge-optimised API endpoints and domain names',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::ApiGateway::(RestApi|DomainName)$/, when: isEdge }],
    instead: 'say REGIONAL (or PRIVATE); nothing said means edge-optimised',
    source: guide('api-gateway.html'),
  },
  {
    feature: 'web ACLs for CloudFront',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::WAFv2::/, when: ({ Scope }) => Scope === 'CLOUDFRONT' }],
    instead: 'say REGIONAL',
    source: guide('waf.md'),
  },
  {
    feature: 'CloudFront origin access control, functions and key-value stores',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::CloudFront::(OriginAccessControl|Function|KeyValueStore)$/ }],
    instead: "serve pages through the zone's gateway, as everywhere",
    source: guide('cloudfront.html'),
  },
  {
    feature: 'SES, Pinpoint and SMS of AWS',
    isMissingIn: (region) => isChina(region) || region === 'ap-east-1',
    asking: [{ type: /^AWS::(SES|Pinpoint|PinpointEmail|SMSVOICE)::/ }],
    instead: 'name a mail server or a sender of text messages in the zone file (`notices`); a function calls it',
    source: registry,
  },
  {
    feature: 'text messages, messages to apps and data protection of SNS',
    isMissingIn: isChina,
    asking: [
      { type: /^AWS::SNS::Subscription$/, when: ({ Protocol }) => toPhones.includes(String(Protocol)) },
      {
        type: /^AWS::SNS::Topic$/,
        when: ({ Subscription, DataProtectionPolicy }) =>
          DataProtectionPolicy !== undefined ||
          list(Subscription).some((one) => toPhones.includes(String(record(one).Protocol))),
      },
    ],
    instead: 'subscribe operators by e-mail, a queue or HTTPS',
    source: guide('sns.md'),
  },
  {
    feature: 'Malware Protection of GuardDuty for S3',
    isMissingIn: isChina,
    asking: [{ type: /^AWS::GuardDuty::MalwareProtectionPlan$/ }],
    instead: 'rely on the check of each file when it is uploaded (type, size, pages)',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/guardduty-malware-protection-enabled.html',
  },
  {
    feature: 'strong consistency of global tables across regions',
    isMissingIn: isChina,
    asking: [
      {
        type: /^AWS::DynamoDB::GlobalTable$/,
        when: ({ MultiRegionConsistency }) => MultiRegionConsistency === 'STRONG',
      },
    ],
    instead: 'keep one table in one region, with backups',
    source: guide('dynamodb.html'),
  },
  {
    feature: 'SM2 keys',
    isMissingIn: (region) => !isChina(region),
    asking: [{ type: /^AWS::KMS::Key$/, when: ({ KeySpec }) => KeySpec === 'SM2' }],
    instead: 'use ECC_NIST_P256',
    source:
      'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/kms/aws.sdk.kotlin.services.kms.model/-create-key-request/key-spec.html',
  },
];
