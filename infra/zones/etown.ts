import { usualOperations } from '../../shared/zone/operations.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import {
  categories,
  ceilingSource,
  clocksOf,
  employerProcedures,
  type Figure,
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
} from './national.ts';
import { usualAccess, usualProtection } from './protection.ts';

const announcement = 'China Daily, Beijing E-Town, 2023-12-20';
const cityGuide = 'Beijing guide for talents (人才办事指南; transcribed, to be verified)';

const preliminary: Figure = {
  promise: 1,
  ceiling: 5,
  source: `Promise: ${announcement}, "within one working day". Ceiling: ${nationalGuide}, 5 working days, the day of submission not counted; Administrative Licensing Law art. 32`,
};

/** The three promises of E-Town, each with the national limit beside it; `more` says what a procedure has besides. */
const personClocks = (procedure: string, more = '', ceiling = 20) =>
  clocksOf(procedure, {
    'preliminary-review': preliminary,
    review: {
      promise: 0,
      ceiling,
      source: `Promise: ${announcement}, "on the day of acceptance". Ceiling: ${ceilingSource(ceiling)}, for review and decision together`,
    },
    conclusion: {
      promise: 3,
      ceiling,
      source: `Promise: ${announcement}, "within three working days". That the count begins on the working day after acceptance is our reading: the announcement does not say, the Administrative Licensing Law (art. 82) counts working days, and by national habit the start day is not counted. Ceiling: ${ceilingSource(ceiling)}${more}`,
    },
  });

/** E-Town announced nothing about the register of employers; the city's guide gives the whole time only. */
const employerClocks = (procedure: string) =>
  clocksOf(procedure, {
    'preliminary-review': {
      ...preliminary,
      source: `${preliminary.source}. Said of permits; for employers nothing is published`,
      placeholder: true,
    },
    review: {
      promise: 2,
      ceiling: 20,
      source: `Within the 3 working days of the conclusion; how they are shared is not published. Ceiling: ${ceilingSource(20)}`,
      placeholder: true,
    },
    conclusion: {
      promise: 3,
      ceiling: 20,
      source: `Promise: ${cityGuide}, registration of employers: review in 3 working days. Ceiling: ${ceilingSource(20)}`,
    },
  });

const likeTheCity = (what: string) => `. The city's own guide gives the same 3 working days for ${what}`;

/** Beijing Economic-Technological Development Area (E-Town), to which Beijing delegated the work permit in 2023. */
export const etown: ZoneFile = {
  id: 'etown',
  name: { zh: '北京经济技术开发区', en: 'Beijing Economic-Technological Development Area (E-Town)' },
  // The name under which decisions are made is not published; see `delegation`.
  authority: {
    zh: '北京经济技术开发区管理委员会',
    en: 'Administrative Committee of Beijing Economic-Technological Development Area',
  },
  region: 'cn-north-1',
  timeZone: 'Asia/Shanghai',
  // The zone's own host is not published yet; `.example` can never be someone else's.
  verificationHost: 'permit.etown.example',
  contact: {
    address: {
      zh: '北京经济技术开发区万源街4号，政务服务中心1层',
      en: 'Government Service Centre, ground floor, 4 Wanyuan Street, Beijing E-Town',
    },
    phone: '010-67857696',
    hours: [
      { days: { zh: '周一至周五', en: 'Monday to Friday' }, from: '09:00', to: '17:00' },
      {
        days: {
          zh: '周六（除调休上班日外不计入办理时限）',
          en: 'Saturday (counts as a working day only when it is a make-up day)',
        },
        from: '09:00',
        to: '13:00',
      },
    ],
    source: `${cityGuide}, chapter 1, list of windows`,
  },
  desk: usualDesk('China Daily, Beijing E-Town, 2023-12-20: 383 inquiries in the first month'),
  statistics: usualStatistics(`${announcement}: 383 inquiries and 81 cases in the first month, counted and published`, {
    from: '09:00',
    to: '17:00',
    source: `${cityGuide}, chapter 1, list of windows: Monday to Friday`,
  }),
  delegation: {
    from: { zh: '北京市外国人来华工作许可主管部门', en: "Beijing's authority for foreigners' work permits" },
    // An entrusted body acts in the name of the authority that entrusts it (art. 24). Whether E-Town was entrusted or
    // empowered in its own name is open; as long as it is, decisions bear the zone's name.
    inNameOf: 'zone',
    procedures: [...permitProcedures, ...employerProcedures],
    categories: [...categories],
    validFrom: '2023-11-01',
    source: `${announcement}: authority since 1 November 2023. Not found, for the authority to settle: in whose name E-Town decides (Administrative Licensing Law art. 24), the official names of both authorities, the categories and the procedures`,
    placeholder: true,
  },
  clocks: [
    ...personClocks('new-permit'),
    ...personClocks('short-term', '', 5),
    ...personClocks('extension', likeTheCity('extensions')),
    ...personClocks('change'),
    ...personClocks('cancellation', likeTheCity('cancellations')),
    ...personClocks('reissue'),
    ...personClocks('conversion'),
    ...employerClocks('employer-registration'),
    ...employerClocks('employer-change'),
  ],
  procedures: [
    {
      procedure: 'extension',
      effectiveFrom: '2024-12-01',
      source: `${cityGuide}, chapter 1, extension: the window opens 120 days before the permit ends`,
      changes: { window: { opensDaysBefore: 120 } },
    },
  ],
  quotas: [quotaManaged(200, '2023-11-01')],
  classification: usualClassification(untoldPlaces),
  policy: {
    ...nationalPolicy,
    points: 'interim-2017',
    locality: 'beijing',
    validityMonths: {
      A: 60,
      B: 24,
      C: 12,
      source: `A and B: ${cityGuide}, questions and answers ("B类不超过2年，A类不超过5年"); C: one year, https://globaleasterninvestment.com/archives/10245 (secondary)`,
    },
    passportMinimumMonths: { months: 6, source: `${cityGuide}, chapter 1 section 3, item g: at least six months` },
    employerRegistration: {
      before: 'submission',
      source: `${cityGuide}: registration of the employer comes first and is reviewed in 3 working days`,
    },
  },
  // Which identity provider serves the zone is for the authority to settle.
  signIn: usualSignIn('https://id.etown.example'),
  notices: usualNotices('etown.example'),
  access: usualAccess,
  protection: usualProtection,
  signingKeys: usualSigningKeys,
  reminders: usualReminders,
  retention: usualRetention,
  backup: usualBackup('cn-northwest-1'),
  operations: usualOperations,
  logRetentionDays: 400,
};
