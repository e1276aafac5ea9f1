import type { Category } from '../application/case-clock.ts';
import type { Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** What a suspension takes from the delegation; nothing named means all of it, each thing named suffices by itself. */
export type SuspensionScope = {
  procedures?: readonly string[] | undefined;
  categories?: readonly Category[] | undefined;
};

/** Since when something is suspended, and the office's event that says why. */
export type Suspended = { from: Instant; event: number };

/** What is suspended, by entry: `*`, `procedure:<id>` or `category:<A>`. */
export type Suspensions = Readonly<Record<string, Suspended>>;

/** A case as far as the delegation is concerned; a category that is not settled is outside no suspension by category. */
export type DelegatedCase = { procedure: string; category: Category | null };

const whole = '*';
const ofProcedure = (id: string) => `procedure:${id}`;
const ofCategory = (category: Category) => `category:${category}`;

/** The entries by which a scope stands in the record. */
export function scopeEntries({ procedures = [], categories = [] }: SuspensionScope = {}): string[] {
  if (procedures.length === 0 && categories.length === 0) return [whole];
  return [...new Set([...procedures.map(ofProcedure), ...categories.map(ofCategory)])];
}

/** The scope that entries stand for. */
export function scopeOf(entries: readonly string[]): SuspensionScope {
  if (entries.includes(whole)) return {};
  const named = (prefix: string) =>
    entries.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
  const procedures = named('procedure:');
  const categories = named('category:') as Category[];
  return { ...(procedures.length > 0 ? { procedures } : {}), ...(categories.length > 0 ? { categories } : {}) };
}

/** The entries any of which keeps the zone from deciding about a case. */
export const entriesAgainst = ({ procedure, category }: DelegatedCase): string[] => [
  whole,
  ofProcedure(procedure),
  ...(category ? [ofCategory(category)] : []),
];

/** The suspension under which a case falls at an instant: the earliest, where several do. */
export function suspendedAt(
  suspensions: Suspensions,
  the: DelegatedCase,
  at: Instant,
): (Suspended & { entry: string }) | undefined {
  return entriesAgainst(the)
    .flatMap((entry) => {
      const found = suspensions[entry];
      return found && found.from <= at ? [{ ...found, entry }] : [];
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.event - b.event))[0];
}

/** Why nothing can be decided while the delegation is suspended, and whom to turn to. */
export const suspensionText = (the: { since: Day; reason: Text; authority: Text }): Text => ({
  zh: `本区的受托办理权限自 ${the.since} 起暂停。原因：${the.reason.zh}。如需办理，请联系${the.authority.zh}；已提交的申请将移交该机关，无需重新提交。`,
  en:
    `This zone's delegation has been suspended since ${the.since}. Reason: ${the.reason.en}. Please turn to ` +
    `${the.authority.en}; what was submitted is handed to it and need not be filed again.`,
});
