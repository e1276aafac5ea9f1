import type { AlternativesItem, BracketItem, GrantedItem } from '../../domain/scoring/points-policy.ts';

/** Items that read the same in both versions of the national table. */

/** The table counts in 万元, the facts in CNY. */
export const annualSalary = {
  kind: 'brackets',
  id: 'annualSalary',
  label: { zh: '国内聘用单位支付年薪', en: 'Annual salary paid by the domestic employer' },
  cap: 20,
  fact: 'annualSalary',
  unit: 10_000,
  unitLabel: { zh: '万元', en: 'CNY 10,000' },
  rows: [
    {
      id: 'salary-45-and-over',
      label: { zh: '年薪 45 万元以上', en: 'CNY 450,000 a year or more' },
      atLeast: 45,
      points: 20,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 45 万元', en: 'An annual salary of CNY 450,000 or more' },
    },
    {
      id: 'salary-35-to-45',
      label: { zh: '年薪 35 万元以上，不满 45 万元', en: 'CNY 350,000 to under 450,000 a year' },
      atLeast: 35,
      lessThan: 45,
      points: 17,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 35 万元', en: 'An annual salary of CNY 350,000 or more' },
    },
    {
      id: 'salary-25-to-35',
      label: { zh: '年薪 25 万元以上，不满 35 万元', en: 'CNY 250,000 to under 350,000 a year' },
      atLeast: 25,
      lessThan: 35,
      points: 14,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 25 万元', en: 'An annual salary of CNY 250,000 or more' },
    },
    {
      id: 'salary-15-to-25',
      label: { zh: '年薪 15 万元以上，不满 25 万元', en: 'CNY 150,000 to under 250,000 a year' },
      atLeast: 15,
      lessThan: 25,
      points: 11,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 15 万元', en: 'An annual salary of CNY 150,000 or more' },
    },
    {
      id: 'salary-7-to-15',
      label: { zh: '年薪 7 万元以上，不满 15 万元', en: 'CNY 70,000 to under 150,000 a year' },
      atLeast: 7,
      lessThan: 15,
      points: 8,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 7 万元', en: 'An annual salary of CNY 70,000 or more' },
    },
    {
      id: 'salary-5-to-7',
      label: { zh: '年薪 5 万元以上，不满 7 万元', en: 'CNY 50,000 to under 70,000 a year' },
      atLeast: 5,
      lessThan: 7,
      points: 5,
      provenBy: [['salary-commitment', 'contract']],
      reach: { zh: '年薪达到 5 万元', en: 'An annual salary of CNY 50,000 or more' },
    },
    { id: 'salary-under-5', label: { zh: '年薪不满 5 万元', en: 'Under CNY 50,000 a year' }, lessThan: 5, points: 0 },
  ],
} as const satisfies BracketItem;

export const monthsPerYear = {
  kind: 'brackets',
  id: 'monthsPerYear',
  label: { zh: '每年工作时间', en: 'Months of work in China a year' },
  cap: 15,
  fact: 'monthsPerYear',
  unit: 1,
  unitLabel: { zh: '个月', en: 'months' },
  rows: [
    {
      id: 'months-9-and-over',
      label: { zh: '每年工作 9 个月以上', en: '9 months a year or more' },
      atLeast: 9,
      points: 15,
      provenBy: [['annual-working-time', 'contract']],
      reach: { zh: '每年在华工作 9 个月以上', en: 'Work in China for 9 months a year or more' },
    },
    {
      id: 'months-6-to-9',
      label: { zh: '每年工作 6 个月以上，不满 9 个月', en: '6 to under 9 months a year' },
      atLeast: 6,
      lessThan: 9,
      points: 10,
      provenBy: [['annual-working-time', 'contract']],
      reach: { zh: '每年在华工作 6 个月以上', en: 'Work in China for 6 months a year or more' },
    },
    {
      id: 'months-3-to-6',
      label: { zh: '每年工作 3 个月以上，不满 6 个月', en: '3 to under 6 months a year' },
      atLeast: 3,
      lessThan: 6,
      points: 5,
      provenBy: [['annual-working-time', 'contract']],
      reach: { zh: '每年在华工作 3 个月以上', en: 'Work in China for 3 months a year or more' },
    },
    {
      id: 'months-under-3',
      label: { zh: '每年工作不满 3 个月', en: 'Under 3 months a year' },
      lessThan: 3,
      points: 0,
    },
  ],
} as const satisfies BracketItem;

/** The two versions differ only in how they word the special areas. */
export const workLocation = (specialArea: { zh: string; en: string }) =>
  ({
    kind: 'alternatives',
    id: 'workLocation',
    label: { zh: '工作定向', en: 'Place of work' },
    cap: 10,
    unclaimed: {
      zh: '如工作地点在西部地区、东北老工业基地或规定的特别地区，可加 10 分',
      en: 'Where the post is in the western region, a northeast old industrial base or a special area, 10 points apply',
    },
    options: [
      {
        id: 'location-western-region',
        label: { zh: '西部地区', en: 'Western region' },
        when: { fact: 'workLocation', is: 'western-region' },
        points: 10,
        provenBy: [['contract']],
      },
      {
        id: 'location-northeast-old-industrial-base',
        label: { zh: '东北地区等老工业基地', en: 'Old industrial base of the northeast' },
        when: { fact: 'workLocation', is: 'northeast-old-industrial-base' },
        points: 10,
        provenBy: [['contract']],
      },
      {
        id: 'location-special-area',
        label: specialArea,
        when: { fact: 'workLocation', is: 'special-area' },
        points: 10,
        provenBy: [['contract']],
      },
    ],
    otherwise: { id: 'location-other', label: { zh: '其他地区', en: 'Elsewhere' }, points: 0 },
  }) as const satisfies AlternativesItem;

export const localBonus = (label: { zh: string; en: string }) =>
  ({
    kind: 'granted',
    id: 'localBonus',
    label,
    cap: 10,
    fact: 'localBonus',
    setBy: { zh: '省级外国人工作管理部门', en: 'the provincial authority for the work of foreigners' },
    provenBy: [['local-bonus-confirmation']],
    unclaimed: {
      zh: '符合省级主管部门规定的地方鼓励条件的，最多可加 10 分；具体标准请咨询主管部门',
      en: 'Who meets the local encouragement criteria of the provincial authority may get up to 10 points; ask the authority for them',
    },
  }) as const satisfies GrantedItem;

export const localBonusCriteria = (version: string) => ({
  id: `points.${version}.local-bonus-criteria`,
  text: {
    zh: '地方鼓励性加分的具体标准由省级主管部门制定，尚无公开文本',
    en: 'The criteria for local encouragement points are set by the province; no published text was found',
  },
});

/** 以上 includes the number itself (Civil Code art. 1259). */
export const thresholds = [
  {
    id: 'points-85',
    category: 'A',
    atLeast: 85,
    label: { zh: '计点积分达 85 分以上', en: '85 points or more' },
  },
  {
    id: 'points-60',
    category: 'B',
    atLeast: 60,
    label: { zh: '计点积分达 60 分以上', en: '60 points or more' },
  },
] as const;
