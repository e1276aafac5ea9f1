import type { z } from 'zod';
import type { employerRegistration } from '../../shared/contract/employer-details.ts';
import type { applicantForm, entry, postForm } from '../../shared/contract/intake.ts';
import type { assessmentFacts } from '../../shared/contract/scoring.ts';
import { checklist } from '../../shared/domain/checklist/checklist.ts';
import type { RouteKind } from '../../shared/domain/procedure/procedure.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, addMonths, type Day } from '../../shared/domain/time.ts';
import { procedure } from '../../shared/policy/procedures/index.ts';
import type { PortraitLook } from './portrait.ts';

/** One invented case with everything that an employer would enter and upload. */
export type SampleCase = {
  name: SampleCaseName;
  /** What the interim points table gives. */
  expected: { category: 'A' | 'B' | 'C'; total: number; route: { kind: RouteKind; id: string } };
  employer: z.input<typeof employerRegistration>;
  form: {
    procedure: 'new-permit';
    entry: z.input<typeof entry>;
    applicant: z.input<typeof applicantForm>;
    post: z.input<typeof postForm>;
    facts: z.input<typeof assessmentFacts>;
    commitments: string[];
    /** What the procedure asks beside the form's own fields. */
    answers?: Record<string, string | string[]>;
  };
  /** Kinds to upload, in the order of the checklist. */
  documents: string[];
  /** What the papers tell beyond the form. */
  story: {
    degree: Text;
    university: string;
    formerEmployer: string;
    formerPost: string;
    passportIssuedOn: Day;
    today: Day;
    look: PortraitLook;
  };
};

type Plot = Omit<SampleCase, 'name' | 'documents' | 'story'> & { story: Omit<SampleCase['story'], 'today'> };

/** A birthday five months ago, so that the age holds on every day of a demonstration. */
const birthDateAt = (years: number, today: Day) => addMonths(today, -(12 * years + 5));

const passport = (number: string, today: Day) => ({
  passport: { number, issuingState: 'UTO', expiresOn: addMonths(today, 76) },
});

