import type { PracticeCase } from '../../domain/desk/practice.ts';
import {
  allPapers,
  engineer,
  law,
  paper,
  papersOfA,
  papersOfB,
  questions,
  scientist,
  section3,
  usual,
  without,
} from './common.ts';

const review = { stage: 'review', question: questions.review, asks: ['points', 'category'] } as const;
const conclusion = { stage: 'conclusion', question: questions.conclusion, asks: [] } as const;
const table =
  'National points table, interim version: https://smebrother.com/blogs/news/… and https://irishchamberchina.com/work-permit-points-system/';
const trialTable = 'National points table, trial version, 2017-04-06: https://jlc.hyit.edu.cn/info/1069/1226.htm';

/** A master's graduate of 25 whose category depends on the row of the age. */
const young = {
  ...engineer,
  applicant: { ...engineer.applicant, familyName: 'EXEMPLA', givenNames: 'TEO', birthDate: '2000-07-14' },
  facts: { ...engineer.facts, annualSalary: 150_000, education: 'master', workYears: 2, monthsPerYear: 9, hsk: 4 },
} as const satisfies PracticeCase['form'];

const inclusive = {
  text: {
    zh: '“60分以上”包括60分本身，所以是B类。',
    en: '“60分以上” includes 60 itself, so this is category B.',
  },
  rule: 'Civil Code art. 1259: 以上 includes the number',
  source: 'Civil Code art. 1259; thresholds of the points table',
};

const falseMaterial = {
  text: {
    zh: '申请人提供虚假材料的，不予许可并给予警告；须写明事实、依据和理由。',
    en: 'Who gives false material is refused and warned; the reasons name the fact, the paper and the rule.',
  },
  rule: 'Administrative Licensing Law art. 78',
  source: `${law('art. 78')}. Whether a ban of one year follows is not settled for work permits`,
};

