import { withAnswersAsked } from '../procedure/circumstances.ts';
import { type Circumstances, holds, type PermitState, type Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import { addDays, type Day, isDay } from '../time.ts';
import type { Deficiency } from './checklist.ts';

/** A permit as far as an application that concerns it is judged by it. */
export type PermitFacts = {
  number: string;
  /** It is held with the employer that files. */
  ofThisEmployer: boolean;
  /** As of the day of submission. */
  state: PermitState;
  /** Last day of the present period. */
  validTo: Day;
  /** The day on which it ended before that: cancelled or revoked. */
  endedOn?: Day;
};

/** What the permit rules of a procedure are judged by; plain facts, so that whoever reads the records can give them. */
export type PermitSituation = Circumstances & {
  /** The number that the form names. */
  permitNumber?: string;
  contractFrom?: Day;
  contractTo?: Day;
  /** The permit with that number; undefined where the zone knows none. */
  permit?: PermitFacts;
  /** The permit of the person whom the form describes, with whatever employer; undefined where the zone knows none. */
  ofPerson?: PermitFacts;
  /** The day of submission in the zone's time zone. */
  today: Day;
};

/**
 * What keeps an application from being submitted because of the permit that it concerns or that the person has. Codes:
 * `permit-unknown`, `permit-of-another-person`, `permit-state`, `permit-in-force`, `window-not-open`, `window-closed`,
 * `contract-gap`, `contract-ends-with-permit`, `contract-before-permit-ended`, `contract-too-late-after-permit`,
 * `differs-from-record`. A missing number is `formGaps`' matter.
 */
export function permitGaps(procedure: Procedure, situation: PermitSituation): Deficiency[] {
  const the = { ...situation, ...withAnswersAsked(procedure, situation) };
  const need = procedure.permit;
  if (need?.kind === 'none-in-force') return [...inForceGaps(the), ...contractAfterEnded(procedure, the)];
  if (need?.kind !== 'held' || the.permitNumber === undefined) return contractAfterEnded(procedure, the);
  const { permit } = the;
  if (!permit?.ofThisEmployer) return [unknownPermit(the.permitNumber)];
  if (the.ofPerson && the.ofPerson.number !== permit.number) return [anotherPerson(permit)];
  if (!need.states.includes(permit.state)) return [stateGap(procedure, permit)];
  return [...windowGaps(procedure, permit, the.today), ...contractFollowing(procedure, permit, the)];
}

/** Somebody else's permit is not told from one that does not exist. */
const unknownPermit = (number: string): Deficiency => ({
  path: 'permitNumber',
  code: 'permit-unknown',
  text: {
    zh: `本单位没有编号为${number}的许可。`,
    en: `Your organisation holds no permit with the number ${number}.`,
  },
  remedy: {
    zh: '请核对许可编号；许可由其他单位办理的，须由该单位申请。',
    en: 'Check the number; if another employer holds the permit, that employer applies.',
  },
});

const anotherPerson = ({ number }: PermitFacts): Deficiency => ({
  path: 'permitNumber',
  code: 'permit-of-another-person',
  text: {
    zh: `编号为${number}的许可不是所填申请人的。`,
    en: `The permit ${number} is not that of the applicant who was entered.`,
  },
  remedy: {
    zh: '请核对许可编号和申请人的护照信息。',
    en: "Check the number and the applicant's passport details.",
  },
});

const states: Record<PermitState, Text> = {
  valid: { zh: '有效', en: 'is valid' },
  'not-yet-valid': { zh: '尚未生效', en: 'has not begun yet' },
  expired: { zh: '已到期', en: 'has expired' },
  suspended: { zh: '已暂停', en: 'is suspended' },
  revoked: { zh: '已被撤销', en: 'was revoked' },
  cancelled: { zh: '已注销', en: 'was cancelled' },
};

const applyAnew: Text = {
  zh: '请在符合条件时重新申请新的工作许可。',
  en: 'Please apply for a new permit instead.',
};

const stateRemedies: Record<PermitState, Text> = {
  valid: { zh: '请选择适合的事项。', en: 'Choose the procedure that fits.' },
  'not-yet-valid': { zh: '请在许可生效后再申请。', en: 'Apply once it has begun.' },
  suspended: { zh: '请先与经办窗口联系，了解如何恢复。', en: 'Ask the office first how it can be reinstated.' },
  expired: applyAnew,
  revoked: applyAnew,
  cancelled: applyAnew,
};

const cancelledByItself: Text = {
  zh: '到期的许可自动注销，无须再申请。',
  en: 'A permit that has expired is cancelled by itself; there is nothing more to do.',
};

const stateGap = ({ effect }: Procedure, { number, state, validTo }: PermitFacts): Deficiency => ({
  path: 'permitNumber',
  code: 'permit-state',
  text: {
    zh: `编号为${number}的许可${states[state].zh}（有效期至${validTo}），不能办理本事项。`,
    en: `The permit ${number} ${states[state].en} (last day ${validTo}), so this cannot be applied for.`,
  },
  remedy: state === 'expired' && effect === 'cancel-permit' ? cancelledByItself : stateRemedies[state],
});

/** The other employer is not named: that the person has a permit must be said, with whom must not. */
function inForceGaps({ ofPerson }: PermitSituation): Deficiency[] {
  if (!ofPerson || !['valid', 'not-yet-valid', 'suspended'].includes(ofPerson.state)) return [];
  return [
    {
      path: 'applicant.passport.number',
      code: 'permit-in-force',
      text: ofPerson.ofThisEmployer
        ? {
            zh: `该申请人在本单位的许可有效期至${ofPerson.validTo}，不能同时取得另一许可。`,
            en: `The applicant holds a permit with your organisation until ${ofPerson.validTo}, and cannot have a second one.`,
          }
        : {
            zh: '该申请人已有工作许可，不能同时取得另一许可。',
            en: 'The applicant holds a permit already, and cannot have a second one at the same time.',
          },
      remedy: ofPerson.ofThisEmployer
        ? {
            zh: '继续聘用的，请申请延期；信息变化的，请申请变更；否则请先注销。',
            en: 'To go on, apply for an extension; if something changed, for a change; otherwise have it cancelled first.',
          }
        : {
            zh: '请申请人联系原用人单位先行注销，再由本单位申请。',
            en: 'Let the applicant ask the former employer to have it cancelled first; then apply again.',
          },
    },
  ];
}

function windowGaps({ window }: Procedure, { validTo }: PermitFacts, today: Day): Deficiency[] {
  if (!window) return [];
  const opens = addDays(validTo, -window.opensDaysBefore);
  const closes = addDays(validTo, -window.closesDaysBefore);
  if (today < opens) {
    return [
      {
        path: 'permitNumber',
        code: 'window-not-open',
        text: {
          zh: `许可有效期至${validTo}，延期申请自${opens}起受理。`,
          en: `The permit runs until ${validTo}; an extension can be applied for from ${opens} on.`,
        },
        remedy: {
          zh: `材料可以先准备好，请于${opens}至${closes}之间提交；草稿会保留。`,
          en: `Get the papers ready and submit between ${opens} and ${closes}; the draft stays here.`,
        },
      },
    ];
  }
  if (today <= closes) return [];
  return [
    {
      path: 'permitNumber',
      code: 'window-closed',
      text: {
        zh: `延期须在有效期届满${window.closesDaysBefore}日前申请，最后一天是${closes}，现已超过。`,
        en: `An extension is applied for at least ${window.closesDaysBefore} days before the permit ends; the last day was ${closes}.`,
      },
      remedy: {
        zh: `很抱歉，现在不能再申请延期。许可在${validTo}前仍然有效，可以继续工作；之后须按新申请办理。已有的材料大多可以继续使用，请尽早准备，如有疑问请联系经办窗口。`,
        en: `We are sorry: an extension is no longer possible. The permit stays valid and work can go on until ${validTo}; after that a new permit is applied for. Most of the papers can be used again, so please prepare it early, and ask the office if you are unsure.`,
      },
    },
  ];
}

const applies = ({ contractFollows }: Procedure, what: 'permit-without-gap' | 'ended-permit', the: Circumstances) =>
  contractFollows?.what === what && contractFollows.when.some((condition) => holds(condition, the, 'not-granted'))
    ? contractFollows
    : undefined;

function contractFollowing(procedure: Procedure, { validTo }: PermitFacts, the: PermitSituation): Deficiency[] {
  if (!applies(procedure, 'permit-without-gap', the)) return [];
  const { contractFrom: from, contractTo: to } = the;
  const next = addDays(validTo, 1);
  if (from !== undefined && from > next) {
    return [
      {
        path: 'post.contractFrom',
        code: 'contract-gap',
        text: {
          zh: `许可有效期至${validTo}，新合同自${from}开始，中间有间断。`,
          en: `The permit runs until ${validTo} and the contract begins on ${from}: there is a gap.`,
        },
        remedy: {
          zh: `新合同须与原期限衔接，请填写不晚于${next}的开始日期；确有间断的，须重新申请。`,
          en: `The contract must follow on without a gap: it begins on ${next} or earlier. With a gap, apply for a new permit.`,
        },
      },
    ];
  }
  if (to === undefined || to > validTo) return [];
  return [
    {
      path: 'post.contractTo',
      code: 'contract-ends-with-permit',
      text: {
        zh: `合同于${to}结束，不晚于许可有效期${validTo}，没有可延长的期限。`,
        en: `The contract ends on ${to} and the permit runs until ${validTo}: there is nothing to extend.`,
      },
      remedy: { zh: '请填写续签后的合同期限。', en: 'Enter the dates of the renewed contract.' },
    },
  ];
}

const ended: readonly PermitState[] = ['expired', 'revoked', 'cancelled'];

/** The day on which the person's last permit ended: the zone's record outranks what was answered. */
function lastEnd(ofAnswer: string | undefined, the: PermitSituation): { day?: Day; differs?: Deficiency } {
  const answer = the.answers?.[ofAnswer ?? ''];
  const answered = typeof answer === 'string' && isDay(answer) ? answer : undefined;
  const { ofPerson } = the;
  const recorded = ofPerson && ended.includes(ofPerson.state) ? (ofPerson.endedOn ?? ofPerson.validTo) : undefined;
  if (!recorded || !answered || recorded === answered) return { day: recorded ?? answered };
  return {
    day: recorded,
    differs: {
      path: `answers.${ofAnswer}`,
      code: 'differs-from-record',
      text: {
        zh: `所填日期${answered}与登记的终止日期${recorded}不一致。`,
        en: `The day given, ${answered}, is not the one on record, ${recorded}.`,
      },
      remedy: {
        zh: `请更正为${recorded}；如登记有误，请联系经办窗口。`,
        en: `Correct it to ${recorded}; if the record is wrong, tell the office.`,
      },
    },
  };
}

function contractAfterEnded(procedure: Procedure, the: PermitSituation): Deficiency[] {
  const rule = applies(procedure, 'ended-permit', the);
  if (!rule) return [];
  const { day, differs } = lastEnd(rule.ofAnswer, the);
  const { contractFrom: from } = the;
  const found = differs ? [differs] : [];
  if (!day || !from) return found;
  if (from < day) {
    return [
      ...found,
      {
        path: 'post.contractFrom',
        code: 'contract-before-permit-ended',
        text: {
          zh: `新合同自${from}开始，早于原许可终止之日${day}。`,
          en: `The contract begins on ${from}, before the former permit ended on ${day}.`,
        },
        remedy: {
          zh: `新合同不得早于${day}开始，请更正合同日期。`,
          en: `It can begin on ${day} at the earliest; correct the contract.`,
        },
      },
    ];
  }
  if (rule.atMostDaysAfter === undefined) return found;
  const latest = addDays(day, rule.atMostDaysAfter);
  if (from <= latest) return found;
  return [
    ...found,
    {
      path: 'post.contractFrom',
      code: 'contract-too-late-after-permit',
      text: {
        zh: `原许可于${day}终止，新合同自${from}开始，超过了${rule.atMostDaysAfter}日。`,
        en: `The former permit ended on ${day}; the contract begins on ${from}, more than ${rule.atMostDaysAfter} days later.`,
      },
      remedy: {
        zh: `按变更用人单位办理的，新合同最晚自${latest}开始；否则请选择其他情形，或在境外申请。`,
        en: `As a change of employer it begins on ${latest} at the latest. Otherwise choose another ground, or apply from abroad.`,
      },
    },
  ];
}
