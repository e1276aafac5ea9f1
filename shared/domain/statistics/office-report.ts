import type { EventType } from '../application/events.ts';
import type { OfficerStage } from '../application/transitions.ts';
import type { ReopenedCase } from './bulletin.ts';
import type { ClosedCase, Pass } from './passes.ts';
import { type PercentileMethod, percentile } from './percentile.ts';
import type { Finding } from './second-look.ts';

/** The offices of a zone, each with the stage that it works. */
export const offices = {
  front: 'preliminary-review',
  back: 'review',
  deciders: 'conclusion',
} as const satisfies Record<string, OfficerStage>;
export type OfficeName = keyof typeof offices;
export const officeNames = Object.keys(offices) as OfficeName[];

/** A case with its id, as a report takes it. */
export type ReportedCase = ClosedCase & { application: string };

/** A drawn case with what came of its second look, if anything yet. */
export type SecondLook = { application: string; finding?: Finding };

/** The work of an office, or of one officer in it, on cases that ended in a month. */
export type WorkFigures = {
  /** Cases on which it decided something. */
  cases: number;
  /** What it did: acts by their event, such as `accepted` or `returned`. */
  acts: Partial<Record<EventType, number>>;
  /** Hours of the office for each act: the time from the arrival of a case to what was done. */
  hours?: { median: number; p95: number };
  /** Acts after the due time. */
  late: number;
  /** Cases that it gave back, and how often. */
  returned: number;
  returns: number;
  /** Cases that it had accepted and that review gave back all the same; only for preliminary review. */
  returnedAfterReview?: number;
  /** Reviews that a supervisor sent back; only for review. */
  sentBack?: number;
  /** Cases reopened in the month whose end it had decided. */
  reopened: number;
  secondLooks: { drawn: number; upheld: number; flawed: number; flaws: number };
};

export type OfficeReport = {
  office: OfficeName;
  stage: OfficerStage;
  figures: WorkFigures;
  officers?: { subject: string; figures: WorkFigures }[];
};

/** What an officer decides; other ways out of an office, such as a withdrawal, are nobody's work. */
const decisions: readonly EventType[] = [
  'accepted',
  'returned',
  'acceptance-refused',
  'reviewed',
  'refusal-announced',
  'approved',
  'refused',
];

type Work = {
  cases: readonly ReportedCase[];
  reopened: readonly ReopenedCase[];
  looks: readonly SecondLook[];
  method: PercentileMethod;
};

const tenth = (value: number): number => Math.round(value * 10) / 10;

const isDecision = ({ left, by }: Pass): boolean => by !== undefined && decisions.includes(left);

/** Passages of the front office after which review gave the case back: the last acceptance before it. */
const acceptedAndReturned = ({ passes }: ReportedCase): Pass[] =>
  passes.flatMap((pass, index) => {
    if (pass.stage !== 'review' || pass.left !== 'returned') return [];
    return passes.slice(0, index).findLast(({ left }) => left === 'accepted') ?? [];
  });

/** Reviews that a supervisor sent back: the one before each. */
const sentBack = ({ passes }: ReportedCase): Pass[] =>
  passes.flatMap((pass, index) =>
    pass.left === 'sent-back' ? (passes.slice(0, index).findLast(({ left }) => left === 'reviewed') ?? []) : [],
  );

const endedIn: Record<ReopenedCase['from'], OfficerStage | undefined> = {
  refused: 'conclusion',
  'not-accepted': 'preliminary-review',
  issued: undefined,
  completed: undefined,
  withdrawn: undefined,
  lapsed: undefined,
};

function figures(stage: OfficerStage, work: Work, subject?: string): WorkFigures {
  const isMine = (pass: Pass) => subject === undefined || pass.by === subject;
  const done = work.cases
    .map((one) => ({
      one,
      passes: one.passes.filter((pass) => pass.stage === stage && isDecision(pass) && isMine(pass)),
    }))
    .filter(({ passes }) => passes.length > 0);
  const passes = done.flatMap((found) => found.passes);
  const acts: WorkFigures['acts'] = {};
  for (const { left } of passes) acts[left] = (acts[left] ?? 0) + 1;
  const hours = passes.map(({ minutes }) => minutes / 60);
  const returned = done.filter((found) => found.passes.some(({ left }) => left === 'returned'));
  const casesWith = (found: (one: ReportedCase) => Pass[]) =>
    work.cases.filter((one) => found(one).some((pass) => isMine(pass) && pass.by !== undefined)).length;
  const mine = new Set(done.map(({ one }) => one.application));
  const looks = work.looks.filter(({ application }) => mine.has(application));
  const flawsHere = (look: SecondLook) => look.finding?.flaws.filter((flaw) => flaw.stage === stage).length ?? 0;
  const found = looks.filter(({ finding }) => finding !== undefined);
  return {
    cases: done.length,
    acts,
    ...(hours.length > 0
      ? {
          hours: {
            median: tenth(percentile(hours, 0.5, work.method)),
            p95: tenth(percentile(hours, 0.95, work.method)),
          },
        }
      : {}),
    late: passes.filter(({ late }) => late === true).length,
    returned: returned.length,
    returns: acts.returned ?? 0,
    ...(stage === 'preliminary-review' ? { returnedAfterReview: casesWith(acceptedAndReturned) } : {}),
    ...(stage === 'review' ? { sentBack: casesWith(sentBack) } : {}),
    reopened: work.reopened.filter(
      ({ from, closedBy }) => endedIn[from] === stage && (subject === undefined || closedBy === subject),
    ).length,
    secondLooks: {
      drawn: looks.length,
      // A case may be flawed in one office and not in the others.
      upheld: found.filter((look) => flawsHere(look) === 0).length,
      flawed: found.filter((look) => flawsHere(look) > 0).length,
      flaws: found.reduce((sum, look) => sum + flawsHere(look), 0),
    },
  };
}

/**
 * The work of each office on the cases that ended in a month: both first endings and those after a reopening, for both
 * were work. Who is named is who acted, in whose place whoever.
 * @param the.officers whether officers are told apart, by their subjects
 */
export function officeReport(work: Work, the: { officers: boolean }): OfficeReport[] {
  return officeNames.map((office) => {
    const stage = offices[office];
    const subjects = [
      ...new Set(
        work.cases.flatMap(({ passes }) =>
          passes.flatMap((pass) =>
            pass.stage === stage && isDecision(pass) && pass.by !== undefined ? [pass.by] : [],
          ),
        ),
      ),
    ].sort();
    return {
      office,
      stage,
      figures: figures(stage, work),
      ...(the.officers
        ? { officers: subjects.map((subject) => ({ subject, figures: figures(stage, work, subject) })) }
        : {}),
    };
  });
}
