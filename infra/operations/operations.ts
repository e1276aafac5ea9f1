import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Records } from '../records/records.ts';
import type { AssetOf } from '../service/function.ts';
import type { Service } from '../service/service.ts';
import { Alarms } from './alarms.ts';
import { ZoneDashboard } from './dashboard.ts';
import { Figures } from './figures.ts';
import { ZoneMetrics } from './metrics.ts';
import { Probe } from './probe.ts';
import { AlarmTopic } from './topic.ts';
import { followersIn, workersIn } from './watched.ts';

type OperationsProps = StackProps & { zone: Zone; records: Records; service: Service; assetOf: AssetOf };

/**
 * How a zone is watched. A stack of its own, which names what it watches and refers to none of it but the table: no
 * function waits for an alarm, and a fault in the watching takes nothing down.
 */
export class Operations extends Stack {
  constructor(scope: Construct, id: string, { zone, records, service, assetOf, ...props }: OperationsProps) {
    super(scope, id, { ...props, description: `Greenpath ${zone.id}: alarms, figures and dashboard` });
    const topic = new AlarmTopic(this, 'topic', { zone });
    const metrics = new ZoneMetrics(this, { zone, records });
    const { counting } = new Figures(this, 'figures', { zone, records, assetOf });
    const { probe } = zone.operations;
    if (probe) new Probe(this, 'probe', { zone, assetOf, everyMinutes: probe.everyMinutes });
    const followers = followersIn(service);
    const workers = [...workersIn(service), counting];
    new ZoneDashboard(this, 'dashboard', { zone, metrics, workers });
    new Alarms(this, 'alarms', { zone, metrics, topic, followers, workers });
    // AWS Backup counts failures by vault and kind of resource, which nobody knows beforehand; its events tell each.
    new Rule(this, 'backup-failed', {
      description: 'A backup failed. What to do: docs/runbook.md#backup-failed',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change'],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
      },
      targets: [new SnsTopic(topic.topic)],
    });
  }
}
