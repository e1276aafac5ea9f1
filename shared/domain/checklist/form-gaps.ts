import type { Entry, Procedure } from '../procedure/procedure.ts';
import type { Facts } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import { addMonths, completedYears, type Day, daysBetween } from '../time.ts';
import type { Deficiency } from './checklist.ts';
import { type FieldPath, fieldLabels } from './field-labels.ts';

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
  };
  post?: { title?: string; workplace?: string; contractFrom?: Day; contractTo?: Day; duties?: string };
  facts?: Facts;
  commitments?: string[];
};

/** What the form is judged against. */
export type FormRules = {
  procedure: Procedure;
  zone: { policy: { passportMinimumMonths: { months: number } } };
  /** The day of submission in the zone's time zone. */
  today: Day;
  /** Last day of the employer's business licence; null where it runs without end. */
  employerLicenceValidTo: Day | null;
};

const alwaysNeeded = [
  'entry',
  'applicant.familyName',
  'applicant.sex',
  'applicant.nationality',
  'applicant.birthDate',
  'applicant.passport.number',
  'applicant.passport.issuingState',
  'applicant.passport.expiresOn',
  'post.title',
  'post.workplace',
  'post.contractFrom',
  'post.contractTo',
  'facts.annualSalary',
] as const satisfies readonly FieldPath[];

/** Without a direct route the category rests on the points table, whose other rows count as not claimed when left out. */
const neededForPoints = [
  'facts.education',
  'facts.workYears',
  'facts.monthsPerYear',
] as const satisfies readonly FieldPath[];

/**
 * Everything about the form that keeps it from being submitted, all at once (一次性告知, Licensing Law art. 32), in the
 * order of the form. Each gap names its field in both languages and says how to mend it. Codes: `missing` and those of
 * the checks below.
 */
export function formGaps(form: ApplicationForm, rules: FormRules): Deficiency[] {
  const needed = form.facts?.directRoutes?.length ? alwaysNeeded : [...alwaysNeeded, ...neededForPoints];
  return [
    ...needed.filter((path) => isBlank(valueAt(form, path))).map(missing),
    ...applicantGaps(form, rules),
    ...contractGaps(form, rules),
    ...factGaps(form, rules.today),
    ...licenceGaps(form, rules),
  ];
}

const valueAt = (form: ApplicationForm, path: FieldPath): unknown =>
  path
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key] ?? undefined, form);

const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '');

const missing = (path: FieldPath): Deficiency => ({
  path,
  code: 'missing',
  text: { zh: `未填写“${fieldLabels[path].zh}”。`, en: `Not filled in: ${fieldLabels[path].en}.` },
  remedy: { zh: `请填写“${fieldLabels[path].zh}”。`, en: `Please fill in: ${fieldLabels[path].en}.` },
});

const gap = (path: FieldPath, code: string, text: Text, remedy: Text): Deficiency => ({ path, code, text, remedy });

function applicantGaps({ applicant }: ApplicationForm, { procedure, zone, today }: FormRules): Deficiency[] {
  const found: Deficiency[] = [];
  const years = procedure.minimumAge?.years ?? 0;
  const { birthDate, nationality } = applicant ?? {};
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
  }
  const expiresOn = applicant?.passport?.expiresOn;
  const { months } = zone.policy.passportMinimumMonths;
  const least = addMonths(today, months);
  if (expiresOn !== undefined && expiresOn < today) {
    found.push(
      gap(
        'applicant.passport.expiresOn',
        'passport-expired',
        { zh: `护照已于${expiresOn}到期。`, en: `The passport ended on ${expiresOn}.` },
        {
          zh: '请换发护照后，填写新护照的号码和有效期。',
          en: 'Renew the passport, then enter the number and last day of the new one.',
        },
      ),
    );
  } else if (expiresOn !== undefined && expiresOn < least) {
    found.push(
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
    );
  }
  return found;
}

function contractGaps({ post }: ApplicationForm, { procedure, today }: FormRules): Deficiency[] {
  const { contractFrom: from, contractTo: to } = post ?? {};
  const found: Deficiency[] = [];
  if (from !== undefined && to !== undefined && to <= from) {
    found.push(
      gap(
        'post.contractTo',
        'contract-ends-before-it-begins',
        {
          zh: `合同结束日期${to}不晚于开始日期${from}。`,
          en: `The contract ends on ${to}, not after its first day, ${from}.`,
        },
        { zh: '请按合同更正起止日期。', en: 'Correct the two dates to those of the contract.' },
      ),
    );
    return found;
  }
  if (to !== undefined && to <= today) {
    found.push(
      gap(
        'post.contractTo',
        'contract-ended',
        { zh: `合同已于${to}结束。`, en: `The contract ends on ${to}, which is not in the future.` },
        { zh: '请填写有效合同的结束日期。', en: 'Enter the last day of a contract that still runs.' },
      ),
    );
  } else if (from !== undefined && to !== undefined && procedure.contractMoreThanDays) {
    const { days } = procedure.contractMoreThanDays;
    if (daysBetween(from, to) + 1 <= days) {
      found.push(
        gap(
          'post.contractTo',
          'contract-too-short',
          {
            zh: `合同期限为${daysBetween(from, to) + 1}天，本事项适用于${days}天以上的工作。`,
            en: `The contract lasts ${daysBetween(from, to) + 1} days; this procedure is for work of more than ${days} days.`,
          },
          {
            zh: `请核对合同日期；${days}天及以下的短期工作请另行申请。`,
            en: `Check the dates; work of up to ${days} days is applied for under the short-term procedure.`,
          },
        ),
      );
    }
  }
  return found;
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

function licenceGaps({ post }: ApplicationForm, { employerLicenceValidTo: validTo, today }: FormRules): Deficiency[] {
  if (validTo === null) return [];
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
  if (post?.contractFrom !== undefined && validTo < post.contractFrom) {
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
