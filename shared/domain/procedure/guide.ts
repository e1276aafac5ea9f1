import type { Role } from '../access/roles.ts';
import type { ClockRule } from '../application/case-clock.ts';
import type { OfficerStage } from '../application/transitions.ts';
import { fieldLabels } from '../checklist/field-labels.ts';
import type { Category } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import { lettersOf } from './guide-letters.ts';
import type { Condition, Effect, Material, PermitState, Procedure, Question, Relief } from './procedure.ts';
import { anyInWords, type Vocabulary } from './words.ts';

type Origin = { source: string; placeholder: boolean };

/** When something applies, in words; absent where it always does. */
type When = { when?: Text };

export type GuideRelief = When & { exceptWhen?: Text } & Origin;

export type GuideMaterial = When &
  Origin & {
    kind: string;
    label: Text;
    reason: Text;
    contentTypes: string[];
    several: boolean;
    /** It is never asked for by itself: it may only be given in place of another. */
    onlyInPlaceOf?: string[];
    waived?: GuideRelief;
    commitment?: GuideRelief;
    supplyLater?: GuideRelief;
    alternatives?: (When & { kind: string; label: Text })[];
  };

/** A rule of the procedure in words. */
export type GuideRule = { code: string; text: Text } & When & Origin;

export type GuideClock = Origin & {
  stage: OfficerStage;
  label: Text;
  categories: Category[];
  from: ClockRule['from'];
  /** Working days. */
  promise: number;
  ceiling: number;
};

/** The service guide (办事指南) of one procedure, made from the data that applications are judged by. */
export type ServiceGuide = {
  procedure: string;
  version: string;
  title: Text;
  source: string;
  effectiveFrom: Day;
  effectiveTo?: Day;
  /** Present when the guide was asked for one category. */
  category?: Category;
  concerns: Procedure['concerns'];
  filedBy: (When & { party: 'employer' | 'applicant'; label: Text })[];
  categoryFrom: (When & { from: string; text: Text })[];
  rules: GuideRule[];
  fields: (When & { path: string; label: Text })[];
  questions: (When & Origin & Pick<Question, 'id' | 'label' | 'reason' | 'answer' | 'required'>)[];
  materials: GuideMaterial[];
  clocks: GuideClock[];
  decidedBy: { role: Role; label: Text }[];
  effect: { kind: Effect; text: Text };
  /** Every letter that an application may bring, and what brings it. */
  letters: (When & { kind: string; label: Text })[];
  /** What the zone does otherwise for a time. */
  changedBy: NonNullable<Procedure['changedBy']>;
};

const parties: Record<'employer' | 'applicant', Text> = {
  employer: { zh: '用人单位', en: 'The employer' },
  applicant: { zh: '申请人本人', en: 'The applicant' },
};

