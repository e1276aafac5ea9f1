import type { Locality } from '../../domain/scoring/routes-policy.ts';

const nationalMultiple = {
  source: 'http://xiuzhiben.com/downxxgk.php?fid=402165666510337 (Changzhou, 2022-07-01)',
  mark: 'secondary',
} as const;

const multiples = {
  A: { times: 6, ...nationalMultiple },
  B: { times: 4, ...nationalMultiple },
} as const;

const unknownSalaryBase = (id: string, zh: string, en: string) => ({
  id: `routes.${id}.salary-base`,
  text: {
    zh: `未找到${zh}适用于评估日的社会平均工资公布数，工资倍数条件无法自动判定，须由主管部门认定`,
    en: `No published average wage of ${en} for the day of the assessment was found; the salary multiple cannot be decided automatically, the authority decides`,
  },
});

/**
 * Places by the key that a zone names as its locality. What a score was made with is never edited: a new amount or multiple
 * is a new version here, and the one before it moves to `formerRoutes` of index.ts.
 */
export const localities: Readonly<Record<string, Locality>> = {
  beijing: {
    id: 'beijing',
    version: '1',
    name: { zh: '北京市', en: 'Beijing' },
    multiples,
    salaryBases: [
      {
        validFrom: '2026-07-01',
        validTo: '2027-06-30',
        averageWage: null,
        source:
          'Beijing words the base as 全口径城镇单位就业人员平均工资 (guide 人才办事指南, transcribed, to be verified); the amount for 2026 was not found',
        mark: 'not-found',
      },
    ],
    unknownSalaryBase: unknownSalaryBase('beijing', '北京市', 'Beijing'),
    direct: [],
  },
  changzhou: {
    id: 'changzhou',
    version: '1',
    name: { zh: '常州市', en: 'Changzhou' },
    multiples,
    salaryBases: [
      {
        validFrom: '2022-07-01',
        validTo: '2023-06-30',
        averageWage: 123_485,
        published: { A: 740_910, B: 493_940 },
        source: 'http://xiuzhiben.com/downxxgk.php?fid=402165666510337 (2022-07-01)',
        mark: 'secondary',
      },
    ],
    unknownSalaryBase: unknownSalaryBase('changzhou', '常州市', 'Changzhou'),
    direct: [],
  },
  wuhan: {
    id: 'wuhan',
    version: '1',
    name: { zh: '武汉市', en: 'Wuhan' },
    multiples,
    salaryBases: [
      {
        validFrom: '2024-07-01',
        validTo: '2025-06-30',
        averageWage: 110_134,
        // Published by the month: 55,068 and 36,712, from a monthly wage rounded up to 9,178.
        published: { A: 660_816, B: 440_544 },
        source: 'https://kjj.wuhan.gov.cn/wmfw/fwsx/wgrlhgzxk/zcyj_18402/202306/t20230629_2223966.shtml (2024-06-29)',
        mark: 'official',
      },
    ],
    unknownSalaryBase: unknownSalaryBase('wuhan', '武汉市', 'Wuhan'),
    direct: [],
  },
  tianjin: {
    id: 'tianjin',
    version: '1',
    name: { zh: '天津市', en: 'Tianjin' },
    multiples: {
      A: {
        times: 7,
        source:
          'https://en.tj.gov.cn/…/CHAPTER_TWO_EVALUATION_CRITERIA/202403/t20240301_6549822.html (2024-03-01; seen as an excerpt that is cut off)',
        mark: 'official',
        placeholder: {
          id: 'routes.tianjin.salary-multiple',
          text: {
            zh: '天津市 A 类 7 倍工资标准所据文本不完整',
            en: 'The text behind the sevenfold multiple of Tianjin was seen only in part',
          },
        },
      },
      B: multiples.B,
    },
    salaryBases: [],
    unknownSalaryBase: unknownSalaryBase('tianjin', '天津市', 'Tianjin'),
    direct: [
      {
        id: 'core-team-member',
        category: 'A',
        class: 7,
        label: {
          zh: '领军人才推荐的团队核心成员',
          en: 'Core member of the team of a leading talent, by that talent’s recommendation',
        },
        decidedBy: 'claim',
        requires: [],
        provenBy: [['recommendation']],
        source: 'https://en.tj.gov.cn/…/CHAPTER_TWO_EVALUATION_CRITERIA/202403/t20240301_6549822.html (2024-03-01)',
        mark: 'official',
      },
    ],
  },
  heilongjiang: {
    id: 'heilongjiang',
    version: '1',
    name: { zh: '黑龙江省', en: 'Heilongjiang' },
    multiples,
    // No published amount was found; until the authority enters one, the salary multiple is judged by an officer.
    salaryBases: [],
    unknownSalaryBase: unknownSalaryBase('heilongjiang', '黑龙江省', 'Heilongjiang'),
    direct: [],
  },
  shanghai: {
    id: 'shanghai',
    version: '1',
    name: { zh: '上海市', en: 'Shanghai' },
    multiples,
    // No published amount was found; until the authority enters one, the salary multiple is judged by an officer.
    salaryBases: [],
    unknownSalaryBase: unknownSalaryBase('shanghai', '上海市', 'Shanghai'),
    direct: [],
  },
  yiwu: {
    id: 'yiwu',
    version: '1',
    name: { zh: '义乌市', en: 'Yiwu' },
    multiples,
    // No published amount was found; until the authority enters one, the salary multiple is judged by an officer.
    salaryBases: [],
    unknownSalaryBase: unknownSalaryBase('yiwu', '义乌市', 'Yiwu'),
    direct: [
      {
        id: 'small-micro-trader',
        category: 'C',
        class: 1,
        label: {
          zh: '小微商贸企业试点：持有公司25%以上（不含25%）股份并在义乌投资贸易、采购',
          en: 'Pilot for small and micro trading enterprises: holds over 25 % of the company and invests in trade or procurement in Yiwu',
        },
        decidedBy: 'claim',
        requires: [{ fact: 'companyShare', above: 25 }],
        provenBy: [['shareholding-proof'], ['local-investment-proof']],
        source:
          'Jinhua, 2022-11-22, http://english.jinhua.gov.cn/art/2022/11/22/art_1229181173_58897936.html; implementing rules of 2018-10-12 (Xinhua, 2018-10-13)',
        mark: 'official',
        placeholder: {
          id: 'routes.small-micro-trader.category',
          text: {
            zh: '试点人员归入哪一类别未见公布，此处按C类处理，由主管部门认定',
            en: 'Which category the pilot leads to is not published; it is treated as C here, the authority decides',
          },
        },
        hint: {
          zh: '持有公司25%以上（不含25%）股份并在义乌投资贸易、采购的，可按小微商贸企业试点申请，学历和工作经历要求放宽',
          en: 'Who holds over 25 % of a company and invests in trade or procurement in Yiwu can apply under the pilot for small and micro trading enterprises, which relaxes education and work history',
        },
      },
    ],
  },
  demo: {
    id: 'demo',
    version: '1',
    name: { zh: '演练地区', en: 'Rehearsal locality' },
    multiples,
    salaryBases: [],
    unknownSalaryBase: unknownSalaryBase('demo', '演练地区', 'the rehearsal locality'),
    direct: [],
  },
};
