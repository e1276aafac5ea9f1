import type { PointsPolicy } from '../../domain/scoring/points-policy.ts';
import {
  annualSalary,
  localBonus,
  localBonusCriteria,
  monthsPerYear,
  thresholds,
  workLocation,
} from './shared-rows.ts';

/**
 * The trial version (试用版) of the national points table, kept to recompute old scores.
 * Read literally it has holes: the ages 25, 45, 55 and 60 fall into no row.
 */
export const trial2017 = {
  id: 'trial-2017',
  title: {
    zh: '积分要素计分赋值表（试用版）',
    en: 'Points table for the work of foreigners in China (trial version)',
  },
  source: 'https://jlc.hyit.edu.cn/info/1069/1226.htm',
  mark: 'secondary',
  published: '2017-04-06',
  effectiveFrom: null,
  status: 'historic',
  thresholds,
  items: [
    annualSalary,
    {
      kind: 'alternatives',
      id: 'education',
      label: {
        zh: '受教育程度或国际职业资质证明',
        en: 'Education or international vocational certificate',
      },
      cap: 20,
      options: [
        {
          id: 'education-doctor',
          label: { zh: '博士或相当', en: 'Doctor or equivalent' },
          when: { fact: 'education', is: 'doctor' },
          points: 20,
          provenBy: [['highest-degree']],
          reach: { zh: '博士学位', en: 'A doctoral degree' },
        },
        {
          id: 'education-master',
          label: { zh: '硕士或相当', en: 'Master or equivalent' },
          when: { fact: 'education', is: 'master' },
          points: 15,
          provenBy: [['highest-degree']],
          reach: { zh: '硕士学位', en: "A master's degree" },
        },
        {
          id: 'education-bachelor',
          label: { zh: '学士或相当', en: 'Bachelor or equivalent' },
          when: { fact: 'education', is: 'bachelor' },
          points: 10,
          provenBy: [['highest-degree']],
          reach: { zh: '学士学位', en: "A bachelor's degree" },
        },
      ],
      otherwise: { id: 'education-none', label: { zh: '学士以下', en: 'Below bachelor' }, points: 0 },
    },
    {
      kind: 'years',
      id: 'workYears',
      label: { zh: '相关工作年限', en: 'Years of related work' },
      cap: 15,
      fact: 'workYears',
      from: 2,
      points: 5,
      perFurtherYear: 1,
      provenBy: [['work-experience']],
    },
    monthsPerYear,
    {
      kind: 'alternatives',
      id: 'chinese',
      label: { zh: '汉语水平', en: 'Chinese' },
      cap: 10,
      options: [
        {
          id: 'chinese-degree',
          label: {
            zh: '取得以汉语授课的学士以上学位',
            en: "Bachelor's degree or above taught in Chinese",
          },
          when: { fact: 'degreeTaughtInChinese', is: true },
          points: 10,
          provenBy: [['highest-degree']],
        },
        {
          id: 'chinese-hsk-5',
          label: { zh: '汉语水平考试（HSK）五级以上', en: 'HSK 5 or above' },
          when: { fact: 'hsk', atLeast: 5 },
          points: 10,
          provenBy: [['hsk-certificate']],
          reach: { zh: 'HSK 五级', en: 'HSK 5' },
        },
        {
          id: 'chinese-hsk-4',
          label: { zh: '汉语水平考试（HSK）四级', en: 'HSK 4' },
          when: { fact: 'hsk', atLeast: 4 },
          points: 8,
          provenBy: [['hsk-certificate']],
          reach: { zh: 'HSK 四级', en: 'HSK 4' },
        },
        {
          id: 'chinese-hsk-3',
          label: { zh: '汉语水平考试（HSK）三级', en: 'HSK 3' },
          when: { fact: 'hsk', atLeast: 3 },
          points: 6,
          provenBy: [['hsk-certificate']],
          reach: { zh: 'HSK 三级', en: 'HSK 3' },
        },
        {
          id: 'chinese-hsk-2',
          label: { zh: '汉语水平考试（HSK）二级', en: 'HSK 2' },
          when: { fact: 'hsk', atLeast: 2 },
          points: 4,
          provenBy: [['hsk-certificate']],
          reach: { zh: 'HSK 二级', en: 'HSK 2' },
        },
        {
          id: 'chinese-hsk-1',
          label: { zh: '汉语水平考试（HSK）一级', en: 'HSK 1' },
          when: { fact: 'hsk', atLeast: 1 },
          points: 2,
          provenBy: [['hsk-certificate']],
          reach: { zh: 'HSK 一级', en: 'HSK 1' },
        },
      ],
      otherwise: { id: 'chinese-none', label: { zh: '未主张汉语水平', en: 'No Chinese claimed' }, points: 0 },
    },
    workLocation({
      zh: '中部地区国家级贫困县等特别地区',
      en: 'National-level poverty county of the central region or other special area',
    }),
    {
      kind: 'brackets',
      id: 'age',
      label: { zh: '年龄', en: 'Age' },
      cap: 15,
      fact: 'age',
      unit: 1,
      unitLabel: { zh: '周岁', en: 'completed years' },
      rows: [
        {
          id: 'age-18-to-25',
          label: { zh: '18 周岁以上，不满 25 周岁', en: '18 to under 25' },
          atLeast: 18,
          lessThan: 25,
          points: 10,
          provenBy: [['passport']],
        },
        {
          id: 'age-26-to-45',
          label: { zh: '26 周岁以上，不满 45 周岁', en: '26 to under 45' },
          atLeast: 26,
          lessThan: 45,
          points: 15,
          provenBy: [['passport']],
        },
        {
          id: 'age-46-to-55',
          label: { zh: '46 周岁以上，不满 55 周岁', en: '46 to under 55' },
          atLeast: 46,
          lessThan: 55,
          points: 10,
          provenBy: [['passport']],
        },
        {
          id: 'age-56-to-60',
          label: { zh: '56 周岁以上，不满 60 周岁', en: '56 to under 60' },
          atLeast: 56,
          lessThan: 60,
          points: 5,
          provenBy: [['passport']],
        },
        { id: 'age-over-60', label: { zh: '大于 60 周岁', en: 'Over 60' }, moreThan: 60, points: 0 },
      ],
    },
    {
      kind: 'alternatives',
      id: 'distinction',
      label: {
        zh: '毕业于世界知名大学或有全球 500 强企业任职经验',
        en: 'World-known university or employment at a Global 500 company',
      },
      cap: 5,
      unclaimed: {
        zh: '毕业于世界排名前 100 的境外大学，或曾在全球 500 强企业任职的，可加 5 分',
        en: 'A degree from a foreign university of the world top 100, or past employment at a Global 500 company, gives 5 points',
      },
      options: [
        {
          id: 'distinction-top-university',
          label: { zh: '毕业于世界排名前 100 的境外大学', en: 'Foreign university of the world top 100' },
          when: { fact: 'distinctions', includes: 'top-university' },
          points: 5,
          provenBy: [['highest-degree']],
        },
        {
          id: 'distinction-fortune-500',
          label: { zh: '有全球 500 强企业任职经验', en: 'Employment at a Global 500 company' },
          when: { fact: 'distinctions', includes: 'fortune-500' },
          points: 5,
          provenBy: [['global-500-employment']],
        },
      ],
      otherwise: { id: 'distinction-none', label: { zh: '无上述经历', en: 'None of these' }, points: 0 },
    },
    localBonus({
      zh: '省级外国人工作管理部门鼓励性加分',
      en: 'Encouragement points of the provincial authority',
    }),
  ],
  placeholders: [],
  itemPlaceholders: { localBonus: localBonusCriteria('trial-2017') },
  undecidedClaims: [
    {
      when: { fact: 'vocationalCertificate', is: 'international-highest' },
      placeholder: {
        id: 'points.trial-2017.international-certificate',
        text: {
          zh: '学历项标题提到国际职业资质证明，但各行未列其赋值；此处未计分，由主管部门认定',
          en: 'The title of the education item names international vocational certificates, but no row gives them points; none were counted here, the authority decides',
        },
      },
    },
  ],
  notes: [
    {
      zh: '施行日期未见，仅知所据文本日期为 2017-04-06；外国人来华工作许可自 2017-04-01 起全国施行，该表是否同日施行系推定',
      en: 'Only the date of the copy is known, 2017-04-06; that the table applied from 2017-04-01, when the permit became national, is derived',
    },
    {
      zh: '年龄各行左闭右开且下一行自次年起，按文义 25、45、55、60 周岁不属于任何一行，须由主管部门认定',
      en: 'The age rows exclude their end and the next begins a year later, so 25, 45, 55 and 60 fall into no row; the authority has to say what applies',
    },
  ],
} as const satisfies PointsPolicy;
