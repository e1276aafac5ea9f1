import type { Material, Procedure } from '../../domain/procedure/procedure.ts';
import { categoryEvidence } from './category-evidence.ts';
import { fields, identity, passportEnd, scored } from './fields.ts';
import { papers } from './papers.ts';
import { applicationForm, contract, highestDegree, onlyWhere, passport, workExperience } from './person-materials.ts';
import { always, answered, changeNotes, guide } from './sources.ts';

const section = `${guide}: change (变更)`;
const changesCategory = answered('what', 'category');
const proof = { contentTypes: papers, several: true, placeholder: false } as const;

const proofs: readonly Material[] = [
  {
    kind: 'name-change-proof',
    label: { zh: '姓名变更证明', en: 'Proof of the change of name' },
    reason: {
      zh: '用以证明变更前后是同一人，例如结婚证书或更名文件；非中文材料请附译文并加盖用人单位公章。',
      en: 'It shows that both names are of the same person: for example a marriage certificate or a deed of change. Add a Chinese translation with the employer’s seal.',
    },
    ...proof,
    requiredWhen: [answered('what', 'name')],
    source: `${section}: proof of the change`,
  },
  {
    ...passport,
    label: { zh: '护照信息页（新护照）', en: 'Data page of the (new) passport' },
    // The age of a score is read from it.
    requiredWhen: [answered('what', 'name', 'passport', 'category')],
    source: `${section}; ${changeNotes}, item 6`,
  },
  {
    kind: 'old-passport',
    label: { zh: '旧护照信息页', en: 'Data page of the old passport' },
    reason: {
      zh: '用以核对新旧护照属于同一人。',
      en: 'It shows that the old and the new passport belong to the same person.',
    },
    ...proof,
    requiredWhen: [answered('what', 'passport')],
    source: `${changeNotes}, item 6`,
    placeholder: true,
  },
  {
    kind: 'post-change-proof',
    label: { zh: '职务变更证明', en: 'Proof of the new post' },
    reason: {
      zh: '由用人单位出具，说明在同一单位内改任的职务；改变职业（如钢琴教师改任英语教师）不属于变更，须注销后重新申请。',
      en: 'From the employer: which post is held now in the same organisation. Another occupation, such as from piano teacher to English teacher, is no change: the permit is cancelled and a new one applied for.',
    },
    ...proof,
    requiredWhen: [answered('what', 'post')],
    source: `${section}; ${changeNotes}, item 7`,
  },
];

/** Name, passport, post in the same organisation, or category of a permit that goes on. */
export const change: Procedure = {
  id: 'change',
  version: '2024-12-01',
  title: { zh: '外国人来华工作许可变更', en: "Change of a Foreigner's Work Permit" },
  source: section,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [
    { when: changesCategory, from: 'score' },
    { when: {}, from: 'permit' },
  ],
  permit: { kind: 'held', states: ['valid'], source: section },
  reportWithin: {
    workingDays: 10,
    ofAnswer: 'changedOn',
    source: `${section}: within 10 working days of the event. What follows from a later report is not published; it is noted`,
  },
  fields: [
    ...fields(['permitNumber']),
    ...identity,
    ...fields(['post.title'], [answered('what', 'post')]),
    ...passportEnd.map((field) => ({ ...field, requiredWhen: [answered('what', 'passport')] })),
    ...scored(changesCategory),
  ],
  questions: [
    {
      id: 'what',
      label: { zh: '变更内容', en: 'What changes' },
      reason: {
        zh: '按变更内容确定需要的材料。变更用人单位或改变职业的，不在此办理，须注销后重新申请。',
        en: 'The papers depend on what changes. A change of employer or of occupation is not done here: the permit is cancelled and a new one applied for.',
      },
      answer: {
        kind: 'choice',
        several: true,
        options: [
          { value: 'name', label: { zh: '姓名', en: 'Name' } },
          { value: 'passport', label: { zh: '护照', en: 'Passport' } },
          { value: 'post', label: { zh: '同一单位内的职务', en: 'Post in the same organisation' } },
          { value: 'category', label: { zh: '类别', en: 'Category' } },
        ],
      },
      askedWhen: always,
      required: true,
      source: section,
      placeholder: false,
    },
    {
      id: 'changedOn',
      label: { zh: '变更发生之日', en: 'Day on which it changed' },
      reason: {
        zh: '变更应自发生之日起10个工作日内申请；逾期仍可办理，会作记录。',
        en: 'A change is applied for within 10 working days. Later is still possible; it is noted.',
      },
      answer: { kind: 'day', atLeastDaysAgo: 0 },
      askedWhen: always,
      required: true,
      source: section,
      placeholder: false,
    },
  ],
  materials: [
    applicationForm({ zh: '外国人来华工作许可变更申请表', en: 'Application form for the change' }, section),
    ...proofs,
    ...onlyWhere([contract, workExperience, highestDegree, ...categoryEvidence], changesCategory),
  ],
  decidedBy: ['decider'],
  effect: 'amend-permit',
  amends: (['name', 'passport', 'post', 'category'] as const).map((part) => ({ part, when: [answered('what', part)] })),
  letters: [],
};
