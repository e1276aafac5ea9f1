import {
  type CountWorkingDays,
  clockRule,
  computeClock,
  promisedConclusion,
  startClock,
  type Timed,
} from '../application/case-clock.ts';
import {
  closedStages,
  isOfficerStage,
  type OfficerStage,
  partyStages,
  type Stage,
  type Transition,
  type TransitionName,
  transitions,
} from '../application/transitions.ts';
import type { Effect, Procedure } from '../procedure/procedure.ts';
import type { Category } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import { type Day, dayIn, endOfDay, type Instant } from '../time.ts';
import {
  bySystem,
  type Holder,
  holderLabels,
  holders,
  roleWords,
  stageWords,
  transitionWords,
} from './guidance-words.ts';

/** An application as far as its parties can be guided through it. */
export type GuidedCase = {
  stage: Stage;
  procedure: Pick<Procedure, 'id' | 'effect' | 'decidedBy' | 'filedBy'>;
  category: Category | null;
  submittedAt?: Instant | undefined;
  acceptedAt?: Instant | undefined;
  dueAt?: Instant | undefined;
  deemsAt?: Instant | undefined;
  promisedOn?: Day | undefined;
  provisional?: boolean | undefined;
  /** Last day of the permit that an extension is for. */
  permitTo?: Day | undefined;
  /** A return in review keeps the acceptance. */
  returnedFrom?: OfficerStage | undefined;
  referredFrom?: Stage | undefined;
  pause?: { until?: Day } | undefined;
  paused?: number | undefined;
  extended?: number | undefined;
  refusalAnnounced?: boolean | undefined;
  claimed?: boolean | undefined;
};

/** The zone's clocks and calendar. */
export type GuidingRules = Parameters<typeof startClock>[0] & { count: CountWorkingDays };

export type RoadStep = {
  stage: Stage;
  label: Text;
  transition?: TransitionName;
  by: Text;
  promisedOn?: Day;
  ceilingOn?: Day;
  provisional: boolean;
  rule?: string;
};

export type GuidanceDate = { what: string; on: Day; provisional: boolean; text: Text; rule?: string };

export type Guidance = {
  now: { title: Text; text: Text; with: Holder; withLabel: Text };
  road: RoadStep[];
  mayHappen: { transition: TransitionName; label: Text; text: Text; by: Text; leadsTo: Text; rule: string }[];
  dates: GuidanceDate[];
};

const endsWithPermit: readonly Effect[] = ['grant-permit', 'extend-permit', 'amend-permit', 'reissue-permit'];

const join = (texts: readonly Text[]): Text => ({
  zh: texts.map(({ zh }) => zh).join('或'),
  en: texts.map(({ en }) => en).join(' or '),
});

/** Who makes a transition, as this procedure has it: who may file, and who concludes. */
function whoMakes({ by, from }: Transition, { filedBy, decidedBy }: GuidedCase['procedure']): Text {
  if (by === 'system') return bySystem;
  const files = filedBy.map(({ party }) => party);
  const roles = from.includes('conclusion') && by.includes('decider') ? decidedBy : by;
  const fitting = roles.filter((role) => !(role === 'employer' || role === 'applicant') || files.includes(role));
  return join((fitting.length > 0 ? fitting : roles).flatMap((role) => roleWords[role] ?? []));
}

/** The transition by which a stage ends where nothing stands against it. */
function usualEnd({ procedure, returnedFrom }: GuidedCase, stage: Stage): TransitionName | undefined {
  const end = endsWithPermit.includes(procedure.effect) ? 'issue' : 'complete';
  const usual: Partial<Record<Stage, TransitionName>> = {
    draft: 'submit',
    returned: returnedFrom === 'review' ? 'supplement' : 'submit',
    'preliminary-review': 'accept',
    review: 'recommend',
    conclusion: 'approve',
    'refusal-announced': 'reply',
    approved: end,
  };
  return usual[stage];
}

