import type { PracticeCase } from '../../domain/desk/practice.ts';
import { guide } from '../procedures/sources.ts';
import {
  acceptComplete,
  allPapers,
  engineer,
  law,
  paper,
  papersOfA,
  papersOfB,
  questions,
  returnOnce,
  scientist,
  section3,
  usual,
  without,
} from './common.ts';

const changeOfEmployer = `${guide}: change of employer (变更用人单位)`;
const door = { stage: 'preliminary-review', question: questions.door, asks: ['deficiencies'] } as const;

/** The permit of somebody who worked elsewhere before, cancelled ten days before the submission. */
const cancelledBefore = {
  number: 'P00000000000000033',
  ofThisEmployer: false,
  state: 'cancelled',
  validTo: '2026-12-31',
  endedOn: '2026-02-28',
} as const;

const mover = {
  ...engineer,
  entry: 'inside-china',
  answers: {
    groundInsideChina: 'change-of-employer',
    previousPermit: 'cancelled',
    previousPermitEndedOn: '2026-02-28',
    filedBefore: ['highest-degree', 'work-experience'],
  },
  post: { ...engineer.post, contractFrom: '2026-03-16', contractTo: '2028-03-15' },
} as const satisfies PracticeCase['form'];

const moverPapers = [
  'application-form',
  'photo',
  'passport',
  'contract',
  'visa-or-residence',
  'cancellation-certificate',
  'salary-commitment',
  'annual-working-time',
  'hsk-certificate',
] as const;

