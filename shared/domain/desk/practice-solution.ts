import { beyond } from '../application/one-notice.ts';
import { type CaseState, mustBeAnother, nextActions } from '../application/transitions.ts';
import { type Case, type Deficiency, gaps, owedBeforeApproval, spared } from '../checklist/checklist.ts';
import { employerGaps } from '../checklist/employer-gaps.ts';
import { formGaps } from '../checklist/form-gaps.ts';
import { permitGaps } from '../checklist/permit-gaps.ts';
import { categoryOf, categorySource, withAnswersAsked } from '../procedure/circumstances.ts';
import { type Circumstances, holds, type Procedure } from '../procedure/procedure.ts';
import { type Assessment, assess } from '../scoring/assess.ts';
import type { Category, Facts } from '../scoring/facts.ts';
import type { PointsPolicy } from '../scoring/points-policy.ts';
import type { LocalRoutes } from '../scoring/routes-policy.ts';
import { type PaperRule, paperGaps } from './papers.ts';
import type { PracticeAnswer, PracticeCase, PracticeDecision, PracticePart } from './practice.ts';

/** The law and policy by which a practice case is solved: what the domain decides real cases by. */
export type PracticeRules = {
  /** The procedure of the case in the version of its day. */
  procedure: Procedure;
  points: PointsPolicy;
  routes: LocalRoutes;
  papers: readonly PaperRule[];
  passportMinimumMonths: { months: number };
  employerRegistration: { before: 'submission' | 'never' };
};

type Judged = {
  found: Deficiency[];
  assessment: Assessment | undefined;
  category: Category | null;
  circumstances: Circumstances;
  materials: Case;
};

/** The facts that are scored: the age follows from the passport alone. */
const factsOf = ({ form }: PracticeCase, proven: Partial<Facts> = {}): Facts => ({
  ...form.facts,
  ...proven,
  birthDate: form.applicant?.birthDate,
  ageOnAssessment: undefined,
});

/** Everything that the domain finds about the application, with the claimed facts or those that its papers prove. */
function judge(the: PracticeCase, rules: PracticeRules, proven: Partial<Facts> = {}): Judged {
  const { form: filed, papers, today, employer, permit, ofPerson } = the;
  const { procedure, points, routes } = rules;
  const facts = factsOf(the, proven);
  const form = { ...filed, facts: { ...filed.facts, ...proven } };
  const scored = categorySource(procedure, form) === 'score' ? assess(points, routes, facts, today) : undefined;
  const assessment = scored?.ok ? scored.value : undefined;
  const category = categoryOf(procedure, form, { score: assessment?.category, permit: permit?.category });
  const circumstances: Circumstances = {
    entry: form.entry,
    facts: form.facts,
    answers: form.answers,
    category,
    ...(assessment && assessment.route.id !== 'undecided' ? { route: assessment.route } : {}),
  };
  const materials: Case = {
    ...circumstances,
    ...(form.commitments ? { commitments: form.commitments } : {}),
    ...(form.supplyLater ? { supplyLater: form.supplyLater } : {}),
    documents: papers.map(({ kind }) => ({ kind, state: 'accepted' as const })),
  };
  const found = [
    ...formGaps(form, {
      procedure,
      zone: { policy: { passportMinimumMonths: rules.passportMinimumMonths } },
      today,
      employerLicenceValidTo: employer.licenceValidTo,
      category,
      route: circumstances.route,
      filedAs: 'employer',
    }),
    ...permitGaps(procedure, {
      ...circumstances,
      permit,
      ofPerson,
      permitNumber: form.permitNumber,
      contractFrom: form.post?.contractFrom,
      contractTo: form.post?.contractTo,
      today,
    }),
    ...employerGaps(procedure, employer.standing, rules.employerRegistration),
    ...gaps(procedure, materials),
    ...paperGaps(papers, rules.papers, today),
  ];
  return { found, assessment, category, circumstances, materials };
}

/** What nothing that is handed in can mend: it is refused at the door (Licensing Law art. 32(1), (2)), with reasons. */
const beyondMending: readonly string[] = ['window-closed', 'not-a-foreigner', 'under-age'];

