import type { Text } from '../../shared/domain/text.ts';
import type { Body } from '../client/contract.ts';

/** A suspension as it is being written. */
export type SuspensionTyped = {
  extent: 'whole' | 'part' | '';
  procedures: string[];
  categories: string[];
  begins: 'now' | 'day';
  from: string;
  reason: Text;
};

export const nothingTyped: SuspensionTyped = {
  extent: '',
  procedures: [],
  categories: [],
  begins: 'now',
  from: '',
  reason: { zh: '', en: '' },
};

type Suspension = Body<'suspendDelegation'>;
type Category = NonNullable<NonNullable<Suspension['scope']>['categories']>[number];
const isCategory = (name: string): name is Category => name === 'A' || name === 'B' || name === 'C';

/** What is missing before anything can be sent, by field. */
export function missingIn(typed: SuspensionTyped): ('extent' | 'scope' | 'from' | 'reason')[] {
  const { extent, procedures, categories, begins, from, reason } = typed;
  return [
    ...(extent === '' ? (['extent'] as const) : []),
    ...(extent === 'part' && procedures.length + categories.length === 0 ? (['scope'] as const) : []),
    ...(begins === 'day' && from === '' ? (['from'] as const) : []),
    ...(reason.zh.trim() === '' || reason.en.trim() === '' ? (['reason'] as const) : []),
  ];
}

/** What is sent. */
export function suspensionOf({ extent, procedures, categories, begins, from, reason }: SuspensionTyped): Suspension {
  const scope = {
    ...(procedures.length > 0 ? { procedures } : {}),
    ...(categories.length > 0 ? { categories: categories.filter(isCategory) } : {}),
  };
  return {
    ...(extent === 'part' ? { scope } : {}),
    ...(begins === 'day' ? { from } : {}),
    reason,
  };
}
