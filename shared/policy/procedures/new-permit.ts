import type { Material, Procedure, Question } from '../../domain/procedure/procedure.ts';
import { nationalRoutes } from '../routes/national.ts';
import { categoryEvidence } from './category-evidence.ts';
import { fields, identity, passportEnd, post, scored } from './fields.ts';
import { papers } from './papers.ts';
import {
  applicationForm,
  contract,
  highestDegree,
  medical,
  noCriminalRecord,
  passportThatRuns,
  photo,
  visaOrResidence,
  workExperience,
} from './person-materials.ts';
import { always, answered, guide } from './sources.ts';

const section3 = `${guide} section 3`;
const insideChina = `${guide}: who may apply inside China`;
const changeOfEmployer = `${guide}: change of employer (变更用人单位)`;
const kindsOfC =
  'Beijing portal, kinds of category C, https://german.beijing.gov.cn/…/otherforeignpersonnel/…/t20210629_2425417.html';

const hasNewEmployer = answered('groundInsideChina', 'change-of-employer');
/** Interns, graduates and special fields: category C (III). */
const underQuota = answered('kindOfC', 'government-intern', 'foreign-graduate', 'special-field');

const questions: readonly Question[] = [
  {
    id: 'groundInsideChina',
    label: { zh: '可以在境内申请的情形', en: 'Why the application can be made inside China' },
    reason: {
      zh: '在境内申请须符合下列情形之一；不符合的，请在境外申请。变更用人单位也在这里选择，可免交部分材料。',
      en: 'Applying inside China is possible in these situations; otherwise apply from abroad. Choose a change of employer here as well: it spares you some papers.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        {
          value: 'change-of-employer',
          label: { zh: '变更用人单位，职业不变', en: 'Change of employer, same occupation' },
        },
        {
          value: 'high-end-talent',
          label: { zh: '持其他签证入境的高端人才（A类）', en: 'High-end talent (category A) on another visa' },
        },
        { value: 'r-visa', label: { zh: '持人才签证（R字）', en: 'Holder of a talent (R) visa' } },
        {
          value: 'family',
          label: {
            zh: '中国公民、永久居留或在华工作外国人的外籍配偶或子女',
            en: 'Foreign spouse or child of a Chinese citizen, a permanent resident or a foreigner who works in China',
          },
        },
        { value: 'reform-zone', label: { zh: '自贸区、改革试验区政策', en: 'Policy of a free-trade or reform zone' } },
        {
          value: 'regional-headquarters',
          label: { zh: '跨国公司地区总部政策', en: 'Policy for regional headquarters of multinationals' },
        },
        { value: 'intra-group', label: { zh: '企业集团内部人员流动', en: 'Move within a group of companies' } },
        { value: 'treaty', label: { zh: '执行政府间协议', en: 'Treaty between governments' } },
        {
          value: 'representative-or-short-term',
          label: {
            zh: '代表处人员（工作签证入境）或已获得90日以下工作许可',
            en: 'Staff of a representative office on a work visa, or holder of a permit of up to 90 days',
          },
        },
        {
          value: 'other',
          label: { zh: '主管部门认可的其他情形', en: 'Another situation that the authority recognises' },
        },
      ],
    },
    askedWhen: [{ entries: ['inside-china'] }],
    required: true,
    source: insideChina,
    placeholder: false,
  },
  {
    id: 'previousPermit',
    label: { zh: '原工作许可如何终止', en: 'How the former permit ended' },
    reason: {
      zh: '变更用人单位须先注销原许可；有效期届满的自动注销，没有注销证明。',
      en: 'Before a change of employer the former permit is cancelled. One that has expired is cancelled by itself and has no certificate.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        { value: 'cancelled', label: { zh: '已注销', en: 'It was cancelled' } },
        { value: 'expired', label: { zh: '有效期届满', en: 'It expired' } },
      ],
    },
    askedWhen: [hasNewEmployer],
    required: true,
    source: `${changeOfEmployer}; item j`,
    placeholder: false,
  },
  {
    id: 'previousPermitEndedOn',
    label: { zh: '原许可注销生效日或到期日', en: 'Day on which the former permit ended' },
    reason: {
      zh: '新合同不能早于原许可终止之日开始。',
      en: 'The new contract cannot begin before the former permit ended.',
    },
    answer: { kind: 'day', atLeastDaysAgo: 0 },
    askedWhen: [hasNewEmployer],
    required: true,
    source: changeOfEmployer,
    placeholder: false,
  },
  {
    id: 'filedBefore',
    label: { zh: '以前申请工作许可时已提交的材料', en: 'Papers that were given with an earlier permit' },
    reason: {
      zh: '变更用人单位的，已提交过的学历和工作资历证明不必再次提交。',
      en: 'At a change of employer, proof of the degree and of the experience need not be given a second time.',
    },
    answer: {
      kind: 'choice',
      several: true,
      options: [
        { value: 'highest-degree', label: { zh: '最高学位（学历）证书', en: 'Certificate of the highest degree' } },
        { value: 'work-experience', label: { zh: '工作资历证明', en: 'Proof of work experience' } },
      ],
    },
    askedWhen: [hasNewEmployer],
    required: false,
    source: `${changeOfEmployer}: degree and experience are waived if filed before`,
    placeholder: false,
  },
  {
    id: 'kindOfC',
    label: { zh: '其他外国人员（C类）的情形', en: 'Kind of category C' },
    reason: {
      zh: 'C类中的实习生、毕业生和特殊领域人员实行配额管理，受理时占用名额。',
      en: 'Interns, graduates and special fields of category C are under a quota: a place is taken when the application is accepted.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        {
          value: 'current-rules',
          label: {
            zh: '符合现行外国人在中国工作管理规定',
            en: 'Meets the current rules on the employment of foreigners',
          },
        },
        {
          value: 'government-intern',
          label: { zh: '政府间协议来华实习人员', en: 'Intern under an agreement between governments' },
        },
        {
          value: 'foreign-graduate',
          label: {
            zh: '符合条件的外国留学生或境外高校外籍毕业生',
            en: 'Qualifying foreign student or graduate of an overseas university',
          },
        },
        {
          value: 'special-field',
          label: { zh: '远洋捕捞等特殊领域人员', en: 'Deep-sea fishing or another special field' },
        },
      ],
    },
    askedWhen: [{ categories: ['C'] }],
    required: true,
    source: kindsOfC,
    placeholder: false,
  },
];

