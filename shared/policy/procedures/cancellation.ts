import type { Material, Procedure, Question } from '../../domain/procedure/procedure.ts';
import { fields, identity } from './fields.ts';
import { papers } from './papers.ts';
import { applicationForm, taxRecord } from './person-materials.ts';
import { always, answered, cancellationNotes, guide, licensingLaw } from './sources.ts';

const section = `${guide}: cancellation (注销)`;
const proof = { contentTypes: papers, several: true, placeholder: false } as const;

const reasons = [
  {
    value: 'contract-ended',
    label: { zh: '合同终止或协商解除', en: 'The contract ended, or both agreed to end it' },
  },
  { value: 'resigned', label: { zh: '申请人辞职', en: 'The foreigner resigned' } },
  { value: 'runaway', label: { zh: '申请人失去联系', en: 'The foreigner cannot be reached' } },
  { value: 'labour-dispute', label: { zh: '存在劳动争议', en: 'There is a labour dispute' } },
  { value: 'death-or-incapacity', label: { zh: '申请人死亡或丧失行为能力', en: 'Death or loss of legal capacity' } },
  {
    value: 'employer-dissolved',
    label: { zh: '用人单位已终止（由申请人申请）', en: 'The employer was dissolved (the foreigner applies)' },
  },
] as const;

const questions: readonly Question[] = [
  {
    id: 'reason',
    label: { zh: '注销原因', en: 'Reason for the cancellation' },
    reason: {
      zh: '按原因确定由谁申请和需要的材料。许可有效期届满的自动注销，无须申请，也没有注销证明。',
      en: 'Who applies and which papers are needed depends on it. A permit that has expired is cancelled by itself: no application is needed, and there is no certificate.',
    },
    answer: { kind: 'choice', several: false, options: reasons },
    askedWhen: always,
    required: true,
    source: `${section}; ${licensingLaw} art. 70; ${cancellationNotes}`,
    placeholder: false,
  },
  {
    id: 'endedOn',
    label: { zh: '事项发生之日', en: 'Day on which it happened' },
    reason: {
      zh: '用人单位应自事项发生之日起10个工作日内申请注销；逾期仍可办理，会作记录。',
      en: 'The employer applies within 10 working days. Later is still possible; it is noted.',
    },
    answer: { kind: 'day', atLeastDaysAgo: 0 },
    askedWhen: [answered('reason', 'contract-ended', 'resigned', 'labour-dispute', 'death-or-incapacity')],
    required: true,
    source: section,
    placeholder: false,
  },
  {
    id: 'lastContactOn',
    label: { zh: '最后一次联系之日', en: 'Day of the last contact' },
    reason: {
      zh: '失去联系超过15日的，用人单位才可以单方申请注销。',
      en: 'The employer may apply alone only when there was no contact for more than 15 days.',
    },
    answer: { kind: 'day', atLeastDaysAgo: 16 },
    askedWhen: [answered('reason', 'runaway')],
    required: true,
    source: `${section}: more than 15 days without contact`,
    placeholder: false,
  },
  {
    id: 'noticeOn',
    label: { zh: '登报公告之日', en: 'Day of the newspaper notice' },
    reason: {
      zh: '须在市级以上报纸公告，满10日后申请注销。',
      en: 'A notice appears in a newspaper of city level or above; ten days after it the cancellation can be applied for.',
    },
    answer: { kind: 'day', atLeastDaysAgo: 10 },
    askedWhen: [answered('reason', 'runaway')],
    required: true,
    source: `${section}: newspaper notice of 10 days`,
    placeholder: false,
  },
  {
    id: 'salaryProof',
    label: {
      zh: '以薪资承诺取得许可的，能否提供完税证明',
      en: 'If the permit rested on a salary commitment: can the tax record be given?',
    },
    reason: {
      zh: '以承诺薪资为依据的，注销时须提供完税证明；不能提供的仍可注销，但将作为失信情况记录。',
      en: 'What was promised is compared with the tax record. Without it the permit is cancelled all the same, and a breach of credit is recorded.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        { value: 'no-commitment', label: { zh: '没有作过薪资承诺', en: 'There was no salary commitment' } },
        { value: 'given', label: { zh: '提供完税证明', en: 'The tax record is given' } },
        { value: 'not-given', label: { zh: '不能提供', en: 'It cannot be given' } },
      ],
    },
    askedWhen: [answered('reason', 'contract-ended', 'resigned', 'labour-dispute', 'runaway')],
    required: true,
    source: `${section}: tax record demanded, otherwise recorded as a breach of credit`,
    placeholder: false,
  },
];