/** The day by which an officer's stage is promised and must be over, as far as it is known where it begins to count. */
function daysOf(
  the: GuidedCase,
  rules: GuidingRules,
  stage: OfficerStage,
  now: Instant,
): Pick<RoadStep, 'promisedOn' | 'ceilingOn' | 'provisional'> {
  const { timeZone, count } = rules;
  // Who hands in anew begins a clock of its own, and what was accepted before counts for nothing.
  const again = the.stage === 'returned' && the.returnedFrom !== 'review';
  const accepted = again || the.stage === 'draft' || the.stage === 'preliminary-review' ? undefined : the.acceptedAt;
  const from: Timed = {
    procedure: the.procedure.id,
    category: the.category,
    submittedAt: again || the.stage === 'draft' ? now : (the.submittedAt ?? now),
    ...(accepted ? { acceptedAt: accepted } : {}),
    ...(the.paused ? { paused: the.paused } : {}),
    ...(the.extended ? { extended: the.extended } : {}),
  };
  const current = the.stage === stage && the.dueAt ? dayIn(timeZone, the.dueAt) : undefined;
  const known =
    stage === 'preliminary-review' ||
    clockRule(rules, the.procedure.id, the.category, stage).from === 'submission' ||
    from.acceptedAt;
  if (known) {
    const clock = startClock(rules, count, { ...from, stage });
    const promised =
      stage === 'conclusion'
        ? (the.promisedOn ?? promisedConclusion(rules, count, from).day)
        : dayIn(timeZone, clock.dueAt);
    return {
      promisedOn: current ?? promised,
      ceilingOn: clock.ceilingOn,
      provisional: clock.provisional === true || the.provisional === true,
    };
  }
  // Before the acceptance the days count from the one on which it is promised; the limit of the law is not known yet.
  const first = startClock(rules, count, { ...from, stage: 'preliminary-review' });
  const { promise, ceiling } = clockRule(rules, the.procedure.id, the.category, stage);
  const base = dayIn(timeZone, first.dueAt);
  const later = computeClock(timeZone, count, { stage, promise, ceiling, from: 'acceptance', base, added: 0 });
  return {
    promisedOn: dayIn(timeZone, later.dueAt),
    provisional: first.provisional === true || later.provisional === true,
  };
}

/** The way ahead, stage by stage, as the transition table leads where nothing stands against it. */
function roadOf(the: GuidedCase, rules: GuidingRules, now: Instant): RoadStep[] {
  const road: RoadStep[] = [];
  let stage: Stage = the.stage === 'with-delegating-authority' ? (the.referredFrom ?? 'review') : the.stage;
  for (let steps = 0; steps < 8 && !closedStages.includes(stage); steps++) {
    const name = usualEnd(the, stage);
    const transition = name && transitions[name];
    if (!name || !transition) break;
    const dated = isOfficerStage(stage) && !the.pause && the.stage !== 'with-delegating-authority';
    road.push({
      stage,
      label: stageWords[stage].title,
      // Nobody promises that it will be approved.
      ...(stage === 'conclusion' ? {} : { transition: name, rule: transition.rule }),
      by: whoMakes(transition, the.procedure),
      ...(dated && isOfficerStage(stage) ? daysOf(the, rules, stage, now) : { provisional: false }),
    });
    if (stage === 'conclusion') break;
    stage = transition.to;
  }
  return road;
}

/** Transitions that are told where they can really happen; what only concerns the office is left out. */
function mayHappenIn(the: GuidedCase): TransitionName[] {
  const { stage, refusalAnnounced = false, permitTo, claimed = false } = the;
  const left: Partial<Record<TransitionName, boolean>> = {
    'review-again': true,
    reconsider: true,
    refer: true,
    reopen: !closedStages.includes(stage),
    recall: claimed,
    'deem-granted': permitTo === undefined,
    'announce-refusal': refusalAnnounced,
    refuse: !refusalAnnounced,
    submit: stage === 'returned' && the.returnedFrom === 'review',
    supplement: the.returnedFrom !== 'review',
  };
  return (Object.keys(transitions) as TransitionName[]).filter((name) => {
    if (!transitions[name].from.includes(stage) || left[name]) return false;
    return (
      stage !== 'with-delegating-authority' || !name.startsWith('restore-') || transitions[name].to === the.referredFrom
    );
  });
}

const provisionally = (provisional: boolean): Text =>
  provisional
    ? { zh: '（暂定，以国务院公布的放假安排为准）', en: ' (provisional until the official calendar is published)' }
    : { zh: '', en: '' };

