import type { Material, Procedure, Question } from '../../domain/procedure/procedure.ts';
import { fields, identity, passportEnd } from './fields.ts';
import { papers } from './papers.ts';
import { passport, photo } from './person-materials.ts';
import { always, answered } from './sources.ts';

/** What is told of the card: what it is for and how many there are. */
const reports =
  'China Daily, 2020-11-23, https://regional.chinadaily.com.cn/ezhejiang/2020-11/23/c_566356.htm; https://dollarcostumes.com/yiwu-upgrades-foreign-citizen-card-1.html (secondary); Jinhua, 2023-05-11, http://english.jinhua.gov.cn/art/2023/5/11/art_1229181173_58898897.html';
const notPublished = `${reports}. How it is applied for is not published`;

const questions: readonly Question[] = [
  {
    id: 'purpose',
    label: { zh: '在本地的主要活动', en: 'What brings you here' },
    reason: {
      zh: '商友卡面向在本地从事贸易等活动的外国人，不要求有用人单位或工作许可。',
      en: 'The card is for foreigners who trade or live here. It needs no employer and no work permit.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        { value: 'purchasing', label: { zh: '采购', en: 'Purchasing at the markets' } },
        { value: 'own-company', label: { zh: '经营自己的企业', en: 'Running a company of my own' } },
        {
          value: 'representative',
          label: { zh: '代表境外企业', en: 'Representing a company from abroad' },
        },
        { value: 'employment', label: { zh: '受聘工作', en: 'Employment' } },
        { value: 'family-or-study', label: { zh: '随同家人或学习', en: 'Family or study' } },
      ],
    },
    askedWhen: always,
    required: true,
    source: notPublished,
    placeholder: true,
  },
  {
    id: 'stay',
    label: { zh: '在华停留居留依据', en: 'On what you stay in China' },
    reason: {
      zh: '按所选内容提供相应页面；停留居留到期不会自动终止商友卡，但会在卡上注明。',
      en: 'It tells which page to upload. The card does not end with the stay, but whoever looks it up sees that the stay has ended.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        { value: 'residence-permit', label: { zh: '居留许可', en: 'Residence permit' } },
        { value: 'visa', label: { zh: '签证', en: 'Visa' } },
        { value: 'visa-free', label: { zh: '免签入境', en: 'Entry without a visa' } },
      ],
    },
    askedWhen: always,
    required: true,
    source: notPublished,
    placeholder: true,
  },
  {
    id: 'stayUntil',
    label: { zh: '停留居留至', en: 'Last day of the stay' },
    reason: { zh: '请按居留许可、签证或入境章填写。', en: 'As the residence permit, visa or entry stamp says.' },
    answer: { kind: 'day' },
    askedWhen: always,
    required: true,
    source: notPublished,
    placeholder: true,
  },
  {
    id: 'phone',
    label: { zh: '联系电话', en: 'Telephone' },
    reason: {
      zh: '卡片遗失或信息有疑问时与您联系。',
      en: 'To reach you when the card is lost or something is unclear.',
    },
    answer: { kind: 'line', maximum: 30 },
    askedWhen: always,
    required: true,
    source: notPublished,
    placeholder: true,
  },
  {
    id: 'proofOfIdentity',
    label: { zh: '身份核验方式', en: 'How you prove who you are' },
    reason: {
      zh: '可持护照原件到窗口核验，也可上传本人手持护照的照片。',
      en: 'Show the passport itself at the window, or upload a picture of yourself holding it.',
    },
    answer: {
      kind: 'choice',
      several: false,
      options: [
        { value: 'window', label: { zh: '到窗口出示护照原件', en: 'At the window, with the passport' } },
        { value: 'document', label: { zh: '上传手持护照照片', en: 'By a picture with the passport' } },
      ],
    },
    askedWhen: always,
    required: true,
    source: notPublished,
    placeholder: true,
  },
];

const stayProof: Material = {
  kind: 'stay-proof',
  label: { zh: '居留许可、签证或入境章页', en: 'Residence permit, visa or entry stamp' },
  reason: { zh: '用以核实合法停留居留及期限。', en: 'It shows that you are here lawfully and until when.' },
  contentTypes: papers,
  several: true,
  requiredWhen: always,
  source: notPublished,
  placeholder: true,
};

const withPassport: Material = {
  kind: 'holder-with-passport',
  label: { zh: '本人手持护照照片', en: 'Picture of yourself holding the passport' },
  reason: {
    zh: '面部和护照信息页须同时清晰可见，用以核实护照由本人持有。',
    en: 'Your face and the data page must both be clear, so that officers see that the passport is yours.',
  },
  contentTypes: papers,
  several: false,
  requiredWhen: [answered('proofOfIdentity', 'document')],
  source: notPublished,
  placeholder: true,
};

/** The foreign merchant card (外籍商友卡): who somebody is, for services of the place. No licence to work. */
export const merchantCard: Procedure = {
  id: 'merchant-card',
  version: '2016-07-01',
  title: { zh: '外籍商友卡', en: 'Foreign merchant card' },
  source: `Since July 2016: ${reports}`,
  effectiveFrom: '2016-07-01',
  concerns: 'person-alone',
  filedBy: [{ party: 'applicant', when: always }],
  category: [{ when: {}, from: 'none' }],
  identitySeen: {
    when: [answered('proofOfIdentity', 'window')],
    source: notPublished,
    placeholder: true,
  },
  fields: [...identity, ...passportEnd, ...fields(['applicant.email'])],
  questions,
  materials: [
    { ...passport, source: notPublished, placeholder: true },
    stayProof,
    withPassport,
    {
      ...photo,
      reason: {
        zh: '印在商友卡上，供服务单位核对本人。请用近期正面免冠照片，白色背景，JPG格式。',
        en: 'It is shown on the card so that others can recognise you. A recent photo as JPG: full face, white background.',
      },
      source: notPublished,
      placeholder: true,
    },
  ],
  decidedBy: ['decider'],
  effect: 'issue-merchant-card',
  letters: [],
};
