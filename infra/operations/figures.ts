import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Counts what is late, due and undelivered, for alarms and dashboard. */
export class Figures extends Construct {
  readonly counting: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.counting = new ZoneFunction(this, 'counting', {
      zone,
      assetOf,
      name: 'operations-figures',
      description: 'Counts what is late, due and undelivered',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 55,
    });
    records.cases.allow(this.counting, reading, ['quotas', 'outbox', 'parked', 'undelivered']);
    records.cases.allowQueues(this.counting, ['queues']);
    new Rule(this, 'often', {
      schedule: Schedule.rate(Duration.minutes(zone.operations.figures.everyMinutes)),
      targets: [new LambdaFunction(this.counting.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    this.counting.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }
}
