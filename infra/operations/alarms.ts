import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  type MetricProps,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alertCodes } from '../../shared/log/counted.ts';
import { logCodes } from '../../shared/log/log.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { givenUpQueue } from '../records/cases.ts';
import { metricsNamespace, type ZoneFunction } from '../service/function.ts';
import type { AlarmTopic } from './topic.ts';

type AlarmsProps = { zone: Zone; topic: AlarmTopic; followers: readonly ZoneFunction[] };

/** How an alarm goes off: by default as soon as five minutes reach the threshold. */
type Condition = { threshold: number; periods?: number; missing?: TreatMissingData };

/** What raises an alarm in a zone; docs/runbook.md has a section for each. */
export class Alarms extends Construct {
  private readonly zone: Zone;
  private readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, { zone, topic, followers }: AlarmsProps) {
    super(scope, id);
    this.zone = zone;
    this.topic = topic;
    for (const code of alertCodes) {
      const metric = this.own('alerts', { dimensionsMap: { code }, statistic: 'Sum' });
      this.raise(code, logCodes[code], metric, { threshold: 1 });
    }
    const each = <T>(of: (follower: ZoneFunction) => T) =>
      Object.fromEntries(followers.map((follower, index) => [`m${index}`, of(follower)]));
    this.raise(
      'feed-behind',
      'A function is an hour behind the changes of the table',
      combined(
        'MAX(METRICS())',
        each(({ functionName: FunctionName }) =>
          metricOf('AWS/Lambda', 'IteratorAge', { dimensionsMap: { FunctionName }, statistic: 'Maximum' }),
        ),
      ),
      { threshold: Duration.hours(1).toMilliseconds() },
    );
    this.raise(
      'feed-given-up',
      'A function gave up a change of the table',
      combined(
        'SUM(METRICS())',
        each((follower) =>
          metricOf('AWS/SQS', 'ApproximateNumberOfMessagesVisible', {
            dimensionsMap: { QueueName: givenUpQueue(follower) },
            statistic: 'Maximum',
          }),
        ),
      ),
      { threshold: 1 },
    );
  }

  /** A figure that our own functions write. */
  private own(metricName: string, props: Partial<MetricProps>): Metric {
    return metricOf(metricsNamespace(this.zone), metricName, props);
  }

  private raise(id: string, means: string, metric: IMetric, condition: Condition): void {
    const { threshold, periods = 1, missing = TreatMissingData.NOT_BREACHING } = condition;
    const alarm = new Alarm(this, id, {
      alarmName: `greenpath-${this.zone.id}-${id}`,
      alarmDescription: `${means}. docs/runbook.md#${id}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing,
    });
    this.topic.tellOf(alarm);
  }
}

const metricOf = (namespace: string, metricName: string, props: Partial<MetricProps>): Metric =>
  new Metric({ namespace, metricName, period: Duration.minutes(5), ...props });

const combined = (expression: string, usingMetrics: Record<string, IMetric>): MathExpression =>
  new MathExpression({ expression, usingMetrics, period: Duration.minutes(5) });
