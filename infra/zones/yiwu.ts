import { usualOperations } from '../../shared/zone/operations.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { yiwuHelp } from './help.ts';
import { merchantServices, usualMerchantCard, usualPartners } from './merchant-services.ts';
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
  usualWecom,
} from './national.ts';
import { sharesWith, usualAccess, usualProtection } from './protection.ts';

const clocks = (procedure: string, ceiling = 20) =>
  clocksOf(procedure, {
    'preliminary-review': {
      promise: 1,
      ceiling: 5,
      source: `Yiwu pre-examines in about 30 minutes at the window (Jinhua, 2023-07-27, http://english.jinhua.gov.cn/art/2023/7/27/art_1229181173_58899485.html); a working day online is our reading. Ceiling: ${nationalGuide}; Administrative Licensing Law art. 32`,
      placeholder: true,
    },
    review: {
      promise: Math.min(3, ceiling),
      ceiling,
      source: `Not published. Ceiling: ${ceilingSource(ceiling)}`,
      placeholder: true,
    },
    conclusion: { promise: 5, ceiling, source: `Not published. Ceiling: ${ceilingSource(ceiling)}`, placeholder: true },
  });

const jobtube = 'JobTube, 2019-10, https://www.referchina.com/2019/10/expat-receives-work-permit-because-of.html';

/** A trader who came in by the pilot need not prove a degree or a work history; everything else stays as it is. */
const smallMicroPilot: NonNullable<ZoneFile['procedures']>[number] = {
  procedure: 'new-permit',
  effectiveFrom: '2024-12-01',
  note: {
    zh: '小微商贸企业试点人员（持有公司25%以上股份，不含25%）免交学历和工作资历证明，另须提交持股证明和在义乌投资贸易、采购的证明。',
    en: 'Traders under the pilot for small and micro enterprises (over 25 % of the company) need not prove a degree or a work history; they prove the shares and the investment in trade or procurement in Yiwu instead.',
  },
  source:
    'Education and work-history requirements relaxed for who invests in trade or procurement in Yiwu and holds over 25 % of the company: Jinhua, 2022-11-22, http://english.jinhua.gov.cn/art/2022/11/22/art_1229181173_58897936.html; that both proofs are spared altogether is our reading',
  placeholder: true,
  changes: {
    materials: {
      'work-experience': {
        waived: {
          when: [
            { routeIds: ['small-micro-trader'] },
            { routeIds: ['outstanding-graduate'] },
            { fact: { fact: 'workYears', is: 0 } },
            { answer: { question: 'filedBefore', isOneOf: ['work-experience'] } },
          ],
          exceptWhen: [{ fact: { fact: 'distinctions', includes: 'five-years-in-china' } }],
        },
      },
      'highest-degree': {
        waived: {
          when: [
            { routeIds: ['small-micro-trader'] },
            { answer: { question: 'filedBefore', isOneOf: ['highest-degree'] } },
          ],
          exceptWhen: [],
        },
      },
    },
  },
};

