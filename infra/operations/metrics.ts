import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { queueIndex } from '../../shared/records/keys.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { approvalMachineName } from '../approval/executions.ts';
import { givenUpQueue } from '../records/cases.ts';
import type { Records } from '../records/records.ts';
import { metricsNamespace, type ZoneFunction } from '../service/function.ts';
import { stageName } from '../service/gateway.ts';

type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount' | 'p95';
type Dimensions = Record<string, string>;

const fiveMinutes = Duration.minutes(5);

/** Several figures as one; an alarm takes ten at most. */
export const combined = (expression: string, figures: readonly IMetric[], label?: string): MathExpression =>
  new MathExpression({
    expression,
    usingMetrics: Object.fromEntries(figures.map((figure, index) => [`m${index}`, figure])),
    period: fiveMinutes,
    ...(label ? { label } : {}),
  });

/** The operations of DynamoDB that the functions use, under which it counts faults of its own. */
const tableOperations = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'TransactGetItems',
];

/** The figures of a zone as CloudWatch knows them, each under the names by which it is written. */
export class ZoneMetrics {
  private readonly scope: Construct;
  private readonly zone: Zone;
  private readonly records: Records;

  constructor(scope: Construct, { zone, records }: { zone: Zone; records: Records }) {
    this.scope = scope;
    this.zone = zone;
    this.records = records;
  }

  /** Written by our own functions, see shared/log/counted.ts. */
  own(metricName: string, statistic: Statistic, dimensionsMap: Dimensions = {}, period = fiveMinutes): Metric {
    return new Metric({ namespace: metricsNamespace(this.zone), metricName, statistic, dimensionsMap, period });
  }

  /** Of every function of the account and region: a zone has both for itself. */
  functions(metricName: string, statistic: Statistic): Metric {
    return this.aws('AWS/Lambda', metricName, statistic);
  }

  of({ functionName: FunctionName }: ZoneFunction, metricName: string, statistic: Statistic): Metric {
    return this.aws('AWS/Lambda', metricName, statistic, { FunctionName });
  }

  givenUp(follower: ZoneFunction): Metric {
    const QueueName = givenUpQueue(follower);
    return this.aws('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum', { QueueName });
  }

  gateway(metricName: string, statistic: Statistic): Metric {
    return this.aws('AWS/ApiGateway', metricName, statistic, {
      ApiName: `greenpath-${this.zone.id}`,
      Stage: stageName,
    });
  }

  table(metricName: string): Metric {
    return this.aws('AWS/DynamoDB', metricName, 'Sum', { TableName: this.records.cases.tableName });
  }

  index(metricName: string): Metric {
    const TableName = this.records.cases.tableName;
    return this.aws('AWS/DynamoDB', metricName, 'Sum', { TableName, GlobalSecondaryIndexName: queueIndex });
  }

  tableFaults(): MathExpression {
    const TableName = this.records.cases.tableName;
    const faults = tableOperations.map((Operation) =>
      this.aws('AWS/DynamoDB', 'SystemErrors', 'Sum', { TableName, Operation }),
    );
    return combined('SUM(METRICS())', faults);
  }

  refusedTableRequests(): Metric {
    return this.aws('AWS/DynamoDB', 'UserErrors', 'Sum');
  }

  executions(metricName: string): Metric {
    const StateMachineArn = Stack.of(this.scope).formatArn({
      service: 'states',
      resource: `stateMachine:${approvalMachineName(this.zone)}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return this.aws('AWS/States', metricName, 'Sum', { StateMachineArn });
  }

  blockedRequests(): Metric {
    const WebACL = `greenpath-${this.zone.id}`;
    return this.aws('AWS/WAFV2', 'BlockedRequests', 'Sum', { WebACL, Rule: 'ALL', Region: this.zone.region });
  }

  /** Of every log of the account and region. */
  logs(metricName: string): Metric {
    return this.aws('AWS/Logs', metricName, 'Sum');
  }

  private aws(namespace: string, metricName: string, statistic: Statistic, dimensionsMap: Dimensions = {}): Metric {
    return new Metric({ namespace, metricName, statistic, dimensionsMap, period: fiveMinutes });
  }
}