const waivedOnChangeOfEmployer = {
  when: [hasNewEmployer],
  exceptWhen: [],
  source: `${changeOfEmployer}: medical and no-crime proof are waived`,
  placeholder: false,
} as const satisfies Material['waived'];

const also = { contentTypes: papers, several: true } as const;

const materials: readonly Material[] = [
  applicationForm(
    { zh: '外国人来华工作许可申请表', en: "Application form for the Foreigner's Work Permit" },
    `${section3}, item a`,
  ),
  photo,
  passportThatRuns,
  contract,
  {
    ...workExperience,
    waived: {
      when: [...(workExperience.waived?.when ?? []), answered('filedBefore', 'work-experience')],
      exceptWhen: workExperience.waived?.exceptWhen ?? [],
      source: `${workExperience.waived?.source}. ${changeOfEmployer}: experience is waived if filed before`,
      placeholder: true,
    },
  },
  {
    ...highestDegree,
    waived: {
      when: [answered('filedBefore', 'highest-degree')],
      exceptWhen: [],
      source: `${changeOfEmployer}: the degree is waived if filed before`,
      placeholder: false,
    },
  },
  { ...noCriminalRecord, waived: waivedOnChangeOfEmployer },
  { ...medical, waived: waivedOnChangeOfEmployer },
  { ...visaOrResidence, requiredWhen: [{ entries: ['inside-china'] }] },
  {
    kind: 'inside-china-ground',
    label: { zh: '可以在境内申请的证明', en: 'Proof of the ground for applying inside China' },
    reason: {
      zh: '用以说明为何可以在境内申请，例如亲属关系证明（只需翻译，无须认证）、总部认定文件或派遣函。',
      en: 'It shows why the application can be made inside China: for example proof of the family relation (a translation is enough, no authentication), the headquarters’ recognition or a dispatch letter.',
    },
    ...also,
    requiredWhen: [
      answered('groundInsideChina', 'family', 'reform-zone', 'regional-headquarters', 'intra-group', 'treaty', 'other'),
    ],
    source: `${section3}, item l: family papers need no authentication, only translation; which papers prove the other grounds is not published`,
    placeholder: true,
  },
  {
    kind: 'cancellation-certificate',
    label: { zh: '原工作许可注销证明', en: 'Cancellation certificate of the former permit' },
    reason: {
      zh: '变更用人单位的，须先注销原许可；新合同不得早于注销生效之日。',
      en: 'Before a change of employer the former permit is cancelled; the new contract cannot begin before that day.',
    },
    ...also,
    requiredWhen: [answered('previousPermit', 'cancelled')],
    source: `${section3}, item j`,
    placeholder: false,
  },
  {
    kind: 'cancelled-residence-permit',
    label: { zh: '已注销的居留许可页', en: 'Page of the cancelled residence permit' },
    reason: {
      zh: '原许可到期自动注销，没有注销证明，请以已注销的居留许可页代替。',
      en: 'A permit that expired has no cancellation certificate; the page of the cancelled residence permit takes its place.',
    },
    ...also,
    requiredWhen: [answered('previousPermit', 'expired')],
    source: `${section3}, item j`,
    placeholder: false,
  },
  {
    kind: 'kind-of-c-proof',
    label: { zh: '配额管理人员的证明', en: 'Proof of the kind of category C' },
    reason: {
      zh: '用以证明属于实行配额管理的人员，例如实习协议、在华高校学历证书或特殊领域主管部门的文件。',
      en: 'It shows that the quota applies: for example the internship agreement, the degree of the university or the decision of the authority for the special field.',
    },
    ...also,
    requiredWhen: [underQuota],
    source: `${kindsOfC}; which papers count is not published`,
    placeholder: true,
  },
  ...categoryEvidence,
];

