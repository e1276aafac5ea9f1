import type { Deficiency } from '../checklist/checklist.ts';
import type { Facts } from '../scoring/facts.ts';
import type { Text } from '../text.ts';
import { addMonths, type Day } from '../time.ts';

/** What a contract, a reference or a certificate has to say. */
export type PaperPart = 'place' | 'work' | 'pay' | 'period' | 'post' | 'signature' | 'referee';

/** A paper as an officer reads it: facts only, what follows from them is the rules' matter. */
export type ReadPaper = {
  kind: string;
  issuedOn?: Day;
  /** Who says it; a statement of the applicant proves nothing about a criminal record. */
  issuedBy?: 'authority' | 'applicant' | 'employer' | 'university' | 'hospital';
  /** By embassy, CSCSE or Apostille. */
  authenticated?: boolean;
  states?: readonly PaperPart[];
  language?: 'zh' | 'translated' | 'foreign';
  altered?: boolean;
  /** The issuer says that it never wrote it. */
  forged?: boolean;
  /** What of the claimed facts it proves, where that is something else than was claimed. */
  proves?: Partial<Facts>;
};

/** What a paper of a kind must be, beyond being there. */
export type PaperRule = {
  kind: string;
  /** Calendar months before the submission in which it must have been issued. */
  issuedWithinMonths?: number;
  authenticated?: true;
  /** It must not be the applicant's own statement. */
  notByApplicant?: true;
  mustState?: readonly PaperPart[];
  inChinese?: true;
  unaltered?: true;
  /** What applicants are told about it. */
  advice: Text;
  source: string;
};

const partNames: Record<PaperPart, Text> = {
  place: { zh: '工作地点', en: 'place of work' },
  work: { zh: '工作内容', en: 'work' },
  pay: { zh: '薪酬', en: 'pay' },
  period: { zh: '起止时间', en: 'period' },
  post: { zh: '职位', en: 'post' },
  signature: { zh: '签字或盖章', en: 'signature or seal' },
  referee: { zh: '可联系的证明人', en: 'person who can be contacted' },
};

function faultsOf(paper: ReadPaper, rule: PaperRule, today: Day): Text[] {
  const { issuedOn, issuedBy, authenticated, states = [], language, altered } = paper;
  const { issuedWithinMonths, mustState = [] } = rule;
  const missing = mustState.filter((part) => !states.includes(part));
  return [
    ...(issuedWithinMonths !== undefined && issuedOn !== undefined && issuedOn < addMonths(today, -issuedWithinMonths)
      ? [
          {
            zh: `于${issuedOn}出具，已超过${issuedWithinMonths}个月`,
            en: `it was issued on ${issuedOn}, more than ${issuedWithinMonths} months ago`,
          },
        ]
      : []),
    ...(rule.authenticated && authenticated === false
      ? [{ zh: '未经认证或附加证明', en: 'it is neither authenticated nor does it bear an Apostille' }]
      : []),
    ...(rule.notByApplicant && issuedBy === 'applicant'
      ? [{ zh: '由本人自行声明', en: 'it is a statement by the applicant' }]
      : []),
    ...(missing.length > 0
      ? [
          {
            zh: `未写明${missing.map((part) => partNames[part].zh).join('、')}`,
            en: `it does not state the ${missing.map((part) => partNames[part].en).join(', ')}`,
          },
        ]
      : []),
    ...(rule.inChinese && language === 'foreign' ? [{ zh: '没有中文文本', en: 'it is not in Chinese' }] : []),
    ...(rule.unaltered && altered ? [{ zh: '有涂改', en: 'it has alterations' }] : []),
  ];
}

/**
 * What is wrong with the papers themselves, one deficiency for each kind with everything that is wrong about it, at
 * paths `document.<kind>`. Code: `paper-insufficient`. A forged paper is no deficiency: nothing can mend it.
 * @param today the day of submission in the zone's time zone
 */
export function paperGaps(papers: readonly ReadPaper[], rules: readonly PaperRule[], today: Day): Deficiency[] {
  return papers.flatMap((paper) => {
    const rule = rules.find(({ kind }) => kind === paper.kind);
    const faults = rule && !paper.forged ? faultsOf(paper, rule, today) : [];
    if (!rule || faults.length === 0) return [];
    return [
      {
        path: `document.${paper.kind}`,
        code: 'paper-insufficient',
        text: {
          zh: `该材料${faults.map(({ zh }) => zh).join('，')}。`,
          en: `This paper cannot be used: ${faults.map(({ en }) => en).join('; ')}.`,
        },
        remedy: rule.advice,
      },
    ];
  });
}
