import type { creditRoutes } from '../../shared/contract/credit.ts';
import { type CreditList, creditLists } from '../../shared/domain/credit/ledger.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { readCreditListEntries } from '../../shared/records/credit.ts';
import { keys } from '../../shared/records/keys.ts';
import { failure, success } from '../../shared/result.ts';
import { rulesOn } from './account-view.ts';
import type { CreditGiven } from './given.ts';

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'];

/** A code as it is published: enough to find oneself, not enough to be found by. */
const masked = (code: string): string => `${'*'.repeat(code.length - 4)}${code.slice(-4)}`;

const isList = (name: string): name is CreditList => (creditLists as readonly string[]).includes(name);

/** The rules as everybody may read them, and what is published of the lists. */
export function rulesAndLists(
  given: CreditGiven,
): Pick<Handles<typeof creditRoutes>, 'readCreditRules' | 'readPublishedList'> {
  const { table, clock, rules, section } = given;
  return {
    readCreditRules: async ({ query }) => {
      const ruleSet = rulesOn(given, query.on ?? rules.today(clock));
      const { categories, items, weights, extension } = { ...ruleSet, ...section };
      return success({
        body: {
          ...ruleSet,
          categories,
          items,
          weights,
          extension: { ...extension, categories: [...extension.categories] },
        },
      });
    },

    readPublishedList: async ({ principal, parameters, query }) => {
      const { list = '' } = parameters;
      const officer = principal?.mfa === true && principal.roles.some((role) => officers.includes(role));
      const { kinds, lists } = section.lists.published;
      if (!isList(list) || (!officer && !lists.includes(list))) return failure(problem('not-found'));
      const place = { pk: keys.creditListing('', '').pk, sk: new RegExp(`^${list}#[PE]:[0-9A-Z]{18}$`) };
      const after = query.cursor === undefined ? undefined : keyOf(query.cursor, place);
      if (query.cursor !== undefined && !after) return failure(notACursor());
      const { entries, next } = await readCreditListEntries(table, list, {
        limit: query.limit ?? 50,
        ...(after ? { after } : {}),
      });
      const items = entries
        .filter(({ subject }) => officer || kinds.includes(subject.kind))
        .map(({ subject, since, reason, name }) => ({
          kind: subject.kind,
          code: officer ? subject.code : masked(subject.code),
          ...(name ? { name } : {}),
          since: rules.dayOf(since),
          ...(officer ? { reason } : {}),
        }));
      return success({ body: { items, ...(next ? { next: cursorOf({ pk: next.pk, sk: next.sk }) } : {}) } });
    },
  };
}
