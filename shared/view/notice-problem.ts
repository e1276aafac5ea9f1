import { beyond, nameable } from '../domain/application/one-notice.ts';
import type { Deficiency } from '../domain/checklist/checklist.ts';
import { pathsKnownTo } from '../domain/checklist/known-paths.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import type { Text } from '../domain/text.ts';
import { type Problem, type ProblemEntry, problem } from '../http/problem.ts';
import { readEvent } from '../records/application.ts';
import type { Table } from '../records/table.ts';
import type { Case } from './access.ts';
import { unprintable } from './unprintable.ts';

/** The paths of those deficiencies that cannot be named, each with its place in the notice. */
const refusedPaths = (
  deficiencies: readonly Deficiency[],
  code: string,
  isRefused: (deficiency: Deficiency) => boolean,
  because: (path: string) => Text,
  remedy?: Text,
): ProblemEntry[] =>
  deficiencies.flatMap((deficiency, index) =>
    isRefused(deficiency)
      ? [
          {
            path: `deficiencies.${index}.path`,
            code,
            text: because(deficiency.path),
            ...(remedy ? { remedy } : {}),
          },
        ]
      : [],
  );

const toFrontOffice: Text = {
  zh: '请就现有材料决定受理或者不予受理；问题可在审查阶段核实。',
  en: 'Accept it, or refuse to accept it with reasons, as it lies before you; review can still look into the matter.',
};
const toReviewers: Text = {
  zh: '请就现有材料提出准予或者不予许可的审查意见；可更正事实，或提请听证、专家评审、现场核查。',
  en: 'Recommend approval or refusal on what lies before you; you can correct a fact, or announce a hearing, an expert review or an inspection.',
};

/**
 * Why a notice cannot be given with these deficiencies, every place at once; undefined when it can. Characters that no
 * letter prints; what the procedure does not know, so that nobody could mend it and the one notice would be used up; and
 * what the parties should have been told in the first notice: after a resubmission only what it introduced may be named
 * (one complete notice, Licensing Law art. 32(4)).
 */
export async function noticeProblem(
  table: Table,
  { head }: Pick<Case, 'head'>,
  procedure: Procedure,
  deficiencies: readonly Deficiency[],
): Promise<Problem | undefined> {
  const unprinted = unprintable({ deficiencies });
  if (unprinted) return unprinted;
  const isKnown = pathsKnownTo(procedure);
  const strange = refusedPaths(
    deficiencies,
    'not-an-option',
    ({ path }) => !isKnown(path),
    (path) => ({
      zh: `“${path}”不是本事项的申请表字段、问题或者材料`,
      en: `"${path}" is no field, question or material of this procedure`,
    }),
  );
  if (strange.length > 0) return problem('invalid-request', { problems: strange });
  const since = head.changed ? await readEvent(table, head.id, head.changed) : undefined;
  if (!since) return undefined;
  const tooLate = beyond(nameable(since), deficiencies);
  const late = refusedPaths(
    deficiencies,
    'not-in-first-notice',
    (deficiency) => tooLate.includes(deficiency),
    (path) => ({
      zh: `“${path}”不是上次补正新引入的问题，应当在首次告知时一并列明，现在不能再要求补正`,
      en: `"${path}" is nothing that the last submission introduced: it had to be named in the first notice and cannot be asked for now`,
    }),
    head.stage === 'review' ? toReviewers : toFrontOffice,
  );
  return late.length > 0 ? problem('one-complete-notice', { problems: late }) : undefined;
}
