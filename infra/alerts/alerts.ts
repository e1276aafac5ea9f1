import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type LogCode, logCodes } from '../../shared/log/log.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { ZoneFunction } from '../service/function.ts';

/** Log lines that a person must see soon, because nothing mends by itself what they say. */
export const alertCodes = [
  'calendar-unpublished',
  'effect-parked',
  'notice-given-up',
  'sweep-failed',
] as const satisfies readonly LogCode[];

/** An alarm for each of these log lines, told to everyone who subscribed to the zone's topic. */
export class Alerts extends Construct {
  constructor(scope: Construct, id: string, { zone }: { zone: Zone }) {
    super(scope, id);
    const key = new Key(this, 'key', {
      description: `Greenpath ${zone.id}: alerts`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The key that AWS manages for topics cannot be used by CloudWatch.
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const topic = new Topic(this, 'topic', {
      displayName: `Greenpath ${zone.id}`,
      masterKey: key,
      enforceSSL: true,
    });
    const namespace = `Greenpath/${zone.id}`;
    const metricName = 'alerts';
    const everything = Stack.of(this).node.findAll();
    const functions = everything.filter((child): child is ZoneFunction => child instanceof ZoneFunction);
    for (const { node, logGroup } of functions) {
      new MetricFilter(this, `${node.path.split('/').slice(-2).join('-')}-lines`, {
        logGroup,
        filterPattern: FilterPattern.any(
          ...alertCodes.map((code) => FilterPattern.stringValue('$.message', '=', code)),
        ),
        metricNamespace: namespace,
        metricName,
        metricValue: '1',
        dimensions: { code: '$.message' },
      });
    }
    for (const code of alertCodes) {
      new Alarm(this, code, {
        alarmDescription: `${logCodes[code]}. See docs/deploy.md, "Alerts"`,
        metric: new Metric({
          namespace,
          metricName,
          dimensionsMap: { code },
          statistic: 'Sum',
          period: Duration.minutes(5),
        }),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
    }
    const told = { comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, evaluationPeriods: 1 };
    for (const queue of everything.filter((child): child is Queue => child instanceof Queue)) {
      const { scope } = queue.node;
      if (!(scope instanceof ZoneFunction)) continue;
      const name = scope.node.path.split('/').slice(-2).join('-');
      new Alarm(this, `${name}-given-up`, {
        alarmDescription: `A change that ${name} follows was given up. See docs/deploy.md, "Alerts"`,
        metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
        threshold: 1,
        ...told,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
      new Alarm(this, `${name}-behind`, {
        alarmDescription: `${name} is an hour behind the change feed. See docs/deploy.md, "Alerts"`,
        metric: scope.lambda.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
        threshold: Duration.hours(1).toMilliseconds(),
        ...told,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));
    }
    new CfnOutput(this, 'Topic', { value: topic.topicArn }).overrideLogicalId('AlertsTopicArn');
  }
}
