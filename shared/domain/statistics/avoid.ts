import { fieldLabels } from '../checklist/field-labels.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import type { CommonReturn } from './common-returns.ts';

type Advice = {
  /** What is found to be wrong. */
  what: Text;
  /** How to avoid it. */
  avoid: Text;
};

/**
 * Codes of returns that have words of ours: those that the checklist and the inspection of files give, and what else is
 * often found. An officer may write another one; it is counted, and never told.
 */
const advice = {
  missing: {
    what: { zh: '缺少', en: 'It is missing' },
    avoid: {
      zh: '提交前请对照材料清单逐项核对；系统会列出全部缺项。',
      en: 'Compare with the checklist before you submit; it lists everything that is still missing.',
    },
  },
  unreadable: {
    what: { zh: '看不清或打不开', en: 'It cannot be read' },
    avoid: {
      zh: '请用扫描仪扫描原件，建议300 dpi；上传后打开看一遍，确认文字、签名和印章清晰完整。',
      en: 'Scan the original, at about 300 dpi. Open the file after the upload: text, signatures and seals must be clear and whole.',
    },
  },
  unclear: {
    what: { zh: '填写不清楚', en: 'It is not clear' },
    avoid: {
      zh: '请写完整、写具体，让不了解情况的人也能看懂；与合同等材料用词一致。',
      en: 'Write it out in full and be specific, so that somebody who does not know you understands it; use the same words as the contract.',
    },
  },
  contradiction: {
    what: { zh: '与其他材料不一致', en: 'It contradicts another paper' },
    avoid: {
      zh: '请把申请表与护照、合同、学历等材料逐项对照，姓名、日期、职位、薪酬要完全一致。',
      en: 'Compare the form with passport, contract and degree line by line: names, dates, post and salary have to be the same everywhere.',
    },
  },
  'differs-from-record': {
    what: { zh: '与登记信息不一致', en: 'It differs from what is on record' },
    avoid: {
      zh: '信息有变化的，请先办理变更，再提出本申请。',
      en: 'Where something has changed, apply for the change first.',
    },
  },
  'differs-from-permit': {
    what: { zh: '与现有许可不一致', en: 'It differs from the present permit' },
    avoid: {
      zh: '请照现有许可填写；信息有变化的，先办理变更。',
      en: 'Fill it in as the present permit says; where something has changed, apply for the change first.',
    },
  },
  'pages-missing': {
    what: { zh: '缺页', en: 'Pages are missing' },
    avoid: {
      zh: '请扫描全部页面，包括签字页、附件和背面，合并为一个文件。',
      en: 'Scan every page, with the signatures, annexes and backs, into one file.',
    },
  },
  'signature-missing': {
    what: { zh: '缺少签名或盖章', en: 'A signature or seal is missing' },
    avoid: {
      zh: '上传前请确认双方已签名、单位已盖章，并注明日期。',
      en: 'Before the upload make sure that both sides have signed, the employer has sealed it and it bears a date.',
    },
  },
  'translation-missing': {
    what: { zh: '缺少中文翻译件', en: 'The Chinese translation is missing' },
    avoid: {
      zh: '外文材料请附中文翻译件并加盖用人单位公章。',
      en: 'Add a Chinese translation to every paper in another language, with the seal of the employer.',
    },
  },
  'not-authenticated': {
    what: { zh: '未经认证或附加证明书', en: 'It is not legalised' },
    avoid: {
      zh: '境外出具的学历、无犯罪记录等请先办理领事认证或附加证明书（Apostille）。',
      en: 'Have degrees and police certificates from abroad legalised first, by a consulate or with an apostille.',
    },
  },
  expired: {
    what: { zh: '已过期', en: 'It has expired' },
    avoid: {
      zh: '请在提交前查看有效期；体检、无犯罪记录等请用近期出具的。',
      en: 'Look at its last day before you submit; medical and police certificates must be recent.',
    },
  },
  'wrong-document': {
    what: { zh: '上传的不是所要求的材料', en: 'It is not the paper that is asked for' },
    avoid: {
      zh: '请按材料名称和用途上传对应的文件。',
      en: 'Look at the name of the paper and why it is asked for, and upload that one.',
    },
  },
  'experience-unproven': {
    what: { zh: '工作经历证明不足', en: 'The experience is not proven' },
    avoid: {
      zh: '工作证明请写明职位、起止时间、单位联系方式，并由原单位签章。',
      en: 'A proof of work names the post, the first and last day and how to reach the former employer, who signs it.',
    },
  },
  'document-rejected': {
    what: { zh: '文件不符合要求', en: 'The file cannot be used' },
    avoid: {
      zh: '上传后请查看检查结果，有提示的先更换文件再提交。',
      en: 'Look at the result of the check after the upload, and replace the file before you submit.',
    },
  },
  'photo-background': {
    what: { zh: '照片背景不是白色', en: 'The background of the photo is not white' },
    avoid: { zh: '请用近期白底免冠照，不要有阴影。', en: 'Use a recent photo on white, without shadows.' },
  },
  'photo-too-small': {
    what: { zh: '照片尺寸不够', en: 'The photo is too small' },
    avoid: { zh: '请上传照相馆提供的电子原图。', en: 'Upload the original file from the photographer.' },
  },
} as const satisfies Record<string, Advice>;