const stages: Record<OfficerStage, Text> = {
  'preliminary-review': { zh: '预审', en: 'Preliminary review' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Decision' },
};

const deciders: Partial<Record<Role, Text>> = {
  decider: { zh: '决定人员（与审查人员不是同一人）', en: 'A decider, who is not the reviewer' },
  supervisor: { zh: '主管（与审查人员不是同一人）', en: 'A supervisor, who is not the reviewer' },
};

const effects: Record<Effect, Text> = {
  'grant-permit': { zh: '准予后签发工作许可。', en: 'When it is granted, a work permit is issued.' },
  'extend-permit': {
    zh: '准予后许可延长，编号不变，旧的二维码由新的取代。',
    en: 'When it is granted, the permit goes on under the same number; a new QR code takes the place of the old one.',
  },
  'amend-permit': {
    zh: '准予后按变更内容更新许可，编号和有效期不变。',
    en: 'When it is granted, the permit shows what changed; number and period stay.',
  },
  'reissue-permit': {
    zh: '准予后重新签发电子许可，内容不变。',
    en: 'When it is granted, the electronic permit is signed anew; what it says stays.',
  },
  'cancel-permit': { zh: '准予后许可终止。', en: 'When it is granted, the permit ends.' },
  'confirm-employer': {
    zh: '通过后用人单位列入登记，可以为外国人提出申请。',
    en: 'When it is granted, the employer stands in the register and can apply for foreigners.',
  },
  'amend-employer': {
    zh: '通过后登记信息按申请更新。',
    en: 'When it is granted, the register takes over what was filed.',
  },
  'issue-merchant-card': {
    zh: '通过后发放外籍商友卡及其二维码；已有卡的延长有效期，卡号不变。',
    en: 'When it is granted, the foreign merchant card is issued with its QR code; one that is held runs on under the same number.',
  },
};

const categorySources: Record<string, Text> = {
  score: { zh: '类别按积分或直接认定条件确定。', en: 'The category follows from points or a direct route.' },
  permit: { zh: '类别与现有许可相同。', en: 'The category is that of the present permit.' },
  none: { zh: '不分类别。', en: 'There is no category.' },
};

const fixedCategory = (category: string): Text => ({ zh: `属于${category}类。`, en: `It is of category ${category}.` });

const permitStates: Record<PermitState, Text> = {
  valid: { zh: '有效', en: 'valid' },
  'not-yet-valid': { zh: '尚未生效', en: 'not yet begun' },
  expired: { zh: '已到期', en: 'expired' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  cancelled: { zh: '已注销', en: 'cancelled' },
};

/** Whether something that depends on conditions can hold at all, and when. */
function dependence(conditions: readonly Condition[], words: Vocabulary): When | undefined {
  const when = anyInWords(conditions, words);
  if (when === 'never') return undefined;
  return when === 'always' ? {} : { when };
}

const applicable = <T, R>(
  items: readonly T[],
  conditionsOf: (item: T) => readonly Condition[],
  words: Vocabulary,
  shown: (item: T, when: When) => R,
): R[] =>
  items.flatMap((item) => {
    const when = dependence(conditionsOf(item), words);
    return when ? [shown(item, when)] : [];
  });

function reliefShown(relief: Relief | undefined, words: Vocabulary): GuideRelief | undefined {
  if (!relief) return undefined;
  const when = dependence(relief.when, words);
  const except = anyInWords(relief.exceptWhen, words);
  if (!when || except === 'always') return undefined;
  const { source, placeholder } = relief;
  return { ...when, ...(typeof except === 'string' ? {} : { exceptWhen: except }), source, placeholder };
}

function materialShown(material: Material, procedure: Procedure, words: Vocabulary): GuideMaterial[] {
  const { kind, label, reason, contentTypes, several, source, placeholder, alternatives = [] } = material;
  const { materials } = procedure;
  const stands = materials
    .filter((other) => dependence(other.requiredWhen, words))
    .filter((other) => other.alternatives?.some((one) => one.kind === kind && dependence(one.when, words)))
    .map((other) => other.kind);
  const when = dependence(material.requiredWhen, words);
  if (!when && stands.length === 0) return [];
  const [waived, commitment, supplyLater] = [material.waived, material.commitment, material.supplyLater].map((relief) =>
    reliefShown(relief, words),
  );
  const others = applicable(
    alternatives,
    (one) => one.when,
    words,
    (one, dependent) => ({
      kind: one.kind,
      label: materials.find((other) => other.kind === one.kind)?.label ?? label,
      ...dependent,
    }),
  );
  return [
    {
      kind,
      label,
      reason,
      contentTypes: [...contentTypes],
      several,
      ...(when ?? { onlyInPlaceOf: stands }),
      ...(waived ? { waived } : {}),
      ...(commitment ? { commitment } : {}),
      ...(supplyLater ? { supplyLater } : {}),
      ...(others.length > 0 ? { alternatives: others } : {}),
      source,
      placeholder,
    },
  ];
}

type RuleLine = { code: string; text: Text; when?: readonly Condition[]; source: string; placeholder?: boolean };

const contractFollowsText = (what: 'permit-without-gap' | 'ended-permit', atMost: number | undefined): Text =>
  what === 'permit-without-gap'
    ? { zh: '新合同须与现有许可的期限衔接，不得间断。', en: 'The contract follows the present permit without a gap.' }
    : {
        zh: `新合同不得早于原许可终止之日开始${atMost === undefined ? '' : `，且不晚于其后${atMost}日`}。`,
        en: `The contract begins no earlier than the day on which the former permit ended${atMost === undefined ? '' : ` and at most ${atMost} days after it`}.`,
      };

function permitRule({ permit }: Procedure): RuleLine[] {
  if (!permit) return [];
  if (permit.kind === 'none-in-force') {
    const text = { zh: '申请人没有有效的工作许可。', en: 'The applicant holds no permit in force.' };
    return [{ code: 'no-permit-in-force', text, ...permit }];
  }
  const states = permit.states.map((state) => permitStates[state]);
  const text = {
    zh: `许可由本单位办理，状态为：${states.map(({ zh }) => zh).join('、')}。`,
    en: `The permit is held with the employer who applies, and is ${states.map(({ en }) => en).join(' or ')}.`,
  };
  return [{ code: 'permit-held', text, ...permit }];
}

function timeRules({ window, deemedGrantedAtExpiry, reportWithin }: Procedure): RuleLine[] {
  return [
    ...(window
      ? [
          {
            code: 'window',
            text: {
              zh: `在有效期届满前${window.opensDaysBefore}日至${window.closesDaysBefore}日之间申请。`,
              en: `It is applied for between ${window.opensDaysBefore} and ${window.closesDaysBefore} days before the permit ends.`,
            },
            ...window,
          },
        ]
      : []),
    ...(deemedGrantedAtExpiry
      ? [
          {
            code: 'deemed-granted',
            text: {
              zh: '按时申请而在有效期届满前没有作出决定的，视为准予延续。',
              en: 'Applied for in time and not decided when the permit ends, it counts as granted.',
            },
            ...deemedGrantedAtExpiry,
          },
        ]
      : []),
    ...(reportWithin
      ? [
          {
            code: 'report-within',
            text: {
              zh: `自事项发生之日起${reportWithin.workingDays}个工作日内申请；逾期仍可办理，会作记录。`,
              en: `It is applied for within ${reportWithin.workingDays} working days of the event. Later is still possible; it is noted.`,
            },
            ...reportWithin,
          },
        ]
      : []),
  ];
}

function personRules({ minimumAge, maximumAge, passportRuns }: Procedure, passportMonths: number): RuleLine[] {
  const years = maximumAge?.years;
  return [
    ...(minimumAge
      ? [
          {
            code: 'minimum-age',
            text: { zh: `申请人须年满${minimumAge.years}周岁。`, en: `The applicant is at least ${minimumAge.years}.` },
            source: minimumAge.source,
          },
        ]
      : []),
    ...(maximumAge
      ? [
          {
            code: 'maximum-age',
            text:
              maximumAge.judgedBy === 'submission'
                ? { zh: `申请人不超过${years}周岁。`, en: `The applicant is at most ${years}.` }
                : {
                    zh: `申请人一般不超过${years}周岁，可以放宽的由工作人员决定。`,
                    en: `As a rule the applicant is at most ${years}; officers decide about exceptions.`,
                  },
            ...maximumAge,
          },
        ]
      : []),
    ...(passportRuns
      ? [
          {
            code: 'passport-runs',
            text: {
              zh: `自提交之日起，护照有效期至少须有${passportMonths}个月。`,
              en: `The passport runs for at least ${passportMonths} months from the day of submission.`,
            },
            ...passportRuns,
          },
        ]
      : []),
  ];
}

const identityRule = ({ identitySeen }: Procedure): RuleLine[] =>
  identitySeen
    ? [
        {
          code: 'identity-seen',
          text: {
            zh: '须持护照原件到窗口，由工作人员当面核对本人。',
            en: 'An officer at the window sees the applicant with the passport itself.',
          },
          ...identitySeen,
        },
      ]
    : [];

function contractRules({ contractMoreThanDays, contractAtMostDays, contractFollows }: Procedure): RuleLine[] {
  return [
    ...(contractMoreThanDays
      ? [
          {
            code: 'contract-more-than',
            text: {
              zh: `工作期限在${contractMoreThanDays.days}日以上。`,
              en: `The work lasts more than ${contractMoreThanDays.days} days.`,
            },
            source: contractMoreThanDays.source,
          },
        ]
      : []),
    ...(contractAtMostDays
      ? [
          {
            code: 'contract-at-most',
            text: {
              zh: `工作期限不超过${contractAtMostDays.days}日。`,
              en: `The work lasts at most ${contractAtMostDays.days} days.`,
            },
            source: contractAtMostDays.source,
          },
        ]
      : []),
    ...(contractFollows
      ? [
          {
            code: 'contract-follows',
            text: contractFollowsText(contractFollows.what, contractFollows.atMostDaysAfter),
            ...contractFollows,
          },
        ]
      : []),
  ];
}

const quotaRule = ({ quota }: Procedure): RuleLine[] =>
  quota
    ? [
        {
          code: 'quota',
          text: {
            zh: '实行配额管理，按受理先后占用名额。',
            en: 'A quota applies: a place is taken in the order of acceptance.',
          },
          ...quota,
        },
      ]
    : [];

const noFee: RuleLine = {
  code: 'no-fee',
  text: { zh: '不收取费用。', en: 'There is no fee.' },
  source: 'Administrative Licensing Law art. 58',
};

/**
 * The service guide of a procedure: what is asked of whom and why, how long it takes, who decides and what follows.
 * @param the.category leaves out what only other categories need
 * @param the.clocks of the zone, with their sources
 * @param the.passportMonths calendar months that a passport must still run in the zone
 */
export function serviceGuide(
  procedure: Procedure,
  the: {
    clocks: readonly (ClockRule & Origin)[];
    routeLabels: Vocabulary['routeLabels'];
    passportMonths: number;
    category?: Category;
  },
): ServiceGuide {
  const { category } = the;
  const words: Vocabulary = { procedure, routeLabels: the.routeLabels, ...(category ? { category } : {}) };
  const rules = [
    ...permitRule(procedure),
    ...timeRules(procedure),
    ...personRules(procedure, the.passportMonths),
    ...identityRule(procedure),
    ...contractRules(procedure),
    ...quotaRule(procedure),
    noFee,
  ];
  return {
    procedure: procedure.id,
    version: procedure.version,
    title: procedure.title,
    source: procedure.source,
    effectiveFrom: procedure.effectiveFrom,
    ...(procedure.effectiveTo ? { effectiveTo: procedure.effectiveTo } : {}),
    ...(category ? { category } : {}),
    concerns: procedure.concerns,
    filedBy: applicable(
      procedure.filedBy,
      ({ when }) => when,
      words,
      ({ party }, when) => ({ party, label: parties[party], ...when }),
    ),
    categoryFrom: applicable(
      procedure.category,
      ({ when }) => [when],
      words,
      ({ from }, when) => ({ from, text: categorySources[from] ?? fixedCategory(from), ...when }),
    ),
    rules: applicable(
      rules,
      ({ when = [{}] }) => when,
      words,
      ({ code, text, source, placeholder = false }, when) => ({ code, text, ...when, source, placeholder }),
    ),
    fields: applicable(
      procedure.fields,
      ({ requiredWhen }) => requiredWhen,
      words,
      ({ path }, when) => ({ path, label: fieldLabels[path], ...when }),
    ),
    questions: applicable(
      procedure.questions,
      ({ askedWhen }) => askedWhen,
      words,
      ({ id, label, reason, answer, required, source, placeholder }, when) => ({
        id,
        label,
        reason,
        answer,
        required,
        ...when,
        source,
        placeholder,
      }),
    ),
    materials: procedure.materials.flatMap((material) => materialShown(material, procedure, words)),
    clocks: the.clocks
      .filter((clock) => clock.procedure === procedure.id && (!category || clock.categories.includes(category)))
      .map(({ stage, categories, from, promise, ceiling, source, placeholder }) => ({
        stage,
        label: stages[stage],
        categories: category ? [category] : [...categories],
        from,
        promise,
        ceiling,
        source,
        placeholder,
      })),
    decidedBy: procedure.decidedBy.map((role) => ({ role, label: deciders[role] ?? { zh: role, en: role } })),
    effect: { kind: procedure.effect, text: effects[procedure.effect] },
    letters: lettersOf(procedure, words),
    changedBy: procedure.changedBy ?? [],
  };
}
