import type { Condition, Material } from '../../domain/procedure/procedure.ts';
import type { Text } from '../../domain/text.ts';
import { byPoints } from './category-evidence.ts';
import { papers } from './papers.ts';
import { always, guide } from './sources.ts';

const section3 = `${guide} section 3`;
const proven = { contentTypes: papers, several: true, requiredWhen: always, placeholder: false } as const;

/** The form that the system makes from what was entered, under the name that it has in a procedure. */
export const applicationForm = (label: Text, source: string): Material => ({
  kind: 'application-form',
  label,
  reason: {
    zh: '申请人签字、用人单位盖章，表示双方对所填内容负责；签字应与护照签名一致。',
    en: 'Signed by the applicant and stamped by the employer, so that both answer for what it says. The signature must match the one in the passport.',
  },
  ...proven,
  source: `${source}; Shenzhen Polytechnic, notes on the signature`,
});

export const photo: Material = {
  kind: 'photo',
  label: { zh: '证件照', en: 'Passport photo' },
  reason: {
    zh: '用于电子证件，供核验时核对本人。请用六个月内的正面免冠照片，白色背景，无边框，JPG格式；因宗教原因须戴头饰的，面部不得遮挡。',
    en: 'It is shown on the electronic permit so that others can recognise the holder. A photo of the last six months as JPG: full face, no hat, white background, no border. A head cover worn for religious reasons must leave the face free.',
  },
  contentTypes: ['image/jpeg'],
  several: false,
  requiredWhen: always,
  source: `${section3}, item i; photo rules published by Shenzhen STIC, 2024-12-03; six months and head cover: https://web.bqsszxx-edu.cn/2020/0216/c18251a237606/pagem.htm (secondary)`,
  placeholder: false,
};

export const passport: Material = {
  kind: 'passport',
  label: { zh: '护照信息页', en: 'Passport data page' },
  reason: {
    zh: '核对姓名、国籍、出生日期、护照号码和有效期。无须翻译。',
    en: 'To check the name, nationality, birth date, number and last day of the passport. No translation is needed.',
  },
  ...proven,
  source: `${section3}, item g`,
};

/** The same where the procedure wants a passport that still runs for a while; see its `passportRuns`. */
export const passportThatRuns: Material = {
  ...passport,
  reason: {
    zh: '核对姓名、国籍、出生日期和护照有效期；护照有效期一般至少须有六个月。无须翻译。',
    en: 'To check the name, nationality, birth date and how long the passport is valid: as a rule at least six months. No translation is needed.',
  },
};

export const contract: Material = {
  kind: 'contract',
  label: { zh: '聘用合同或任职证明', en: 'Employment contract or proof of appointment' },
  reason: {
    zh: '须为中文，不得涂改，写明工作地点、工作内容、薪酬、起止时间和职位，并有签字盖章页；许可期限不得超过合同期限。',
    en: 'In Chinese and without alterations, stating the place, the work, the pay, the period and the post, with the page that bears signature and seal. The permit cannot run longer than the contract.',
  },
  ...proven,
  source: `${section3}, item f`,
};

/** Category A may be accepted with gaps (容缺受理); which papers that covers is not in the sources. */
const laterForA = {
  when: [{ categories: ['A'] }],
  exceptWhen: [],
  source: `${section3}, notes: 告知承诺 and 容缺受理 for category A and foreign R&D centres; which papers may follow later is not named there`,
  placeholder: true,
} as const satisfies Material['supplyLater'];

export const workExperience: Material = {
  kind: 'work-experience',
  label: { zh: '工作资历证明', en: 'Proof of work experience' },
  reason: {
    zh: '由原工作单位出具，写明职位、起止时间或项目，有签字或盖章及可联系的证明人；用以核实与岗位相符的工作经历。非中文材料请附译文并加盖用人单位公章。',
    en: 'Issued by former employers, naming the post, the dates or projects and a person who can be contacted, signed or stamped. It shows that the experience fits the post. Add a Chinese translation with the employer’s seal.',
  },
  ...proven,
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
    source: `${section3}, item b: category A may commit instead, unless A is claimed because of the experience; by points it counts from two years on`,
    placeholder: false,
  },
  supplyLater: laterForA,
  source: `${section3}, item b`,
};

