import { withAnswersAsked } from '../procedure/circumstances.ts';
import { type Circumstances, holds, type Material, type Procedure, relieves } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';

/** A document as the checklist sees it. */
export type GivenDocument = {
  kind: string;
  state: 'awaiting-upload' | 'accepted' | 'rejected' | 'replaced';
  problems?: readonly { code: string; text: Text; remedy?: Text }[];
};

export type ChecklistLine = {
  kind: string;
  label: Text;
  reason: Text;
  /** Where both a commitment and a later supply are allowed, the commitment is named: with it the matter is settled. */
  need: 'required' | 'commitment-allowed' | 'supply-later-allowed';
  state: 'missing' | 'committed' | 'later' | 'uploaded';
};

/** Something that an application lacks, with the place it concerns. */
export type Deficiency = { path: string; code: string; text: Text; remedy?: Text };

/** An application as far as its materials are concerned. */
export type Case = Circumstances & {
  /** Kinds for which the applicant gives a signed commitment (承诺) in place of the paper. */
  commitments?: readonly string[];
  /** Kinds that the applicant will supply after acceptance (容缺受理). */
  supplyLater?: readonly string[];
  documents: readonly GivenDocument[];
};

const asked = (material: Material, the: Circumstances) =>
  material.requiredWhen.some((condition) => holds(condition, the, 'asked')) && !relieves(material.waived, the);

/** The kinds of document that meet this material's line. */
const servedBy = ({ kind, alternatives = [] }: Material, the: Circumstances): string[] => [
  kind,
  ...alternatives
    .filter(({ when }) => when.some((condition) => holds(condition, the, 'not-granted')))
    .map((alternative) => alternative.kind),
];

function line(material: Material, the: Case): ChecklistLine {
  const { kind, label, reason } = material;
  const mayCommit = relieves(material.commitment, the);
  const mayFollow = relieves(material.supplyLater, the);
  const kinds = servedBy(material, the);
  const state = (): ChecklistLine['state'] => {
    if (the.documents.some(({ kind, state }) => state === 'accepted' && kinds.includes(kind))) return 'uploaded';
    if (mayCommit && the.commitments?.includes(kind)) return 'committed';
    return mayFollow && the.supplyLater?.includes(kind) ? 'later' : 'missing';
  };
  const need = mayCommit ? 'commitment-allowed' : mayFollow ? 'supply-later-allowed' : 'required';
  return { kind, label, reason, need, state: state() };
}

/**
 * Every material that the procedure asks for in these circumstances, in the procedure's order, and how it stands.
 * While the category is unknown a material of any category is listed and no commitment or later supply is allowed yet.
 */
export function checklist(procedure: Procedure, the: Case): ChecklistLine[] {
  const settled = { ...the, ...withAnswersAsked(procedure, the) };
  return procedure.materials.filter((material) => asked(material, settled)).map((material) => line(material, settled));
}

/** Kinds that these circumstances would ask for, had they not been waived (免交). */
export function spared(procedure: Procedure, the: Circumstances): string[] {
  const settled = withAnswersAsked(procedure, the);
  return procedure.materials
    .filter(
      ({ requiredWhen, waived }) =>
        requiredWhen.some((condition) => holds(condition, settled, 'asked')) && relieves(waived, settled),
    )
    .map(({ kind }) => kind);
}

/** Every line that approval still waits for: nothing was uploaded for it, and no commitment stands in its place. */
export const owedBeforeApproval = (procedure: Procedure, the: Case): ChecklistLine[] =>
  checklist(procedure, the).filter(({ state }) => state === 'later' || state === 'missing');

/**
 * Every material that keeps the application from being submitted, all at once (一次性告知, Licensing Law art. 32), at
 * paths `document.<kind>`. Codes: `missing`, `upload-unfinished`, `document-rejected`, `commitment-not-allowed`,
 * `supply-later-not-allowed`.
 */
export const gaps = (procedure: Procedure, the: Case): Deficiency[] =>
  checklist(procedure, the)
    .filter(({ state }) => state === 'missing')
    .map((found) => gap(found, the));

function gap({ kind, label, need }: ChecklistLine, the: Case): Deficiency {
  const path = `document.${kind}`;
  const given = the.documents.filter((document) => document.kind === kind && document.state !== 'replaced');
  const rejected = given.find(({ state }) => state === 'rejected');
  if (rejected) {
    const problems = rejected.problems ?? [];
    const remedies = problems.flatMap(({ remedy }) => remedy ?? []);
    return {
      path,
      code: 'document-rejected',
      text: {
        zh: `“${label.zh}”的文件不符合要求：${problems.map(({ text }) => text.zh).join('')}`,
        en: `The file given as “${label.en}” cannot be used. ${problems.map(({ text }) => text.en).join(' ')}`.trim(),
      },
      remedy:
        remedies.length > 0
          ? { zh: remedies.map(({ zh }) => zh).join(''), en: remedies.map(({ en }) => en).join(' ') }
          : { zh: '请更换文件后重新上传。', en: 'Upload another file in its place.' },
    };
  }
  if (given.length > 0) {
    return {
      path,
      code: 'upload-unfinished',
      text: { zh: `“${label.zh}”尚未上传完成。`, en: `The upload of “${label.en}” was not finished.` },
      remedy: { zh: '请重新上传该文件。', en: 'Upload the file again.' },
    };
  }
  if (need === 'required' && the.supplyLater?.includes(kind)) {
    return {
      path,
      code: 'supply-later-not-allowed',
      text: {
        zh: `“${label.zh}”在本申请中不能后补。`,
        en: `“${label.en}” cannot follow later in this application.`,
      },
      remedy: { zh: `请上传“${label.zh}”。`, en: `Upload “${label.en}”.` },
    };
  }
  if (need !== 'commitment-allowed' && the.commitments?.includes(kind)) {
    return {
      path,
      code: 'commitment-not-allowed',
      text: {
        zh: `“${label.zh}”在本申请中不能以承诺代替。`,
        en: `A commitment cannot stand in for “${label.en}” in this application.`,
      },
      remedy: missingRemedies[need](label),
    };
  }
  return {
    path,
    code: 'missing',
    text: { zh: `缺少“${label.zh}”。`, en: `“${label.en}” is missing.` },
    remedy: missingRemedies[need](label),
  };
}

const missingRemedies: Record<ChecklistLine['need'], (label: Text) => Text> = {
  required: ({ zh, en }) => ({ zh: `请上传“${zh}”。`, en: `Upload “${en}”.` }),
  'commitment-allowed': ({ zh, en }) => ({
    zh: `请上传“${zh}”，或签署承诺书代替。`,
    en: `Upload “${en}”, or give a signed commitment in its place.`,
  }),
  'supply-later-allowed': ({ zh, en }) => ({
    zh: `请上传“${zh}”，或选择受理后补交。`,
    en: `Upload “${en}”, or choose to supply it after acceptance.`,
  }),
};
