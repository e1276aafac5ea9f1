import type { Condition, Material, Procedure } from '../../domain/procedure/procedure.ts';
import { nationalRoutes } from '../routes/national.ts';

const guide = 'Beijing guide for talents (人才办事指南; transcribed, to be verified), chapter 1 section 3';
const pointsEvidence = `${guide}, item k: evidence for each row of the points table`;
const categoryProof = `${guide}, item k: evidence for the category`;
const papers = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/** Points decide, and they decide between A and B; category C needs no points and so no evidence for them (art. 31). */
const byPoints: Condition = { categories: ['A', 'B'], routes: ['points'] };
const always: readonly Condition[] = [{}];
const proven = { contentTypes: papers, several: true, placeholder: false } as const;

const forEveryone: readonly Material[] = [
  {
    kind: 'application-form',
    label: { zh: '外国人来华工作许可申请表', en: "Application form for the Foreigner's Work Permit" },
    reason: {
      zh: '申请人签字、用人单位盖章，表示双方对所填内容负责；签字应与护照签名一致。',
      en: 'Signed by the applicant and stamped by the employer, so that both answer for what it says. The signature must match the one in the passport.',
    },
    ...proven,
    requiredWhen: always,
    source: `${guide}, item a; Shenzhen Polytechnic, notes on the signature`,
  },
  {
    kind: 'photo',
    label: { zh: '证件照', en: 'Passport photo' },
    reason: {
      zh: '用于电子证件，供核验时核对本人。请用六个月内的正面免冠照片，白色背景，无边框，JPG格式；因宗教原因须戴头饰的，面部不得遮挡。',
      en: 'It is shown on the electronic permit so that others can recognise the holder. A photo of the last six months as JPG: full face, no hat, white background, no border. A head cover worn for religious reasons must leave the face free.',
    },
    contentTypes: ['image/jpeg'],
    several: false,
    requiredWhen: always,
    source: `${guide}, item i; photo rules published by Shenzhen STIC, 2024-12-03; six months and head cover: https://web.bqsszxx-edu.cn/2020/0216/c18251a237606/pagem.htm (secondary)`,
    placeholder: false,
  },
  {
    kind: 'passport',
    label: { zh: '护照信息页', en: 'Passport data page' },
    reason: {
      zh: '核对姓名、国籍、出生日期和护照有效期；护照有效期一般至少须有六个月。无须翻译。',
      en: 'To check the name, nationality, birth date and how long the passport is valid: as a rule at least six months. No translation is needed.',
    },
    ...proven,
    requiredWhen: always,
    source: `${guide}, item g`,
  },
  {
    kind: 'contract',
    label: { zh: '聘用合同或任职证明', en: 'Employment contract or proof of appointment' },
    reason: {
      zh: '须为中文，不得涂改，写明工作地点、工作内容、薪酬、起止时间和职位，并有签字盖章页；许可期限不得超过合同期限。',
      en: 'In Chinese and without alterations, stating the place, the work, the pay, the period and the post, with the page that bears signature and seal. The permit cannot run longer than the contract.',
    },
    ...proven,
    requiredWhen: always,
    source: `${guide}, item f`,
  },
  {
    kind: 'work-experience',
    label: { zh: '工作资历证明', en: 'Proof of work experience' },
    reason: {
      zh: '由原工作单位出具，写明职位、起止时间或项目，有签字或盖章及可联系的证明人；用以核实与岗位相符的工作经历。非中文材料请附译文并加盖用人单位公章。',
      en: 'Issued by former employers, naming the post, the dates or projects and a person who can be contacted, signed or stamped. It shows that the experience fits the post. Add a Chinese translation with the employer’s seal.',
    },
    ...proven,
    requiredWhen: always,
    waived: {
      when: [{ routeIds: ['outstanding-graduate'] }, { fact: { fact: 'workYears', is: 0 } }],
      exceptWhen: [{ fact: { fact: 'distinctions', includes: 'five-years-in-china' } }],
      source:
        'Outstanding graduates need no two years of work: http://chinavisas.cn/Visa/Details/3. Who states no work at all has none to prove',
      placeholder: true,
    },
    alternatives: [{ kind: 'teaching-certificate', when: [{ routeIds: ['foreign-language-teacher'] }] }],
    commitment: {
      when: [{ categories: ['A'] }],
      exceptWhen: [
        { ...byPoints, fact: { fact: 'workYears', atLeast: 2 } },
        { ...byPoints, fact: { fact: 'distinctions', includes: 'five-years-in-china' } },
      ],
      source: `${guide}, item b: category A may commit instead, unless A is claimed because of the experience; by points it counts from two years on`,
      placeholder: false,
    },
    source: `${guide}, item b`,
  },
  {
    kind: 'highest-degree',
    label: { zh: '最高学位（学历）证书', en: 'Certificate of the highest degree or education' },
    reason: {
      zh: '用以核实学历是否符合岗位要求。国外学位须经使领馆或教育部留学服务中心认证，或办理附加证明书（Apostille）；港澳台地区学位须经公证，或经教育部留学服务中心认证；中国学位只需原件。非中文材料请附译文并加盖用人单位公章。',
      en: 'It shows that the education fits the post. A foreign degree must be authenticated (embassy, CSCSE or Apostille), one from Hong Kong, Macao or Taiwan by a notary or CSCSE; a Chinese degree needs the original only. Add a Chinese translation with the employer’s seal.',
    },
    ...proven,
    requiredWhen: always,
    commitment: {
      when: [{ categories: ['A'] }],
      exceptWhen: [
        { ...byPoints, fact: { fact: 'education', isNot: 'none' } },
        { ...byPoints, fact: { fact: 'degreeTaughtInChinese', is: true } },
        { ...byPoints, fact: { fact: 'distinctions', includes: 'top-university' } },
        { routeIds: ['outstanding-young-talent'] },
      ],
      source: `${guide}, item c: category A may commit instead, unless A is claimed because of the degree`,
      placeholder: false,
    },
    source: `${guide}, item c`,
  },
  {
    kind: 'no-criminal-record',
    label: { zh: '无犯罪记录证明', en: 'Certificate of no criminal record' },
    reason: {
      zh: '由国籍国或最近连续居住一年以上的国家出具，六个月内签发，并经认证或办理附加证明书（Apostille）；在中国居住一年以上的，可提供公安机关出具的证明或居留许可页；自行声明的不予接受。',
      en: 'Issued within the last six months by the home country, or by the country of the last residence of a year or more, and authenticated or with an Apostille. Who has lived in China for a year or more may give a record of the public security bureau or the page of the residence permit. A statement by the applicant is not accepted.',
    },
    ...proven,
    requiredWhen: always,
    commitment: {
      when: [{ categories: ['A'] }],
      exceptWhen: [],
      source: `${guide}, item d: category A may commit instead`,
      placeholder: false,
    },
    source: `${guide}, item d`,
  },
  {
    kind: 'medical',
    label: { zh: '体检证明', en: 'Medical certificate' },
    reason: {
      zh: '六个月内出具，用以证明身体健康；入境前可先作健康承诺。',
      en: 'Issued within the last six months; it shows that the applicant is in good health. Before entering China a health commitment may stand in for it.',
    },
    ...proven,
    requiredWhen: always,
    commitment: {
      when: [{ entries: ['abroad'] }],
      exceptWhen: [],
      source: `${guide}, item e: before entry a health commitment letter may replace it`,
      placeholder: false,
    },
    source: `${guide}, item e`,
  },
  {
    kind: 'visa-or-residence',
    label: { zh: '有效签证或居留许可', en: 'Valid visa or residence permit' },
    reason: {
      zh: '在境内申请的，须证明目前在中国合法停留或居留。',
      en: 'Asked of those who apply inside China: it shows that the applicant is lawfully in the country.',
    },
    ...proven,
    requiredWhen: [{ entries: ['inside-china'] }],
    source: `${guide}, item h`,
  },
];

const categoryEvidence: readonly Material[] = [
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

const directRouteEvidence: readonly Material[] = [
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

/** A new permit for work of more than 90 days, from abroad or inside China. */
export const newPermit: Procedure = {
  id: 'new-permit',
  version: '2024-12-01',
  title: {
    zh: '外国人来华工作许可（90日以上）',
    en: "Foreigner's Work Permit, new, for work of more than 90 days",
  },
  source: `${guide}; one filing since the notice 人社部发〔2024〕75号`,
  effectiveFrom: '2024-12-01',
  concerns: 'person',
  filedBy: [{ party: 'employer', when: always }],
  category: [{ when: {}, from: 'score' }],
  fields: [],
  questions: [],
  decidedBy: ['decider'],
  effect: 'grant-permit',
  letters: [{ kind: 'notification-letter', when: [{ entries: ['abroad'] }] }],
  minimumAge: nationalRoutes.minimumAge,
  contractMoreThanDays: { days: 90, source: `${guide}: 90日以上` },
  materials: [...forEveryone, ...categoryEvidence, ...directRouteEvidence],
};
