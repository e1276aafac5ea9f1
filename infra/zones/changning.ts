import { usualOperations } from '../../shared/zone/operations.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import {
  categories,
  ceilingSource,
  clocksOf,
  employerProcedures,
  nationalGuide,
  nationalPolicy,
  permitProcedures,
  quotaManaged,
  untoldPlaces,
  usualBackup,
  usualClassification,
  usualDesk,
  usualNotices,
  usualReminders,
  usualRetention,
  usualSignIn,
  usualStatistics,
  usualTalents,
  usualVisits,
} from './national.ts';
import { usualAccess, usualProtection } from './protection.ts';

const announcement = 'Changning District, 2017-03-09, http://www.changning.net/art/2017/3/9/art_1140_380782.html';
const hongqiao =
  'Hongqiao, http://en.shhqcbd.gov.cn/2017-02/28/c_70928_2.htm (2017): 5 working days, half of what it was';
const city = 'Shanghai, https://zwdt.sh.gov.cn: review of a new application in 4 working days, then the decision';

/** High-level talents have a shorter time; by how much is not published. */
const personClocks = (procedure: string, ceiling = 20) =>
  (['A', 'B', 'C'] as const).flatMap((category) =>
    clocksOf(
      procedure,
      {
        'preliminary-review': {
          promise: category === 'A' ? 1 : 3,
          ceiling: 5,
          source: `Not published for Changning; ceiling: ${nationalGuide}, 5 working days; Administrative Licensing Law art. 32`,
          placeholder: true,
        },
        review: {
          promise: category === 'A' ? 2 : Math.min(4, ceiling),
          ceiling,
          source: `Promise: ${city}; category A: "shorter time" (${announcement}), the figure is not published. Ceiling: ${ceilingSource(ceiling)}`,
          placeholder: category === 'A',
        },
        conclusion: {
          promise: category === 'A' ? 3 : 5,
          ceiling,
          source: `Promise: ${hongqiao}; category A: "shorter time" (${announcement}), the figure is not published. Ceiling: ${ceilingSource(ceiling)}`,
          placeholder: category === 'A',
        },
      },
      [category],
    ),
  );

const employerClocks = (procedure: string) =>
  clocksOf(procedure, {
    'preliminary-review': {
      promise: 2,
      ceiling: 5,
      source: 'Not published; ceiling: Administrative Licensing Law art. 32',
      placeholder: true,
    },
    review: { promise: 2, ceiling: 20, source: `Not published. Ceiling: ${ceilingSource(20)}`, placeholder: true },
    conclusion: { promise: 3, ceiling: 20, source: `Not published. Ceiling: ${ceilingSource(20)}`, placeholder: true },
  });

/** Which papers high-level talents are spared is not published; these are what a direct route does not rest on. */
const fewerPapers = {
  'work-experience': {
    waived: {
      when: [
        { categories: ['A' as const], routes: ['direct' as const] },
        { routeIds: ['outstanding-graduate'] },
        { fact: { fact: 'workYears' as const, is: 0 } },
      ],
      exceptWhen: [{ fact: { fact: 'distinctions' as const, includes: 'five-years-in-china' } }],
    },
  },
  'highest-degree': {
    waived: {
      when: [{ categories: ['A' as const], routes: ['direct' as const] }],
      exceptWhen: [{ routeIds: ['outstanding-young-talent'] }],
    },
  },
};

const streamlined = {
  effectiveFrom: '2017-04-01',
  note: {
    zh: '高层次人才（A类）办理时减少材料、简化程序、缩短时间；具体免交哪些材料为暂定，以主管部门公布为准。',
    en: 'High-level talents (category A) hand in fewer papers, in fewer steps and less time. Which papers these are is provisional until the authority settles it.',
  },
  source: `${announcement}: high-level talents apply online with fewer papers, simpler steps and in a shorter time; which papers is not published`,
  placeholder: true,
};

