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
  need: 'required' | 'commitment-allowed';
  state: 'missing' | 'committed' | 'uploaded';
};

/** Something that an application lacks, with the place it concerns. */
export type Deficiency = { path: string; code: string; text: Text; remedy?: Text };

/** An application as far as its materials are concerned. */
export type Case = Circumstances & {
  /** Kinds for which the applicant gives a signed commitment (承诺) in place of the paper. */
  commitments?: readonly string[];
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
  const need = relieves(material.commitment, the) ? 'commitment-allowed' : 'required';
  const kinds = servedBy(material, the);
  const uploaded = the.documents.some(({ kind, state }) => state === 'accepted' && kinds.includes(kind));
  const committed = need === 'commitment-allowed' && (the.commitments?.includes(kind) ?? false);
  return { kind, label, reason, need, state: uploaded ? 'uploaded' : committed ? 'committed' : 'missing' };
}

/**
 * Every material that the procedure asks for in these circumstances, in the procedure's order, and how it stands.
 * While the category is unknown a material of any category is listed and no commitment is allowed yet.
 */
export const checklist = (procedure: Procedure, the: Case): ChecklistLine[] =>
  procedure.materials.filter((material) => asked(material, the)).map((material) => line(material, the));

/**
 * Every material that keeps the application from being complete, all at once (一次性告知, Licensing Law art. 32), at
 * paths `document.<kind>`. Codes: `missing`, `upload-unfinished`, `document-rejected`, `commitment-not-allowed`.
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
  if (need === 'required' && the.commitments?.includes(kind)) {
    return {
      path,
      code: 'commitment-not-allowed',
      text: {
        zh: `“${label.zh}”在本申请中不能以承诺代替。`,
        en: `A commitment cannot stand in for “${label.en}” in this application.`,
      },
      remedy: { zh: `请上传“${label.zh}”。`, en: `Upload “${label.en}”.` },
    };
  }
  return {
    path,
    code: 'missing',
    text: { zh: `缺少“${label.zh}”。`, en: `“${label.en}” is missing.` },
    remedy:
      need === 'commitment-allowed'
        ? {
            zh: `请上传“${label.zh}”，或签署承诺书代替。`,
            en: `Upload “${label.en}”, or give a signed commitment in its place.`,
          }
        : { zh: `请上传“${label.zh}”。`, en: `Upload “${label.en}”.` },
  };
}
