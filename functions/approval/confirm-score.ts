import { assessmentFacts } from '../../shared/contract/scoring.ts';
import type { Category } from '../../shared/domain/application/case-clock.ts';
import {
  type Case as ChecklistCase,
  type Deficiency,
  gaps,
  owedBeforeApproval,
} from '../../shared/domain/checklist/checklist.ts';
import { materialOf, type Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Assessment } from '../../shared/domain/scoring/assess.ts';
import { evidenceNeeded, holesOf } from '../../shared/domain/scoring/evidence.ts';
import type { Facts } from '../../shared/domain/scoring/facts.ts';
import { type KeptScore, keptScore } from '../../shared/domain/scoring/kept-score.ts';
import type { PointsPolicy } from '../../shared/domain/scoring/points-policy.ts';
import type { Language } from '../../shared/domain/text.ts';
import type { Day } from '../../shared/domain/time.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import type { Form } from '../../shared/records/application.ts';
import type { StoredDocument } from '../../shared/records/document.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { circumstancesOf } from '../../shared/view/application.ts';
import { assessOn, factsOf, type Rules } from '../../shared/zone/rules.ts';

export type Correction = { item: string; value?: unknown; reason: string };
export type Evidence = { item: string; documentId: string };
/** Which row applies to a value that no row of the table covers, and why. */
export type Settlement = { item: string; row: string; reason: string };

/** A score as the reviewer confirmed it: what was corrected with the original beside it, and what proves each row. */
export type ConfirmedScore = {
  score: KeptScore;
  corrections: { item: string; original: unknown; value: unknown; reason: string }[];
  evidence: Evidence[];
  settlements?: Settlement[];
  /** The score in full; the event keeps `score`. */
  assessment: Assessment;
};

function corrected(facts: Facts, corrections: readonly Correction[]): Result<Facts, ProblemEntry[]> {
  const problems: ProblemEntry[] = [];
  const changed: Record<string, unknown> = { ...facts };
  for (const [index, { item, value }] of corrections.entries()) {
    const path = `corrections.${index}`;
    if (!Object.hasOwn(assessmentFacts.shape, item) || item === 'birthDate' || item === 'ageOnAssessment') {
      problems.push({
        path: `${path}.item`,
        code: 'not-an-option',
        text: { zh: '不是可更正的事项', en: 'is not a fact that can be corrected here' },
      });
      continue;
    }
    const parsed = assessmentFacts.shape[item as keyof typeof assessmentFacts.shape].safeParse(value);
    if (parsed.success) changed[item] = parsed.data;
    else {
      problems.push({
        path: `${path}.value`,
        code: 'wrong-type',
        text: { zh: '值的格式有误', en: 'has the wrong form' },
      });
    }
  }
  return problems.length > 0 ? failure(problems) : success(changed as Facts);
}

/** Only what the table has no row for is settled, and only by one of its rows: everything else is read from the table. */
function settlementProblems(
  points: PointsPolicy,
  scored: Assessment,
  settlements: readonly Settlement[],
): ProblemEntry[] {
  const holes = holesOf(points, scored);
  return settlements.flatMap(({ item, row }, index): ProblemEntry[] => {
    const path = `settlements.${index}`;
    const hole = holes.find((one) => one.item === item);
    if (!hole || settlements.findIndex((one) => one.item === item) < index) {
      const text = {
        zh: '积分表对此项已有对应的行，或已认定一次，不能另行认定',
        en: 'the table has a row for this, or it is settled here already; nothing else can be decided',
      };
      return [{ path: `${path}.item`, code: 'not-an-option', text }];
    }
    if (hole.options.some((option) => option.row === row)) return [];
    const rows = hole.options.map((option) => option.row).join(', ');
    return [
      { path: `${path}.row`, code: 'not-an-option', text: { zh: `须为：${rows}`, en: `must be one of: ${rows}` } },
    ];
  });
}

/**
 * An application as far as its materials are concerned, with the facts and the category that hold by now.
 * @param the.assessment absent where the category does not come from a score
 */
export const materialsOf = (the: {
  form: Form;
  facts: Facts | undefined;
  assessment: Assessment | undefined;
  category: Category | null;
  documents: readonly StoredDocument[];
}): ChecklistCase => {
  const { form, facts, assessment, category, documents } = the;
  return {
    ...circumstancesOf({ ...form, ...(facts ? { facts } : {}) }, assessment),
    answers: form.answers,
    category,
    commitments: form.commitments,
    supplyLater: form.supplyLater,
    documents,
  };
};