/** Yiwu: traders from a hundred countries, whose record decides how long a permit is extended. */
export const yiwu: ZoneFile = {
  id: 'yiwu',
  name: { zh: '义乌市', en: 'Yiwu' },
  authority: { zh: '义乌市科学技术局', en: 'Yiwu Science and Technology Bureau' },
  region: 'cn-northwest-1',
  timeZone: 'Asia/Shanghai',
  verificationHost: 'permit.yiwu.example',
  contact: {
    address: {
      zh: '义乌市福田路288号，国际贸易服务中心',
      en: 'International Trade Service Centre, 288 Futian Road, Yiwu',
    },
    phone: '000-0000-0000',
    hours: [{ days: { zh: '周一至周五', en: 'Monday to Friday' }, from: '09:00', to: '17:00' }],
    source:
      'Address: Jinhua, 2023-07-27, http://english.jinhua.gov.cn/art/2023/7/27/art_1229181173_58899485.html; telephone and hours are not published in the sources at hand',
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
    from: { zh: '浙江省外国人来华工作许可主管部门', en: "Zhejiang's authority for foreigners' work permits" },
    inNameOf: 'zone',
    procedures: [...permitProcedures, ...employerProcedures, 'merchant-card'],
    categories: [...categories],
    validFrom: '2018-10-12',
    source:
      'Pilot rules introduced on 2018-10-12 (Xinhua, 2018-10-13); the authority was the human resources bureau then, later the Science and Technology Bureau (Jinhua, 2022-11-22). Instrument and dates of the delegation are for the authority to settle',
    placeholder: true,
  },
  clocks: [
    ...permitProcedures.flatMap((procedure) => clocks(procedure, procedure === 'short-term' ? 5 : 20)),
    ...employerProcedures.flatMap((procedure) => clocks(procedure)),
    ...clocks('merchant-card'),
  ],
  procedures: [smallMicroPilot],
  quotas: [quotaManaged(500, '2018-10-12')],
  classification: usualClassification(untoldPlaces),
  policy: {
    ...nationalPolicy,
    points: 'interim-2017',
    locality: 'yiwu',
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
  credit: {
    rules: 'yiwu-2018-1',
    decidesFrom: '2018-10-12',
    weights: {
      person: 80,
      enterprise: 20,
      source: `The platform queries the credit of the person and of the enterprise and computes the total (${jobtube}); how much each counts is not published`,
      placeholder: true,
    },
    extension: {
      thresholds: [
        { points: 60, months: 12 },
        { points: 100, months: 24 },
      ],
      inclusive: true,
      // Category A has a limit of its own; who else is exempt is not published.
      categories: ['B', 'C'],
      longest: { C: 24 },
      belowByLaw: {
        months: 12,
        source:
          'Administrative Licensing Law art. 50: undecided when the permit ends, it is granted, whatever the score; that it then runs no longer than the lowest threshold gives is our reading',
        placeholder: true,
      },
      source: `Months and points: ${jobtube} and Jinhua, 2022-11-22 (http://english.jinhua.gov.cn/art/2022/11/22/art_1229181173_58897936.html). "Reaches 60" (Jinhua) includes 60, "over 60" (JobTube) does not; the authority must settle it`,
      placeholder: true,
    },
    objection: {
      workingDays: 15,
      counts: false,
      source: 'No published rule; that what is disputed rests meanwhile is our reading',
      placeholder: true,
    },
    secondOfficer: { workingDays: 5, source: 'No published rule', placeholder: true },
    lists: {
      red: {
        hoursAhead: 20,
        source:
          'Red-listed firms get longer permits and priority (CGTN, 2018-10-15, http://61ed.com/news/video/2018/10/15/content_281476346242830.htm); by how much they come first is not published',
        placeholder: true,
      },
      black: {
        label: { zh: '黑名单：须加强审查', en: 'Black list: enhanced review' },
        source:
          'Over 300 firms were blacklisted in 2017 (CGTN, 2018-10-15); what follows is not published. Haikou, only comparable, gives no permits for a year (https://www.whatsupchina.com/?p=315, 2024-08-20); here officers decide, with more care',
        placeholder: true,
      },
      published: {
        kinds: ['enterprise'],
        lists: ['red', 'black'],
        source: 'What is published of the lists was not found; no person is named',
        placeholder: true,
      },
      source: 'Red and black list: CGTN, 2018-10-15. A grey list is known from Haikou only',
      placeholder: true,
    },
    sampling: { percent: 10, source: 'Invented: no published rule', placeholder: true },
  },
  merchantCard: {
    ...usualMerchantCard('How long a card runs and when it is renewed is not published'),
    services: merchantServices,
  },
  partners: usualPartners('How services ask about a card is not published'),
  signIn: usualSignIn('https://id.yiwu.example'),
  notices: usualNotices('yiwu.example', { wecom: usualWecom('yiwu.example') }),
  access: usualAccess,
  protection: {
    ...usualProtection,
    requestsPerAddress: 5000,
    requestsPerSecond: 200,
    burst: 400,
    concurrency: sharesWith({ 'partners-handler': 60 }),
  },
  help: yiwuHelp,
  signingKeys: usualSigningKeys,
  reminders: usualReminders,
  retention: usualRetention,
  backup: usualBackup(),
  operations: usualOperations,
  logRetentionDays: 400,
};