/** Practice cases of the front office: what can be accepted, and the one complete notice where it cannot. */
export const frontOfficeCases: readonly PracticeCase[] = [
  {
    ...usual,
    ...door,
    id: 'complete-category-a',
    title: { zh: '材料齐全的A类申请', en: 'A complete application of category A' },
    story: {
      zh: '研究机构为一名境外科学家申请。无犯罪记录和体检没有证明，申请人签了承诺书；其余材料都在。',
      en: 'A research company applies for a scientist who is abroad. There is no certificate of no criminal record and no medical one: the applicant signed commitments for both. Everything else is there.',
    },
    form: { ...scientist, commitments: ['no-criminal-record', 'medical'] },
    papers: without(papersOfA, 'no-criminal-record', 'medical'),
    solution: { decision: 'accept', deficiencies: [] },
    because: {
      decision: acceptComplete,
      deficiencies: {
        text: {
          zh: 'A类可以承诺代替无犯罪记录证明；入境前任何类别都可以作健康承诺。',
          en: 'Category A may commit instead of the criminal record; before entry anybody may commit to their health.',
        },
        rule: 'Commitment (承诺制): items d and e of the list of materials',
        source: `${section3}, items d, e`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'no-criminal-record-missing',
    title: { zh: 'B类缺少无犯罪记录证明', en: 'Category B without a certificate of no criminal record' },
    story: {
      zh: '经办人说无犯罪记录证明“正在办，先收下”。其他材料都齐全。',
      en: 'The handler says that the certificate of no criminal record is on its way and asks you to take the application all the same. Everything else is complete.',
    },
    form: engineer,
    papers: without(papersOfB, 'no-criminal-record'),
    solution: { decision: 'return', deficiencies: ['document.no-criminal-record'] },
    because: {
      decision: returnOnce,
      'deficiencies.document.no-criminal-record': {
        text: {
          zh: 'B类须提供六个月内出具并经认证的无犯罪记录证明，不能承诺代替，也不能容缺后补。',
          en: 'Category B needs the certificate, authenticated and at most six months old. It can neither be replaced by a commitment nor follow later.',
        },
        rule: 'Item d of the list of materials: commitment and later supply for category A only',
        source: `${section3}, item d`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'contract-without-period',
    title: { zh: '合同没有写起止时间', en: 'A contract that states no period' },
    story: {
      zh: '申请表填了合同起止日期，但上传的合同只写“自入职之日起”，没有终止日期；签字盖章页在。',
      en: 'The form gives the dates of the contract, but the contract says only “from the first day of work” and no last day. The page with signature and seal is there.',
    },
    form: engineer,
    papers: [
      ...without(papersOfB, 'contract'),
      paper('contract', { states: ['place', 'work', 'pay', 'post', 'signature'] }),
    ],
    solution: { decision: 'return', deficiencies: ['document.contract'] },
    because: {
      decision: returnOnce,
      'deficiencies.document.contract': {
        text: {
          zh: '合同须写明起止时间：许可期限不得超过合同期限，没有终止日期就无法确定。',
          en: 'The contract must state its period: no permit runs longer than the contract, and without a last day nobody can say how long that is.',
        },
        rule: 'Item f: place, content, pay, period, post, signature page',
        source: `${section3}, item f`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'passport-too-short',
    title: { zh: '护照有效期不足六个月', en: 'A passport that runs less than six months' },
    story: {
      zh: '材料齐全。护照有效期至2026年8月20日。',
      en: 'The papers are complete. The passport runs until 20 August 2026.',
    },
    form: {
      ...engineer,
      applicant: {
        ...engineer.applicant,
        passport: { number: 'UTO0000044', issuingState: 'UTO', expiresOn: '2026-08-20' },
      },
    },
    papers: allPapers(...papersOfB),
    solution: { decision: 'return', deficiencies: ['applicant.passport.expiresOn'] },
    because: {
      decision: returnOnce,
      'deficiencies.applicant.passport.expiresOn': {
        text: {
          zh: '自提交之日（2026年3月10日）起护照至少还须有效六个月，即不早于2026年9月10日。',
          en: 'From the day of submission, 10 March 2026, the passport must run for at least six months: until 10 September 2026 or later.',
        },
        rule: 'Item g: passport of at least six months',
        source: `${section3}, item g`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'everything-at-once',
    title: { zh: '一次性告知：四个问题一起', en: 'One complete notice: four things at once' },
    story: {
      zh: '境内申请。一眼看到照片没有上传；再看：体检证明去年8月出具，无犯罪记录是申请人自己写的声明，学位没有认证。合同和其他材料都好。',
      en: 'Filed inside China. You see at once that the photo is missing. Look on: the medical certificate is from last August, the “no criminal record” is a statement that the applicant wrote, and the degree was not authenticated. The contract and everything else are fine.',
    },
    form: { ...engineer, entry: 'inside-china', answers: { groundInsideChina: 'representative-or-short-term' } },
    papers: [
      ...without(papersOfB, 'photo', 'medical', 'no-criminal-record', 'highest-degree'),
      paper('visa-or-residence'),
      paper('medical', { issuedOn: '2025-08-28' }),
      paper('no-criminal-record', { issuedBy: 'applicant', authenticated: false }),
      paper('highest-degree', { authenticated: false }),
    ],
    solution: {
      decision: 'return',
      deficiencies: ['document.photo', 'document.medical', 'document.no-criminal-record', 'document.highest-degree'],
    },
    because: {
      decision: returnOnce,
      'deficiencies.document.photo': {
        text: { zh: '缺少证件照。', en: 'The photo is missing.' },
        rule: 'Item i of the list of materials',
        source: `${section3}, item i`,
      },
      'deficiencies.document.medical': {
        text: {
          zh: '体检证明须在六个月内出具；申请人已在境内，不能以健康承诺代替。',
          en: 'The medical certificate is at most six months old; the applicant is in China, so a commitment cannot replace it.',
        },
        rule: 'Item e: at most six months; commitment before entry only',
        source: `${section3}, item e`,
      },
      'deficiencies.document.no-criminal-record': {
        text: {
          zh: '自行声明的无犯罪记录不予接受，须由有关机关出具并经认证。',
          en: 'A self-sworn statement is not accepted: the record comes from the authority of the country and is authenticated.',
        },
        rule: 'Item d: self-sworn statements are rejected',
        source: `${section3}, item d`,
      },
      'deficiencies.document.highest-degree': {
        text: {
          zh: '国外学位须经使领馆或留学服务中心认证，或办理附加证明书。',
          en: 'A foreign degree is authenticated by the embassy or CSCSE, or bears an Apostille.',
        },
        rule: 'Item c: authentication',
        source: `${section3}, item c`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'commitment-not-for-b',
    title: { zh: '承诺：B类不能，A类可以', en: 'A commitment: not for category B' },
    story: {
      zh: '经办人听说“可以承诺”，为一名B类工程师的学位和无犯罪记录都签了承诺书，没有上传证明；另作了健康承诺，申请人尚在境外。',
      en: 'The handler heard that one may commit, and gave signed commitments for the degree and the criminal record of an engineer of category B, and a health commitment. The applicant is still abroad.',
    },
    form: { ...engineer, commitments: ['highest-degree', 'no-criminal-record', 'medical'] },
    papers: without(papersOfB, 'highest-degree', 'no-criminal-record', 'medical'),
    solution: { decision: 'return', deficiencies: ['document.highest-degree', 'document.no-criminal-record'] },
    because: {
      decision: returnOnce,
      'deficiencies.document.highest-degree': {
        text: {
          zh: '学位证明的承诺只适用于A类；B类须提供经认证的学位证书。',
          en: 'Only category A may commit to a degree; category B gives the authenticated certificate.',
        },
        rule: 'Item c: commitment for category A',
        source: `${section3}, item c`,
      },
      'deficiencies.document.no-criminal-record': {
        text: {
          zh: '无犯罪记录的承诺只适用于A类。',
          en: 'Only category A may commit to having no criminal record.',
        },
        rule: 'Item d: commitment for category A',
        source: `${section3}, item d`,
      },
      'deficiencies.document.medical': {
        text: {
          zh: '申请人尚未入境，任何类别都可以作健康承诺。',
          en: 'The applicant has not entered China yet, so the health commitment is good for every category.',
        },
        rule: 'Item e: commitment before entry',
        source: `${section3}, item e`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'commitment-claimed-by-degree',
    title: { zh: 'A类以学位得分，不能承诺学位', en: 'Category A because of the degree: no commitment for it' },
    story: {
      zh: '科学家以积分达到A类，其中博士学位计20分。学位和无犯罪记录都只有承诺书。',
      en: 'A scientist reaches category A by points, 20 of them for the doctorate. For the degree and for the criminal record there are only commitments.',
    },
    form: { ...scientist, commitments: ['highest-degree', 'no-criminal-record', 'medical'] },
    papers: without(papersOfA, 'highest-degree', 'no-criminal-record', 'medical'),
    solution: { decision: 'return', deficiencies: ['document.highest-degree'] },
    because: {
      decision: returnOnce,
      'deficiencies.document.highest-degree': {
        text: {
          zh: 'A类的认定以该学位为依据之一（积分），所以学位须有证明，不能承诺代替。',
          en: 'Category A rests on this very degree, by points, so it must be proven and cannot be committed to.',
        },
        rule: 'Item c: commitment for category A unless A is claimed because of the degree',
        source: `${section3}, item c`,
      },
      'deficiencies.document.no-criminal-record': {
        text: {
          zh: 'A类可以承诺代替无犯罪记录证明。',
          en: 'Category A may commit instead of this certificate.',
        },
        rule: 'Item d: commitment for category A',
        source: `${section3}, item d`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'supply-later-category-a',
    title: { zh: '容缺受理', en: 'Accepted with a paper to follow' },
    story: {
      zh: 'A类科学家的学位认证还要两周，经办人选择受理后补交；其余材料齐全。',
      en: 'The authentication of a scientist’s degree takes two more weeks; the handler chose to supply it after acceptance. It is category A, and everything else is there.',
    },
    form: { ...scientist, supplyLater: ['highest-degree'] },
    papers: without(papersOfA, 'highest-degree'),
    solution: { decision: 'accept', deficiencies: [] },
    because: {
      decision: {
        text: {
          zh: 'A类可以容缺受理：先受理，学位证明在决定前补交，补交前不能准予。',
          en: 'Category A may be accepted with a gap: accept it; the degree follows before the decision, and nothing is approved until it is there.',
        },
        rule: 'Later supply (容缺受理) for category A',
        source: `${section3}, notes. Which papers may follow is not published: placeholder`,
      },
      deficiencies: {
        text: { zh: '没有须退回补正的事项。', en: 'Nothing has to be returned for.' },
        rule: 'Later supply (容缺受理) for category A',
        source: `${section3}, notes`,
      },
    },
    placeholder: true,
  },
  {
    ...usual,
    ...door,
    id: 'extension-too-late',
    procedure: 'extension',
    title: { zh: '到期前20日才申请延期', en: 'An extension applied for 20 days before the end' },
    story: {
      zh: '许可有效期至2026年3月30日，今天是3月10日。材料齐全，经办人很着急。',
      en: 'The permit runs until 30 March 2026; today is 10 March. The papers are complete, and the handler is worried.',
    },
    form: {
      ...engineer,
      permitNumber: 'P00000000000000055',
      answers: { salaryCommitted: 'no' },
      post: { ...engineer.post, contractFrom: '2026-03-31', contractTo: '2028-03-30' },
    },
    papers: allPapers('application-form', 'contract', 'passport', 'visa-or-residence'),
    permit: {
      number: 'P00000000000000055',
      ofThisEmployer: true,
      state: 'valid',
      validTo: '2026-03-30',
      category: 'B',
    },
    asks: [],
    solution: { decision: 'refuse-acceptance' },
    because: {
      decision: {
        text: {
          zh: '延期须在有效期届满30日前申请，今天已过期限，补正也无法改变；不予受理并说明理由，告知许可到期前仍可工作，到期后按新申请办理。',
          en: 'An extension is applied for at least 30 days before the end. That day has passed and nothing handed in can mend it: refuse to accept, say why, and tell the handler that work can go on until the last day and that a new permit is applied for then.',
        },
        rule: 'Administrative Licensing Law art. 50; notice of 2017-12-07',
        source: `${law('art. 50')}; http://www.nacglobal.net/2018/03/02/ (notice of 2017-12-07: later filings are refused)`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'quota-graduate',
    title: { zh: '配额管理的毕业生', en: 'A graduate under the quota' },
    story: {
      zh: '境外高校应届毕业生，积分48，属于C类。材料齐全。请同时判断受理是否占用名额。',
      en: 'A fresh graduate of an overseas university with 48 points: category C. The papers are complete. Say as well whether accepting takes a place of the quota.',
    },
    asks: ['deficiencies', 'category', 'takesPlace'],
    form: {
      ...engineer,
      applicant: { ...engineer.applicant, familyName: 'MUSTER', givenNames: 'PIA', birthDate: '2002-09-09' },
      post: { ...engineer.post, title: '译审助理 Assistant translator', contractTo: '2027-04-30' },
      facts: { ...engineer.facts, annualSalary: 120_000, workYears: 0, hsk: 5 },
      answers: { kindOfC: 'foreign-graduate' },
    },
    papers: allPapers(
      'application-form',
      'photo',
      'passport',
      'contract',
      'highest-degree',
      'no-criminal-record',
      'medical',
      'kind-of-c-proof',
    ),
    solution: { decision: 'accept', deficiencies: [], category: 'C', takesPlace: true },
    because: {
      decision: acceptComplete,
      category: {
        text: { zh: '48分不足60分，为C类。', en: '48 points are below 60: category C.' },
        rule: 'B from 60 points',
        source: 'Thresholds of the points table: A from 85, B from 60, both included',
      },
      takesPlace: {
        text: {
          zh: '符合条件的外国毕业生实行配额管理：有数量限制的，按受理的先后顺序占用名额。',
          en: 'Qualifying foreign graduates are under the quota, and where numbers are limited the earlier acceptance wins: this acceptance takes a place.',
        },
        rule: 'Administrative Licensing Law art. 57',
        source: law('art. 57'),
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'change-of-employer',
    title: { zh: '变更用人单位：免交哪些材料', en: 'A change of employer: which papers are waived' },
    story: {
      zh: '申请人在境内换了单位，职业不变，原许可已于2026年2月28日注销，学位和工作资历以前都提交过。经办人没有交无犯罪记录和体检证明。请写出免交的材料。',
      en: 'The applicant changed employers inside China, in the same occupation. The former permit was cancelled on 28 February 2026; degree and experience were filed with it. There is neither a criminal record nor a medical certificate. Name the papers that are waived.',
    },
    asks: ['deficiencies', 'waived'],
    form: mover,
    papers: allPapers(...moverPapers),
    ofPerson: cancelledBefore,
    solution: {
      decision: 'accept',
      deficiencies: [],
      waived: ['work-experience', 'highest-degree', 'no-criminal-record', 'medical'],
    },
    because: {
      decision: acceptComplete,
      waived: {
        text: {
          zh: '变更用人单位的免交体检和无犯罪记录证明；学位和工作资历以前提交过的免交。',
          en: 'At a change of employer the medical certificate and the criminal record are waived, and so are degree and experience where they were filed before.',
        },
        rule: 'Change of employer: waived papers',
        source: changeOfEmployer,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'contract-before-cancellation',
    title: { zh: '新合同早于原许可注销', en: 'A new contract that begins before the former permit ended' },
    story: {
      zh: '与上例相同，但新合同自2026年2月20日开始，而原许可2月28日才注销；另外没有上传注销证明。',
      en: 'As before, but the new contract begins on 20 February 2026 while the former permit was cancelled on the 28th; and the cancellation certificate was not uploaded.',
    },
    form: { ...mover, post: { ...mover.post, contractFrom: '2026-02-20' } },
    papers: without(moverPapers, 'cancellation-certificate'),
    ofPerson: cancelledBefore,
    solution: { decision: 'return', deficiencies: ['post.contractFrom', 'document.cancellation-certificate'] },
    because: {
      decision: returnOnce,
      'deficiencies.post.contractFrom': {
        text: {
          zh: '新合同不得早于原许可注销生效之日开始。',
          en: 'The new contract begins no earlier than the day on which the cancellation took effect.',
        },
        rule: 'Change of employer: contract not before the cancellation',
        source: changeOfEmployer,
      },
      'deficiencies.document.cancellation-certificate': {
        text: {
          zh: '原许可已注销的，须提交注销证明。',
          en: 'Where the former permit was cancelled, its certificate is asked for.',
        },
        rule: 'Item j of the list of materials',
        source: `${section3}, item j`,
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'second-notice',
    title: { zh: '补正后才发现的老问题', en: 'Something old, seen only after the resubmission' },
    story: {
      zh: '首次告知只要求补交照片，今天补来了。这时您发现体检证明早已超过六个月，而首次告知没有提。',
      en: 'The first notice asked for the photo only, and it came today. Now you notice that the medical certificate is far older than six months; the notice did not mention it.',
    },
    form: { ...engineer, entry: 'inside-china', answers: { groundInsideChina: 'representative-or-short-term' } },
    papers: [
      ...without(papersOfB, 'medical'),
      paper('visa-or-residence'),
      paper('medical', { issuedOn: '2025-07-01' }),
    ],
    changedSinceNotice: ['document.photo'],
    solution: { decision: 'accept', deficiencies: [] },
    because: {
      decision: {
        text: {
          zh: '首次没有告知的问题不能再要求补正：须受理，并在审查阶段核实（必要时暂停核查），不得让申请人再跑一趟。',
          en: 'What the first notice left out cannot be asked for now. Accept it; review looks into the matter. The applicant is not sent round again.',
        },
        rule: 'Administrative Licensing Law art. 32(4): everything at once',
        source: `${law('arts. 32(4), 72(4)')}: not telling everything at once is the officer's personal liability`,
      },
      deficiencies: {
        text: {
          zh: '补正只带来了照片，照片没有问题，没有可以列入第二次告知的事项。',
          en: 'The resubmission brought the photo and nothing else, and the photo is fine: there is nothing that a second notice could name.',
        },
        rule: 'A second notice may only name what the resubmission introduced',
        source: law('art. 32(4)'),
      },
    },
  },
  {
    ...usual,
    ...door,
    id: 'chinese-national',
    title: { zh: '不需要许可的人', en: 'Somebody who needs no permit' },
    story: {
      zh: '经办人为一名持中国护照的归国人员申请。',
      en: 'The handler applies for a returnee who holds a Chinese passport.',
    },
    asks: [],
    form: {
      ...engineer,
      applicant: {
        ...engineer.applicant,
        nationality: 'CHN',
        passport: { number: 'SAMPLE00066', issuingState: 'CHN', expiresOn: '2033-01-01' },
      },
    },
    papers: allPapers(...papersOfB),
    solution: { decision: 'refuse-acceptance' },
    because: {
      decision: {
        text: {
          zh: '申请事项依法不需要取得行政许可的，应当即时告知不受理；中国公民在中国工作不需要本许可。',
          en: 'Where no permit is needed the applicant is told so at once and the application is not accepted; a Chinese national needs no permit to work in China.',
        },
        rule: 'Administrative Licensing Law art. 32(1)',
        source: law('art. 32(1)'),
      },
    },
  },
];
