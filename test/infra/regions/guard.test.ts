import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib/core';
import { afterAll, describe, expect, it } from 'vitest';
import { type Gap, gaps } from '../../../infra/regions/gaps.ts';
import { missingFeatures } from '../../../infra/regions/guard.ts';
import { isChina } from '../../../infra/regions/region.ts';
import { appOf, zones } from '../templates.ts';

type Asked = { type: string; properties?: Record<string, unknown> };

/** For each gap, resources that ask for what is missing, and one like it that does not. */
const examples: Record<string, { asked: Asked[]; harmless?: Asked }> = {
  'Cognito user pools': {
    asked: [
      { type: 'AWS::Cognito::UserPool' },
      { type: 'AWS::Cognito::UserPoolClient' },
      { type: 'AWS::ApiGateway::Authorizer', properties: { Type: 'COGNITO_USER_POOLS' } },
    ],
    harmless: { type: 'AWS::ApiGateway::Authorizer', properties: { Type: 'REQUEST' } },
  },
  'Cognito identity pools': { asked: [{ type: 'AWS::Cognito::IdentityPool' }] },
  'Lambda function URLs': { asked: [{ type: 'AWS::Lambda::Url' }], harmless: { type: 'AWS::Lambda::Alias' } },
  'Lambda code signing': {
    asked: [
      { type: 'AWS::Lambda::CodeSigningConfig' },
      { type: 'AWS::Signer::SigningProfile' },
      { type: 'AWS::Lambda::Function', properties: { CodeSigningConfigArn: 'arn' } },
    ],
    harmless: { type: 'AWS::Lambda::Function', properties: { Runtime: 'nodejs24.x' } },
  },
  'X-Ray tracing of Lambda functions': {
    asked: [{ type: 'AWS::Lambda::Function', properties: { TracingConfig: { Mode: 'Active' } } }],
    harmless: { type: 'AWS::Lambda::Function', properties: { TracingConfig: { Mode: 'PassThrough' } } },
  },
  'customer-managed keys for the .zip code of Lambda functions': {
    asked: [{ type: 'AWS::Lambda::Function', properties: { Code: { SourceKMSKeyArn: 'arn' } } }],
    harmless: { type: 'AWS::Lambda::Function', properties: { KmsKeyArn: 'arn' } },
  },
  'Lambda functions on arm64 (no page of AWS promises them there)': {
    asked: [
      { type: 'AWS::Lambda::Function', properties: { Architectures: ['arm64'] } },
      { type: 'AWS::Lambda::LayerVersion', properties: { CompatibleArchitectures: ['x86_64', 'arm64'] } },
    ],
    harmless: { type: 'AWS::Lambda::Function', properties: { Architectures: ['x86_64'] } },
  },
  'SnapStart of Lambda functions other than Java': {
    asked: [
      {
        type: 'AWS::Lambda::Function',
        properties: { Runtime: 'python3.13', SnapStart: { ApplyOn: 'PublishedVersions' } },
      },
    ],
    harmless: {
      type: 'AWS::Lambda::Function',
      properties: { Runtime: 'java21', SnapStart: { ApplyOn: 'PublishedVersions' } },
    },
  },
  'event source mappings with provisioned pollers, metrics or a bucket for what failed': {
    asked: [
      { type: 'AWS::Lambda::EventSourceMapping', properties: { ProvisionedPollerConfig: { MinimumPollers: 1 } } },
      { type: 'AWS::Lambda::EventSourceMapping', properties: { MetricsConfig: { Metrics: ['EventCount'] } } },
      {
        type: 'AWS::Lambda::EventSourceMapping',
        properties: { DestinationConfig: { OnFailure: { Destination: 'arn:aws-cn:s3:::failed' } } },
      },
    ],
    harmless: {
      type: 'AWS::Lambda::EventSourceMapping',
      properties: { DestinationConfig: { OnFailure: { Destination: 'arn:aws-cn:sqs:cn-north-1:0:failed' } } },
    },
  },
  'the metrics AsyncEventsReceived, AsyncEventAge and AsyncEventsDropped': {
    asked: [
      { type: 'AWS::CloudWatch::Alarm', properties: { MetricName: 'AsyncEventsDropped' } },
      {
        type: 'AWS::CloudWatch::Dashboard',
        properties: { DashboardBody: '{"metrics":[["AWS/Lambda","AsyncEventAge"]]}' },
      },
    ],
    harmless: { type: 'AWS::CloudWatch::Alarm', properties: { MetricName: 'Errors' } },
  },
  'HTTP tasks of Step Functions': {
    asked: [
      {
        type: 'AWS::StepFunctions::StateMachine',
        properties: { DefinitionString: '{"Resource":"arn:aws-cn:states:::http:invoke"}' },
      },
    ],
    harmless: {
      type: 'AWS::StepFunctions::StateMachine',
      properties: { DefinitionString: '{"Resource":"arn:aws-cn:states:::lambda:invoke"}' },
    },
  },
  'edge-optimised API endpoints and domain names': {
    asked: [
      { type: 'AWS::ApiGateway::RestApi', properties: { Name: 'says nothing' } },
      { type: 'AWS::ApiGateway::RestApi', properties: { EndpointConfiguration: { Types: ['EDGE'] } } },
      { type: 'AWS::ApiGateway::DomainName', properties: { EndpointConfiguration: { Types: ['EDGE'] } } },
    ],
    harmless: { type: 'AWS::ApiGateway::RestApi', properties: { EndpointConfiguration: { Types: ['PRIVATE'] } } },
  },
  'web ACLs for CloudFront': {
    asked: [{ type: 'AWS::WAFv2::WebACL', properties: { Scope: 'CLOUDFRONT' } }],
    harmless: { type: 'AWS::WAFv2::WebACL', properties: { Scope: 'REGIONAL' } },
  },
  'CloudFront origin access control, functions and key-value stores': {
    asked: ['OriginAccessControl', 'Function', 'KeyValueStore'].map((type) => ({ type: `AWS::CloudFront::${type}` })),
  },
  'SES, Pinpoint and SMS of AWS': {
    asked: ['SES::EmailIdentity', 'Pinpoint::App', 'PinpointEmail::Identity', 'SMSVOICE::PhoneNumber'].map((type) => ({
      type: `AWS::${type}`,
    })),
  },
  'text messages, messages to apps and data protection of SNS': {
    asked: [
      { type: 'AWS::SNS::Subscription', properties: { Protocol: 'sms' } },
      { type: 'AWS::SNS::Subscription', properties: { Protocol: 'application' } },
      { type: 'AWS::SNS::Topic', properties: { Subscription: [{ Protocol: 'sms', Endpoint: '0' }] } },
      { type: 'AWS::SNS::Topic', properties: { DataProtectionPolicy: {} } },
    ],
    harmless: { type: 'AWS::SNS::Subscription', properties: { Protocol: 'email' } },
  },
  'Malware Protection of GuardDuty for S3': { asked: [{ type: 'AWS::GuardDuty::MalwareProtectionPlan' }] },
  'strong consistency of global tables across regions': {
    asked: [{ type: 'AWS::DynamoDB::GlobalTable', properties: { MultiRegionConsistency: 'STRONG' } }],
    harmless: { type: 'AWS::DynamoDB::GlobalTable', properties: { BillingMode: 'PAY_PER_REQUEST' } },
  },
  'SM2 keys': {
    asked: [{ type: 'AWS::KMS::Key', properties: { KeySpec: 'SM2' } }],
    harmless: { type: 'AWS::KMS::Key', properties: { KeySpec: 'ECC_NIST_P256' } },
  },
};