export const highestDegree: Material = {
  kind: 'highest-degree',
  label: { zh: '最高学位（学历）证书', en: 'Certificate of the highest degree or education' },
  reason: {
    zh: '用以核实学历是否符合岗位要求。国外学位须经使领馆或教育部留学服务中心认证，或办理附加证明书（Apostille）；港澳台地区学位须经公证，或经教育部留学服务中心认证；中国学位只需原件。非中文材料请附译文并加盖用人单位公章。',
    en: 'It shows that the education fits the post. A foreign degree must be authenticated (embassy, CSCSE or Apostille), one from Hong Kong, Macao or Taiwan by a notary or CSCSE; a Chinese degree needs the original only. Add a Chinese translation with the employer’s seal.',
  },
  ...proven,
  commitment: {
    when: [{ categories: ['A'] }],
    exceptWhen: [
      { ...byPoints, fact: { fact: 'education', isNot: 'none' } },
      { ...byPoints, fact: { fact: 'degreeTaughtInChinese', is: true } },
      { ...byPoints, fact: { fact: 'distinctions', includes: 'top-university' } },
      { routeIds: ['outstanding-young-talent'] },
    ],
    source: `${section3}, item c: category A may commit instead, unless A is claimed because of the degree`,
    placeholder: false,
  },
  supplyLater: laterForA,
  source: `${section3}, item c`,
};

export const noCriminalRecord: Material = {
  kind: 'no-criminal-record',
  label: { zh: '无犯罪记录证明', en: 'Certificate of no criminal record' },
  reason: {
    zh: '由国籍国或最近连续居住一年以上的国家出具，六个月内签发，并经认证或办理附加证明书（Apostille）；在中国居住一年以上的，可提供公安机关出具的证明或居留许可页；自行声明的不予接受。',
    en: 'Issued within the last six months by the home country, or by the country of the last residence of a year or more, and authenticated or with an Apostille. Who has lived in China for a year or more may give a record of the public security bureau or the page of the residence permit. A statement by the applicant is not accepted.',
  },
  ...proven,
  commitment: {
    when: [{ categories: ['A'] }],
    exceptWhen: [],
    source: `${section3}, item d: category A may commit instead`,
    placeholder: false,
  },
  supplyLater: laterForA,
  source: `${section3}, item d`,
};

export const medical: Material = {
  kind: 'medical',
  label: { zh: '体检证明', en: 'Medical certificate' },
  reason: {
    zh: '六个月内出具，用以证明身体健康；入境前可先作健康承诺。',
    en: 'Issued within the last six months; it shows that the applicant is in good health. Before entering China a health commitment may stand in for it.',
  },
  ...proven,
  commitment: {
    when: [{ entries: ['abroad'] }],
    exceptWhen: [],
    source: `${section3}, item e: before entry a health commitment letter may replace it`,
    placeholder: false,
  },
  source: `${section3}, item e`,
};

export const visaOrResidence: Material = {
  kind: 'visa-or-residence',
  label: { zh: '有效签证或居留许可', en: 'Valid visa or residence permit' },
  reason: {
    zh: '在境内申请的，须证明目前在中国合法停留或居留。',
    en: 'Asked of those who are inside China: it shows that the applicant is lawfully in the country.',
  },
  ...proven,
  source: `${section3}, item h`,
};

/** The tax record by which a salary commitment is checked later. */
export const taxRecord: Material = {
  kind: 'tax-record',
  label: { zh: '个人所得税纳税记录', en: 'Record of the income tax paid' },
  reason: {
    zh: '上次申请以薪资事项承诺书为依据的，须以完税证明核对实际薪资。',
    en: 'Asked because the last application rested on a salary commitment letter: the tax record shows what was really paid.',
  },
  ...proven,
  requiredWhen: [],
  source: `${section3}, item k: later extension or cancellation must show the tax record; category A by six times the average wage is spared it and spot-checked`,
};

/** The same materials, asked for only where a further condition holds as well. */
export const onlyWhere = (materials: readonly Material[], further: Condition): Material[] =>
  materials.map((material) => ({
    ...material,
    requiredWhen: material.requiredWhen.map((condition) => ({ ...condition, ...further })),
  }));
