import { filers, type Party, withAnswersAsked } from '../procedure/circumstances.ts';
import { type Answers, type Circumstances, type Entry, holds, type Procedure } from '../procedure/procedure.ts';
import type { Category, Facts } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import { addMonths, completedYears, type Day, daysBetween, isDay } from '../time.ts';
import type { Deficiency } from './checklist.ts';
import { type FieldPath, fieldLabels } from './field-labels.ts';
import { questionGaps } from './question-gaps.ts';

/** What the register says, or shall say, of an employer. */
export type EmployerForm = {
  name?: { zh?: string; en?: string };
  unifiedSocialCreditCode?: string;
  /** Last day of the business licence; null where it runs without end. */
  licenceValidTo?: Day | null;
  address?: string;
  industry?: string | null;
  /** Section of GB/T 4754, by its letter. */
  industrySection?: string | null;
  legalRepresentative?: string;
  handler?: { name?: string; phone?: string };
};

/** The form of an application while it is being filled in: every part may be missing. */
export type ApplicationForm = {
  entry?: Entry;
  applicant?: {
    familyName?: string;
    givenNames?: string;
    chineseName?: string;
    sex?: 'F' | 'M' | 'X';
    nationality?: string;
    birthDate?: Day;
    passport?: { number?: string; issuingState?: string; expiresOn?: Day };
    email?: string;
    language?: 'zh' | 'en';
    /** ISO 639-1 codes. */
    languages?: string[];
  };
  post?: { title?: string; workplace?: string; contractFrom?: Day; contractTo?: Day; duties?: string };
  facts?: Facts;
  commitments?: string[];
  supplyLater?: string[];
  /** The permit that the application concerns. */
  permitNumber?: string;
  answers?: Answers;
  employer?: EmployerForm;
};

/** What the form is judged against. */
export type FormRules = {
  procedure: Procedure;
  zone: { policy: { passportMinimumMonths: { months: number } } };
  /** The day of submission in the zone's time zone. */
  today: Day;
  /** Last day of the employer's business licence; null where it runs without end. */
  employerLicenceValidTo: Day | null;
  /** The category that holds for the application and the way it was reached, as far as they are known. */
  category?: Category | null;
  route?: Circumstances['route'];
  /** As whom the person who submits acts; left out, it is not judged. */
  filedAs?: Party;
  /** What the register says of the employer, for procedures that confirm it. */
  employer?: EmployerForm;
};

/** The form, the rules and the answers that count, as every check takes them. */
type Judged = FormRules & { form: ApplicationForm; the: Circumstances };

const judged = (form: ApplicationForm, rules: FormRules): Judged => {
  const { entry, facts, answers } = form;
  const { procedure, category, route } = rules;
  return { ...rules, form, the: withAnswersAsked(procedure, { entry, facts, answers, category, route }) };
};

/**
 * Everything about the form that keeps it from being submitted, all at once (一次性告知, Licensing Law art. 32), in the
 * order of the form. Each gap names its field in both languages and says how to mend it. What the procedure does not
 * ask for is not judged. Codes: `missing` and those of the checks below and of `questionGaps`.
 */
export function formGaps(form: ApplicationForm, rules: FormRules): Deficiency[] {
  const all = judged(form, rules);
  const { procedure, the, today } = all;
  return [
    ...filerGaps(all),
    ...questionGaps(procedure, the, today),
    ...procedure.fields
      .filter(({ path }) => needs(all, path) && isBlank(valueAt(filled(all), path)))
      .map(({ path }) => missing(path)),
    ...applicantGaps(all),
    ...contractGaps(all),
    ...(needs(all, 'facts.annualSalary') ? factGaps(form, today) : []),
    ...licenceGaps(all),
  ];
}

/**
 * What is noted about a form without keeping it from being submitted: officers decide what follows. Codes:
 * `over-usual-age`, `reported-late`.
 * @param workingDays counts working days, the first day not counted
 */
export function formNotes(
  form: ApplicationForm,
  rules: FormRules,
  workingDays: (from: Day, to: Day) => { days: number },
): Deficiency[] {
  const all = judged(form, rules);
  return [...(all.procedure.maximumAge?.judgedBy === 'officers' ? ageNotes(all) : []), ...lateNotes(all, workingDays)];
}

