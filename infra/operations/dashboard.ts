import { Dashboard, GraphWidget, type IMetric, SingleValueWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { countedStages } from '../../functions/operations/figures.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { ZoneFunction } from '../service/function.ts';
import { combined, type ZoneMetrics } from './metrics.ts';

type DashboardProps = { zone: Zone; metrics: ZoneMetrics; workers: readonly ZoneFunction[] };

const stageLabels: Readonly<Record<(typeof countedStages)[number], Text>> = {
  'preliminary-review': { zh: '预审', en: 'Preliminary review' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Conclusion' },
  returned: { zh: '待补正', en: 'Returned' },
  'refusal-announced': { zh: '待陈述申辩', en: 'Refusal announced' },
  'with-delegating-authority': { zh: '移送委托机关', en: 'With the delegating authority' },
  approved: { zh: '已准予，待签发', en: 'Approved, not issued yet' },
};

const width = 8;

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, ...(right.length > 0 ? { right } : {}), width, height: 6, liveData: false });

/** What an administrator looks at first: what people wait for, what fails, and what costs. */
export class ZoneDashboard extends Construct {
  constructor(scope: Construct, id: string, { zone, metrics, workers }: DashboardProps) {
    super(scope, id);
    const named = (figure: string, label: string) => metrics.own(figure, 'Maximum').with({ label });
    const board = new Dashboard(this, 'dashboard', {
      dashboardName: `greenpath-${zone.id}`,
      defaultInterval: Duration.days(7),
    });
    board.addWidgets(
      new TextWidget({
        markdown: `# ${zone.name.zh} · ${zone.name.en}\n告警处置 What to do about an alarm: docs/runbook.md`,
        width: 24,
        height: 2,
      }),
    );
    board.addWidgets(
      new SingleValueWidget({
        title: '时限 · Due times',
        metrics: [
          named('late', '超期件 Late'),
          named('longestLateHours', '最长超期（小时）Longest late, hours'),
          named('dueSoonUntouched', '将到期未领取 Due soon, untouched'),
          named('lawDecidesSoon', '即将依法视为决定 Law decides soon'),
          named('oldestEffectMinutes', '最早未送达效果（分钟）Oldest effect, minutes'),
          named('effectsParked', '待人工处理效果 Effects parked'),
          named('noticesUndelivered', '未送达通知 Notices undelivered'),
          ...(zone.quotas.length > 0
            ? [metrics.own('quotaLeft', 'Minimum').with({ label: '剩余名额（%）Quota left, %' })]
            : []),
        ],
        width: 24,
        height: 4,
      }),
    );
    board.addWidgets(
      graph(
        '各环节申请 · Applications by stage',
        countedStages.map((stage) =>
          metrics
            .own('applications', 'Maximum', { stage })
            .with({ label: `${stageLabels[stage].zh} ${stageLabels[stage].en}` }),
        ),
      ),
      graph(
        '请求与失败 · Requests and failures',
        [metrics.gateway('Count', 'Sum'), metrics.gateway('4XXError', 'Sum')],
        [metrics.gateway('5XXError', 'Sum'), metrics.blockedRequests()],
      ),
      graph('响应时间（毫秒）· Latency, ms', [
        metrics.gateway('Latency', 'p95'),
        metrics.gateway('Latency', 'Average'),
        ...(zone.operations.probe ? [metrics.own('probeMilliseconds', 'Maximum')] : []),
      ]),
    );
    board.addWidgets(
      graph(
        '函数 · Functions',
        [metrics.functions('Errors', 'Sum'), metrics.functions('Throttles', 'Sum')],
        [metrics.functions('ConcurrentExecutions', 'Maximum')],
      ),
      graph(
        '后台函数时长（毫秒）· Background functions, ms',
        workers.map((worker) => metrics.of(worker, 'Duration', 'Maximum').with({ label: worker.functionName })),
      ),
      graph(
        '流程 · Executions',
        [metrics.executions('ExecutionsStarted'), metrics.executions('ExecutionsSucceeded')],
        ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'].map((name) =>
          metrics.executions(name),
        ),
      ),
    );
    board.addWidgets(
      graph(
        '费用：数据表 · Cost: table units',
        ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map((name) => metrics.table(name)),
        [metrics.table('ReadThrottleEvents'), metrics.table('WriteThrottleEvents')],
      ),
      graph(
        '费用：函数 · Cost: functions',
        [metrics.functions('Invocations', 'Sum')],
        [combined('m0/1000', [metrics.functions('Duration', 'Sum')], 'Duration, s')],
      ),
      graph(
        '费用：日志（字节）· Cost: log bytes',
        [metrics.logs('IncomingBytes')],
        [metrics.logs('IncomingLogEvents')],
      ),
    );
  }
}