const materials: readonly Material[] = [
  applicationForm({ zh: '外国人来华工作许可注销申请表', en: 'Application form for the cancellation' }, section),
  {
    kind: 'cancellation-proof',
    label: { zh: '解除或终止聘用关系的证明', en: 'Proof that the employment ended' },
    reason: {
      zh: '须由用人单位和申请人双方签字，证明聘用关系已经结束。',
      en: 'Signed by both sides: it shows that the employment has ended.',
    },
    ...proof,
    requiredWhen: [answered('reason', 'contract-ended', 'resigned')],
    source: section,
  },
  {
    kind: 'newspaper-notice',
    label: { zh: '市级以上报纸公告', en: 'Newspaper notice' },
    reason: {
      zh: '申请人失去联系的，须先在市级以上报纸公告10日。',
      en: 'Where the foreigner cannot be reached, a notice in a newspaper of city level or above comes first, for 10 days.',
    },
    ...proof,
    requiredWhen: [answered('reason', 'runaway')],
    source: section,
  },
  {
    kind: 'dispute-award',
    label: { zh: '仲裁裁决书或法院判决书', en: 'Award or judgment on the labour dispute' },
    reason: {
      zh: '存在劳动争议的，须先有裁决或判决，才能注销。',
      en: 'While there is a labour dispute, the permit is cancelled only after an award or a judgment.',
    },
    ...proof,
    requiredWhen: [answered('reason', 'labour-dispute')],
    source: section,
  },
  {
    kind: 'death-or-incapacity-proof',
    label: { zh: '死亡或丧失行为能力的证明', en: 'Proof of death or loss of legal capacity' },
    reason: {
      zh: '用以证明许可的持有人已不能继续工作。',
      en: 'It shows that the holder of the permit can no longer work.',
    },
    ...proof,
    requiredWhen: [answered('reason', 'death-or-incapacity')],
    source: `${licensingLaw} art. 70; which paper counts is not published`,
    placeholder: true,
  },
  {
    kind: 'dissolution-proof',
    label: { zh: '用人单位终止的证明', en: 'Proof that the employer was dissolved' },
    reason: {
      zh: '用人单位已终止的，由申请人本人申请，须证明用人单位不再存在。',
      en: 'Where the employer no longer exists the foreigner applies; this shows that it was dissolved.',
    },
    ...proof,
    requiredWhen: [answered('reason', 'employer-dissolved')],
    source: `${section}: the foreigner files at the district window; which paper counts is not published`,
    placeholder: true,
  },
  { ...taxRecord, requiredWhen: [answered('salaryProof', 'given')] },
];

/** The end of a permit before its last day. */
export const cancellation: Procedure = {
  id: 'cancellation',
  version: '2024-12-01',
  title: { zh: '外国人来华工作许可注销', en: "Cancellation of a Foreigner's Work Permit" },
  source: `${section}; ${licensingLaw} art. 70`,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [
    {
      party: 'employer',
      when: [
        answered('reason', ...reasons.map(({ value }) => value).filter((value) => value !== 'employer-dissolved')),
      ],
    },
    { party: 'applicant', when: [answered('reason', 'employer-dissolved')] },
  ],
  category: [{ when: {}, from: 'permit' }],
  permit: { kind: 'held', states: ['valid', 'not-yet-valid', 'suspended'], source: section },
  reportWithin: {
    workingDays: 10,
    ofAnswer: 'endedOn',
    source: `${section}: within 10 working days of the event. What follows from a later report is not published; it is noted`,
  },
  fields: [...fields(['permitNumber']), ...identity],
  questions,
  materials,
  decidedBy: ['decider'],
  effect: 'cancel-permit',
  letters: [],
};