const needs = ({ procedure, the }: Judged, path: FieldPath): boolean =>
  procedure.fields.some(
    (field) => field.path === path && field.requiredWhen.some((condition) => holds(condition, the, 'asked')),
  );

/** To confirm an employer, what it declared counts, with what the form says otherwise. */
const filled = ({ form, procedure, employer }: Judged): ApplicationForm =>
  procedure.effect === 'confirm-employer' ? { ...form, employer: { ...employer, ...form.employer } } : form;

const valueAt = (form: ApplicationForm, path: FieldPath): unknown =>
  path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], form);

/** A licence that runs without end is null, and that is an answer. */
const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '');

const partyLabels: Record<Party, Text> = {
  employer: { zh: '用人单位', en: 'the employer' },
  applicant: { zh: '申请人本人', en: 'the applicant' },
};

function filerGaps({ procedure, the, filedAs }: Judged): Deficiency[] {
  const allowed = filers(procedure, the);
  if (!filedAs || allowed.includes(filedAs)) return [];
  const who = allowed.map((party) => partyLabels[party]);
  return [
    {
      path: 'procedure',
      code: 'other-filer',
      text: {
        zh: `此种情形须由${who.map(({ zh }) => zh).join('或')}申请。`,
        en: `In this situation the application is made by ${who.map(({ en }) => en).join(' or ')}.`,
      },
      remedy: {
        zh: '请核对所填情形；如无误，请由有权申请的一方提交。',
        en: 'Check what was answered; if it is right, let the one who may apply submit it.',
      },
    },
  ];
}

const missing = (path: FieldPath): Deficiency => ({
  path,
  code: 'missing',
  text: { zh: `未填写“${fieldLabels[path].zh}”。`, en: `Not filled in: ${fieldLabels[path].en}.` },
  remedy: { zh: `请填写“${fieldLabels[path].zh}”。`, en: `Please fill in: ${fieldLabels[path].en}.` },
});

const gap = (path: FieldPath, code: string, text: Text, remedy: Text): Deficiency => ({ path, code, text, remedy });

function applicantGaps(all: Judged): Deficiency[] {
  const { procedure, today, form } = all;
  if (!needs(all, 'applicant.birthDate')) return [];
  const found: Deficiency[] = [];
  const years = procedure.minimumAge?.years ?? 0;
  const { birthDate, nationality } = form.applicant ?? {};
  if (nationality === 'CHN') {
    found.push(
      gap(
        'applicant.nationality',
        'not-a-foreigner',
        { zh: '具有中国国籍的人员无须办理外国人来华工作许可。', en: 'A Chinese national needs no such permit.' },
        { zh: '请核对国籍。', en: 'Check the nationality.' },
      ),
    );
  }
  if (birthDate !== undefined && birthDate >= today) {
    found.push(
      gap(
        'applicant.birthDate',
        'birth-date-not-past',
        { zh: '出生日期不能晚于或等于今天。', en: 'The date of birth does not lie in the past.' },
        { zh: '请按护照更正出生日期。', en: 'Correct it to the date in the passport.' },
      ),
    );
  } else if (birthDate !== undefined && completedYears(birthDate, today) < years) {
    found.push(
      gap(
        'applicant.birthDate',
        'under-age',
        { zh: `申请人未满${years}周岁。`, en: `The applicant is not yet ${years} years old.` },
        {
          zh: `请核对出生日期；申请人须年满${years}周岁。`,
          en: `Check the date of birth; an applicant must be at least ${years}.`,
        },
      ),
    );
  } else if (procedure.maximumAge?.judgedBy === 'submission') {
    found.push(
      ...ageNotes(all).map((note) => ({
        ...note,
        code: 'over-age',
        remedy: { zh: '请核对出生日期。', en: 'Check the date of birth.' },
      })),
    );
  }
  if (needs(all, 'applicant.passport.expiresOn')) found.push(...passportGaps(all));
  return found;
}

function ageNotes({ procedure, the, form, today }: Judged): Deficiency[] {
  const { birthDate } = form.applicant ?? {};
  const most = procedure.maximumAge;
  if (!most || birthDate === undefined || completedYears(birthDate, today) <= most.years) return [];
  if (!most.when.some((condition) => holds(condition, the, 'not-granted'))) return [];
  return [
    gap(
      'applicant.birthDate',
      'over-usual-age',
      {
        zh: `申请人已超过${most.years}周岁，本事项一般不超过该年龄。`,
        en: `The applicant is older than ${most.years}, as a rule the highest age for this procedure.`,
      },
      {
        zh: '请核对出生日期；如有可以放宽的情形，请附说明。',
        en: 'Check the date of birth; if an exception applies, say which.',
      },
    ),
  ];
}

