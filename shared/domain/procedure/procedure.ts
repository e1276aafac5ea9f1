import type { Role } from '../access/roles.ts';
import type { FieldPath } from '../checklist/field-labels.ts';
import type { Category, Facts } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';

/** Where the applicant is when the employer applies: outside China (境外) or already in it (境内). */
export type Entry = 'abroad' | 'inside-china';

export type ContentType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** How the category was reached, as the assessment says it. */
export type RouteKind = 'direct' | 'points' | 'none';

type NumberFact = 'annualSalary' | 'workYears' | 'monthsPerYear' | 'hsk' | 'localBonus';
type WordFact = 'education' | 'vocationalCertificate' | 'workLocation';
type FlagFact = 'degreeTaughtInChinese' | 'formerChineseNational';
type ListFact = 'distinctions' | 'directRoutes';

/** One test of one fact. A fact that was not given passes no test but that of an empty list. */
export type FactTest =
  | { fact: NumberFact; atLeast: number }
  | { fact: NumberFact; above: number }
  | { fact: NumberFact; is: number }
  | { fact: WordFact; isNot: string }
  | { fact: FlagFact; is: true }
  | { fact: ListFact; includes: string }
  | { fact: ListFact; isEmpty: true };

/** What was answered to the procedure's questions: one value, several where a question allows it. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Every part that is present must hold. An empty condition always holds. */
export type Condition = {
  categories?: readonly Category[];
  entries?: readonly Entry[];
  routes?: readonly RouteKind[];
  /** Ids of direct routes, as named in the routes policy. */
  routeIds?: readonly string[];
  fact?: FactTest;
  /** A question of the procedure that was answered with one of these. */
  answer?: { question: string; isOneOf: readonly string[] };
};

/** Circumstances in which less is asked for. */
export type Relief = {
  /** Any of these must hold … */
  when: readonly Condition[];
  /** … and none of these. */
  exceptWhen: readonly Condition[];
  source: string;
  placeholder: boolean;
};

/** One material (申请材料) of a procedure. */
export type Material = {
  kind: string;
  label: Text;
  /** Why the authority asks for it; shown to the applicant. */
  reason: Text;
  contentTypes: readonly ContentType[];
  /** The applicant may give several files of this kind. */
  several: boolean;
  /** Asked for when any of these holds; empty for what is only ever given in place of something else. */
  requiredWhen: readonly Condition[];
  /** Where it is not asked for all the same. */
  waived?: Relief;
  /** Other materials that serve as well, each where any of its conditions holds. */
  alternatives?: readonly { kind: string; when: readonly Condition[] }[];
  /** Where a signed commitment (承诺制) may stand in for it. */
  commitment?: Relief;
  /** Where the application may be accepted before it is supplied (容缺受理); approval needs it all the same. */
  supplyLater?: Relief;
  source: string;
  /** No source proves this line; the authority must settle it. */
  placeholder: boolean;
};

/** What a procedure asks beside the form's own fields; its answers decide about materials and effect. */
export type Question = {
  id: string;
  label: Text;
  /** Why it is asked; shown beside it. */
  reason: Text;
  answer:
    | { kind: 'choice'; options: readonly { value: string; label: Text }[]; several: boolean }
    /** Calendar days that must have passed since, on the day of submission: 0 for no day in the future. */
    | { kind: 'day'; atLeastDaysAgo?: number }
    | { kind: 'line'; maximum: number };
  /** Asked when any of these holds. */
  askedWhen: readonly Condition[];
  /** Whether it must be answered where it is asked. */
  required: boolean;
  source: string;
  placeholder: boolean;
};

/** What granting brings about. */
export type Effect =
  /** A first permit, or a new period for somebody whose permit has ended. */
  | 'grant-permit'
  /** The next period, following the present one without a gap. */
  | 'extend-permit'
  /** The present period with what was changed. */
  | 'amend-permit'
  /** The present period, signed anew. */
  | 'reissue-permit'
  | 'cancel-permit'
  /** The employer stands in the register as it was filed. */
  | 'confirm-employer'
  /** The register takes over what the form says of the employer. */
  | 'amend-employer'
  /** A foreign merchant card (外籍商友卡), or its next period for somebody who has one. */
  | 'issue-merchant-card';

/** What a permit is on a day: a decision outranks the dates. */
export type PermitState = 'valid' | 'not-yet-valid' | 'expired' | 'suspended' | 'revoked' | 'cancelled';

/** A part of a permit that an application may ask to change while the permit goes on. */
export type PermitPart = 'name' | 'passport' | 'post' | 'category';

/** How the permit that an application concerns must stand on the day of submission. */
export type PermitNeed =
  /** The person has no permit in force, with whatever employer. */
  | { kind: 'none-in-force' }
  /** The permit that the form names, held with the employer who files. */
  | { kind: 'held'; states: readonly PermitState[] };

/** One rule with its origin. */
type Sourced = { source: string; placeholder?: boolean };

