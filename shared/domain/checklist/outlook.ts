import { filers, type Party, questionsAsked, withAnswersAsked } from '../procedure/circumstances.ts';
import {
  type Circumstances,
  type Condition,
  holds,
  type Material,
  materialOf,
  type Procedure,
  type Question,
} from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import { type ChecklistLine, checklist, spared } from './checklist.ts';

type Named = { kind: string; label: Text };

/** What somebody would have to file in their circumstances, before there is an application. */
export type Outlook = {
  filedBy: Party[];
  questions: Question[];
  materials: (Pick<ChecklistLine, 'kind' | 'label' | 'reason' | 'need'> & {
    several: boolean;
    contentTypes: string[];
    alternatives?: Named[];
    source: string;
    placeholder: boolean;
  })[];
  /** Asked for in addition where points are claimed with them: what is known so far does not tell. */
  whereClaimed: Named[];
  /** Asked for otherwise, and not here (免交). */
  spared: Named[];
};

const ofFact = ({ fact }: Condition, the: Circumstances): boolean =>
  fact !== undefined && the.facts?.[fact.fact] === undefined;

const named = ({ kind, label }: Material): Named => ({ kind, label });

/** Asked for as soon as a fact that was not given is. */
const waitsForFact = (material: Material, the: Circumstances): boolean =>
  material.requiredWhen.some((condition) => {
    const { fact: _, ...rest } = condition;
    return ofFact(condition, the) && holds(rest, the, 'asked');
  });

function alternativesOf(procedure: Procedure, { alternatives = [] }: Material, the: Circumstances): Named[] {
  return alternatives
    .filter(({ when }) => when.some((condition) => holds(condition, the, 'not-granted')))
    .flatMap(({ kind }) => {
      const found = materialOf(procedure, kind);
      return found ? [named(found)] : [];
    });
}

/**
 * Who files, what is asked and which materials are needed in these circumstances, as an application in them would be
 * told. While the category is unknown materials of any category are listed.
 */
export function outlook(procedure: Procedure, the: Circumstances): Outlook {
  const settled = withAnswersAsked(procedure, the);
  const lines = checklist(procedure, { ...settled, documents: [] });
  const asked = new Set(lines.map(({ kind }) => kind));
  const notAsked = new Set(spared(procedure, settled));
  return {
    filedBy: filers(procedure, settled),
    questions: questionsAsked(procedure, settled),
    materials: lines.flatMap(({ kind, label, reason, need }) => {
      const material = materialOf(procedure, kind);
      if (!material) return [];
      const { several, contentTypes, source, placeholder } = material;
      const others = alternativesOf(procedure, material, settled);
      return {
        kind,
        label,
        reason,
        need,
        several,
        contentTypes: [...contentTypes],
        ...(others.length > 0 ? { alternatives: others } : {}),
        source,
        placeholder,
      };
    }),
    whereClaimed: procedure.materials
      .filter((material) => !asked.has(material.kind) && waitsForFact(material, settled))
      .map(named),
    spared: procedure.materials.filter(({ kind }) => notAsked.has(kind)).map(named),
  };
}
