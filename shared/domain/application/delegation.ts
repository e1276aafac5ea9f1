import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { Category } from './case-clock.ts';

/** What a higher authority lets a zone decide. */
export type Delegation = {
  procedures: readonly string[];
  categories: readonly Category[];
  validFrom: Day;
  validTo?: Day;
};

/**
 * Why an application lies outside what a zone may decide on a day; undefined when it lies inside. An authority that is
 * not competent says so at once (Licensing Law art. 32(2)), and decides only what was entrusted to it (art. 24).
 */
export function outsideDelegation(
  delegation: Delegation,
  the: { procedure: string; category: Category | null; on: Day },
): Text | undefined {
  const { validFrom, validTo, procedures, categories } = delegation;
  if (the.on < validFrom)
    return { zh: `本区自 ${validFrom} 起受托办理`, en: `This zone is competent from ${validFrom} on` };
  if (validTo && the.on > validTo) {
    return { zh: `本区的委托已于 ${validTo} 届满`, en: `This zone's delegation ended on ${validTo}` };
  }
  if (!procedures.includes(the.procedure)) {
    return { zh: '该事项未委托本区办理', en: 'This procedure is not delegated to this zone' };
  }
  if (the.category && !categories.includes(the.category)) {
    return {
      zh: `${the.category} 类未委托本区办理`,
      en: `Category ${the.category} is not delegated to this zone`,
    };
  }
  return undefined;
}