/** One version of one procedure of the work permit, as data. */
export type Procedure = {
  id: string;
  version: string;
  title: Text;
  source: string;
  effectiveFrom: Day;
  /** Last day on which this version takes applications; absent while it is in force. */
  effectiveTo?: Day;
  /** A foreigner with an employer, the employer alone, or a foreigner who needs no employer. */
  concerns: 'person' | 'employer' | 'person-alone';
  /** Who may file it, each where any of the conditions holds. */
  filedBy: readonly { party: 'employer' | 'applicant'; when: readonly Condition[] }[];
  /** Where the category comes from: the first line whose condition holds. */
  category: readonly { when: Condition; from: 'score' | 'permit' | 'none' | Category }[];
  permit?: PermitNeed & Sourced;
  /** An extension is filed inside this window before the permit ends; calendar days, both ends included. */
  window?: { opensDaysBefore: number; closesDaysBefore: number } & Sourced;
  /** Undecided when the permit ends, it is granted (Licensing Law art. 50). */
  deemedGrantedAtExpiry?: Sourced;
  /** Completed years that an applicant must have on the day of submission, and may have at most. */
  minimumAge?: { years: number; source: string };
  maximumAge?: {
    years: number;
    when: readonly Condition[];
    /** Whether nobody older may submit, or it is noted for the officers, who may know of an exception. */
    judgedBy: 'submission' | 'officers';
  } & Sourced;
  /** The passport must still run for the zone's least time on the day of submission, where any condition holds. */
  passportRuns?: { when: readonly Condition[] } & Sourced;
  /** An officer sees the person and the passport before anything is granted, where any condition holds. */
  identitySeen?: { when: readonly Condition[] } & Sourced;
  /** How long the work lasts, in days of the contract. */
  contractMoreThanDays?: { days: number; source: string };
  contractAtMostDays?: { days: number; source: string };
  /** The new contract follows the permit's last day without a gap, or begins no earlier than the last permit ended. */
  contractFollows?: {
    what: 'permit-without-gap' | 'ended-permit';
    atMostDaysAfter?: number;
    /** The question that asks for the day on which the last permit ended, where the zone does not know it itself. */
    ofAnswer?: string;
    when: readonly Condition[];
  } & Sourced;
  /** To be reported within working days of the day that a question asks for; a late report is noted, not refused. */
  reportWithin?: { workingDays: number; ofAnswer: string } & Sourced;
  /** An old certificate is converted, which ends it: the questions that name it and its last day. */
  converts?: { type: string; number: string; expiresOn: string } & Sourced;
  /** Fields of the form that must be filled in, each where any of its conditions holds. */
  fields: readonly { path: FieldPath; requiredWhen: readonly Condition[] }[];
  questions: readonly Question[];
  materials: readonly Material[];
  /** Who concludes; never the reviewer (Licensing Law art. 34). */
  decidedBy: readonly Role[];
  /** Takes a place of the quota from acceptance on, where any condition holds. */
  quota?: { group: string; when: readonly Condition[] } & Sourced;
  effect: Effect;
  /**
   * Parts of the permit that granting changes, each where any condition holds; what is not named here stays as it is,
   * whatever the form says. `name` includes sex, `passport` nationality.
   */
  amends?: readonly { part: PermitPart; when: readonly Condition[] }[];
  /** Where a zone does something otherwise for a time: what its file changed of this version. */
  changedBy?: readonly (Sourced & { effectiveFrom: Day; effectiveTo?: Day; note?: Text })[];
  /** Letters beside the decision itself, each where any of its conditions holds. */
  letters: readonly { kind: 'notification-letter'; when: readonly Condition[] }[];
};

/** What is known of an application when its materials are listed. */
export type Circumstances = {
  /** Undefined or null while the facts do not give one yet. */
  category?: Category | null;
  entry?: Entry;
  facts?: Facts;
  route?: { kind: RouteKind; id: string };
  answers?: Answers;
};

const answerHolds = ({ question, isOneOf }: NonNullable<Condition['answer']>, answers: Answers = {}): boolean =>
  [answers[question] ?? []].flat().some((value) => isOneOf.includes(value));

const factHolds = (test: FactTest, facts: Facts): boolean => {
  if ('isEmpty' in test) return (facts[test.fact]?.length ?? 0) === 0;
  if ('includes' in test) return facts[test.fact]?.includes(test.includes as never) ?? false;
  const value = facts[test.fact];
  if (value === undefined) return false;
  if ('isNot' in test) return value !== test.isNot;
  if ('atLeast' in test) return typeof value === 'number' && value >= test.atLeast;
  if ('above' in test) return typeof value === 'number' && value > test.above;
  return value === test.is;
};

/**
 * Whether a condition holds. While category and route are unknown, `presume` decides whether their parts hold: a
 * material is then asked for, a relief is not yet granted. An unknown entry never holds.
 */
export function holds(condition: Condition, the: Circumstances, presume: 'asked' | 'not-granted'): boolean {
  const unknown = presume === 'asked';
  const { category, entry, route } = the;
  return (
    (!condition.categories || (category ? condition.categories.includes(category) : unknown)) &&
    (!condition.entries || (entry !== undefined && condition.entries.includes(entry))) &&
    (!condition.routes || condition.routes.includes(routeKind(the))) &&
    (!condition.routeIds || (route !== undefined && condition.routeIds.includes(route.id))) &&
    (!condition.fact || factHolds(condition.fact, the.facts ?? {})) &&
    (!condition.answer || answerHolds(condition.answer, the.answers))
  );
}

/** While the category is open, it is points that will decide unless a direct route was found. */
const routeKind = ({ category, route }: Circumstances): RouteKind =>
  route && (category || route.kind === 'direct') ? route.kind : 'points';

/** Whether a relief applies; a circumstance that is not known yet never grants it. */
export function relieves(relief: Relief | undefined, the: Circumstances): boolean {
  if (!relief) return false;
  const { when, exceptWhen } = relief;
  return (
    when.some((condition) => holds(condition, the, 'not-granted')) &&
    !exceptWhen.some((condition) => holds(condition, the, 'asked'))
  );
}

/** The material of a kind, undefined when the procedure does not ask for such a thing (Licensing Law art. 31). */
export const materialOf = (procedure: Procedure, kind: string): Material | undefined =>
  procedure.materials.find((material) => material.kind === kind);
