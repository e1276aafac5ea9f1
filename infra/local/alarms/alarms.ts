import * as z from 'zod';
import type { Clock } from '../../../shared/domain/time.ts';
import { combine } from './expression.ts';
import type { FigureName } from './figures.ts';

/** An alarm of the template. */
export type Alarm = z.output<typeof alarmSchema>;

/** How an alarm stands. `NOT_WATCHED`: what it watches does not exist on one machine. */
export type Standing = {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'NOT_WATCHED';
  means: string;
  /** Its figure in each of the periods that count, the latest last; null where nothing was written. */
  figures: (number | null)[];
  threshold: number;
};

/** Where the values of figures come from; undefined for a figure that this machine has not. */
export type Values = (figure: FigureName, from: number, to: number) => readonly number[] | undefined;

const dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
const statistic = z.enum(['Sum', 'Maximum', 'Minimum', 'Average', 'SampleCount', 'p95']);

const alarmSchema = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.never().optional(),
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'LessThanOrEqualToThreshold',
    'LessThanThreshold',
    'GreaterThanThreshold',
  ]),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: dimensions,
  Period: z.number().optional(),
  Statistic: statistic.optional(),
  ExtendedStatistic: z.literal('p95').optional(),
  Metrics: z
    .array(
      z.object({
        Id: z.string(),
        Expression: z.string().optional(),
        MetricStat: z
          .object({
            Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions }),
            Period: z.number(),
            Stat: statistic,
          })
          .optional(),
      }),
    )
    .default([]),
});

/** Reads an alarm as the template has it. Throws for one that this machine could not judge. */
export const readAlarm = (properties: unknown): Alarm => alarmSchema.parse(properties);

const comparisons: Record<Alarm['ComparisonOperator'], (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

function statisticOf(kind: z.output<typeof statistic>, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (kind) {
    case 'Sum':
      return sum;
    case 'SampleCount':
      return values.length;
    case 'Average':
      return sum / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'p95':
      return [...values].sort((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1];
  }
}

type Watched = { id: string; figure: FigureName; stat: z.output<typeof statistic>; seconds: number };

function watchedBy(alarm: Alarm): { figures: Watched[]; expression?: string } {
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Metrics } = alarm;
  if (Namespace && MetricName && Period) {
    const figure = { namespace: Namespace, name: MetricName, dimensions: Dimensions };
    return { figures: [{ id: 'm', figure, stat: ExtendedStatistic ?? Statistic ?? 'Sum', seconds: Period }] };
  }
  const figures = Metrics.flatMap(({ Id, MetricStat }) =>
    MetricStat
      ? {
          id: Id,
          figure: {
            namespace: MetricStat.Metric.Namespace,
            name: MetricStat.Metric.MetricName,
            dimensions: MetricStat.Metric.Dimensions,
          },
          stat: MetricStat.Stat,
          seconds: MetricStat.Period,
        }
      : [],
  );
  const expression = Metrics.find(({ Expression }) => Expression)?.Expression;
  return { figures, ...(expression ? { expression } : {}) };
}

/**
 * How an alarm stands now, by the periods that just ended. CloudWatch cuts its periods by the clock and looks again each
 * minute; here they end at the present.
 * @param since when the machine began to write figures down: of the time before it nothing can be missing
 */
export function judge(alarm: Alarm, values: Values, { clock, since }: { clock: Clock; since: number }): Standing {
  const { AlarmName, AlarmDescription, Threshold, EvaluationPeriods, TreatMissingData, ComparisonOperator } = alarm;
  const { figures, expression } = watchedBy(alarm);
  const [first] = figures;
  const told = { name: AlarmName, means: AlarmDescription, threshold: Threshold };
  if (!first) throw new Error(`${AlarmName} watches nothing`);
  const length = first.seconds * 1000;
  // A value of this very moment counts already.
  const end = clock.now() + 1;
  const periods = Array.from({ length: EvaluationPeriods }, (_, index) => end - (EvaluationPeriods - index) * length);
  if (figures.some(({ figure }) => values(figure, end, end) === undefined)) {
    return { ...told, state: 'NOT_WATCHED', figures: [] };
  }
  const found = periods.map((from) => {
    const each = figures.flatMap(({ id, figure, stat }) => {
      const value = statisticOf(stat, values(figure, from, from + length) ?? []);
      return value === undefined ? [] : [[id, value] as const];
    });
    if (each.length === 0) return undefined;
    return expression ? combine(expression, new Map(each)) : each[0]?.[1];
  });
  const breaches = found.map((value, index) => {
    if (value !== undefined) return comparisons[ComparisonOperator](value, Threshold);
    return (periods[index] ?? 0) < since ? undefined : TreatMissingData === 'breaching';
  });
  const shown = { ...told, figures: found.map((value) => value ?? null) };
  if (breaches.every((breach) => breach === true)) return { ...shown, state: 'ALARM' };
  const unknown = TreatMissingData === 'breaching' && !breaches.includes(false);
  return { ...shown, state: unknown ? 'INSUFFICIENT_DATA' : 'OK' };
}
