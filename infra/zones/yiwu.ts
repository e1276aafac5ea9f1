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
  usualRetention,
  usualSignIn,
} from './national.ts';

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
  delegation: {
    from: { zh: '浙江省外国人来华工作许可主管部门', en: "Zhejiang's authority for foreigners' work permits" },
    inNameOf: 'zone',
    procedures: [...permitProcedures, ...employerProcedures],
    categories: [...categories],
    validFrom: '2018-10-12',
    source:
      'Pilot rules introduced on 2018-10-12 (Xinhua, 2018-10-13); the authority was the human resources bureau then, later the Science and Technology Bureau (Jinhua, 2022-11-22). Instrument and dates of the delegation are for the authority to settle',
    placeholder: true,
  },
  clocks: [
    ...permitProcedures.flatMap((procedure) => clocks(procedure, procedure === 'short-term' ? 5 : 20)),
    ...employerProcedures.flatMap((procedure) => clocks(procedure)),
  ],
  quotas: [quotaManaged(500, '2018-10-12')],
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
  signIn: usualSignIn('https://id.yiwu.example'),
  protection: { requestsPerAddress: 5000, requestsPerSecond: 200, burst: 400 },
  retention: usualRetention,
  logRetentionDays: 400,
};