/** Whether a code of a return has words of ours. */
export const isKnownReturnCode = (code: string): boolean => Object.hasOwn(advice, code);

/** One thing that often goes wrong, in words for whoever fills in the next application. */
export type WhatGoesWrong = {
  path: string;
  label: Text;
  share: number;
  what?: Text;
  /** Why it is asked for, where the procedure says so. */
  reason?: Text;
  avoid: Text;
};

const generally: Text = {
  zh: '请在提交前对照办事指南再核对一遍这一项。',
  en: 'Look at this once more with the service guide before you submit.',
};

/** What is no field of the form and yet can be returned. */
const standing: Readonly<Record<string, Text>> = {
  'employer.registration': { zh: '用人单位注册', en: 'registration of the employer' },
};

/** What a path means in a procedure; undefined for what the procedure asks for no more. */
function meaningOf(path: string, { questions, materials }: Pick<Procedure, 'questions' | 'materials'>) {
  const [part = '', name = ''] = [path.split('.')[0], path.slice(path.indexOf('.') + 1)];
  if (part === 'document') return materials.find(({ kind }) => kind === name);
  if (part === 'answers') return questions.find(({ id }) => id === name);
  const labels: Readonly<Record<string, Text>> = { ...fieldLabels, ...standing };
  const label = labels[path];
  if (label) return { label };
  // A part of the form around fields has no name of its own; its first field tells what it is about.
  const first = Object.keys(labels).find((known) => known.startsWith(`${path}.`));
  const within = first && labels[first];
  return within ? { label: { zh: `${within.zh}等`, en: `${within.en} and what belongs to it` } } : undefined;
}

/**
 * Says what goes wrong and how to avoid it, from the labels and reasons by which applications are judged. What an
 * officer wrote is never part of it.
 */
export function inWords(
  reasons: readonly CommonReturn[],
  procedure: Pick<Procedure, 'questions' | 'materials'>,
): WhatGoesWrong[] {
  return reasons.flatMap(({ path, code, share }): WhatGoesWrong[] => {
    const meaning = meaningOf(path, procedure);
    if (!meaning) return [];
    const told: Advice | undefined = code && isKnownReturnCode(code) ? advice[code as keyof typeof advice] : undefined;
    return [
      {
        path,
        label: meaning.label,
        share,
        ...(told ? { what: told.what } : {}),
        ...('reason' in meaning ? { reason: meaning.reason } : {}),
        avoid: told?.avoid ?? generally,
      },
    ];
  });
}
