import type { creditRoutes } from '../../shared/contract/credit.ts';
import { type CreditList, creditLists } from '../../shared/domain/credit/ledger.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { type ListEntry, readCreditListEntries } from '../../shared/records/credit.ts';
import { keys } from '../../shared/records/keys.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Key } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { rulesOn } from './account-view.ts';
import type { CreditGiven } from './given.ts';

/** Entries that are read of a list at once. */
const atOnce = 100;

const officers = ['front-officer', 'back-officer', 'decider', 'supervisor'];

/** A code as it is published: enough to find oneself, not enough to be found by. */
const masked = (code: string): string => `${'*'.repeat(code.length - 4)}${code.slice(-4)}`;

const isList = (name: string): name is CreditList => (creditLists as readonly string[]).includes(name);

/** The rules as everybody may read them, and what is published of the lists. */
export function rulesAndLists(
  given: CreditGiven,
): Pick<Handles<typeof creditRoutes>, 'readCreditRules' | 'readPublishedList'> {
  const { table, clock, rules, section } = given;

  const open = ({ subject, since, name }: ListEntry) => ({
    kind: subject.kind,
    code: masked(subject.code),
    ...(name ? { name } : {}),
    since: rules.dayOf(since),
  });

  /** A page of what is published. It goes on by place in the list: a key would tell the whole codes, and of persons too. */
  const published = async (
    list: CreditList,
    { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
  ): Promise<Result<Reply, Problem>> => {
    const place = cursor === undefined ? { from: '0' } : keyOf(cursor, { published: list, from: /^\d{1,4}$/ });
    if (!place) return failure(notACursor());
    const { kinds } = section.lists.published;
    const until = Number(place.from) + limit;
    const found: ListEntry[] = [];
    let after: Key | undefined;
    do {
      const page = await readCreditListEntries(table, list, { limit: atOnce, ...(after ? { after } : {}) });
      found.push(...page.entries.filter(({ subject }) => kinds.includes(subject.kind)));
      after = page.next;
    } while (after && found.length <= until);
    return success({
      body: {
        items: found.slice(Number(place.from), until).map(open),
        ...(found.length > until ? { next: cursorOf({ published: list, from: String(until) }) } : {}),
      },
    });
  };

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
      const { lists } = section.lists.published;
      if (!isList(list) || (!officer && !lists.includes(list))) return failure(problem('not-found'));
      if (!officer) return published(list, query);
      const place = { pk: keys.creditListing('', '').pk, sk: new RegExp(`^${list}#[PE]:[0-9A-Z]{18}$`) };
      const after = query.cursor === undefined ? undefined : keyOf(query.cursor, place);
      if (query.cursor !== undefined && !after) return failure(notACursor());
      const reading = { by: principal.subject, what: 'credit', id: `list ${list}` } as const;
      await recordReading({ table, clock, zone: rules.zone }, reading);
      const { entries, next } = await readCreditListEntries(table, list, {
        limit: query.limit ?? 50,
        ...(after ? { after } : {}),
      });
      const items = entries.map((entry) => ({ ...open(entry), code: entry.subject.code, reason: entry.reason }));
      return success({ body: { items, ...(next ? { next: cursorOf({ pk: next.pk, sk: next.sk }) } : {}) } });
    },
  };
}
