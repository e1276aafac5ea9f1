import type { EventType } from '../../shared/domain/application/events.ts';

export type Figures = {
  cases: number;
  acts: Partial<Record<EventType, number>>;
  hours?: { median: number; p95: number } | undefined;
  late: number;
  returned: number;
  returns: number;
  returnedAfterReview?: number | undefined;
  sentBack?: number | undefined;
  reopened: number;
  secondLooks: { drawn: number; upheld: number; flawed: number; flaws: number };
};

/** The columns of the report, in the order in which they are read; not every office has each. */
export const columns = [
  'cases',
  'median',
  'p95',
  'late',
  'returned',
  'returns',
  'returnedAfterReview',
  'sentBack',
  'reopened',
  'looked',
  'flawed',
] as const;
export type Column = (typeof columns)[number];

/** One figure of a row; undefined where an office has none of the kind. */
export function figureOf(figures: Figures, column: Column): number | undefined {
  switch (column) {
    case 'median':
      return figures.hours?.median;
    case 'p95':
      return figures.hours?.p95;
    case 'looked':
      return figures.secondLooks.upheld + figures.secondLooks.flawed;
    case 'flawed':
      return figures.secondLooks.flawed;
    default:
      return figures[column];
  }
}

/** What was decided, by how often. */
export const actsInOrder = ({ acts }: Pick<Figures, 'acts'>): [EventType, number][] =>
  (Object.entries(acts) as [EventType, number][]).toSorted(([, one], [, other]) => other - one);