/** Practice cases of the back office: points row by row, recommendations and decisions. */
export const backOfficeCases: readonly PracticeCase[] = [
  {
    ...usual,
    ...review,
    id: 'age-25-in-the-trial-table',
    pointsTable: 'trial-2017',
    title: { zh: '试用版积分表：25岁没有对应的行', en: 'The trial table: no row for the age of 25' },
    story: {
      zh: '按2017年试用版积分表复核：25岁，硕士，工作2年，年薪15万元，每年9个月，HSK4级。材料齐全、属实。',
      en: 'To be scored by the trial table of 2017: 25 years old, master, two years of work, 150,000 CNY a year, nine months a year, HSK 4. The papers are complete and prove it.',
    },
    form: young,
    papers: allPapers(...papersOfB),
    solution: {
      decision: 'ask-authority',
      points: {
        annualSalary: 11,
        education: 15,
        workYears: 5,
        monthsPerYear: 15,
        chinese: 8,
        workLocation: 0,
        age: null,
        distinction: 0,
        localBonus: 0,
      },
      category: null,
    },
    because: {
      decision: {
        text: {
          zh: '其余项目合计54分：年龄不计分为C类，按有的档次计分为B类，类别取决于它；表中没有该行，不得自行按0分或按某一行计，须报请主管部门认定。',
          en: 'The other items give 54: with nothing for the age that is C, with a row of the age it is B, so the category depends on it. There is no row: do not take 0 or a row of your choice, but ask the authority.',
        },
        rule: 'A value without a row is reported, never scored 0',
        source: trialTable,
      },
      points: {
        text: { zh: '按表逐项计分。', en: 'As the rows of the table say.' },
        rule: 'Rows of the trial table',
        source: trialTable,
      },
      'points.age': {
        text: {
          zh: '试用版为[18,25)和[26,45)：25岁落在两档之间，没有对应的行。',
          en: 'The trial table has [18,25) and [26,45): 25 lies between the two and has no row.',
        },
        rule: 'Row of the age in the trial table',
        source: trialTable,
      },
      category: {
        text: { zh: '类别待定，不是C类。', en: 'The category is open; it is not C.' },
        rule: 'A value without a row leaves the category open where it depends on it',
        source: trialTable,
      },
    },
  },
  {
    ...usual,
    ...review,
    id: 'exactly-sixty',
    title: { zh: '暂行版积分表：恰好60分', en: 'The interim table: exactly 60 points' },
    story: {
      zh: '与上例同一人，按暂行版积分表计分。',
      en: 'The same person by the interim table.',
    },
    form: young,
    papers: allPapers(...papersOfB),
    solution: {
      decision: 'recommend-approval',
      points: {
        annualSalary: 11,
        education: 15,
        workYears: 5,
        monthsPerYear: 15,
        chinese: 4,
        workLocation: 0,
        age: 10,
        distinction: 0,
        localBonus: 0,
      },
      category: 'B',
    },
    because: {
      decision: {
        text: {
          zh: '材料齐全属实，60分达到B类，建议准予。',
          en: 'The papers are complete and true, and 60 points reach category B: recommend approval.',
        },
        rule: 'B from 60 points, 60 included',
        source: table,
      },
      points: {
        text: { zh: '按表逐项计分。', en: 'As the rows of the table say.' },
        rule: 'Rows of the interim table',
        source: table,
      },
      'points.age': {
        text: {
          zh: '暂行版[18,25]为闭区间，25岁计10分。',
          en: 'The interim table has [18,25] with both ends: 10 points at 25.',
        },
        rule: 'Row of the age in the interim table',
        source: table,
      },
      category: inclusive,
    },
  },
  {
    ...usual,
    ...review,
    id: 'work-years-not-proven',
    asks: ['points', 'category', 'deficiencies'],
    title: { zh: '工作年限与证明不符', en: 'Fewer years of work than were claimed' },
    story: {
      zh: '申报工作5年，原单位的证明只证明2年。其他属实。请按证明计分，并写出还须补正的事项。',
      en: 'Five years of work are claimed; the former employer’s reference proves two. The rest is true. Score what is proven, and name what has to be mended.',
    },
    form: engineer,
    papers: [...without(papersOfB, 'work-experience'), paper('work-experience', { proves: { workYears: 2 } })],
    solution: {
      decision: 'return',
      points: {
        annualSalary: 11,
        education: 10,
        workYears: 5,
        monthsPerYear: 15,
        chinese: 3,
        workLocation: 0,
        age: 15,
        distinction: 0,
        localBonus: 0,
      },
      category: 'C',
      deficiencies: ['answers.kindOfC'],
    },
    because: {
      decision: {
        text: {
          zh: '按证明更正后为59分，属于C类。C类须说明属于哪种情形（是否占用配额），这一问原来没有问到，须一次告知补正；不能按B类准予。',
          en: 'With the proven years it is 59 points: category C. Which kind of C, and so whether the quota applies, was never asked: return it for that. It cannot be approved as B.',
        },
        rule: 'Points rest on evidence for each row',
        source: `${section3}, item k`,
      },
      points: {
        text: { zh: '按证明逐项计分。', en: 'Row by row as proven.' },
        rule: 'Rows of the interim table',
        source: table,
      },
      'points.workYears': {
        text: { zh: '证明只有2年，计5分，不是8分。', en: 'Two years are proven: 5 points, not 8.' },
        rule: 'Years of work: 5 points for two years, one more for each further year',
        source: table,
      },
      category: {
        text: { zh: '59分不足60分。', en: '59 points are below 60.' },
        rule: 'B from 60 points',
        source: table,
      },
      'deficiencies.answers.kindOfC': {
        text: {
          zh: '改为C类后才会问到“其他外国人员的情形”，属于更正带来的新问题，可以告知补正。',
          en: 'Which kind of category C is asked only now that the correction made it C, so it can be asked for.',
        },
        rule: 'Question of category C; quota by order of acceptance',
        source: 'Beijing portal, kinds of category C',
      },
    },
  },
  {
    ...usual,
    ...review,
    asks: [],
    id: 'forged-degree-review',
    title: { zh: '学校否认出具过学位', en: 'The university denies the degree' },
    story: {
      zh: '向学校核实学位证书，学校回复“从未颁发”。积分本可达到A类。',
      en: 'You asked the university about the degree. It answers that it never awarded it. The points would have been enough for category A.',
    },
    form: scientist,
    papers: [...without(papersOfA, 'highest-degree'), paper('highest-degree', { forged: true })],
    solution: { decision: 'recommend-refusal' },
    because: { decision: falseMaterial },
  },
  {
    ...usual,
    ...conclusion,
    id: 'forged-degree-conclusion',
    title: { zh: '虚假材料：决定前先告知', en: 'False material: the party is heard first' },
    story: {
      zh: '审查人员查明学位证书系伪造，建议不予许可。尚未告知当事人。',
      en: 'The reviewer found that the degree is forged and recommends refusal. The party has not been told yet.',
    },
    form: scientist,
    papers: [...without(papersOfA, 'highest-degree'), paper('highest-degree', { forged: true })],
    officer: { subject: 'practice-decider', reviewedBy: 'practice-reviewer', recommendation: 'refuse' },
    solution: { decision: 'announce-refusal' },
    because: {
      decision: {
        text: {
          zh: '拟不予许可的，先告知全部理由并听取陈述申辩，然后才能决定；不得直接不予许可。',
          en: 'An intended refusal is announced first with all its reasons, and the party may reply; only then is it decided.',
        },
        rule: 'Administrative Licensing Law arts. 7, 36, 38',
        source: law('arts. 7, 36, 38(2), 78'),
      },
    },
  },
  {
    ...usual,
    ...conclusion,
    id: 'reviewer-decides',
    title: { zh: '审查人就是决定人', en: 'The reviewer as decider' },
    story: {
      zh: '这份申请是您自己审查的，建议准予。您也有决定权限，当天下班前要办结。',
      en: 'You reviewed this application yourself and recommended approval. You also hold the role of a decider, and the time ends today.',
    },
    form: engineer,
    papers: allPapers(...papersOfB),
    officer: { subject: 'practice-officer', reviewedBy: 'practice-officer', recommendation: 'approve' },
    solution: { decision: 'leave-to-another' },
    because: {
      decision: {
        text: {
          zh: '实质内容须由两名以上工作人员核查：审查人不能作决定，时限再紧也应由另一名工作人员办理。',
          en: 'Two officers look at the substance: who reviewed does not conclude, however short the time is.',
        },
        rule: 'Administrative Licensing Law art. 34',
        source: law('art. 34'),
      },
    },
  },
  {
    ...usual,
    ...conclusion,
    id: 'paper-still-owed',
    title: { zh: '容缺受理的材料还没有补交', en: 'A paper that may follow has not come' },
    story: {
      zh: 'A类，审查建议准予。学位证明当时选择受理后补交，至今没有交。',
      en: 'Category A, and the reviewer recommends approval. The degree was to follow after acceptance and has not come.',
    },
    form: { ...scientist, supplyLater: ['highest-degree'] },
    papers: without(papersOfA, 'highest-degree'),
    officer: { subject: 'practice-decider', reviewedBy: 'practice-reviewer', recommendation: 'approve' },
    solution: { decision: 'wait-for-papers' },
    because: {
      decision: {
        text: {
          zh: '容缺只是先受理：材料补交之前不能准予许可，请联系用人单位尽快补交。',
          en: 'The gap was allowed for acceptance only: nothing is approved before the paper is there. Ask the employer for it.',
        },
        rule: 'Later supply (容缺受理): approval needs the paper all the same',
        source: `${section3}, notes. Which papers may follow is not published: placeholder`,
      },
    },
    placeholder: true,
  },
  {
    ...usual,
    ...conclusion,
    id: 'plain-approval',
    title: { zh: '可以准予', en: 'Nothing stands against it' },
    story: {
      zh: '同事审查并建议准予，材料齐全，没有欠交。',
      en: 'A colleague reviewed it and recommends approval; every paper is there.',
    },
    form: engineer,
    papers: allPapers(...papersOfB),
    officer: { subject: 'practice-decider', reviewedBy: 'practice-reviewer', recommendation: 'approve' },
    solution: { decision: 'approve' },
    because: {
      decision: {
        text: {
          zh: '申请人符合法定条件、标准的，应当依法作出准予许可的书面决定。',
          en: 'Who meets the conditions of the law is granted the permit in writing.',
        },
        rule: 'Administrative Licensing Law art. 38(1)',
        source: law('art. 38(1)'),
      },
    },
  },
];
