import type { Condition, Material } from '../../domain/procedure/procedure.ts';
import { papers } from './papers.ts';
import { always, guide } from './sources.ts';

const pointsEvidence = `${guide} section 3, item k: evidence for each row of the points table`;
const categoryProof = `${guide} section 3, item k: evidence for the category`;
const proven = { contentTypes: papers, several: true, placeholder: false } as const;

/** Points decide, and they decide between A and B; category C needs no points and so no evidence for them (art. 31). */
export const byPoints: Condition = { categories: ['A', 'B'], routes: ['points'] };

const pointsRows: readonly Material[] = [
  {
    kind: 'salary-commitment',
    label: { zh: '薪资事项承诺书', en: 'Salary commitment letter' },
    reason: {
      zh: '积分或薪资标准以用人单位承诺的年薪为依据；延期或注销时须以完税证明核对，以平均工资6倍申报A类的免交，改为抽查。',
      en: 'The points or the salary route rest on the yearly pay that the employer commits to. It is compared with the tax record at extension or cancellation; category A by six times the average wage is spared that and spot-checked.',
    },
    ...proven,
    requiredWhen: [
      { ...byPoints, fact: { fact: 'annualSalary', atLeast: 50_000 } },
      { routeIds: ['salary-multiple-a', 'salary-multiple-b'] },
    ],
    source: pointsEvidence,
  },
  {
    kind: 'vocational-certificate',
    label: { zh: '职业资格（技能）证书', en: 'Vocational certificate' },
    reason: {
      zh: '申报了职业资格或技能等级的，须提供证书。',
      en: 'Asked because the application rests on a vocational certificate.',
    },
    ...proven,
    requiredWhen: [
      { ...byPoints, fact: { fact: 'vocationalCertificate', isNot: 'none' } },
      { routeIds: ['international-vocational-certificate'] },
    ],
    source: pointsEvidence,
  },
  {
    kind: 'annual-working-time',
    label: { zh: '每年在华工作时间说明', en: 'Statement of the months worked in China each year' },
    reason: {
      zh: '积分按每年在华工作月数计算，由用人单位出具说明。',
      en: 'Points are given by the months of work in China each year; the employer states them.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'monthsPerYear', atLeast: 3 } }],
    source: pointsEvidence,
  },
  {
    kind: 'hsk-certificate',
    label: { zh: '汉语水平考试（HSK）成绩证书', en: 'HSK certificate' },
    reason: {
      zh: '申报了汉语水平等级的，须提供成绩证书。',
      en: 'Asked because the application claims points for an HSK level.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'hsk', atLeast: 1 } }],
    source: pointsEvidence,
  },
  {
    kind: 'former-nationality-proof',
    label: { zh: '曾具有中国国籍的证明', en: 'Proof of former Chinese nationality' },
    reason: {
      zh: '申报了曾经具有中国国籍的，须提供证明。',
      en: 'Asked because the application claims points for former Chinese nationality.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'formerChineseNational', is: true } }],
    source: pointsEvidence,
  },
  {
    kind: 'global-500-employment',
    label: { zh: '全球500强企业任职证明', en: 'Proof of employment in a Fortune Global 500 company' },
    reason: {
      zh: '申报了全球500强企业任职经历的，须提供任职证明。',
      en: 'Asked because the application claims points for employment in a Fortune Global 500 company.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'distinctions', includes: 'fortune-500' } }],
    source: pointsEvidence,
  },
  {
    kind: 'patent-certificate',
    label: { zh: '专利等知识产权证明', en: 'Proof of a patent or other intellectual property' },
    reason: {
      zh: '申报了专利等知识产权的，须提供证明。',
      en: 'Asked because the application claims points for a patent or other intellectual property.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'distinctions', includes: 'patent' } }],
    source: pointsEvidence,
  },
  {
    kind: 'local-bonus-confirmation',
    label: { zh: '地方鼓励性加分证明', en: 'Proof for local encouragement points' },
    reason: {
      zh: '申报了地方鼓励性加分的，须提供符合当地标准的证明。',
      en: 'Asked because the application claims local encouragement points: what shows that the local criteria are met.',
    },
    ...proven,
    requiredWhen: [{ ...byPoints, fact: { fact: 'localBonus', above: 0 } }],
    source: `${pointsEvidence}. The local criteria are not published`,
    placeholder: true,
  },
];

const directRoutes: readonly Material[] = [
  {
    kind: 'talent-programme-proof',
    label: { zh: '入选人才引进计划的证明', en: 'Proof of selection for a talent programme' },
    reason: {
      zh: '以入选人才引进计划申报A类的，须提供主管部门的入选文件。',
      en: "Asked because category A is claimed by a talent programme: the programme's decision.",
    },
    ...proven,
    requiredWhen: [{ routeIds: ['talent-programme'] }],
    source: categoryProof,
  },
  {
    kind: 'achievement-proof',
    label: { zh: '国际公认专业成就证明', en: 'Proof of an internationally recognised achievement' },
    reason: {
      zh: '以国际公认的专业成就申报A类的，须提供获奖证书、院士证书或任职证明等。',
      en: 'Asked because category A is claimed by an achievement: the award, the membership or the post held.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['international-achievement'] }],
    source: categoryProof,
  },
  {
    kind: 'post-statement',
    label: { zh: '用人单位及岗位说明', en: 'Statement on the employer and the post' },
    reason: {
      zh: '直接认定以用人单位或岗位的性质为依据，须附说明及证明，例如高新技术企业证书、总部认定文件、派遣函或项目文件。',
      en: 'Asked because the direct route rests on what the employer or the post is: for example a high-tech certificate, a headquarters’ recognition, a dispatch letter or a project document.',
    },
    ...proven,
    requiredWhen: [
      {
        routeIds: [
          'encouraged-post',
          'specialised-or-project-staff',
          'professional-treaty',
          'professional-international-organisation',
          'professional-multinational',
        ],
      },
    ],
    source: `${categoryProof}; which papers count is not published`,
    placeholder: true,
  },
  {
    kind: 'investment-proof',
    label: { zh: '投资及股权证明', en: 'Proof of investment and shares' },
    reason: {
      zh: '以创新创业人才申报A类的，须证明投资和持股情况，或提供专利等知识产权证明。',
      en: 'Asked because category A is claimed as an entrepreneur: the investment and the shares held, or a patent.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['innovation-entrepreneurship'] }],
    alternatives: [{ kind: 'patent-certificate', when: always }],
    source: `${categoryProof}; the official wording of the conditions was not seen`,
    placeholder: true,
  },
  {
    kind: 'post-doctorate-proof',
    label: { zh: '博士后经历证明', en: 'Proof of post-doctoral work' },
    reason: {
      zh: '以优秀青年人才申报A类的，须证明博士后研究经历。',
      en: 'Asked because category A is claimed as an outstanding young talent: the post-doctoral work done.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['outstanding-young-talent'] }],
    source: `${categoryProof}; the official wording of the conditions was not seen`,
    placeholder: true,
  },
  {
    kind: 'recommendation',
    label: { zh: '领军人才推荐函', en: "Leading talent's recommendation" },
    reason: {
      zh: '以领军人才团队核心成员申报A类的，须提供该领军人才的推荐函。',
      en: 'Asked because category A is claimed as a core member of a leading talent’s team.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['core-team-member'] }],
    source: 'Tianjin guide, chapter 2, 2024-03-01',
  },
  {
    kind: 'shareholding-proof',
    label: {
      zh: '持股证明（公司章程、股东名册或登记档案）',
      en: 'Proof of the shares held (articles, register of shareholders or company file)',
    },
    reason: {
      zh: '以小微商贸企业试点申请的，须证明持有本单位25%以上（不含25%）股份。',
      en: 'Asked because the application is made under the pilot for small and micro trading enterprises: more than 25 % of the company has to be held.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['small-micro-trader'] }],
    source:
      'Over 25 % of the company: Jinhua, 2022-11-22, http://english.jinhua.gov.cn/art/2022/11/22/art_1229181173_58897936.html; which papers prove it is not published',
    placeholder: true,
  },
  {
    kind: 'local-investment-proof',
    label: { zh: '在当地投资贸易、采购的证明', en: 'Proof of the investment in trade or procurement in the locality' },
    reason: {
      zh: '以小微商贸企业试点申请的，须证明在当地投资贸易、采购，例如采购合同、报关单或纳税记录。',
      en: 'Asked because the application is made under the pilot for small and micro trading enterprises: for example purchase contracts, customs declarations or tax records.',
    },
    ...proven,
    requiredWhen: [{ routeIds: ['small-micro-trader'] }],
    source:
      'Invests in trade or procurement in Yiwu: Jinhua, 2022-11-22, http://english.jinhua.gov.cn/art/2022/11/22/art_1229181173_58897936.html; which papers prove it is not published',
    placeholder: true,
  },
  {
    kind: 'teaching-certificate',
    label: { zh: '教师资格或语言教学证书', en: 'Teaching licence or language-teaching certificate' },
    reason: {
      zh: '外国语言教学人员可用本国教师资格或120学时以上的语言教学证书代替两年教学经历。',
      en: 'A language teacher may give a teaching licence of the home country, or a certificate of 120 hours or more, in place of two years of teaching.',
    },
    ...proven,
    requiredWhen: [],
    source: 'https://globaleastern.cn/newsshow-37-1111-1.html (2024-07-23)',
  },
];

/** What proves the category that is claimed, row by row of the points table or by the direct route. */
export const categoryEvidence: readonly Material[] = [...pointsRows, ...directRoutes];
