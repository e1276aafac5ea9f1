import type { DirectRoute, RoutesPolicy } from '../../domain/scoring/routes-policy.ts';

const classesOfA =
  'Headings of the A classes on government portals: https://german.beijing.gov.cn/…/t20210629_2425274.html (2021-06-29); http://english.ah.gov.cn/content/detail/5b8ce54b8513f34eb8248375.html (2017-08-01)';
const classesOfB =
  'https://fao.szpt.edu.cn/wjjs/wjxz/wgzyrcsqqd.htm; http://www.jmf2003.com/1085.html (2023-11-02); http://chinavisas.cn/Visa/Details/3';

const bachelorAndTwoYears = {
  category: 'B',
  class: 1,
  decidedBy: 'claim',
  requires: [
    { fact: 'education', atLeast: 'bachelor' },
    { fact: 'workYears', atLeast: 2 },
  ],
  source: classesOfB,
  mark: 'secondary',
} as const satisfies Partial<DirectRoute>;

const postProof = ['contract', 'post-statement'] as const;

const direct: readonly DirectRoute[] = [
  {
    id: 'talent-programme',
    category: 'A',
    class: 1,
    label: { zh: '入选国内相关人才引进计划', en: 'Selected for a domestic talent-introduction programme' },
    decidedBy: 'claim',
    requires: [],
    provenBy: [['talent-programme-proof']],
    source: classesOfA,
    mark: 'official',
    notes: [
      {
        zh: '须为副省级以上主管部门认定的人才引进计划',
        en: 'The programme must be recognised at sub-provincial level or above',
      },
    ],
  },
  {
    id: 'international-achievement',
    category: 'A',
    class: 2,
    label: {
      zh: '符合国际公认的专业成就认定标准',
      en: 'Internationally recognised professional achievement',
    },
    decidedBy: 'claim',
    requires: [],
    provenBy: [['achievement-proof']],
    source: classesOfA,
    mark: 'official',
    notes: [
      {
        zh: '例如诺贝尔奖、图灵奖、菲尔兹奖等所列奖项获得者，各国院士，世界 500 强企业高级职务，奥运会奖牌获得者等',
        en: 'For example laureates of the listed prizes (Nobel, Turing, Fields …), members of national academies, senior posts in Global 500 companies, Olympic medallists',
      },
    ],
  },
  {
    id: 'encouraged-post',
    category: 'A',
    class: 3,
    label: { zh: '符合市场导向的鼓励类岗位标准', en: 'Market-oriented encouraged post' },
    decidedBy: 'claim',
    requires: [],
    provenBy: [postProof],
    source: classesOfA,
    mark: 'official',
    notes: [
      {
        zh: '例如央企及其二级子企业、世界 500 强企业全球或地区总部、国家高新技术企业、国家认定的研发机构等的高级管理或技术职务',
        en: 'For example senior management or technical posts at central state enterprises and their second-tier subsidiaries, global or regional headquarters of Global 500 companies, national high-tech enterprises, state-recognised R&D centres',
      },
    ],
  },
  {
    id: 'salary-multiple-a',
    category: 'A',
    class: 3,
    label: {
      zh: '平均工资收入达到本地区上年度社会平均工资的 A 类规定倍数',
      en: "Salary at the category A multiple of last year's local average wage",
    },
    decidedBy: 'salary-multiple',
    requires: [],
    provenBy: [['salary-commitment']],
    source: 'http://xiuzhiben.com/downxxgk.php?fid=402165666510337 (Changzhou, 2022-07-01)',
    mark: 'secondary',
  },
  {
    id: 'innovation-entrepreneurship',
    category: 'A',
    class: 4,
    label: { zh: '创新创业人才', en: 'Innovation and entrepreneurship talent' },
    decidedBy: 'claim',
    requires: [],
    provenBy: [['investment-proof', 'patent-certificate']],
    source: `${classesOfA}; conditions only paraphrased: https://teacherrecord.com/blog/do-you-know-the-difference-between-china-work-permit-a-b-and-c`,
    mark: 'official',
    placeholder: {
      id: 'routes.innovation-entrepreneurship.conditions',
      text: {
        zh: '创新创业人才的具体条件未见官方原文，由主管部门认定',
        en: 'The official wording of the conditions was not seen; the authority decides',
      },
    },
  },
  {
    id: 'outstanding-young-talent',
    category: 'A',
    class: 5,
    label: { zh: '优秀青年人才', en: 'Outstanding young talent' },
    decidedBy: 'claim',
    requires: [],
    provenBy: [['post-doctorate-proof']],
    source: `${classesOfA}; conditions only paraphrased: https://teacherrecord.com/blog/do-you-know-the-difference-between-china-work-permit-a-b-and-c`,
    mark: 'official',
    placeholder: {
      id: 'routes.outstanding-young-talent.conditions',
      text: {
        zh: '优秀青年人才的具体条件（据转述为 40 周岁以下、知名大学博士后）未见官方原文，由主管部门认定',
        en: 'The official wording (paraphrased as under 40, post-doctorate at a top university) was not seen; the authority decides',
      },
    },
  },
  {
    ...bachelorAndTwoYears,
    id: 'professional-public-service',
    label: {
      zh: '学士以上、2 年以上相关工作经历，从事教育、科研、新闻、文化、卫生、体育等工作',
      en: 'Bachelor and 2 years of related work: education, research, media, culture, health or sport',
    },
    provenBy: [['highest-degree'], ['work-experience'], postProof],
  },
  {
    ...bachelorAndTwoYears,
    id: 'professional-treaty',
    label: {
      zh: '学士以上、2 年以上相关工作经历，执行政府间协议或合同',
      en: 'Bachelor and 2 years of related work: executing treaties or contracts between governments',
    },
    provenBy: [['highest-degree'], ['work-experience'], postProof],
  },
  {
    ...bachelorAndTwoYears,
    id: 'professional-international-organisation',
    label: {
      zh: '学士以上、2 年以上相关工作经历，在国际组织驻华机构任职',
      en: 'Bachelor and 2 years of related work: office of an international organisation in China',
    },
    provenBy: [['highest-degree'], ['work-experience'], postProof],
  },
  {
    ...bachelorAndTwoYears,
    id: 'professional-multinational',
    label: {
      zh: '学士以上、2 年以上相关工作经历，跨国公司派遣的中层以上人员或代表机构首席代表、代表',
      en: 'Bachelor and 2 years of related work: middle-level or higher staff sent by a multinational, or representative of a representative office',
    },
    provenBy: [['highest-degree'], ['work-experience'], postProof],
  },
  {
    ...bachelorAndTwoYears,
    id: 'professional-management',
    label: {
      zh: '学士以上、2 年以上相关工作经历，企事业单位的管理人员或专业技术人员',
      en: 'Bachelor and 2 years of related work: manager or professional of an enterprise or institution',
    },
    provenBy: [['highest-degree'], ['work-experience'], postProof],
  },
  {
    id: 'international-vocational-certificate',
    category: 'B',
    class: 2,
    label: {
      zh: '持有国际通用职业技能资格证书或为急需紧缺技能人才',
      en: 'International vocational certificate, or skilled worker who is urgently needed',
    },
    decidedBy: 'claim',
    requires: [],
    provenBy: [['vocational-certificate']],
    source: classesOfB,
    mark: 'secondary',
  },
  {
    id: 'foreign-language-teacher',
    category: 'B',
    class: 3,
    label: { zh: '外国语言教学人员', en: 'Foreign-language teacher' },
    decidedBy: 'claim',
    requires: [{ fact: 'education', atLeast: 'bachelor' }],
    provenBy: [['highest-degree'], ['work-experience', 'teaching-certificate']],
    source: 'https://globaleastern.cn/newsshow-37-1111-1.html (2024-07-23)',
    mark: 'secondary',
    notes: [
      {
        zh: '教授母语，取得母语国学士以上学位，2 年以上语言教学经历；教育类、语言类学位，本国教师资格或 120 学时以上语言教学证书可免 2 年经历',
        en: 'Teaches the mother tongue, bachelor from a country of that language, 2 years of language teaching; the years are waived by a degree in education or language, a teaching licence of the home country or a language-teaching certificate of 120 hours or more',
      },
    ],
  },
  {
    id: 'salary-multiple-b',
    category: 'B',
    class: 4,
    label: {
      zh: '平均工资收入达到本地区上年度社会平均工资的 B 类规定倍数',
      en: "Salary at the category B multiple of last year's local average wage",
    },
    decidedBy: 'salary-multiple',
    requires: [],
    provenBy: [['salary-commitment']],
    source: 'http://xiuzhiben.com/downxxgk.php?fid=402165666510337 (Changzhou, 2022-07-01)',
    mark: 'secondary',
  },
  {
    id: 'specialised-or-project-staff',
    category: 'B',
    class: 5,
    label: {
      zh: '国家有关部门规定的专门人员和实施项目的人员',
      en: 'Specialised staff and project staff under national rules',
    },
    decidedBy: 'claim',
    requires: [],
    provenBy: [postProof],
    source: classesOfB,
    mark: 'secondary',
  },
  {
    id: 'outstanding-graduate',
    category: 'B',
    // Ours: the sources name this way after the six classes without a number.
    class: 7,
    label: {
      zh: '优秀毕业生：中国境内高校或境外知名高校硕士以上',
      en: 'Outstanding graduate: master or above from a Chinese university or one of the world top 100',
    },
    decidedBy: 'claim',
    requires: [{ fact: 'education', atLeast: 'master' }],
    provenBy: [['highest-degree']],
    source: 'http://chinavisas.cn/Visa/Details/3; Beijing guide 人才办事指南, chapter 1 (transcribed, to be verified)',
    mark: 'transcribed',
    notes: [{ zh: '免 2 年工作经历要求', en: 'The two years of experience are waived' }],
  },
];

