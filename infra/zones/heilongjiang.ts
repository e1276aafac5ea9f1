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
  usualRetention,
  usualSignIn,
} from './national.ts';

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
  protection: { requestsPerAddress: 2000, requestsPerSecond: 100, burst: 200 },
  retention: usualRetention,
  logRetentionDays: 400,
};
