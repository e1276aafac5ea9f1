import type { Procedure } from '../../domain/procedure/procedure.ts';
import { categoryEvidence } from './category-evidence.ts';
import { fields, identity, passportEnd, post, scored } from './fields.ts';
import {
  applicationForm,
  contract,
  highestDegree,
  onlyWhere,
  passport,
  taxRecord,
  visaOrResidence,
  workExperience,
} from './person-materials.ts';
import { always, answered, guide, licensingLaw, tianjinGuide } from './sources.ts';

const section = `${guide}: extension (延期)`;
const changesCategory = answered('alsoChanges', 'category');

/** The next period of a permit with the same employer, for the same post. */
export const extension: Procedure = {
  id: 'extension',
  version: '2024-12-01',
  title: { zh: '外国人来华工作许可延期', en: "Extension of a Foreigner's Work Permit" },
  source: section,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [
    { when: changesCategory, from: 'score' },
    { when: {}, from: 'permit' },
  ],
  permit: {
    kind: 'held',
    states: ['valid'],
    source: `${section}: both the permit and the residence permit must be valid; same employer, same post`,
  },
  window: {
    opensDaysBefore: 90,
    closesDaysBefore: 30,
    source: `Closes: ${licensingLaw} art. 50; http://www.nacglobal.net/2018/03/02/ (notice of 2017-12-07: later filings are refused). Opens: ${tianjinGuide}, chapter 3: 90 days; localities differ`,
  },
  deemedGrantedAtExpiry: { source: `${licensingLaw} art. 50` },
  maximumAge: {
    years: 60,
    when: [{ categories: ['B', 'C'] }],
    judgedBy: 'officers',
    source: `${guide}: section 6 says 60, question 6.9 says 70, and 65 (70 in high-precision sectors) with an international qualification; the authority must settle it`,
    placeholder: true,
  },
  contractFollows: {
    what: 'permit-without-gap',
    when: always,
    source: `${section}: the contract must follow on without a gap`,
  },
  fields: [...fields(['permitNumber']), ...identity, ...passportEnd, ...post, ...scored(changesCategory)],
  questions: [
    {
      id: 'alsoChanges',
      label: { zh: '延期时一并变更', en: 'What changes together with the extension' },
      reason: {
        zh: '换发了护照，或申请由B类改为A类等，可在延期时一并办理，不必另行申请变更。',
        en: 'A new passport or another category can be taken care of within the extension; no application for a change is needed.',
      },
      answer: {
        kind: 'choice',
        several: true,
        options: [
          { value: 'passport', label: { zh: '护照已换发', en: 'The passport was renewed' } },
          { value: 'category', label: { zh: '申请变更类别', en: 'Another category is asked for' } },
        ],
      },
      askedWhen: always,
      required: false,
      source: `${section}: B to A and a new passport within an extension`,
      placeholder: false,
    },
    {
      id: 'salaryCommitted',
      label: {
        zh: '上次申请是否提交过薪资事项承诺书',
        en: 'Was a salary commitment letter given with the last application?',
      },
      reason: {
        zh: '以承诺薪资为依据的，延期时须以完税证明核对；以平均工资6倍取得A类的免交。',
        en: 'What was promised is compared with the tax record at the extension. Category A by six times the average wage is spared it.',
      },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          { value: 'no', label: { zh: '没有', en: 'No' } },
          { value: 'yes', label: { zh: '提交过', en: 'Yes' } },
          {
            value: 'six-times',
            label: { zh: '提交过，以平均工资6倍取得A类', en: 'Yes, for category A by six times the average wage' },
          },
        ],
      },
      askedWhen: always,
      required: true,
      source: taxRecord.source,
      placeholder: false,
    },
  ],
  materials: [
    applicationForm({ zh: '外国人来华工作许可延期申请表', en: 'Application form for the extension' }, section),
    contract,
    passport,
    {
      ...visaOrResidence,
      label: { zh: '有效居留许可页', en: 'Page of the valid residence permit' },
      reason: {
        zh: '延期时工作许可和居留许可都须在有效期内。',
        en: 'Both the work permit and the residence permit must be valid when the extension is asked for.',
      },
      source: section,
    },
    {
      ...taxRecord,
      requiredWhen: [answered('salaryCommitted', 'yes')],
      waived: {
        when: [{ categories: ['A'], fact: { fact: 'directRoutes', includes: 'salary-multiple-a' } }],
        exceptWhen: [],
        source: taxRecord.source,
        placeholder: false,
      },
    },
    ...onlyWhere([workExperience, highestDegree, ...categoryEvidence], changesCategory),
  ],
  decidedBy: ['decider'],
  effect: 'extend-permit',
  amends: [
    { part: 'passport', when: [answered('alsoChanges', 'passport')] },
    { part: 'category', when: [changesCategory] },
  ],
  letters: [],
};