/** The national routes to A and B that do not go through points, and who remains in C. */
export const nationalRoutes: RoutesPolicy = {
  id: 'national-2017',
  title: { zh: '外国人来华工作分类标准', en: 'Standards by which foreigners who work in China are classified' },
  minimumAge: {
    years: 18,
    source: '外国人来华工作许可服务指南（暂行）; Beijing guide 人才办事指南 (transcribed, to be verified)',
    mark: 'transcribed',
  },
  usualMaximumAgeForB: {
    years: 60,
    source: classesOfB,
    mark: 'secondary',
    relaxedFor: [
      { zh: '执行政府间协议', en: 'treaties' },
      { zh: '积分达标', en: 'points' },
      { zh: '法定代表人', en: 'legal representatives' },
      { zh: '稀缺技能', en: 'rare skills' },
    ],
  },
  direct,
  remainder: {
    id: 'remainder',
    label: {
      zh: '未达 A 类、B 类标准；符合其他外国人员规定的，为 C 类',
      en: 'Neither A nor B; category C where one of its kinds applies',
    },
    kinds: [
      {
        id: 'current-employment-rules',
        label: {
          zh: '符合现行外国人在中国工作管理规定的外国人员',
          en: 'Foreigners who meet the current rules on the employment of foreigners',
        },
        quota: false,
        source: 'https://german.beijing.gov.cn/…/otherforeignpersonnel/…/t20210629_2425417.html',
        mark: 'official',
      },
      {
        id: 'short-term',
        label: {
          zh: '从事临时性、短期性（不超过 90 日）工作的外国人员',
          en: 'Foreigners who do temporary or short-term work of up to 90 days',
        },
        quota: false,
        source: 'https://german.beijing.gov.cn/…/otherforeignpersonnel/…/t20210629_2425417.html',
        mark: 'official',
      },
      {
        id: 'quota-managed',
        label: {
          zh: '实施配额制管理的人员：政府间协议来华实习人员、符合条件的外国留学生和境外高校外籍毕业生、远洋捕捞等特殊领域人员',
          en: 'Under quota: interns under agreements between governments, qualifying foreign students and graduates of overseas universities, deep-sea fishing and other special fields',
        },
        quota: true,
        source: 'https://german.beijing.gov.cn/…/otherforeignpersonnel/…/t20210629_2425417.html',
        mark: 'official',
      },
    ],
  },
  // Tuned by us, from no source: it only decides whether advice mentions the salary route.
  nearSalary: 0.8,
};