const plots = {
  'etown-b': (today: Day, contractFrom: Day): Plot => ({
    expected: { category: 'B', total: 62, route: { kind: 'points', id: 'points-60' } },
    employer: {
      name: { zh: '北京样例精密仪器有限公司', en: 'Beijing Sample Precision Instruments Co., Ltd.' },
      unifiedSocialCreditCode: '91110302GREENPA195',
      licenceValidTo: addMonths(today, 180),
      address: '北京经济技术开发区样例路1号',
      industry: '仪器仪表制造业',
      legalRepresentative: '范例',
      handler: { name: '样小例', phone: '010-00000001' },
    },
    form: {
      procedure: 'new-permit',
      entry: 'abroad',
      applicant: {
        familyName: 'SPECIMEN',
        givenNames: 'ELENA MARIA',
        chineseName: '艾琳娜',
        sex: 'F',
        nationality: 'UTO',
        birthDate: birthDateAt(30, today),
        ...passport('U12345678', today),
        email: 'elena.specimen@applicant.example',
        language: 'en',
      },
      post: {
        title: '光学工程师 Optical engineer',
        workplace: '北京经济技术开发区样例路1号',
        contractFrom,
        contractTo: addDays(addMonths(contractFrom, 36), -1),
        duties: '负责光学测量系统的设计与调试。Designs and tunes optical measuring systems.',
      },
      facts: {
        annualSalary: 200_000,
        education: 'bachelor',
        workYears: 5,
        monthsPerYear: 12,
        hsk: 3,
        workLocation: 'other',
        distinctions: [],
        localBonus: 0,
      },
      commitments: [],
    },
    story: {
      degree: { zh: '工学学士', en: 'Bachelor of Engineering' },
      university: 'University of Utopia',
      formerEmployer: 'Utopia Optics Ltd.',
      formerPost: 'Optical engineer',
      passportIssuedOn: addDays(addMonths(today, -44), 1),
      look: { skin: '#f1c9a5', hair: '#5a3a22', hairStyle: 'long', clothes: '#2f4b6e', eyes: '#4a6a3c' },
    },
  }),
  'category-a': (today: Day, contractFrom: Day): Plot => ({
    expected: { category: 'A', total: 100, route: { kind: 'points', id: 'points-85' } },
    employer: {
      name: { zh: '北京样例生物医药研究有限公司', en: 'Beijing Sample Biomedical Research Co., Ltd.' },
      unifiedSocialCreditCode: '91110302GREENPA270',
      licenceValidTo: null,
      address: '北京经济技术开发区样例二路2号',
      industry: '医药研究与试验发展',
      legalRepresentative: '范文',
      handler: { name: '例小样', phone: '010-00000002' },
    },
    form: {
      procedure: 'new-permit',
      entry: 'abroad',
      applicant: {
        familyName: 'SAMPLETON',
        givenNames: 'ARTHUR',
        sex: 'M',
        nationality: 'UTO',
        birthDate: birthDateAt(40, today),
        ...passport('U23456789', today),
        email: 'arthur.sampleton@applicant.example',
        language: 'en',
      },
      post: {
        title: '首席科学家 Chief scientist',
        workplace: '北京经济技术开发区样例二路2号',
        contractFrom,
        contractTo: addDays(addMonths(contractFrom, 60), -1),
        duties: '主持新药研发。Leads the development of new medicines.',
      },
      facts: {
        annualSalary: 450_000,
        education: 'doctor',
        workYears: 17,
        monthsPerYear: 12,
        hsk: 5,
        workLocation: 'other',
        distinctions: ['fortune-500'],
        localBonus: 0,
      },
      commitments: ['no-criminal-record', 'medical'],
    },
    story: {
      degree: { zh: '理学博士', en: 'Doctor of Science' },
      university: 'Utopia Institute of Technology',
      formerEmployer: 'Utopia Global Pharma plc',
      formerPost: 'Head of research',
      passportIssuedOn: addDays(addMonths(today, -44), 1),
      look: {
        skin: '#8d5a3b',
        hair: '#1f1a17',
        hairStyle: 'short',
        clothes: '#33373d',
        eyes: '#3b2a1e',
        glasses: true,
      },
    },
  }),
  'category-c': (today: Day, contractFrom: Day): Plot => ({
    expected: { category: 'C', total: 45, route: { kind: 'none', id: 'remainder' } },
    employer: {
      name: { zh: '北京样例餐饮管理有限公司', en: 'Beijing Sample Catering Management Co., Ltd.' },
      unifiedSocialCreditCode: '91110302GREENPA35T',
      licenceValidTo: addMonths(today, 60),
      address: '北京经济技术开发区样例三路3号',
      industry: '餐饮业',
      legalRepresentative: '范本',
      handler: { name: '样小本', phone: '010-00000003' },
    },
    form: {
      procedure: 'new-permit',
      entry: 'inside-china',
      applicant: {
        familyName: 'EXEMPLA',
        givenNames: 'MARCO',
        sex: 'M',
        nationality: 'UTO',
        birthDate: birthDateAt(58, today),
        ...passport('U34567890', today),
        language: 'zh',
      },
      post: {
        title: '主厨 Chef',
        workplace: '北京经济技术开发区样例三路3号',
        contractFrom,
        contractTo: addDays(addMonths(contractFrom, 12), -1),
        duties: '负责乌托邦风味菜品。Cooks the dishes of Utopia.',
      },
      facts: {
        annualSalary: 60_000,
        education: 'none',
        workYears: 20,
        monthsPerYear: 10,
        hsk: 0,
        workLocation: 'other',
        distinctions: [],
        localBonus: 0,
      },
      commitments: [],
      answers: { groundInsideChina: 'representative-or-short-term', kindOfC: 'current-rules' },
    },
    story: {
      degree: { zh: '高级中学毕业', en: 'Secondary school leaving certificate' },
      university: 'Utopia School of Catering',
      formerEmployer: 'Trattoria Utopia',
      formerPost: 'Chef',
      passportIssuedOn: addDays(addMonths(today, -44), 1),
      look: { skin: '#e8b996', hair: '#8b8680', hairStyle: 'receding', clothes: '#5b4636', eyes: '#4d5c66' },
    },
  }),
  'category-c-graduate': (today: Day, contractFrom: Day): Plot => ({
    expected: { category: 'C', total: 48, route: { kind: 'none', id: 'remainder' } },
    employer: {
      name: { zh: '北京样例文化传播有限公司', en: 'Beijing Sample Culture Co., Ltd.' },
      unifiedSocialCreditCode: '91110302GREENPA43M',
      licenceValidTo: addMonths(today, 96),
      address: '北京经济技术开发区样例四路4号',
      industry: '文化艺术业',
      legalRepresentative: '范式',
      handler: { name: '本小样', phone: '010-00000004' },
    },
    form: {
      procedure: 'new-permit',
      entry: 'abroad',
      applicant: {
        familyName: 'MUSTER',
        givenNames: 'LIV',
        sex: 'F',
        nationality: 'UTO',
        birthDate: birthDateAt(23, today),
        ...passport('U45678901', today),
        email: 'liv.muster@applicant.example',
        language: 'en',
      },
      post: {
        title: '译审助理 Assistant translator',
        workplace: '北京经济技术开发区样例四路4号',
        contractFrom,
        contractTo: addDays(addMonths(contractFrom, 12), -1),
        duties: '协助翻译乌托邦文学。Helps to translate the literature of Utopia.',
      },
      facts: {
        annualSalary: 120_000,
        education: 'bachelor',
        workYears: 0,
        monthsPerYear: 12,
        hsk: 5,
        workLocation: 'other',
        distinctions: [],
        localBonus: 0,
      },
      commitments: [],
      answers: { kindOfC: 'foreign-graduate' },
    },
    story: {
      degree: { zh: '文学学士', en: 'Bachelor of Arts' },
      university: 'University of Utopia',
      formerEmployer: 'Utopia Readers’ Club',
      formerPost: 'Volunteer',
      passportIssuedOn: addDays(addMonths(today, -44), 1),
      look: { skin: '#f3d3bd', hair: '#c79a5b', hairStyle: 'long', clothes: '#6b4a5c', eyes: '#5a7d8c' },
    },
  }),
} as const satisfies Record<string, (today: Day, contractFrom: Day) => Plot>;

export type SampleCaseName = keyof typeof plots;
export const sampleCaseNames = Object.keys(plots) as SampleCaseName[];

/**
 * An invented case of the E-Town zone: an engineer of category B, a scientist of category A, a cook of category C, and
 * a graduate of category C, who needs a place of the quota.
 *
 * @param today calendar day of the zone around which contract and passport lie
 * @param options the first day of the contract, a month from today when not given
 * @param options `contractFrom`: first day of the contract, a month from today unless it is given
 */
export function sampleCase(name: SampleCaseName, today: Day, options: { contractFrom?: Day } = {}): SampleCase {
  const plot: Plot = plots[name](today, options.contractFrom ?? addMonths(today, 1));
  const { category, route } = plot.expected;
  const found = procedure(plot.form.procedure);
  if (!found) throw new Error(`no procedure ${plot.form.procedure} takes applications`);
  const { entry, facts, commitments, answers } = plot.form;
  const lines = checklist(found, { category, route, entry, facts, commitments, answers, documents: [] });
  return {
    ...plot,
    name,
    documents: lines.filter(({ state }) => state === 'missing').map(({ kind }) => kind),
    story: { ...plot.story, today },
  };
}
