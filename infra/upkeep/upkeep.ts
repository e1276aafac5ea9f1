import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Executions } from '../approval/executions.ts';
import { changing, reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/**
 * Every minute: delivers what was left undone, restarts what was lost, ends what ran out. What stays undone all the same
 * administrators see, and do by hand.
 */
export class Upkeep extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, props: CapabilityProps & { executions: Executions }) {
    super(scope, id);
    const { zone, records, assetOf, executions } = props;
    const sweep = new ZoneFunction(this, 'sweep', {
      zone,
      assetOf,
      name: 'upkeep-sweep',
      description: 'Delivers the outbox, restarts lost executions, ends what lapsed',
      environment: { TABLE_NAME: records.cases.tableName, APPROVAL_MACHINE_ARN: executions.stateMachineArn },
      timeout: 55,
    });
    records.cases.allow(sweep, [...reading, ...changing], ['applications', 'openCases', 'outbox', 'parked']);
    records.cases.allow(sweep, [...reading, 'PutItem', 'DeleteItem'], ['quotas']);
    // What the law decides needs the employer's licence and the permit that an extension is for.
    records.cases.allow(sweep, reading, ['employers', 'permits']);
    records.cases.allow(sweep, reading, ['credits', 'persons', 'imports']);
    records.cases.allow(sweep, [...reading, 'ConditionCheckItem'], ['office']);
    records.cases.allowQueues(sweep, ['queues']);
    executions.allowWaking(sweep);

    // A round that failed is not repeated: the next one comes within a minute and does the same.
    sweep.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'every-minute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(sweep.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });

    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'upkeep-handler',
      description: 'Undelivered effects and lost executions, redriven by hand',
      environment: { TABLE_NAME: records.cases.tableName, APPROVAL_MACHINE_ARN: executions.stateMachineArn },
    });
    records.cases.allow(this.handler, [...reading, 'BatchGetItem', 'UpdateItem'], ['applications']);
    records.cases.allow(this.handler, [...reading, ...changing], ['outbox', 'parked']);
    records.cases.allow(this.handler, [...reading, 'PutItem'], ['office']);
    records.cases.allowQueues(this.handler, ['queues']);
    executions.allowWaking(this.handler);
    executions.allowListing(this.handler);
  }
}
