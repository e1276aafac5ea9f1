import type { Procedure } from '../../domain/procedure/procedure.ts';
import { fields, identity, passportEnd, post } from './fields.ts';
import { papers } from './papers.ts';
import { applicationForm, passportThatRuns, photo, visaOrResidence } from './person-materials.ts';
import { always, answered, guide, shortTermRules } from './sources.ts';

const section = `${guide}: 90日及以下`;

/** A permit for short tasks of up to 90 days; category C (II), which needs no place of the quota. */
export const shortTerm: Procedure = {
  id: 'short-term',
  version: '2024-12-01',
  title: { zh: '外国人来华工作许可（90日及以下）', en: "Foreigner's Work Permit for work of up to 90 days" },
  source: `${section}; ${shortTermRules}`,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'C' }],
  permit: {
    kind: 'none-in-force',
    source: 'No rule found: a person who holds a permit needs no second one for the same time',
    placeholder: true,
  },
  minimumAge: { years: 18, source: `${section}: 18 to 60` },
  maximumAge: { years: 60, when: always, judgedBy: 'submission', source: `${section}: 18 to 60` },
  passportRuns: {
    when: always,
    source: `${guide}, item g: at least six months; said of permits for more than 90 days`,
    placeholder: true,
  },
  contractAtMostDays: {
    days: 90,
    source: `${section}; no extension, but a new application for more than 90 days is possible inside China`,
  },
  fields: [...fields(['entry']), ...identity, ...passportEnd, ...post],
  questions: [
    {
      id: 'task',
      label: { zh: '短期工作任务', en: 'Short task' },
      reason: {
        zh: '90日及以下的许可只适用于下列任务。购买设备配套的安装、维修和培训，对中标项目的指导检查，以及派往境内分支机构的短期工作不属于此类，请按规定办理签证。',
        en: 'The permit for up to 90 days is for these tasks only. Setting up or servicing machines that were bought, supervising a project that was won in a tender, and short work at one’s own branch in China are no such tasks; a visa is enough there.',
      },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          {
            value: 'partner',
            label: {
              zh: '到境内合作方完成技术、科研、管理、指导等工作',
              en: 'Technical, research, management or guidance work at a partner in China',
            },
          },
          {
            value: 'sports-trial',
            label: { zh: '到境内体育机构试训', en: 'Trial training at a sports organisation in China' },
          },
          {
            value: 'film',
            label: { zh: '拍摄影片（含广告片、纪录片）', en: 'Making a film, advertising film or documentary' },
          },
          {
            value: 'fashion',
            label: { zh: '时装表演（含车模、平面广告）', en: 'Fashion show, modelling, print advertising' },
          },
          { value: 'performance', label: { zh: '涉外营业性演出', en: 'Commercial performance by foreigners' } },
          {
            value: 'other',
            label: { zh: '主管部门认定的其他情形', en: 'Another situation that the authority recognises' },
          },
        ],
      },
      askedWhen: always,
      required: true,
      source: shortTermRules,
      placeholder: true,
    },
  ],
  materials: [
    applicationForm(
      {
        zh: '外国人来华工作许可申请表（90日及以下，含无犯罪记录承诺）',
        en: 'Application form for up to 90 days, with the declaration of no criminal record',
      },
      section,
    ),
    {
      ...photo,
      source: `${photo.source}. For permits of up to 90 days the guide names no photo; the permit shows one`,
      placeholder: true,
    },
    passportThatRuns,
    {
      kind: 'contract',
      label: { zh: '工作合同、项目合同或合作协议', en: 'Contract, project contract or cooperation agreement' },
      reason: {
        zh: '须写明姓名、国籍、工作地点（全部地点）、期限、工作内容和入境次数；期限不超过90日。',
        en: 'It states name, nationality, every place of work, the period, the work and the number of entries; the period is at most 90 days.',
      },
      contentTypes: papers,
      several: true,
      requiredWhen: always,
      source: section,
      placeholder: false,
    },
    {
      kind: 'performance-approval',
      label: { zh: '文化主管部门的演出批准文书', en: 'Approval of the performance by the culture authority' },
      reason: {
        zh: '涉外营业性演出须经文化主管部门批准。',
        en: 'A commercial performance by foreigners is approved by the culture authority.',
      },
      contentTypes: papers,
      several: true,
      requiredWhen: [answered('task', 'performance')],
      source: shortTermRules,
      placeholder: true,
    },
    { ...visaOrResidence, requiredWhen: [{ entries: ['inside-china'] }], placeholder: true },
  ],
  decidedBy: ['decider'],
  effect: 'grant-permit',
  letters: [{ kind: 'notification-letter', when: [{ entries: ['abroad'] }] }],
};
