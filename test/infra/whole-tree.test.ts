import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { uploadOrigins } from '../../infra/records/documents.ts';
import { bucketStatements, rightsOf, roleStatements } from '../../infra/templates-check/statements.ts';
import { queueLine } from '../../shared/contract/approval.ts';
import { offersImports } from '../../shared/zone/imports.ts';
import { appOf, type Resource, type Template, templatesOf, zones } from './templates.ts';

const templates = templatesOf(appOf());
const typeList = (region: string) =>
  fileURLToPath(new URL(`../../../shared/aws/cfn-types/${region}.txt`, import.meta.url));

/** What reading the change feed takes, which knows no keys. */
const followsFeed = /^dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator)$/;

const retained = ({ definition }: Resource) => [definition.DeletionPolicy, definition.UpdateReplacePolicy];
const only = <T>(found: T[]): T => {
  const [one] = found;
  if (!one || found.length !== 1) throw new Error(`expected exactly one, found ${found.length}`);
  return one;
};
const ofZone = (zone: string, stack: 'records' | 'service' | 'door' | 'operations'): Template =>
  only(templates.filter((template) => template.stack === `${zone}-${stack}`));

/** Who puts files of imports, and the reports about them, into the bucket. */
const importers = ['Imports: files announced, started, followed', 'Checks files that were uploaded and imports them'];

describe('the stacks', () => {
  it('are for each zone what is kept, its backups, what serves, how it is reached and what watches, under names that never change', () => {
    const usual = ['records', 'backups', 'service', 'door', 'operations'];
    expect(templates.map(({ stack }) => stack).sort()).toEqual(
      zones
        .flatMap(({ id, backup }) => [...usual, ...(backup.copyTo ? ['copies'] : [])].map((name) => `${id}-${name}`))
        .sort(),
    );
  });

  it('come out the same when they are synthesised again', () => {
    expect(templatesOf(appOf()).map(({ json }) => json)).toEqual(templates.map(({ json }) => json));
  });

  it('can be limited to one zone by the context, and name the zones there are when asked for another', () => {
    const one = templatesOf(appOf(zones, { zone: 'demo' }));
    expect(one.map(({ stack }) => stack).sort()).toEqual([
      'demo-backups',
      'demo-door',
      'demo-operations',
      'demo-records',
      'demo-service',
    ]);
    expect(() => appOf(zones, { zone: 'atlantis' })).toThrow(
      `there is no zone "atlantis"; there is ${zones.map(({ id }) => id).join(', ')}`,
    );
  });
});

