import type { Text } from '../../shared/domain/text.ts';
import { type Application, type Changes, same, shownAt } from './draft.ts';

/** What the zone found missing or wrong when the application was submitted, with what stood there then. */
export type Gap = {
  path: string;
  /** The field or document at which it is shown. */
  at: string;
  code: string;
  text: Text;
  remedy?: Text | undefined;
  seen: unknown;
};

/** Gaps that are still there: a field counts as mended once it holds something else, a document once its line is ticked. */
export const stillOpen = (gaps: readonly Gap[], application: Application, changes: Changes): Gap[] =>
  gaps.filter(({ at, seen }) => {
    const kind = /^document\.(.+)$/.exec(at)?.[1];
    if (kind !== undefined) {
      return application.checklist.some((line) => line.kind === kind && line.state === 'missing');
    }
    return same(seen, shownAt(application.form, changes, at));
  });

/** What is kept of a deficiency that a person has ticked, for this return alone. */
export const mendedKey = (id: string, respondBy: string | undefined): string => `kept.mended.${id}.${respondBy ?? ''}`;
