import { usualOperations } from '../../shared/zone/operations.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import {
  categories,
  ceilingSource,
  clocksOf,
  employerProcedures,
  flowCharts,
  nationalGuide,
  nationalPolicy,
  permitProcedures,
  quotaManaged,
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

const announcement = 'China Daily, Heilongjiang, 2017-06-09';

/** The national guide's times as a promise; its flow charts halve them for category A, the green path. */
const personClocks = (procedure: string, total = 20) =>
  (['A', 'B', 'C'] as const).flatMap((category) => {
    const conclusion = Math.min(total, category === 'A' ? 5 : 10);
    const review = Math.ceil(conclusion / 2);
    return clocksOf(
      procedure,
      {
        'preliminary-review': {
          promise: 5,
          ceiling: 5,
          source: `${nationalGuide}, 5 working days, the day of submission not counted; Administrative Licensing Law art. 32`,
        },
        review: {
          promise: review,
          ceiling: total,
          source: `Half of the time of the conclusion; how it is shared is not published. Ceiling: ${ceilingSource(total)}`,
          placeholder: true,
        },
        conclusion: {
          promise: conclusion,
          ceiling: total,
          source: `Promise: ${flowCharts}. That Heilongjiang promised the same is not published. Ceiling: ${ceilingSource(total)}`,
          placeholder: true,
        },
      },
      [category],
    );
  });

/** Nothing was published about the register of employers but the national system itself. */
const employerClocks = (procedure: string) =>
  clocksOf(procedure, {
    'preliminary-review': {
      promise: 5,
      ceiling: 5,
      source: `${nationalGuide}, 5 working days; Administrative Licensing Law art. 32`,
    },
    review: { promise: 5, ceiling: 20, source: `Not published. Ceiling: ${ceilingSource(20)}`, placeholder: true },
    conclusion: { promise: 10, ceiling: 20, source: `Not published. Ceiling: ${ceilingSource(20)}`, placeholder: true },
  });

const siting =
  'GB/T 2260 codes of the divisions. The thirteen windows are reported; that each of the thirteen prefecture-level divisions has one, their addresses, hours and competence are for the authority to settle';

/** The thirteen prefecture-level divisions, the provincial capital first. */
const divisions: [code: string, zh: string, en: string][] = [
  ['2301', '哈尔滨市', 'Harbin'],
  ['2302', '齐齐哈尔市', 'Qiqihar'],
  ['2303', '鸡西市', 'Jixi'],
  ['2304', '鹤岗市', 'Hegang'],
  ['2305', '双鸭山市', 'Shuangyashan'],
  ['2306', '大庆市', 'Daqing'],
  ['2307', '伊春市', 'Yichun'],
  ['2308', '佳木斯市', 'Jiamusi'],
  ['2309', '七台河市', 'Qitaihe'],
  ['2310', '牡丹江市', 'Mudanjiang'],
  ['2311', '黑河市', 'Heihe'],
  ['2312', '绥化市', 'Suihua'],
  ['2327', '大兴安岭地区', "Daxing'anling"],
];

/**
 * Thirteen service windows. The one of the capital also takes employers whose credit code the province gave (2300), and
 * those of universities and enterprises whose code was given by an authority outside the province.
 */
const serviceWindows: NonNullable<ZoneFile['serviceWindows']> = divisions.map(([code, zh, en], index) => ({
  number: index + 1,
  name: { zh: `${zh}服务窗口`, en: `${en} service window` },
  address: { zh: `${zh}（具体地址待主管部门确定）`, en: `${en} (the address is for the authority to settle)` },
  phone: '000-0000-0000',
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  competence: { divisions: index === 0 ? [code, '2300'] : [code], elsewhere: index === 0 },
  deputy: index === 0 ? 2 : 1,
  source: `${announcement}: 13 service windows. ${siting}`,
  placeholder: true,
}));

/** Heilongjiang as it began with the national system in June 2017: thirteen service windows, the trial table, three categories. */
export const heilongjiang: ZoneFile = {
  id: 'heilongjiang',
  name: { zh: '黑龙江省', en: 'Heilongjiang Province' },
  authority: {
    zh: '黑龙江省外国专家局',
    en: 'Heilongjiang Provincial Administration of Foreign Experts Affairs',
  },
  region: 'cn-north-1',
  timeZone: 'Asia/Shanghai',
  verificationHost: 'permit.hlj.example',
  contact: {
    address: { zh: '哈尔滨市（具体地址待主管部门确定）', en: 'Harbin (the address is for the authority to settle)' },
    phone: '000-0000-0000',
    hours: [{ days: { zh: '周一至周五', en: 'Monday to Friday' }, from: '09:00', to: '17:00' }],
    source: 'Not published in the sources at hand',
    placeholder: true,
  },
  desk: usualDesk('Nothing is published about inquiries'),
  statistics: usualStatistics('Nothing is published about how cases are counted', {
    from: '09:00',
    to: '17:00',
    source: 'Opening hours are not published in the sources at hand',
    placeholder: true,
  }),
  delegation: {
    from: { zh: '国家外国专家局', en: 'State Administration of Foreign Experts Affairs' },
    inNameOf: 'zone',
    procedures: [...permitProcedures, ...employerProcedures],
    categories: [...categories],
    validFrom: '2017-04-01',
    source: `The national system began on 2017-04-01 (外专发〔2017〕40号); first permits in Heilongjiang on 2017-06-05 (${announcement}). Official names and the instrument of delegation are for the authority to settle`,
    placeholder: true,
  },
  clocks: [
    ...permitProcedures.flatMap((procedure) => personClocks(procedure, procedure === 'short-term' ? 5 : 20)),
    ...employerProcedures.flatMap(employerClocks),
  ],
  quotas: [quotaManaged(300, '2017-04-01')],
  serviceWindows,
  classification: {
    ...usualClassification({
      shown: 'level',
      few: 30,
      source: `${announcement}: category C with quota; whether and how free places are told to applicants is for the authority to settle`,
      placeholder: true,
    }),
    marketDemand: [
      {
        year: 2026,
        occupations: [
          {
            zh: '紧缺职业目录待主管部门公布',
            en: 'The list of occupations in short supply is for the authority to publish',
          },
        ],
        source: `${announcement}: category B by market demand; no list of occupations was published with it`,
        placeholder: true,
      },
    ],
  },
  policy: {
    ...nationalPolicy,
    points: 'trial-2017',
    locality: 'heilongjiang',
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
      source: 'The national system registers an employer before it applies for a foreigner',
    },
  },
  signIn: usualSignIn('https://id.hlj.example'),
  notices: usualNotices('hlj.example'),
  access: usualAccess,
  protection: usualProtection,
  signingKeys: usualSigningKeys,
  reminders: usualReminders,
  retention: usualRetention,
  backup: usualBackup('cn-northwest-1'),
  operations: usualOperations,
  logRetentionDays: 400,
};