function passportGaps({ procedure, the, form, zone, today }: Judged): Deficiency[] {
  const expiresOn = form.applicant?.passport?.expiresOn;
  if (expiresOn === undefined) return [];
  if (expiresOn < today) {
    return [
      gap(
        'applicant.passport.expiresOn',
        'passport-expired',
        { zh: `护照已于${expiresOn}到期。`, en: `The passport ended on ${expiresOn}.` },
        {
          zh: '请换发护照后，填写新护照的号码和有效期。',
          en: 'Renew the passport, then enter the number and last day of the new one.',
        },
      ),
    ];
  }
  const { months } = zone.policy.passportMinimumMonths;
  const least = addMonths(today, months);
  const mustRun = procedure.passportRuns?.when.some((condition) => holds(condition, the, 'asked')) ?? false;
  if (!mustRun || expiresOn >= least) return [];
  return [
    gap(
      'applicant.passport.expiresOn',
      'passport-too-short',
      {
        zh: `护照于${expiresOn}到期；自提交之日起，有效期至少须有${months}个月。`,
        en: `The passport ends on ${expiresOn}; it must run for at least ${months} months from the day of submission.`,
      },
      {
        zh: `请换发护照，使有效期不早于${least}。`,
        en: `Renew the passport so that it runs until ${least} or later.`,
      },
    ),
  ];
}

function contractGaps(all: Judged): Deficiency[] {
  if (!needs(all, 'post.contractTo')) return [];
  const { contractFrom: from, contractTo: to } = all.form.post ?? {};
  if (to === undefined) return [];
  if (from !== undefined && to <= from) {
    return [
      gap(
        'post.contractTo',
        'contract-ends-before-it-begins',
        {
          zh: `合同结束日期${to}不晚于开始日期${from}。`,
          en: `The contract ends on ${to}, not after its first day, ${from}.`,
        },
        { zh: '请按合同更正起止日期。', en: 'Correct the two dates to those of the contract.' },
      ),
    ];
  }
  if (to <= all.today) {
    return [
      gap(
        'post.contractTo',
        'contract-ended',
        { zh: `合同已于${to}结束。`, en: `The contract ends on ${to}, which is not in the future.` },
        { zh: '请填写有效合同的结束日期。', en: 'Enter the last day of a contract that still runs.' },
      ),
    ];
  }
  return from === undefined ? [] : contractLengthGaps(all.procedure, daysBetween(from, to) + 1);
}

function contractLengthGaps({ contractMoreThanDays, contractAtMostDays }: Procedure, lasts: number): Deficiency[] {
  if (contractMoreThanDays && lasts <= contractMoreThanDays.days) {
    const { days } = contractMoreThanDays;
    return [
      gap(
        'post.contractTo',
        'contract-too-short',
        {
          zh: `合同期限为${lasts}天，本事项适用于${days}天以上的工作。`,
          en: `The contract lasts ${lasts} days; this procedure is for work of more than ${days} days.`,
        },
        {
          zh: `请核对合同日期；${days}天及以下的短期工作请另行申请。`,
          en: `Check the dates; work of up to ${days} days is applied for under the short-term procedure.`,
        },
      ),
    ];
  }
  if (contractAtMostDays && lasts > contractAtMostDays.days) {
    const { days } = contractAtMostDays;
    return [
      gap(
        'post.contractTo',
        'contract-too-long',
        {
          zh: `合同期限为${lasts}天，本事项适用于不超过${days}天的工作。`,
          en: `The contract lasts ${lasts} days; this procedure is for work of at most ${days} days.`,
        },
        {
          zh: `请核对合同日期；${days}天以上的工作请申请90日以上的工作许可。`,
          en: `Check the dates; for work of more than ${days} days apply for the permit for more than 90 days.`,
        },
      ),
    ];
  }
  return [];
}

