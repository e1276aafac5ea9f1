import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';

export type PointsTable = Answer<'readPointsTable'>;
export type Assessment = Answer<'assess'>;

/** One answer that a row of the table asks for, with what it gives. */
export type Option = { value: string; label: Text; points: number };

const answerOf = (when: NonNullable<PointsTable['items'][number]['rows'][number]['when']>): string =>
  String(when.is ?? when.includes ?? when.atLeast ?? '');

/** What can be answered about a fact, the least points first; nothing where the table does not ask it. */
export function optionsFor({ items }: PointsTable, fact: string): Option[] {
  const asked = items.find(({ facts }) => facts.includes(fact));
  return (asked?.rows ?? [])
    .flatMap(({ label, points, when }) => (when?.fact === fact ? [{ value: answerOf(when), label, points }] : []))
    .sort((one, other) => one.points - other.points);
}

/** What the table says of those to whom none of its options applies. */
export const otherwise = ({ items }: PointsTable, fact: string): Text | undefined =>
  items.find(({ facts }) => facts.includes(fact))?.rows.find(({ when }) => when === undefined)?.label;

/** The most that all items together can give. */
export const mostPoints = ({ items }: PointsTable): number => items.reduce((sum, { cap }) => sum + cap, 0);