/** Changning District of Shanghai, pilot of "two certificates into one" from December 2016. */
export const changning: ZoneFile = {
  id: 'changning',
  name: { zh: '上海市长宁区', en: 'Changning District, Shanghai' },
  authority: {
    zh: '上海市长宁区外国人来华工作许可主管部门',
    en: "Changning District's authority for foreigners' work permits",
  },
  region: 'cn-northwest-1',
  timeZone: 'Asia/Shanghai',
  verificationHost: 'permit.chn.example',
  contact: {
    address: {
      zh: '上海市长宁区（具体地址待主管部门确定）',
      en: 'Changning, Shanghai (the address is for the authority to settle)',
    },
    phone: '000-0000-0000',
    hours: [{ days: { zh: '周一至周五', en: 'Monday to Friday' }, from: '09:00', to: '17:00' }],
    source: 'Not published in the sources at hand',
    placeholder: true,
  },
  desk: usualDesk(
    'Changning, 2017-03-09, http://www.changning.net/art/2017/3/9/art_1140_380782.html: 303 consultations of employers and 209 registrations by 14 February 2017',
  ),
  statistics: usualStatistics(
    'Changning, 2017-03-09: 303 consultations, 209 registrations and 152 applicants by 14 February 2017',
    { from: '09:00', to: '17:00', source: 'Opening hours are not published in the sources at hand', placeholder: true },
  ),
  delegation: {
    from: { zh: '上海市外国人来华工作许可主管部门', en: "Shanghai's authority for foreigners' work permits" },
    inNameOf: 'zone',
    procedures: [...permitProcedures, ...employerProcedures],
    categories: [...categories],
    validFrom: '2016-12-01',
    source: `${announcement}: issuing since 2016-12-01. Official names and the instrument of delegation are for the authority to settle`,
    placeholder: true,
  },
  clocks: [
    ...permitProcedures.flatMap((procedure) => personClocks(procedure, procedure === 'short-term' ? 5 : 20)),
    ...employerProcedures.flatMap(employerClocks),
  ],
  quotas: [quotaManaged(100, '2016-12-01')],
  classification: usualClassification(untoldPlaces),
  procedures: [
    {
      procedure: 'conversion',
      ...streamlined,
      changes: {
        materials: { ...fewerPapers, 'visa-or-residence': { waived: { when: [{ categories: ['A'] }] } } },
      },
    },
    { procedure: 'new-permit', ...streamlined, effectiveFrom: '2024-12-01', changes: { materials: fewerPapers } },
  ],
  certificates: {
    register: 'required',
    source: `${announcement}: old and new certificates side by side; that the old ones are taken over into a register is for the authority to settle`,
    placeholder: true,
  },
  policy: {
    ...nationalPolicy,
    points: 'interim-2017',
    locality: 'shanghai',
    validityMonths: {
      A: 60,
      B: 24,
      C: 12,
      source:
        'Beijing guide for talents, questions and answers (A, B); C: https://globaleasterninvestment.com/archives/10245 (secondary)',
    },
    passportMinimumMonths: { months: 6, source: 'Beijing guide for talents, chapter 1 section 3: at least six months' },
    employerRegistration: {
      before: 'submission',
      source: `${announcement}: 209 registrations of employers accepted by 2017-02-14`,
    },
  },
  talents: usualTalents(
    'Hongqiao One-stop Foreigner Service Centre keeps a database of foreign talents, http://en.shhqcbd.gov.cn/2017-02/28/c_70928_2.htm (2017); what it holds, who searches it and whether a holder may object are not published',
  ),
  visits: usualVisits(
    {
      zh: '虹桥外国人一站式服务中心（具体地址待主管部门确定）',
      en: 'Hongqiao One-stop Foreigner Service Centre (the address is for the authority to settle)',
    },
    `${announcement}: one window for four certificates (2016); which four, the opening hours and the places are not published`,
    [
      {
        id: 'residence-permit',
        title: { zh: '外国人居留许可', en: 'Residence permit' },
        authority: { zh: '公安机关出入境管理部门', en: 'Exit and entry administration of the public security bureau' },
        about: {
          zh: '由公安机关决定，本窗口代收并一并交付。',
          en: 'Decided by the public security bureau; the window takes it in and hands it over with the rest.',
        },
        source: `${hongqiao}: residence permits are named among the documents of the centre`,
        placeholder: true,
      },
      {
        id: 'further-certificate',
        title: { zh: '其他证件（待主管部门确定）', en: 'Further certificate (for the authority to settle)' },
        authority: { zh: '其他主管部门', en: 'Another authority' },
        about: {
          zh: '“四证合一”的具体证件未见公布，由主管部门确定。',
          en: 'Which four certificates the one window covers was not published; the authority settles it.',
        },
        source: 'The exact four certificates were not found published',
        placeholder: true,
      },
    ],
  ),
  signIn: usualSignIn('https://id.chn.example'),
  notices: usualNotices('chn.example'),
  access: usualAccess,
  protection: usualProtection,
  signingKeys: usualSigningKeys,
  reminders: usualReminders,
  retention: usualRetention,
  backup: usualBackup('cn-north-1'),
  operations: usualOperations,
  logRetentionDays: 400,
};
