import type { Category } from '../application/case-clock.ts';
import type { Instant } from '../time.ts';

/** What an office told the parties was wrong. */
export const noticeKinds = ['returned', 'acceptance-refused', 'refusal-announced', 'refused'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One reason of a notice without any words: the place it concerns and its code. */
export type NoticeReason = { path?: string; code: string };

/** A notice as statistics keep it. */
export type Notice = {
  at: Instant;
  application: string;
  kind: NoticeKind;
  stage: string;
  procedure: string;
  category: Category | null;
  by?: string;
  reasons: readonly NoticeReason[];
};

/** One thing that often goes wrong. */
export type CommonReturn = {
  path: string;
  /** Most frequent code, where it is one of ours and enough applications had it. */
  code?: string;
  /** Per cent of the returned applications, in whole numbers. */
  share: number;
};

/** What goes wrong most in a procedure, in one category or all. */
export type CommonReturns = {
  /** Applications that were returned in the time that is looked at. */
  applications: number;
  reasons: CommonReturn[];
};

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Entries of a list of the form count as the list: which entry it was says nothing to others. */
const placeOf = (path: string): string => path.replace(/\.\d+$/, '');

function applicationsBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined, idOf: (item: T) => string) {
  const found = new Map<string, Set<string>>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) found.set(key, (found.get(key) ?? new Set()).add(idOf(item)));
  }
  return found;
}

/**
 * What was to be mended most often, by the share of returned applications that had it. An application counts once for
 * each place, however often it was returned.
 * @param the.smallest fewest applications that are told of: of all that were returned, and of each reason
 * @param the.most how many reasons
 * @param the.isKnownCode codes that have words of ours; another one is an officer's own and is never told
 * @returns undefined where too few were returned to tell anything
 */
export function commonReturns(
  notices: readonly Notice[],
  the: { smallest: number; most: number; isKnownCode: (code: string) => boolean },
): CommonReturns | undefined {
  const returned = notices.filter(({ kind }) => kind === 'returned');
  const applications = new Set(returned.map(({ application }) => application)).size;
  if (applications < the.smallest) return undefined;
  const named = returned.flatMap(({ application, reasons }) =>
    reasons.flatMap(({ path, code }) => (path === undefined ? [] : [{ application, path: placeOf(path), code }])),
  );
  const byPath = applicationsBy(
    named,
    ({ path }) => path,
    ({ application }) => application,
  );
  const reasons = [...byPath]
    .filter(([, cases]) => cases.size >= the.smallest)
    .sort(([a, one], [b, other]) => other.size - one.size || order(a, b))
    .slice(0, the.most)
    .map(([path, cases]): CommonReturn => {
      const codes = applicationsBy(
        named.filter((one) => one.path === path),
        ({ code }) => (the.isKnownCode(code) ? code : undefined),
        ({ application }) => application,
      );
      const [code] = [...codes]
        .filter(([, having]) => having.size >= the.smallest)
        .sort(([a, one], [b, other]) => other.size - one.size || order(a, b));
      return { path, ...(code ? { code: code[0] } : {}), share: Math.round((100 * cases.size) / applications) };
    });
  return { applications, reasons };
}
