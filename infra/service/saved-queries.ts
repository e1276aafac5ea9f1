import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { ZoneFunction } from './function.ts';

const asQuery = (...lines: string[]): string => lines.join('\n');

/** What docs/runbook.md asks the logs of all functions, saved in Logs Insights under `greenpath/<zone>/`. */
export const savedQueries = {
  'what-went-wrong': asQuery(
    'fields @timestamp, service, message, errorName, errorAt, resource, applicationId',
    '| filter level = "ERROR" or status = "timeout"',
    '| sort @timestamp desc',
    '| limit 200',
  ),
  'what-went-wrong-most': asQuery(
    'filter level = "ERROR"',
    '| stats count(*) as times, max(@timestamp) as last by service, message, errorName',
    '| sort times desc',
  ),
  'one-application': asQuery(
    'fields @timestamp, service, level, message, @message',
    '| filter applicationId = "put the id of the application here"',
    '| sort @timestamp asc',
    '| limit 1000',
  ),
  'decided-by-law': asQuery(
    'fields @timestamp, message, applicationId, stage, act',
    '| filter message in ["decided-by-law", "deemed-grant-blocked", "application-escalated"]',
    '| sort @timestamp desc',
    '| limit 1000',
  ),
  'slowest-routes': asQuery(
    'filter message = "request-completed"',
    '| stats count(*) as requests, pct(milliseconds, 95) as p95, max(milliseconds) as slowest by service, route',
    '| sort p95 desc',
  ),
  'notices-by-channel': asQuery(
    'filter message in ["notice-failed", "notice-given-up"]',
    '| stats count(*) as times by message, channel, reason',
    '| sort times desc',
  ),
} as const satisfies Record<string, string>;

export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { zone }: { zone: Zone }) {
    super(scope, id);
    const logGroupNames = Stack.of(this)
      .node.findAll()
      .flatMap((child) => (child instanceof ZoneFunction ? child.logGroup.logGroupName : []));
    for (const [name, queryString] of Object.entries(savedQueries)) {
      new CfnQueryDefinition(this, name, { name: `greenpath/${zone.id}/${name}`, queryString, logGroupNames });
    }
  }
}
