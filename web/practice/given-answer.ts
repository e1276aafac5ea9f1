import type { PracticeDecision } from '../../shared/domain/desk/practice.ts';

/** An answer while it is typed. */
export type Typed = {
  decision: PracticeDecision | '';
  deficiencies: string[];
  /** By item: a figure, or `none` where the table has no row. */
  points: Record<string, string>;
  category: '' | 'A' | 'B' | 'C' | 'open';
  waived: string[];
  takesPlace: '' | 'yes' | 'no';
};

export const nothingTyped: Typed = {
  decision: '',
  deficiencies: [],
  points: {},
  category: '',
  waived: [],
  takesPlace: '',
};

/** What of an answer was left open, so that nothing is handed in by mistake: an attempt is marked once. */
export function leftOpen(typed: Typed, asks: readonly string[], items: readonly string[]): string[] {
  return [
    ...(typed.decision === '' ? ['decision'] : []),
    ...(asks.includes('points')
      ? items
          .filter((item) => {
            const figure = typed.points[item]?.trim() ?? '';
            return figure !== 'none' && (figure === '' || !Number.isFinite(Number(figure)));
          })
          .map((item) => `points.${item}`)
      : []),
    ...(asks.includes('category') && typed.category === '' ? ['category'] : []),
    ...(asks.includes('takesPlace') && typed.takesPlace === '' ? ['takesPlace'] : []),
  ];
}

/** What is handed in: the decision, and of the rest what the case asks for. */
export function answerOf(
  typed: Typed & { decision: PracticeDecision },
  asks: readonly string[],
  items: readonly string[],
) {
  const figure = (item: string): number | null => {
    const value = typed.points[item]?.trim() ?? '';
    return value === 'none' ? null : Number(value);
  };
  return {
    decision: typed.decision,
    ...(asks.includes('deficiencies') ? { deficiencies: typed.deficiencies } : {}),
    ...(asks.includes('points') ? { points: Object.fromEntries(items.map((item) => [item, figure(item)])) } : {}),
    ...(asks.includes('category')
      ? { category: typed.category === 'open' || typed.category === '' ? null : typed.category }
      : {}),
    ...(asks.includes('waived') ? { waived: typed.waived } : {}),
    ...(asks.includes('takesPlace') ? { takesPlace: typed.takesPlace === 'yes' } : {}),
  };
}

/** A list with something in it, or without it. */
export const toggled = (list: readonly string[], one: string, isIn: boolean): string[] =>
  isIn ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one);
