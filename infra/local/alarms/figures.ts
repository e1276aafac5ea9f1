import * as z from 'zod';
import type { Clock } from '../../../shared/domain/time.ts';

/** What a figure is known by, as CloudWatch knows it. */
export type FigureName = { namespace: string; name: string; dimensions?: Readonly<Record<string, string>> };

export type Figures = {
  /** Writes one value of a figure down, at the present of the zone. */
  add: (figure: FigureName, value: number) => void;
  /** Takes the figures out of a line of a function's log; most lines hold none. */
  hear: (line: string) => void;
  /** The values that were written from an instant on and before another, epoch milliseconds. */
  between: (figure: FigureName, from: number, to: number) => number[];
};

const embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** No alarm looks further back. */
const keptFor = 86_400_000;

const keyOf = ({ namespace, name, dimensions = {} }: FigureName): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1))]);

/** The figures of a zone on one machine, of the last day and in memory only: a restart forgets them. */
export function openFigures(clock: Clock): Figures {
  const written = new Map<string, { at: number; value: number }[]>();
  const add = (figure: FigureName, value: number, at = clock.now()) => {
    const key = keyOf(figure);
    const young = (written.get(key) ?? []).filter((one) => one.at > at - keptFor);
    written.set(key, [...young, { at, value }]);
  };
  return {
    add: (figure, value) => add(figure, value),
    hear(line) {
      if (!line.includes('"_aws"')) return;
      const parsed = embedded.safeParse(JSON.parse(line));
      if (!parsed.success) return;
      const { _aws, ...fields } = parsed.data;
      for (const { Namespace, Dimensions, Metrics } of _aws.CloudWatchMetrics) {
        for (const names of Dimensions) {
          const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]));
          for (const { Name } of Metrics) {
            const value = fields[Name];
            if (typeof value === 'number') add({ namespace: Namespace, name: Name, dimensions }, value, _aws.Timestamp);
          }
        }
      }
    },
    between: (figure, from, to) =>
      (written.get(keyOf(figure)) ?? []).filter(({ at }) => at >= from && at < to).map(({ value }) => value),
  };
}