/** The materials that approval needs after corrections: another category can ask for other papers. */
export const missingPapers = (procedure: Procedure, materials: ChecklistCase): Deficiency[] =>
  gaps(procedure, materials);

/** What was to be supplied after acceptance (容缺受理) and was not: nothing is approved before. */
export const owedPapers = (procedure: Procedure, materials: ChecklistCase): ProblemEntry[] =>
  owedBeforeApproval(procedure, materials).map(({ kind, label }) => ({
    path: `document.${kind}`,
    code: 'owed-before-approval',
    text: {
      zh: `“${label.zh}”容缺受理后尚未补交，补交前不能准予许可`,
      en: `“${label.en}” was to be supplied later and has not been; it is needed before approval`,
    },
    remedy: { zh: '请联系用人单位补交。', en: 'Ask the employer to supply it.' },
  }));

/**
 * Confirms a score: applies the reviewer's corrections, and the rows they decided on where the table has none for a
 * value, scores anew by the policy of the day of submission and, where
 * approval is recommended, wants a document of the right kind for every row that gave points and for a direct route.
 * @returns every problem at once
 */
export function confirmScore(
  rules: Pick<Rules, 'scoringOn'>,
  the: {
    form: Form;
    on: Day;
    procedure: Procedure;
    documents: readonly Pick<StoredDocument, 'id' | 'kind' | 'state'>[];
    corrections: readonly Correction[];
    evidence: readonly Evidence[];
    settlements?: readonly Settlement[];
    mustProve: boolean;
  },
): Result<ConfirmedScore, ProblemEntry[]> {
  const original = factsOf(the.form);
  const facts = corrected(original, the.corrections);
  if (!facts.ok) return facts;
  const { points, routes } = rules.scoringOn(the.on);
  const { settlements = [] } = the;
  const read = assessOn(rules, facts.value, the.on, false);
  if (!read.ok) return failure(read.error.map(({ path, code, text }) => ({ path, code, text })));
  const problems: ProblemEntry[] = settlementProblems(points, read.value, settlements);
  const settled = Object.fromEntries(settlements.map(({ item, row }) => [item, row]));
  const outcome = settlements.length > 0 ? assessOn(rules, facts.value, the.on, false, settled) : read;
  if (!outcome.ok) throw new Error('what could be assessed cannot be once a row is settled');

  const byId = new Map(
    the.documents.filter((document) => document.state === 'accepted').map((document) => [document.id, document.kind]),
  );
  for (const [index, { documentId }] of the.evidence.entries()) {
    if (byId.has(documentId)) continue;
    problems.push({
      path: `evidence.${index}.documentId`,
      code: 'not-an-option',
      text: { zh: '不是本申请已通过检查的文件', en: 'is not an accepted document of this application' },
    });
  }
  if (the.mustProve) {
    for (const need of evidenceNeeded(points, routes, outcome.value)) {
      const given = the.evidence.filter(({ item }) => item === need.item).map(({ documentId }) => byId.get(documentId));
      const missing = need.provenBy.filter((kinds) => !kinds.some((kind) => given.includes(kind)));
      if (missing.length === 0) continue;
      const named = (language: Language) =>
        missing
          .map((group) => group.map((kind) => materialOf(the.procedure, kind)?.label[language] ?? kind).join(' / '))
          .join(language === 'zh' ? '、' : ', ');
      problems.push({
        path: `evidence.${need.item}`,
        code: 'evidence-missing',
        text: {
          zh: `“${need.label.zh}”须指明证明文件：${named('zh')}`,
          en: `“${need.label.en}” needs the document that proves it: ${named('en')}`,
        },
      });
    }
  }
  if (problems.length > 0) return failure(problems);
  return success({
    assessment: outcome.value,
    score: keptScore(outcome.value, facts.value, routes),
    corrections: the.corrections.map(({ item, value, reason }) => ({
      item,
      original: (original as Record<string, unknown>)[item],
      value,
      reason,
    })),
    evidence: the.evidence.map(({ item, documentId }) => ({ item, documentId })),
    ...(settlements.length > 0 ? { settlements: settlements.map((one) => ({ ...one })) } : {}),
  });
}
