import type { Category } from '../../shared/domain/application/case-clock.ts';
import { type OfficerStage, workRoles } from '../../shared/domain/application/transitions.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Problem } from '../../shared/http/problem.ts';
import type { changeApplication } from '../../shared/records/application.ts';
import { type Decision, standingCheck, standingOf } from '../../shared/records/standing.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Case } from '../../shared/view/access.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { standingProblem } from '../../shared/view/standing.ts';
import type { Rules } from '../../shared/zone/rules.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
type Also = NonNullable<Parameters<typeof changeApplication>[2]['also']>;

/**
 * What a decision stands on: the delegation for the case, the role by which the officer works this stage, and for a
 * conclusion the role of who reviewed.
 * @param category where the decision itself settles another than the case has
 */
function decisionOf(
  given: Given,
  { head, viewer, standing }: Case,
  stage: OfficerStage,
  category?: Category | null,
): Decision {
  const works = workRoles(stage, procedureOf(given, head).decidedBy);
  const [first = 'decider'] = works;
  return {
    case: { procedure: head.procedure, category: (category === undefined ? head.category : category) ?? null },
    by: { subject: viewer.subject, role: works.find((role) => viewer.roles.includes(role)) ?? first },
    reviewedBy: stage === 'conclusion' ? head.reviewedBy : undefined,
    membershipsSeen: head.serviceWindow === undefined ? undefined : { event: standing?.memberships },
    at: instantOf(given.clock.now()),
  };
}

/** Why nothing that is decided here would stand, before anything else is looked at; undefined when it would. */
export const bearsNothing = async (
  given: Given,
  the: Case,
  stage: OfficerStage,
  category?: Category | null,
): Promise<Problem | undefined> =>
  the.standing &&
  standingProblem(
    { table: given.table, zone: given.rules.zone },
    the.standing,
    decisionOf(given, the, stage, category),
  );

/** The step by which a decision asks in its own write how the office stands, and what its refusal means. */
export function bearing(given: Given, the: Case, stage: OfficerStage, category?: Category | null): Also {
  const decision = decisionOf(given, the, stage, category);
  return [
    {
      step: standingCheck(decision),
      refused: (item) => ({ kind: 'standing', standing: standingOf(item), decision }),
    },
  ];
}