/** A new permit for work of more than 90 days: from abroad, inside China, or after a change of employer. */
export const newPermit: Procedure = {
  id: 'new-permit',
  version: '2024-12-01',
  title: {
    zh: '外国人来华工作许可（90日以上）',
    en: "Foreigner's Work Permit, new, for work of more than 90 days",
  },
  source: `${section3}; one filing since the notice 人社部发〔2024〕75号`,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'score' }],
  permit: { kind: 'none-in-force', source: `${changeOfEmployer}: the former permit is cancelled first` },
  minimumAge: nationalRoutes.minimumAge,
  maximumAge: {
    years: nationalRoutes.usualMaximumAgeForB.years,
    when: [{ categories: ['B'], routes: ['direct'] }],
    judgedBy: 'officers',
    source: `${nationalRoutes.usualMaximumAgeForB.source}: as a rule; relaxed for treaties, points, legal representatives and rare skills`,
  },
  passportRuns: { when: always, source: `${section3}, item g` },
  contractMoreThanDays: { days: 90, source: `${section3}: 90日以上` },
  contractFollows: {
    what: 'ended-permit',
    atMostDaysAfter: 30,
    ofAnswer: 'previousPermitEndedOn',
    when: [hasNewEmployer],
    source: `${changeOfEmployer}: not before the cancellation takes effect; up to 30 days after it, on a stay visa, for the same post. That the 30 days end with the first day of the new contract is our reading`,
    placeholder: true,
  },
  fields: [...fields(['entry']), ...identity, ...passportEnd, ...post, ...scored()],
  questions,
  materials,
  decidedBy: ['decider'],
  quota: {
    group: 'quota-managed',
    when: [{ categories: ['C'], ...underQuota }],
    source: `${kindsOfC}: category C (III); the size of the quota is not published`,
    placeholder: true,
  },
  effect: 'grant-permit',
  letters: [{ kind: 'notification-letter', when: [{ entries: ['abroad'] }] }],
};
