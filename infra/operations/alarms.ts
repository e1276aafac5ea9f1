import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alertCodes } from '../../shared/log/counted.ts';
import { type LogCode, logCodes } from '../../shared/log/log.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { ZoneFunction } from '../service/function.ts';
import { combined, type ZoneMetrics } from './metrics.ts';
import type { AlarmTopic } from './topic.ts';

type AlarmsProps = {
  zone: Zone;
  metrics: ZoneMetrics;
  topic: AlarmTopic;
  /** Functions that follow the change feed. */
  followers: readonly ZoneFunction[];
  /** Functions that nobody waits for before a screen, whose slowness nobody would see. */
  workers: readonly ZoneFunction[];
};

/** When an alarm goes off: by default as soon as five minutes reach the threshold. */
type Condition = {
  threshold: number;
  /** Periods in a row. */
  periods?: number;
  comparison?: 'at-least' | 'at-most' | 'less-than';
  /** Nothing was written, though something always should be. */
  silence?: true;
};

const comparisons = {
  'at-least': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  'at-most': ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
  'less-than': ComparisonOperator.LESS_THAN_THRESHOLD,
};

/** How often a line has to be written within five minutes, where once may be a mishap that mends itself. */
const patience: Readonly<Partial<Record<LogCode, number>>> = { 'sign-in-unavailable': 3 };

/** What raises an alarm in a zone; docs/runbook.md has a section for each. */
export class Alarms extends Construct {
  private readonly zone: Zone;
  private readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, { zone, metrics, topic, followers, workers }: AlarmsProps) {
    super(scope, id);
    this.zone = zone;
    this.topic = topic;
    const { operations } = zone;

    for (const code of alertCodes) {
      this.raise(code, logCodes[code], metrics.own('alerts', 'Sum', { code }), { threshold: patience[code] ?? 1 });
    }

    this.raise('applications-late', 'Applications passed their due time', metrics.own('late', 'Maximum'), {
      threshold: 1,
    });
    this.raise(
      'applications-due-untouched',
      `Applications are due within ${operations.dueWithin.hours} hours and no officer has taken them`,
      metrics.own('dueSoonUntouched', 'Maximum'),
      { threshold: 1 },
    );
    this.raise(
      'law-decides-soon',
      `Within ${operations.lawDecidesWithin.hours} hours the law accepts or extends by itself`,
      metrics.own('lawDecidesSoon', 'Maximum'),
      { threshold: 1 },
    );
    this.raise('effects-parked', logCodes['effect-parked'], metrics.own('effectsParked', 'Maximum'), { threshold: 1 });
    this.raise(
      'effects-waiting',
      'An effect of a decision is not delivered, and the sweeper does not get it through',
      metrics.own('oldestEffectMinutes', 'Maximum'),
      { threshold: operations.oldestEffect.minutes },
    );
    this.raise('notices-undelivered', logCodes['notice-given-up'], metrics.own('noticesUndelivered', 'Maximum'), {
      threshold: 1,
    });
    if (zone.quotas.length > 0) {
      this.raise(
        'quota-low',
        `A quota has ${operations.quotaLeft.percent} percent of its places left, or less`,
        metrics.own('quotaLeft', 'Minimum'),
        { threshold: operations.quotaLeft.percent, comparison: 'at-most' },
      );
    }
    this.raise('sweeper-silent', 'The sweeper finished no round', metrics.own('rounds', 'Sum'), {
      threshold: 1,
      comparison: 'less-than',
      periods: 3,
      silence: true,
    });
    this.raise(
      'figures-silent',
      'What is late, due and undelivered is not counted any more, so no alarm tells of it',
      metrics.own('late', 'SampleCount', {}, Duration.minutes(Math.max(5, operations.figures.everyMinutes))),
      { threshold: 1, comparison: 'less-than', periods: 3, silence: true },
    );
    if (operations.probe) {
      this.raise(
        'verification-failing',
        zone.region.startsWith('cn-')
          ? 'The public verification is not in order. Before the ICP filing the door answers 403, and this alarm is right'
          : 'The public verification is not in order',
        metrics.own('probesPassed', 'Sum', {}, Duration.minutes(operations.probe.everyMinutes)),
        { threshold: 1, comparison: 'less-than', periods: 3, silence: true },
      );
    }

    this.raise(
      'feed-behind',
      'A function is an hour behind the changes of the table',
      combined(
        'MAX(METRICS())',
        followers.map((follower) => metrics.of(follower, 'IteratorAge', 'Maximum')),
      ),
      { threshold: Duration.hours(1).toMilliseconds() },
    );
    this.raise(
      'feed-given-up',
      'A function gave up a change of the table',
      combined(
        'SUM(METRICS())',
        followers.map((follower) => metrics.givenUp(follower)),
      ),
      { threshold: 1 },
    );
    this.raise('functions-failing', 'A function failed', metrics.functions('Errors', 'Sum'), { threshold: 1 });
    this.raise('functions-throttled', 'A function was not let run', metrics.functions('Throttles', 'Sum'), {
      threshold: 1,
    });
    this.raise(
      'workers-near-timeout',
      'A function that works in the background takes four fifths of its time',
      combined(
        `MAX([${workers.map(({ timeoutSeconds }, index) => `m${index}/${timeoutSeconds * 10}`).join(', ')}])`,
        workers.map((worker) => metrics.of(worker, 'Duration', 'Maximum')),
      ),
      { threshold: 80 },
    );
    this.raise('answers-failing', 'Answers with a status of 500 or more', metrics.gateway('5XXError', 'Sum'), {
      threshold: operations.failedAnswers.inFiveMinutes,
    });
    this.raise('answers-slow', 'One answer of twenty is slow', metrics.gateway('Latency', 'p95'), {
      threshold: operations.slowAnswers.milliseconds,
      periods: 3,
    });
    this.raise(
      'table-throttled',
      'DynamoDB puts requests off',
      combined('SUM(METRICS())', [
        metrics.table('ReadThrottleEvents'),
        metrics.table('WriteThrottleEvents'),
        metrics.index('ReadThrottleEvents'),
        metrics.index('WriteThrottleEvents'),
      ]),
      { threshold: 1, periods: 2 },
    );
    this.raise('table-failing', 'DynamoDB fails', metrics.tableFaults(), { threshold: 1 });
    this.raise('table-refusing', 'DynamoDB calls many requests wrong', metrics.refusedTableRequests(), {
      threshold: operations.refusedTableRequests.inFiveMinutes,
    });
    this.raise(
      'executions-failed',
      'An execution of the approval failed, timed out or was aborted',
      combined('SUM(METRICS())', [
        metrics.executions('ExecutionsFailed'),
        metrics.executions('ExecutionsTimedOut'),
        metrics.executions('ExecutionsAborted'),
      ]),
      { threshold: 1 },
    );
    this.raise('executions-throttled', 'Step Functions puts steps off', metrics.executions('ExecutionThrottled'), {
      threshold: 1,
      periods: 2,
    });
    this.raise('firewall-blocking', 'The firewall turns many requests away', metrics.blockedRequests(), {
      threshold: operations.blockedRequests.inFiveMinutes,
    });
  }

  private raise(id: string, means: string, metric: IMetric, condition: Condition): void {
    const { threshold, periods = 1, comparison = 'at-least', silence } = condition;
    const alarm = new Alarm(this, id, {
      alarmName: `greenpath-${this.zone.id}-${id}`,
      alarmDescription: `${means}. What to do: docs/runbook.md#${id}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: comparisons[comparison],
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.topic.tellOf(alarm);
  }
}
