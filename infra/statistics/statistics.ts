import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What a zone counts: summaries of its cases, monthly bulletins, reports of offices, samples for a second look. */
export class Statistics extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const environment = { TABLE_NAME: records.cases.tableName };
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'statistics-handler',
      description: 'Bulletins, reports of offices, second looks',
      environment,
      timeout: 28,
    });
    records.cases.allow(this.handler, reading, ['applications', 'inquiriesByMonth', 'consultations']);
    records.cases.allow(this.handler, ['GetItem'], ['office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allow(this.handler, [...reading, 'PutItem'], ['summaries', 'bulletins']);
    records.cases.allow(this.handler, [...reading, 'PutItem', 'UpdateItem'], ['samples']);

    const worker = new ZoneFunction(this, 'worker', {
      zone,
      assetOf,
      name: 'statistics-worker',
      description: 'Counts cases as they happen; publishes bulletins',
      environment,
      timeout: 300,
    });
    records.cases.allow(worker, reading, ['applications', 'inquiriesByMonth', 'consultations']);
    records.cases.allow(worker, [...reading, 'PutItem'], ['summaries', 'bulletins']);
    records.cases.allow(worker, ['PutItem'], ['commonReturns']);
    records.cases.feed(worker, [{ in: 'applications', sortKey: 'EVENT#' }]);
    // In the small hours of China. What a round did not do the next one does; doing it twice changes nothing.
    new Rule(this, 'every-night', {
      schedule: Schedule.cron({ hour: '17', minute: '20' }),
      targets: [new LambdaFunction(worker.lambda, { retryAttempts: 2, maxEventAge: Duration.hours(2) })],
    });
    Validations.of(worker.lambda).acknowledge({
      id: 'NIST.800.53.R5-LambdaDLQ',
      reason:
        'The nightly round has nothing in hand that could be lost: it counts from the table, is tried three times, and the next night does what is left. What it follows of the change feed ends in a queue of its own.',
    });
  }
}