/** Paths without repetition, in the order in which they were found. */
const pathsOf = (found: readonly Deficiency[]): string[] => [...new Set(found.map(({ path }) => path))];

/** After a first notice only what the resubmission changed may be named (art. 32(4)). */
const nameable = (the: PracticeCase, found: readonly Deficiency[]): Deficiency[] => {
  const tooLate = the.changedSinceNotice ? beyond(the.changedSinceNotice, found) : [];
  return found.filter((deficiency) => !tooLate.includes(deficiency));
};

function atTheDoor(the: PracticeCase, { found }: Judged): Pick<PracticeAnswer, 'decision' | 'deficiencies'> {
  if (found.some(({ code }) => beyondMending.includes(code))) return { decision: 'refuse-acceptance' };
  const named = nameable(the, found);
  return named.length > 0 ? { decision: 'return', deficiencies: pathsOf(named) } : { decision: 'accept' };
}

function inReview(the: PracticeCase, judged: Judged): Pick<PracticeAnswer, 'decision' | 'deficiencies'> {
  // False material is refused (art. 78), whatever else is in order.
  if (the.papers.some(({ forged }) => forged)) return { decision: 'recommend-refusal' };
  const named = nameable(the, judged.found);
  if (named.length > 0) return { decision: 'return', deficiencies: pathsOf(named) };
  if (judged.assessment && judged.category === null) return { decision: 'ask-authority' };
  return { decision: 'recommend-approval' };
}

function inConclusion(the: PracticeCase, procedure: Procedure, { materials }: Judged): PracticeDecision {
  const { subject = '', reviewedBy, recommendation, refusalAnnounced } = the.officer ?? {};
  const state: CaseState = {
    stage: 'conclusion',
    round: 1,
    decidedBy: procedure.decidedBy,
    ...(reviewedBy ? { reviewedBy } : {}),
    ...(refusalAnnounced ? { intention: 1 } : {}),
  };
  if (mustBeAnother(state, subject)) return 'leave-to-another';
  const offered = nextActions(state, {
    subject,
    roles: procedure.decidedBy,
    handlesEmployer: false,
    isApplicant: false,
  });
  const may = (action: string) => offered.some((one) => one.action === action);
  if (recommendation === 'refuse') return may('refuse') ? 'refuse' : 'announce-refusal';
  return owedBeforeApproval(procedure, materials).length > 0 ? 'wait-for-papers' : 'approve';
}

const decisionAt = (
  the: PracticeCase,
  procedure: Procedure,
  judged: Judged,
): Pick<PracticeAnswer, 'decision' | 'deficiencies'> => {
  if (the.stage === 'preliminary-review') return atTheDoor(the, judged);
  return the.stage === 'review' ? inReview(the, judged) : { decision: inConclusion(the, procedure, judged) };
};

/**
 * The solution of a practice case by the same functions that judge real applications: checklist, gaps, points, one
 * complete notice and the transition table. The marked solution in the case's data must equal it, so that a change of
 * the law shows in the cases that it touches.
 * @returns the decision, and what the case asks beside it
 */
export function solve(the: PracticeCase, rules: PracticeRules): PracticeAnswer {
  const { procedure } = rules;
  const proven = Object.assign({}, ...the.papers.map(({ proves }) => proves ?? {})) as Partial<Facts>;
  const judged = judge(the, rules, the.stage === 'preliminary-review' ? {} : proven);
  const { decision, deficiencies } = decisionAt(the, procedure, judged);
  const { assessment, category, circumstances } = judged;
  const settled = withAnswersAsked(procedure, circumstances);
  const parts: Record<PracticePart, () => Partial<PracticeAnswer>> = {
    deficiencies: () => ({ deficiencies: deficiencies ?? [] }),
    points: () => ({
      points: Object.fromEntries((assessment?.items ?? []).map(({ item, points }) => [item, points])),
    }),
    category: () => ({ category }),
    waived: () => ({ waived: spared(procedure, circumstances) }),
    takesPlace: () => ({
      takesPlace: procedure.quota?.when.some((condition) => holds(condition, settled, 'not-granted')) ?? false,
    }),
  };
  return Object.assign({ decision }, ...the.asks.map((part) => parts[part]()));
}
