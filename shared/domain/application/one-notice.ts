import type { Deficiency } from '../checklist/checklist.ts';
import type { ApplicationEvent } from './events.ts';

/** A document as far as it matters whether it was handed in or taken out since an instant. */
type GivenDocument = {
  kind: string;
  state: string;
  addedAt: string;
  judgedAt?: string;
  replacedAt?: string;
  removedAt?: string;
};

type Branch = Readonly<Record<string, unknown>>;

/** Parts of the form in which a kind of document is named; what changes there concerns that document. */
const kindsOf: readonly string[] = ['commitments', 'supplyLater'];

const isBranch = (value: unknown): value is Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing was given, neither here nor anywhere below. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (isBranch(value) && Object.values(value).every(isEmpty));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The fields in which two forms differ, as paths such as `post.title` or `answers.reason`; a document for which a
 * commitment was given or taken back, or which was put off, counts as that document. A part of which one of the forms
 * has nothing at all, such as `post`, differs as a whole and is named beside its fields.
 */
export function changedFields(before: Branch, after: Branch, at = ''): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (same(was ?? null, is ?? null)) return [];
    if (at === '' && kindsOf.includes(name)) {
      const [gone, come] = [was ?? [], is ?? []] as [string[], string[]];
      const differing = [
        ...gone.filter((kind) => !come.includes(kind)),
        ...come.filter((kind) => !gone.includes(kind)),
      ];
      return differing.map((kind) => `document.${kind}`);
    }
    const path = at === '' ? name : `${at}.${name}`;
    const branches = [was ?? {}, is ?? {}];
    if (!branches.every(isBranch)) return [path];
    const below = changedFields(branches[0] as Branch, branches[1] as Branch, path);
    return below.length > 0 && (isEmpty(was) || isEmpty(is)) ? [path, ...below] : below;
  });
}

/** The kinds of document of which an accepted one was handed in or taken out after an instant. */
export const changedDocuments = (every: readonly GivenDocument[], since: string): string[] => [
  ...new Set(
    every
      .filter(
        ({ state, addedAt, judgedAt, replacedAt, removedAt }) =>
          (state === 'accepted' && (judgedAt ?? addedAt) > since) ||
          (replacedAt !== undefined && replacedAt > since) ||
          (removedAt !== undefined && removedAt > since),
      )
      .map(({ kind }) => `document.${kind}`),
  ),
];

/**
 * The paths that a notice may name after an event: what the resubmission changed, or, where nothing was handed in since
 * a notice, what that notice named.
 */
export function nameable({ type, data }: Pick<ApplicationEvent, 'type' | 'data'>): string[] {
  if (type === 'returned') return ((data.deficiencies ?? []) as Deficiency[]).map(({ path }) => path);
  return (data.changed ?? []) as string[];
}

const within = (path: string, other: string): boolean => path === other || path.startsWith(`${other}.`);

/**
 * The deficiencies that lie beyond certain paths: at none of them and inside none. What lies around a path is beyond it
 * too, since a part of the form holds also what was there before.
 */
export const beyond = <T extends { path: string }>(paths: readonly string[], deficiencies: readonly T[]): T[] =>
  deficiencies.filter(({ path }) => !paths.some((known) => within(path, known)));
