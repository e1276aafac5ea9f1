import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { channelsOf } from '../../shared/zone/notices.ts';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What people are told: inboxes, and the ways on which notices go out. */
export class Notices extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const channels = channelsOf(zone.notices);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'notices-handler',
      description: 'Inboxes, and notices that could not be delivered',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(this.handler, [...reading, 'BatchGetItem', 'UpdateItem'], ['inbox']);
    records.cases.allow(this.handler, [...reading, 'DeleteItem'], ['undelivered']);
    records.cases.allow(this.handler, ['PutItem'], ['redeliveries']);
    records.cases.allow(this.handler, ['GetItem'], ['office']);

    const worker = new ZoneFunction(this, 'worker', {
      zone,
      assetOf,
      name: 'notices-worker',
      description: 'Tells parties what happened and delivers notices',
      environment: { TABLE_NAME: records.cases.tableName, NOTICE_CHANNELS: JSON.stringify(channels) },
      timeout: 120,
    });
    records.cases.allow(worker, ['GetItem'], ['applications', 'employers']);
    records.cases.allow(worker, ['GetItem', 'PutItem', 'UpdateItem'], ['inbox']);
    records.cases.allow(worker, ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['redeliveries']);
    records.cases.allow(worker, ['PutItem'], ['undelivered']);
    records.cases.feed(worker, [{ in: 'applications', sortKey: 'EVENT#' }, { in: 'inbox' }]);
    for (const secret of new Set(Object.values(channels).flatMap((channel) => channel?.secret ?? []))) {
      Secret.fromSecretNameV2(this, secret.replace(/\W+/g, '-'), secret).grantRead(worker);
    }
    // What failed waits in the table, so a round that fails itself need not be repeated.
    worker.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    new Rule(this, 'every-five-minutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(worker.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(5) })],
    });
  }
}
