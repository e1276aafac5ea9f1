import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { savedQueries } from '../../../infra/service/saved-queries.ts';
import { countedLines } from '../../../shared/log/counted.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

const templates = templatesOf(appOf());
const stackOf = (name: string): Template => {
  const found = templates.find(({ stack }) => stack === name);
  if (!found) throw new Error(`there is no stack ${name}`);
  return found;
};
const runbook = readFileSync('docs/runbook.md', 'utf8');
const sections = [...runbook.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
const sectionOf = (title: string) => runbook.split(/^### /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

const anchorIn = (text: unknown) => /docs\/runbook\.md#([a-z-]+)$/.exec(String(text))?.[1];
const anchorsOf = (template: Template) => [
  ...template.of('AWS::CloudWatch::Alarm').map(({ properties }) => anchorIn(properties.AlarmDescription)),
  ...template.of('AWS::Events::Rule').flatMap(({ properties }) => anchorIn(properties.Description) ?? []),
];

/** Every figure that our own code writes, as `name` or `name by field`. */
const written = new Set(
  Object.values(countedLines).flatMap(({ by, figures }) =>
    Object.keys(figures).map((name) => (by ? `${name} by ${by}` : name)),
  ),
);
/** Figures of AWS that exist in every region where a zone may lie, by the names that its services document. */
const ofAws: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway': ['Count', '4XXError', '5XXError', 'Latency'],
  'AWS/DynamoDB': [
    ...['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits', 'ReadThrottleEvents', 'WriteThrottleEvents'],
    ...['SystemErrors', 'UserErrors'],
  ],
  'AWS/Lambda': ['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions', 'IteratorAge'],
  'AWS/Logs': ['IncomingBytes', 'IncomingLogEvents'],
  'AWS/SQS': ['ApproximateNumberOfMessagesVisible'],
  'AWS/States': [
    ...['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'],
    'ExecutionThrottled',
  ],
  'AWS/WAFV2': ['BlockedRequests'],
};

type Named = { namespace: string; name: string; dimensions: Record<string, string> };

/** The metrics of a dashboard; what the template only knows when deployed stands as `?`. */
function metricsOn(template: Template): Named[] {
  const [board] = template.of('AWS::CloudWatch::Dashboard');
  const body = board?.properties.DashboardBody as string | { 'Fn::Join': [string, unknown[]] };
  const parts = typeof body === 'string' ? [body] : body['Fn::Join'][1];
  const { widgets } = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '?')).join('')) as {
    widgets: { properties: { metrics?: unknown[][] } }[];
  };
  return widgets.flatMap(({ properties }) =>
    (properties.metrics ?? []).flatMap((line): Named[] => {
      const words = line.filter((word): word is string => typeof word === 'string');
      const [namespace = '', name = '', ...rest] = words;
      if (!name) return [];
      const dimensions = Object.fromEntries(
        Array.from({ length: rest.length / 2 }, (_, index) => [rest[2 * index], rest[2 * index + 1]]),
      );
      return [{ namespace, name, dimensions }];
    }),
  );
}

const isEmitted = ({ namespace, name, dimensions }: Named, zone: string): boolean =>
  namespace === `Greenpath/${zone}`
    ? written.has([name, ...Object.keys(dimensions).map((field) => `by ${field}`)].join(' '))
    : ofAws[namespace]?.includes(name) === true;