describe.each(templates.map((template) => [template.stack, template] as const))('%s', (_name, template) => {
  const { zone } = template;

  it('names no partition of AWS in a literal ARN', () => {
    expect(JSON.stringify(template.json).match(/arn:aws[\w-]*:/g)).toBeNull();
  });

  it('has no custom resources, so no hidden functions', () => {
    const found = template.resources.filter(({ type }) => /^(Custom::|AWS::CloudFormation::CustomResource)/.test(type));
    expect(found).toEqual([]);
  });

  // The lists of types are working material beside the repository and not part of it.
  it.skipIf(!existsSync(typeList(zone.region)))('uses only types that CloudFormation knows in its region', () => {
    const known = new Set(readFileSync(typeList(zone.region), 'utf8').split('\n'));
    expect(known.size).toBeGreaterThan(500);
    expect(template.resources.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
  });

  it('keeps every log for a year at least, even after the stack is gone', () => {
    for (const log of template.of('AWS::Logs::LogGroup')) {
      expect(Number(log.properties.RetentionInDays), log.id).toBeGreaterThanOrEqual(365);
      expect(retained(log), log.id).toEqual(['Retain', 'Retain']);
    }
    expect(template.resources.length).toBeGreaterThan(0);
  });

  it('lets no role do whatever a pattern of actions covers', () => {
    const patterns = roleStatements(template).flatMap(({ actions }) =>
      actions.filter((action) => action.includes('*')),
    );
    expect(patterns).toEqual([]);
  });

  it('lets roles use patterns of resources only where names are not known beforehand', () => {
    const open = roleStatements(template)
      .filter(({ effect, resources }) => effect === 'Allow' && resources.some((name) => name.endsWith('*')))
      .flatMap(({ actions }) => actions);
    const reasons: Record<string, RegExp> = {
      'objects of applications to come': /^s3:(Get|Put)Object(Version)?$/,
      'executions of applications to come': /^states:DescribeExecution$/,
      'the change feed, whose streams can be listed only as a whole': /^dynamodb:ListStreams$/,
      'log delivery, which knows no resource':
        /^logs:\w+(LogDelivery|LogDeliveries|ResourcePolicy|ResourcePolicies|LogGroups)$/,
    };
    expect(open.filter((action) => !Object.values(reasons).some((reason) => reason.test(action)))).toEqual([]);
  });

  it('trusts services of AWS with its roles, nobody else', () => {
    for (const role of template.of('AWS::IAM::Role')) {
      const { Statement } = role.properties.AssumeRolePolicyDocument as { Statement: { Principal: unknown }[] };
      for (const { Principal } of Statement) {
        expect(Object.keys(Principal as object), role.id).toEqual(['Service']);
        expect(JSON.stringify(Principal), role.id).toMatch(/^\{"Service":"\w+\.amazonaws\.com"\}$/);
      }
    }
    // Everybody is named only to be turned away, as where a topic wants TLS.
    const openToAll: unknown[] = [];
    JSON.stringify(template.json, (_key, value) => {
      if (value?.Principal === '*' && value.Effect !== 'Deny') openToAll.push(value);
      return value;
    });
    expect(openToAll).toEqual([]);
  });
});

describe.each(zones.map((zone) => [zone.id, zone] as const))('what %s keeps', (id, zone) => {
  const records = ofZone(id, 'records');

  it('is one table with recovery to any second, protection from deletion, expiry and a key of its own', () => {
    const table = only(records.of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'));
    expect(table.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
    expect(retained(table)).toEqual(['Retain', 'Retain']);
  });

  it('has one index, which carries what a line of a queue shows and no more', () => {
    const table = only(records.of('AWS::DynamoDB::Table'));
    const index = only(
      table.properties.GlobalSecondaryIndexes as {
        IndexName: string;
        KeySchema: unknown;
        Projection: { ProjectionType: string; NonKeyAttributes: string[] };
      }[],
    );
    expect(index.IndexName).toBe('queue');
    expect(index.KeySchema).toEqual([
      { AttributeName: 'queuePk', KeyType: 'HASH' },
      { AttributeName: 'queueSk', KeyType: 'RANGE' },
    ]);
    expect(index.Projection.ProjectionType).toBe('INCLUDE');
    // The service window of a line follows from the queue in which it lies.
    const { serviceWindow: _key, ...shown } = queueLine.shape;
    expect([...index.Projection.NonKeyAttributes].sort()).toEqual(Object.keys(shown).sort());
  });

  it('lies in buckets that are private, versioned, encrypted, open to TLS only, and stay', () => {
    const buckets = records.of('AWS::S3::Bucket');
    const denials = bucketStatements(records).filter(({ effect }) => effect === 'Deny');
    expect(buckets.length).toBeGreaterThan(0);
    for (const bucket of buckets) {
      expect(bucket.properties, bucket.id).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        VersioningConfiguration: { Status: 'Enabled' },
      });
      expect(bucket.properties.BucketEncryption, bucket.id).toBeDefined();
      expect(retained(bucket), bucket.id).toEqual(['Retain', 'Retain']);
      const own = denials.filter(({ resources }) => resources.some((name) => name.includes(`"${bucket.id}"`)));
      expect(own.map(({ condition }) => condition)).toEqual(
        expect.arrayContaining([{ Bool: { 'aws:SecureTransport': 'false' } }]),
      );
    }
  });

  it('keeps every version of a document, and takes uploads from pages of the zone only', () => {
    const bucket = only(records.of('AWS::S3::Bucket').filter(({ properties }) => properties.CorsConfiguration));
    const { Rules } = bucket.properties.LifecycleConfiguration as { Rules: { Prefix?: string }[] };
    const [everything, imports, ...others] = Rules;
    expect(others).toEqual([]);
    expect(everything).toEqual({
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      ExpiredObjectDeleteMarker: true,
      Status: 'Enabled',
    });
    expect(imports).toMatchObject({ Prefix: 'imports/', ExpirationInDays: zone.policy.imports.keptDays });
    expect(bucket.properties.LoggingConfiguration).toBeDefined();
    const { CorsRules } = bucket.properties.CorsConfiguration as { CorsRules: { AllowedOrigins: string[] }[] };
    expect(CorsRules.flatMap(({ AllowedOrigins }) => AllowedOrigins)).toEqual(uploadOrigins(zone));
    expect(uploadOrigins(zone).every((origin) => /^https:\/\/[a-z0-9.-]+$/.test(origin))).toBe(true);
  });

  it('includes a P-256 key that signs and is never deleted with its stack', () => {
    const key = only(records.of('AWS::KMS::Key').filter(({ properties }) => properties.KeyUsage === 'SIGN_VERIFY'));
    expect(key.properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', PendingWindowInDays: 30 });
    // A key in another place of the template would be another key.
    expect(key.id).toBe('signingkeyBE52BAB0');
    expect(retained(key)).toEqual(['Retain', 'Retain']);
    const aliases = records.of('AWS::KMS::Alias').map(({ properties }) => properties.AliasName);
    expect(aliases.sort()).toEqual([`alias/greenpath-${id}-data`, `alias/greenpath-${id}-signing`]);
  });

  it('is kept under a key that turns over every year', () => {
    const key = only(records.of('AWS::KMS::Key').filter(({ properties }) => properties.KeyUsage === undefined));
    expect(key.properties.EnableKeyRotation).toBe(true);
    expect(retained(key)).toEqual(['Retain', 'Retain']);
  });

  it('and how to reach it stand in the outputs', () => {
    expect(Object.keys(records.json.Outputs as object)).toEqual(
      expect.arrayContaining(['TableName', 'DocumentsBucket']),
    );
    expect(Object.keys(ofZone(id, 'door').json.Outputs as object)).toContain('ApiUrl');
  });
});

describe.each(zones.map((zone) => [zone.id, zone] as const))('the functions of %s', (id, zone) => {
  const service = ofZone(id, 'service');
  const functions = service.of('AWS::Lambda::Function');

  it('run on Node 24, on the processor that the partition offers, and write JSON without tracing', () => {
    for (const { id: name, properties } of functions) {
      expect(properties, name).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: [zone.region.startsWith('cn-') ? 'x86_64' : 'arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(properties.TracingConfig, name).toBeUndefined();
      expect(Number(properties.MemorySize), name).toBeGreaterThanOrEqual(512);
    }
    expect(functions.length).toBeGreaterThan(0);
  });

  it('have each a role and a log group of their own', () => {
    const own = (read: (properties: Resource['properties']) => unknown) =>
      new Set(functions.map(({ properties }) => JSON.stringify(read(properties))));
    expect(own(({ Role }) => Role).size).toBe(functions.length);
    expect(own(({ LoggingConfig }) => (LoggingConfig as { LogGroup: unknown }).LogGroup).size).toBe(functions.length);
    for (const { properties, id: name } of functions) {
      const { Ref } = (properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup;
      expect(
        service.of('AWS::Logs::LogGroup').map((log) => log.id),
        name,
      ).toContain(Ref);
    }
  });

  it('answer before the gateway gives up', () => {
    const started = JSON.stringify(
      service.of('AWS::Events::Rule', 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties),
    );
    const byThemselves = functions.filter(({ id: name }) => started.includes(`"${name}"`));
    const behindGateway = functions.filter((found) => !byThemselves.includes(found));
    for (const { id: name, properties } of behindGateway) expect(Number(properties.Timeout), name).toBeLessThan(29);
    expect(byThemselves.length).toBeGreaterThan(1);
    expect(behindGateway.length).toBeGreaterThan(10);
  });

  it('sweep every minute, one round at a time, and never repeat a failed round', () => {
    const sweep = only(functions.filter(({ properties }) => String(properties.Description).startsWith('Delivers')));
    const rule = only(
      service.of('AWS::Events::Rule').filter(({ properties }) => JSON.stringify(properties).includes(`"${sweep.id}"`)),
    );
    expect(rule.properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    for (const { properties } of service.of('AWS::Lambda::EventInvokeConfig')) {
      expect(properties.MaximumRetryAttempts).toBe(0);
    }
    expect(Number(sweep.properties.Timeout)).toBeLessThan(60);
  });

  it('follow the change feed in order, try again for a while, and name what they gave up where an alarm watches', () => {
    const mappings = service.of('AWS::Lambda::EventSourceMapping');
    // A stream serves two readers well; a third slows all of them down.
    expect(mappings.length).toBeGreaterThan(0);
    expect(mappings.length).toBeLessThanOrEqual(2);
    for (const { properties, id: name } of mappings) {
      expect(properties, name).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 30,
        MaximumRecordAgeInSeconds: 21_600,
      });
      // One at a time, for order.
      expect(properties.ParallelizationFactor, name).toBeUndefined();
      const { Filters } = properties.FilterCriteria as { Filters: { Pattern: string }[] };
      expect(Filters.length, name).toBeGreaterThan(0);
      for (const { Pattern } of Filters) expect(JSON.parse(Pattern).eventName, name).toEqual(['INSERT']);
      const queue = JSON.stringify(properties.DestinationConfig).match(/"Fn::GetAtt":\["(\w+)","Arn"\]/)?.[1];
      const queueName = service.resources.find(({ id }) => id === queue)?.properties.QueueName;
      const follower = JSON.stringify(properties.FunctionName).match(/"Ref":"(\w+)"/)?.[1];
      const functionName = service.resources.find(({ id }) => id === follower)?.properties.FunctionName;
      const alarms = ofZone(id, 'operations').of('AWS::CloudWatch::Alarm');
      const watching = (...words: unknown[]) =>
        alarms.filter((alarm) => words.every((word) => JSON.stringify(alarm.properties).includes(`"${word}"`)));
      expect(watching('ApproximateNumberOfMessagesVisible', queueName), name).toHaveLength(1);
      expect(watching('IteratorAge', functionName), name).toHaveLength(1);
    }
  });

  it('that tell and compute only may touch nothing', () => {
    for (const description of ['Self-assessment', 'Verifies OIDC tokens for the gateway']) {
      expect(rightsOf(service, description), description).toEqual([]);
    }
  });

  it('describe the zone with the least rights: what goes wrong most, and free places of the quota', () => {
    expect(rightsOf(service, 'Zone and interface description').filter((right) => !right.startsWith('kms:'))).toEqual([
      'dynamodb:GetItem on COMMONRETURNS',
      'dynamodb:GetItem on QUOTA#*',
      'dynamodb:Query on QUOTA#*',
    ]);
  });

  it('verify with the least rights: read permits and keys, note a reading, link to a photo', () => {
    expect(rightsOf(service, 'Verification of permits').filter((right) => !right.startsWith('kms:'))).toEqual([
      'dynamodb:GetItem on PERMIT#* STATUS#* APPLICATION#*',
      'dynamodb:PutItem on READ#*',
      'dynamodb:Query on KEYS',
      's3:GetObjectVersion',
    ]);
  });

  it('touch items of their own kinds of partition only', () => {
    const unlimited = roleStatements(service).filter(
      ({ actions, condition }) =>
        actions.some((action) => action.startsWith('dynamodb:') && !followsFeed.test(action)) &&
        condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] === undefined,
    );
    expect(unlimited).toEqual([]);
  });

  it('use the key of the stores through the stores only', () => {
    const direct = roleStatements(service).filter(
      ({ actions, condition }) =>
        actions.includes('kms:Decrypt') && condition.StringEquals?.['kms:ViaService'] === undefined,
    );
    expect(direct).toEqual([]);
  });

  it('share the dangerous rights out: who signs, who uploads, who starts executions', () => {
    const holders = (right: string) =>
      functions
        .map(({ properties }) => String(properties.Description))
        .filter((description) => rightsOf(service, description).some((found) => found.startsWith(right)))
        .sort();
    expect(holders('kms:Sign')).toEqual([
      'Brings about what was approved: permits, merchant cards and the register of employers',
      ...(service.zone.merchantCard ? ['Merchant cards after they were issued'] : []),
      'Permits, public keys, status lists',
      'Signing keys, and permits signed anew',
    ]);
    expect(holders('s3:PutObject')).toEqual(
      ['Documents: upload, judgement, reading', ...(offersImports(service.zone) ? importers : [])].sort(),
    );
    expect(holders('s3:DeleteObject')).toEqual([]);
    expect(holders('states:StartExecution')).toEqual([
      'Delivers the outbox, restarts lost executions, ends what lapsed',
      'Drafts, submission',
      'Pauses, more time, replies, reopening',
      'Queues and decisions',
      'Undelivered effects and lost executions, redriven by hand',
    ]);
    expect(holders('dynamodb:Scan')).toEqual([]);
    expect(holders('dynamodb:DeleteTable')).toEqual([]);
  });

  it('answer task tokens of the approval state machine only', () => {
    const answers = roleStatements(service).filter(({ actions }) => actions.includes('states:SendTaskSuccess'));
    expect(answers.length).toBeGreaterThan(0);
    for (const { resources } of answers) {
      expect(resources).toEqual([expect.stringMatching(new RegExp(`:stateMachine:greenpath-${id}-approval$`))]);
    }
  });
});
