import type { Text } from '../text.ts';
import { decisionLabels, type PracticeAnswer, type PracticeCase, type PracticeReason } from './practice.ts';

/** One thing that was marked, with why it is so. */
export type Finding = {
  /** `decision`, a part of the answer, or one entry of it such as `deficiencies.document.contract`. */
  about: string;
  result: 'right' | 'missed' | 'wrong' | 'one-too-many';
  expected?: string;
  given?: string;
} & PracticeReason;

export type Mark = {
  /** Marks won, never below 0. */
  marks: number;
  of: number;
  /** Percent, rounded down, so that only what is all right is 100. */
  score: number;
  findings: Finding[];
};

type Bare = Omit<Finding, keyof PracticeReason> & { text?: Text };

const shown = (value: unknown): string => (value === null ? 'none' : String(value));

function compareLists(part: string, expected: readonly string[], given: readonly string[] = []): Bare[] {
  const named = [...new Set(given)];
  return [
    ...expected.map(
      (entry): Bare =>
        named.includes(entry)
          ? { about: `${part}.${entry}`, result: 'right', expected: entry, given: entry }
          : { about: `${part}.${entry}`, result: 'missed', expected: entry },
    ),
    ...named
      .filter((entry) => !expected.includes(entry))
      .map((entry): Bare => ({ about: `${part}.${entry}`, result: 'one-too-many', given: entry })),
  ];
}

const compareValues = (about: string, expected: unknown, given: unknown): Bare =>
  given === undefined
    ? { about, result: 'missed', expected: shown(expected) }
    : { about, result: given === expected ? 'right' : 'wrong', expected: shown(expected), given: shown(given) };

/** What a wrong or superfluous entry is told where the case says nothing of its own about it. */
const general: Record<Exclude<Finding['result'], 'right'>, Record<string, PracticeReason>> = {
  missed: {
    deficiencies: {
      text: {
        zh: '漏列一项：首次告知须一次列明全部须补正事项，之后不能再要求补正。',
        en: 'One was left out: the first notice names everything at once, and what it left out cannot be asked for later.',
      },
      rule: 'Administrative Licensing Law art. 32(4)',
      source: 'Administrative Licensing Law arts. 32(4), 72(4)',
    },
  },
  wrong: {},
  'one-too-many': {
    deficiencies: {
      text: {
        zh: '多列一项：这里没有须补正的问题，不得要求与申请无关或已经齐备的材料。',
        en: 'One too many: nothing is wrong here, and what is in order or has nothing to do with the matter may not be asked for.',
      },
      rule: 'Administrative Licensing Law art. 31',
      source: 'Administrative Licensing Law art. 31',
    },
    waived: {
      text: { zh: '该材料在本申请中并未免交。', en: 'This paper is not waived in this application.' },
      rule: 'The procedure’s list of materials',
      source: 'shared/policy/procedures',
    },
  },
};

/** The reason of the entry itself, of its part, or of the decision; every finding says why. */
function reasonOf(the: PracticeCase, { about, result }: Bare): PracticeReason {
  const part = about.split('.')[0] ?? about;
  const own = the.because[about];
  const usual = result === 'right' ? undefined : general[result][part];
  const found = own ?? usual ?? the.because[part] ?? the.because.decision;
  if (!found) throw new Error(`practice case ${the.id} does not say why its solution is so`);
  if (!own || !usual || own === usual) return found;
  return { ...own, text: { zh: `${own.text.zh}${usual.text.zh}`, en: `${own.text.en} ${usual.text.en}` } };
}

/**
 * Marks an answer by the solution of its case: one mark for the decision and for each thing that the solution names. A
 * deficiency that is left out wins nothing; one too many takes a mark away, for it sends somebody after a paper in vain.
 * @returns the marks with a finding for everything that was right, missed, wrong or one too many
 */
export function mark(the: PracticeCase, answer: PracticeAnswer): Mark {
  const { solution, asks } = the;
  const bare: Bare[] = [
    {
      ...compareValues('decision', solution.decision, answer.decision),
      expected: decisionLabels[solution.decision].en,
      given: decisionLabels[answer.decision].en,
    },
    ...asks.flatMap((part): Bare[] => {
      switch (part) {
        case 'deficiencies':
        case 'waived':
          return compareLists(part, solution[part] ?? [], answer[part]);
        case 'points':
          return Object.entries(solution.points ?? {}).map(([item, points]) =>
            compareValues(`points.${item}`, points, answer.points?.[item]),
          );
        default:
          return [compareValues(part, solution[part], answer[part])];
      }
    }),
  ];
  const findings = bare.map((finding): Finding => ({ ...finding, ...reasonOf(the, finding) }));
  const count = (result: Finding['result']) => findings.filter((finding) => finding.result === result).length;
  const of = findings.length - count('one-too-many');
  const marks = Math.max(0, count('right') - count('one-too-many'));
  return { marks, of, score: Math.floor((marks * 100) / of), findings };
}