describe('the runbook', () => {
  it('has a section for every alarm of every zone, and no other', () => {
    const wanted = zones.flatMap(({ id }) => anchorsOf(stackOf(`${id}-operations`)));
    expect([...new Set(wanted)].sort()).toEqual([...sections].sort());
    expect(new Set(sections).size).toBe(sections.length);
  });

  it('says of each what it means, whom it hurts, where to look and what to do', () => {
    for (const title of sections) {
      for (const part of ['**Meaning**', '**Hurts**', '**Look**', '**Do**']) {
        expect(sectionOf(title), title).toContain(part);
      }
    }
  });

  it('leads to sections that it has, and names every saved query', () => {
    for (const [, anchor = ''] of runbook.matchAll(/\]\(#([a-z-]+)\)/g)) expect(sections).toContain(anchor);
    for (const name of Object.keys(savedQueries)) expect(runbook).toContain(`\`${name}\``);
  });
});

describe.each(zones.map((zone) => [zone.id, zone] as const))('every alarm of %s', (id, zone) => {
  const operations = stackOf(`${id}-operations`);
  const alarms = operations.of('AWS::CloudWatch::Alarm');

  it('is called after its section and tells of its beginning and its end', () => {
    const [topic] = operations.of('AWS::SNS::Topic');
    expect(alarms.length).toBeGreaterThan(25);
    for (const { properties } of alarms) {
      expect(properties.AlarmName).toBe(`greenpath-${id}-${anchorIn(properties.AlarmDescription)}`);
      expect(properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
      expect(properties.OKActions).toEqual([{ Ref: topic?.id }]);
      expect(properties.ActionsEnabled).not.toBe(false);
    }
  });

  it('combines ten figures at most, and watches only what something writes', () => {
    for (const { properties } of alarms) {
      const parts = (properties.Metrics ?? [
        { MetricStat: { Metric: { ...properties, Dimensions: properties.Dimensions ?? [] } } },
      ]) as { MetricStat?: { Metric: { Namespace: string; MetricName: string; Dimensions?: { Name: string }[] } } }[];
      const figures = parts.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
      expect(figures.length, String(properties.AlarmName)).toBeGreaterThan(0);
      expect(figures.length, String(properties.AlarmName)).toBeLessThanOrEqual(10);
      for (const { Namespace, MetricName, Dimensions = [] } of figures) {
        const dimensions = Object.fromEntries(Dimensions.map(({ Name }) => [Name, '']));
        expect(isEmitted({ namespace: Namespace, name: MetricName, dimensions }, id), MetricName).toBe(true);
      }
    }
  });

  it('that would end in silence goes off by silence', () => {
    const silent = alarms
      .filter(({ properties }) => properties.TreatMissingData === 'breaching')
      .map(({ properties }) => anchorIn(properties.AlarmDescription));
    expect(silent).toEqual([
      'sweeper-silent',
      'figures-silent',
      ...(zone.operations.probe ? ['verification-failing'] : []),
    ]);
  });

  it('has no dead picture beside it: the dashboard shows what something writes', () => {
    const shown = metricsOn(operations);
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.filter((metric) => !isEmitted(metric, id))).toEqual([]);
  });

  it('can be looked into: queries over the logs of all functions are saved', () => {
    const service = stackOf(`${id}-service`);
    const queries = service.of('AWS::Logs::QueryDefinition');
    expect(queries.map(({ properties }) => properties.Name)).toEqual(
      Object.keys(savedQueries).map((name) => `greenpath/${id}/${name}`),
    );
    const groups = service.of('AWS::Logs::LogGroup').length;
    for (const { properties } of queries) {
      const named = properties.LogGroupNames as unknown[];
      // Logs Insights takes fifty.
      expect(named.length).toBeLessThanOrEqual(50);
      expect(named.length).toBeGreaterThanOrEqual(service.of('AWS::Lambda::Function').length);
      expect(named.length).toBeLessThanOrEqual(groups);
    }
  });

  it('tells those whom the zone file names, and backups that failed', () => {
    const subscribed = operations.of('AWS::SNS::Subscription').map(({ properties }) => properties.Endpoint);
    expect(subscribed).toEqual(zone.operations.subscribers);
    const rule = operations.of('AWS::Events::Rule').find(({ properties }) => properties.EventPattern);
    expect(rule?.properties.EventPattern).toMatchObject({ source: ['aws.backup'] });
    expect(JSON.stringify(operations.of('AWS::KMS::Key')[0]?.properties.KeyPolicy)).toContain('events.amazonaws.com');
  });
});
