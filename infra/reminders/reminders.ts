import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Reminders of what ends: permits, passports, residence permits, merchant cards. */
export class Reminders extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases } = records;
    const environment = { TABLE_NAME: cases.tableName };
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'reminders-handler',
      description: 'Reminders of what ends',
      environment,
    });
    cases.allow(this.handler, ['GetItem', 'PutItem'], ['permits']);
    cases.allow(this.handler, ['GetItem'], ['applications', 'handlers', 'inbox', 'office']);
    cases.allow(this.handler, ['PutItem'], ['endings', 'readings']);

    const worker = new ZoneFunction(this, 'worker', {
      zone,
      assetOf,
      name: 'reminders-worker',
      description: 'Reminds holders of what ends',
      environment,
      timeout: 300,
    });
    cases.allow(worker, reading, ['endings']);
    cases.allow(worker, ['GetItem'], ['permits', 'applications', 'employers', 'openCases', 'cards', 'cardRecords']);
    cases.allow(worker, ['GetItem', 'PutItem'], ['reminders']);
    cases.allow(worker, ['PutItem'], ['inbox']);
    // What a round left, the next one does: a day counts as done only when it was gone through to its end.
    worker.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(30) });
    new Rule(this, 'every-hour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(worker.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(30) })],
    });
  }
}
