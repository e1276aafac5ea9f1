import type { Material, Procedure } from '../../domain/procedure/procedure.ts';
import { fields } from './fields.ts';
import { papers } from './papers.ts';
import { always, answered, guide, tianjinGuide } from './sources.ts';

const section = `${guide}: registration of the employer (单位注册)`;
const paper = {
  contentTypes: papers,
  several: true,
  requiredWhen: always,
  placeholder: false,
  source: section,
} as const;

const licence: Material = {
  kind: 'business-licence',
  label: { zh: '营业执照或登记证书', en: 'Business licence or certificate of registration' },
  reason: {
    zh: '用以核实单位依法设立、名称和有效期；许可期限不得超过其有效期。',
    en: 'It shows that the employer is lawfully established, its name and how long it may work; no permit runs longer than that.',
  },
  ...paper,
};

const headId: Material = {
  kind: 'head-id',
  label: { zh: '负责人身份证件', en: 'Identity document of the legal representative' },
  reason: { zh: '用以核实负责人身份。', en: 'It shows who answers for the employer.' },
  ...paper,
};

const handlerId: Material = {
  kind: 'handler-id',
  label: { zh: '经办人身份证件', en: 'Identity document of the handler' },
  reason: { zh: '用以核实经办人身份。', en: 'It shows who files for the employer.' },
  ...paper,
};

const authorisation: Material = {
  kind: 'authorisation-letter',
  label: { zh: '授权书', en: 'Letter of authorisation' },
  reason: {
    zh: '由单位盖章，授权经办人办理；经办人须为本单位正式职工并参加社会保险。',
    en: 'Stamped by the employer, it lets the handler act. The handler must be a regular employee with social insurance.',
  },
  ...paper,
  source: `${section}; ${tianjinGuide}, chapter 1: one to three handlers`,
};

const sectorLicence: Material = {
  kind: 'sector-licence',
  label: { zh: '行业许可证', en: 'Sector licence' },
  reason: {
    zh: '须经行业主管部门许可的单位（如学校、医院）须提供许可证。',
    en: 'Asked of employers whose sector needs an approval of its own, such as schools and hospitals.',
  },
  ...paper,
};

const registrationForm = (label: Material['label']): Material => ({
  kind: 'registration-form',
  label,
  reason: {
    zh: '由单位盖章，表示对所填内容负责。',
    en: 'Stamped by the employer, who answers for what it says.',
  },
  ...paper,
});

const common = {
  effectiveFrom: '2024-12-01',
  concerns: 'employer',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'none' }],
  decidedBy: ['decider'],
  letters: [],
} as const satisfies Partial<Procedure>;

/** The employer is entered in the register; what was declared is reviewed once. */
export const employerRegistration: Procedure = {
  ...common,
  id: 'employer-registration',
  version: '2024-12-01',
  title: { zh: '用人单位注册', en: 'Registration of an employer' },
  source: section,
  fields: fields([
    'employer.name.zh',
    'employer.unifiedSocialCreditCode',
    'employer.licenceValidTo',
    'employer.address',
    'employer.legalRepresentative',
    'employer.handler.name',
    'employer.handler.phone',
  ]),
  questions: [
    {
      id: 'sectorLicence',
      label: { zh: '所在行业是否须经主管部门许可', en: 'Does the sector need an approval of its own?' },
      reason: {
        zh: '例如学校、医院、演出机构；须许可的，请提供行业许可证。',
        en: 'For example schools, hospitals and performance agencies; where it does, the sector licence is asked for.',
      },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          { value: 'yes', label: { zh: '是', en: 'Yes' } },
          { value: 'no', label: { zh: '否', en: 'No' } },
        ],
      },
      askedWhen: always,
      required: true,
      source: section,
      placeholder: false,
    },
  ],
  materials: [
    registrationForm({ zh: '用人单位注册信息表', en: 'Registration form of the employer' }),
    licence,
    headId,
    handlerId,
    authorisation,
    { ...sectorLicence, requiredWhen: [answered('sectorLicence', 'yes')] },
  ],
  effect: 'confirm-employer',
};

const changes = (...what: string[]) => [answered('what', ...what)];
/** The guide names the procedure but not which paper proves which change. */
const byWhat = {
  placeholder: true,
  source: `${section} and its change; which paper proves which change is not published`,
};

/** What the register says of an employer is changed. */
export const employerChange: Procedure = {
  ...common,
  id: 'employer-change',
  version: '2024-12-01',
  title: { zh: '用人单位信息变更', en: 'Change of what is registered of an employer' },
  source: section,
  fields: [
    ...fields(['employer.name.zh'], changes('name')),
    ...fields(['employer.licenceValidTo'], changes('licence')),
    ...fields(['employer.address'], changes('address')),
    ...fields(['employer.legalRepresentative'], changes('legal-representative')),
    ...fields(['employer.handler.name', 'employer.handler.phone'], changes('handler')),
  ],
  questions: [
    {
      id: 'what',
      label: { zh: '变更内容', en: 'What changes' },
      reason: { zh: '按变更内容确定需要的材料。', en: 'The papers depend on what changes.' },
      answer: {
        kind: 'choice',
        several: true,
        options: [
          { value: 'name', label: { zh: '单位名称', en: 'Name' } },
          { value: 'licence', label: { zh: '营业执照有效期', en: 'Period of the business licence' } },
          { value: 'address', label: { zh: '地址', en: 'Address' } },
          { value: 'legal-representative', label: { zh: '法定代表人', en: 'Legal representative' } },
          { value: 'handler', label: { zh: '经办人', en: 'Handler' } },
        ],
      },
      askedWhen: always,
      required: true,
      source: section,
      placeholder: false,
    },
  ],
  materials: [
    registrationForm({ zh: '用人单位信息变更表', en: 'Form for the change of the registration' }),
    { ...licence, requiredWhen: changes('name', 'licence', 'address', 'legal-representative'), ...byWhat },
    { ...headId, requiredWhen: changes('legal-representative'), ...byWhat },
    { ...handlerId, requiredWhen: changes('handler'), ...byWhat },
    { ...authorisation, requiredWhen: changes('handler'), ...byWhat },
  ],
  effect: 'amend-employer',
};