const regions = ['cn-north-1', 'cn-northwest-1', 'ap-southeast-1', 'ap-east-1', 'eu-central-1'];

const folder = mkdtempSync(join(tmpdir(), 'greenpath-regions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const app = new App({ outdir: folder });
let stages = 0;

/** What is said about these resources in a zone of their own. */
function saidOf(region: string, asked: readonly Asked[]): string[] {
  stages += 1;
  const stage = new Stage(app, `zone-${stages}`, { env: { region } });
  const stack = new Stack(stage, 'added');
  for (const [index, { type, properties = {} }] of asked.entries()) {
    new CfnResource(stack, `resource-${index}`, { type, properties });
  }
  return missingFeatures(stage);
}

it('every gap has examples here, and a source', () => {
  expect(gaps.map(({ feature }) => feature).sort()).toEqual(Object.keys(examples).sort());
  for (const { feature, source } of gaps) expect(source, feature).toMatch(/^https:\/\/\S+$/);
});

describe.each(gaps.map((gap): [string, Gap] => [gap.feature, gap]))('%s', (feature, gap) => {
  const { asked = [], harmless } = examples[feature] ?? {};

  it.each(regions)('refused in %s if it lacks them, and only then', (region) => {
    const said = saidOf(region, asked).filter((sentence) => sentence.includes(`does not have ${feature}.`));
    expect(said).toHaveLength(gap.isMissingIn(region) ? asked.length : 0);
    for (const sentence of said) expect(sentence).toContain(`the region ${region} `);
  });

  it('missing somewhere, but not everywhere', () => {
    const lacking = regions.filter((region) => gap.isMissingIn(region));
    expect(lacking.length).toBeGreaterThan(0);
    expect(lacking.length).toBeLessThan(regions.length);
    // What is not missing for the same resource otherwise written.
    if (harmless)
      for (const region of lacking)
        expect(saidOf(region, [harmless]).filter((one) => one.includes(feature))).toEqual([]);
  });
});

// The whole zone, as it is deployed: the guard is part of the app, not of the tests.
describe.each(zones.map((zone) => [zone.id, zone] as const))('a Cognito user pool in %s', (id, zone) => {
  const withPool = () => {
    const whole = appOf([zone]);
    const service = whole.node.findChild(id).node.findChild('service');
    new CfnResource(service, 'user-pool', { type: 'AWS::Cognito::UserPool' });
    return whole;
  };

  it.runIf(isChina(zone.region))('fails the synthesis, which says what is wrong and what to do instead', () => {
    expect(() => withPool().synth()).toThrow(
      `${id}/service/user-pool (AWS::Cognito::UserPool): the region ${zone.region} does not have Cognito user pools. Instead: sign people in at any OIDC issuer`,
    );
  });

  it.runIf(!isChina(zone.region))('does not, for the region has them', () => {
    expect(() => withPool().synth()).not.toThrow();
  });
});