function lateNotes(
  { procedure, the, today }: Judged,
  workingDays: (from: Day, to: Day) => { days: number },
): Deficiency[] {
  const report = procedure.reportWithin;
  const day = the.answers?.[report?.ofAnswer ?? ''];
  if (!report || typeof day !== 'string' || !isDay(day) || day > today) return [];
  const { days } = workingDays(day, today);
  if (days <= report.workingDays) return [];
  return [
    {
      path: `answers.${report.ofAnswer}`,
      code: 'reported-late',
      text: {
        zh: `应在${report.workingDays}个工作日内申请，现已过${days}个工作日；申请照常办理，作逾期记录。`,
        en: `It should have been applied for within ${report.workingDays} working days; ${days} have passed. The application goes ahead, and the delay is noted.`,
      },
    },
  ];
}

function factGaps({ applicant, facts }: ApplicationForm, today: Day): Deficiency[] {
  const found: Deficiency[] = [];
  if (facts?.annualSalary !== undefined && !(facts.annualSalary >= 0)) {
    found.push(
      gap(
        'facts.annualSalary',
        'salary-negative',
        { zh: '年薪不能为负数。', en: 'The yearly salary cannot be negative.' },
        { zh: '请按合同填写年薪。', en: 'Enter the yearly salary of the contract.' },
      ),
    );
  }
  if (facts?.distinctions?.includes('five-years-in-china') && facts.workYears !== undefined && facts.workYears < 5) {
    found.push(
      gap(
        'facts.workYears',
        'work-years-too-few',
        {
          zh: `申报了连续在华工作满五年，但工作年限只填了${facts.workYears}年。`,
          en: `Five years of continuous work in China are claimed, but only ${facts.workYears} years of work are stated.`,
        },
        { zh: '请更正工作年限，或取消该项申报。', en: 'Correct the years of work, or drop the claim.' },
      ),
    );
  }
  const birthDate = applicant?.birthDate;
  if (birthDate !== undefined && facts?.birthDate !== undefined && facts.birthDate !== birthDate) {
    found.push(
      gap(
        'facts.birthDate',
        'birth-dates-differ',
        {
          zh: `积分所用出生日期${facts.birthDate}与申请人出生日期${birthDate}不一致。`,
          en: `The date of birth for the points, ${facts.birthDate}, is not the applicant's, ${birthDate}.`,
        },
        { zh: '请按护照更正。', en: 'Correct both to the date in the passport.' },
      ),
    );
  }
  if (birthDate !== undefined && facts?.ageOnAssessment !== undefined && birthDate < today) {
    const age = completedYears(birthDate, today);
    if (facts.ageOnAssessment !== age) {
      found.push(
        gap(
          'facts.ageOnAssessment',
          'age-differs',
          {
            zh: `填写的年龄为${facts.ageOnAssessment}周岁，按出生日期应为${age}周岁。`,
            en: `The age is given as ${facts.ageOnAssessment}; by the date of birth it is ${age}.`,
          },
          { zh: '请删去年龄，系统按出生日期计算。', en: 'Leave the age out; it is worked out from the date of birth.' },
        ),
      );
    }
  }
  return found;
}

/** No permit runs longer than the employer's licence, so what gives a period needs one that holds. */
function licenceGaps({ procedure, form, employerLicenceValidTo, today }: Judged): Deficiency[] {
  const givesPeriod = procedure.effect === 'grant-permit' || procedure.effect === 'extend-permit';
  const registers = procedure.effect === 'confirm-employer' || procedure.effect === 'amend-employer';
  const validTo = registers ? (form.employer?.licenceValidTo ?? employerLicenceValidTo) : employerLicenceValidTo;
  if (validTo === null || !(givesPeriod || registers)) return [];
  const remedy: Text = {
    zh: '请先换发营业执照，并更新用人单位信息。',
    en: "Renew the business licence and update the employer's registration first.",
  };
  if (validTo < today) {
    return [
      gap(
        'employer.licenceValidTo',
        'licence-expired',
        { zh: `用人单位营业执照已于${validTo}到期。`, en: `The employer's business licence ended on ${validTo}.` },
        remedy,
      ),
    ];
  }
  if (givesPeriod && form.post?.contractFrom !== undefined && validTo < form.post.contractFrom) {
    return [
      gap(
        'employer.licenceValidTo',
        'licence-ends-before-contract',
        {
          zh: `用人单位营业执照于${validTo}到期，早于合同开始日期。`,
          en: `The employer's business licence ends on ${validTo}, before the contract begins.`,
        },
        remedy,
      ),
    ];
  }
  return [];
}