function datesOf(the: GuidedCase, rules: GuidingRules, road: readonly RoadStep[]): GuidanceDate[] {
  const { timeZone } = rules;
  const { stage, dueAt, deemsAt, pause, permitTo, provisional = false } = the;
  const mark = provisionally(provisional);
  const found: GuidanceDate[] = [];
  if (partyStages.includes(stage) && dueAt) {
    const on = dayIn(timeZone, dueAt);
    found.push({
      what: 'respond-by',
      on,
      provisional,
      text: {
        zh: `请在${on}（含当日）之前${stage === 'returned' ? '补正并提交' : '陈述意见'}${mark.zh}。`,
        en: `Please ${stage === 'returned' ? 'mend it and submit again' : 'reply'} by ${on} at the latest, that day included${mark.en}.`,
      },
    });
  }
  const conclusion = road.find((step) => step.stage === 'conclusion');
  if (conclusion?.promisedOn) {
    const { promisedOn: on, ceilingOn } = conclusion;
    const own = provisionally(conclusion.provisional);
    const ifNow = stage === 'draft' || stage === 'returned';
    found.push({
      what: 'promised',
      on,
      provisional: conclusion.provisional,
      text: ifNow
        ? {
            zh: `如果今天提交，承诺最迟于${on}作出决定${own.zh}。`,
            en: `If you submit today, we promise a decision by ${on}${own.en}.`,
          }
        : { zh: `承诺最迟于${on}作出决定${own.zh}。`, en: `We promise a decision by ${on} at the latest${own.en}.` },
    });
    if (ceilingOn) {
      found.push({
        what: 'ceiling',
        on: ceilingOn,
        provisional: conclusion.provisional,
        text: { zh: `法定时限为${ceilingOn}${own.zh}。`, en: `The law sets ${ceilingOn} as the limit${own.en}.` },
        rule: 'Administrative Licensing Law art. 42',
      });
    }
  }
  if (deemsAt) {
    const on = dayIn(timeZone, deemsAt);
    const granted = permitTo !== undefined && deemsAt === endOfDay(timeZone, permitTo);
    found.push({
      what: granted ? 'deemed-granted' : 'deemed-accepted',
      on,
      provisional,
      text: granted
        ? {
            zh: `到${on}许可届满仍未决定的，依法视为准予延续。`,
            en: `If it is undecided when the permit ends on ${on}, the law grants the extension.`,
          }
        : {
            zh: `到${on}没有告知您任何问题的，依法视为受理${mark.zh}。`,
            en: `If you are told nothing by ${on}, the law counts it as accepted${mark.en}.`,
          },
      rule: granted ? transitions['deem-granted'].rule : transitions['deem-accepted'].rule,
    });
  }
  if (pause?.until) {
    found.push({
      what: 'paused-until',
      on: pause.until,
      provisional: false,
      text: {
        zh: `时限中止至${pause.until}，中止的时间不计入办理时限。`,
        en: `The clock stands still until ${pause.until}; that time does not count.`,
      },
      rule: 'Administrative Licensing Law art. 45',
    });
  }
  return found;
}

/**
 * Guides the parties of an application: where it stands and who has it, the way ahead with its days, and what else may
 * happen. Made from the transition table, the zone's clocks and the procedure; nothing is written per procedure.
 * @param now the present, from which a draft's days are counted
 */
export function guide(the: GuidedCase, rules: GuidingRules, now: Instant): Guidance {
  const road = roadOf(the, rules, now);
  const holder = holders[the.stage];
  const usual = road.map(({ transition }) => transition);
  return {
    now: { ...stageWords[the.stage], with: holder, withLabel: holderLabels[holder] },
    road,
    mayHappen: mayHappenIn(the)
      .filter((name) => !usual.includes(name))
      .map((name) => ({
        transition: name,
        label: transitions[name].label,
        text: transitionWords[name],
        by: whoMakes(transitions[name], the.procedure),
        leadsTo: stageWords[transitions[name].to].title,
        rule: transitions[name].rule,
      })),
    dates: datesOf(the, rules, road),
  };
}
