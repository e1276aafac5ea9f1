import type { Text } from '../text.ts';
import type { Background, Findings } from './findings.ts';
import type { DocumentRules } from './rules.ts';

export type ProblemCode =
  | 'empty'
  | 'wrong-type'
  | 'renamed'
  | 'too-large'
  | 'too-small'
  | 'too-many-pages'
  | 'too-many-pixels'
  | 'encrypted-pdf'
  | 'active-content'
  | 'hidden-file'
  | 'unreadable'
  | 'photo-not-jpeg'
  | 'photo-too-small'
  | 'photo-portrait'
  | 'photo-background';

/** Why a file cannot be used and how to mend it. */
export type Problem = { code: ProblemCode; text: Text; remedy: Text };

type PhotoRules = NonNullable<DocumentRules['photo']>;

const typeNames: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
};
const nameOf = (type: string) => typeNames[type] ?? type;
const namesOf = (types: readonly string[]): Text => ({
  zh: types.map(nameOf).join('、'),
  en: types.map(nameOf).join(' or '),
});

const sizeOf = (bytes: number) =>
  bytes >= 1_048_576 ? `${Math.round((bytes / 1_048_576) * 10) / 10} MB` : `${Math.ceil(bytes / 1024)} KB`;

/**
 * Judges a file before it is uploaded, by what the applicant announces.
 *
 * @param declared content type and size in bytes
 * @returns every problem; empty when the upload may begin
 */
export function judgeAnnounced(declared: { contentType: string; bytes: number }, rules: DocumentRules): Problem[] {
  return [...typeProblems(declared.contentType, rules), ...sizeProblems(declared.bytes, rules)];
}

/**
 * Judges an uploaded file by what the inspection found.
 *
 * @returns every problem, in both languages and with its remedy; empty when the file is accepted. A file that is not
 *   what it claims to be is judged no further.
 */
export function judge(findings: Findings, rules: DocumentRules): Problem[] {
  if (findings.bytes === 0) return [empty];
  const announced = judgeAnnounced({ contentType: findings.declaredType, bytes: findings.bytes }, rules);
  if (findings.contentType === null) return [...announced, unreadable];
  if (findings.contentType !== findings.declaredType) return [...announced, renamed(findings)];
  if (announced.some(({ code }) => code === 'wrong-type' || code === 'photo-not-jpeg')) return announced;
  return [...announced, ...contentProblems(findings, rules)];
}

function typeProblems(type: string, { contentTypes, photo }: DocumentRules): Problem[] {
  if ((contentTypes as readonly string[]).includes(type)) return [];
  if (photo) {
    return [
      {
        code: 'photo-not-jpeg',
        text: {
          zh: `证件照须为JPG格式，该文件为${nameOf(type)}。`,
          en: `The photo must be a JPG, this file is ${nameOf(type)}.`,
        },
        remedy: { zh: '请将照片另存为JPG后重新上传。', en: 'Save the photo as JPG and upload it again.' },
      },
    ];
  }
  const names = namesOf(contentTypes);
  return [
    {
      code: 'wrong-type',
      text: { zh: `不接受${nameOf(type)}格式的文件。`, en: `A file of type ${nameOf(type)} is not accepted.` },
      remedy: { zh: `请上传${names.zh}格式的文件。`, en: `Upload it as ${names.en}.` },
    },
  ];
}

function sizeProblems(bytes: number, { minimumBytes, maximumBytes }: DocumentRules): Problem[] {
  if (bytes === 0) return [empty];
  if (bytes > maximumBytes) {
    return [
      {
        code: 'too-large',
        text: {
          zh: `文件大小为${sizeOf(bytes)}，不得超过${sizeOf(maximumBytes)}。`,
          en: `The file has ${sizeOf(bytes)}; at most ${sizeOf(maximumBytes)} are taken.`,
        },
        remedy: {
          zh: '请降低扫描分辨率或压缩后重新上传。',
          en: 'Scan it at a lower resolution, or compress it, and upload it again.',
        },
      },
    ];
  }
  if (bytes < minimumBytes) {
    return [
      {
        code: 'too-small',
        text: {
          zh: `文件大小仅${sizeOf(bytes)}，不得小于${sizeOf(minimumBytes)}。`,
          en: `The file has only ${sizeOf(bytes)}; at least ${sizeOf(minimumBytes)} are needed.`,
        },
        remedy: {
          zh: '请上传未经压缩的原始文件。',
          en: 'Upload the original, not a copy that was made smaller.',
        },
      },
    ];
  }
  return [];
}

const empty: Problem = {
  code: 'empty',
  text: { zh: '文件是空的。', en: 'The file is empty.' },
  remedy: { zh: '请检查文件后重新上传。', en: 'Check the file and upload it again.' },
};

const unreadable: Problem = {
  code: 'unreadable',
  text: { zh: '文件无法读取，可能已损坏或不完整。', en: 'The file cannot be read; it may be damaged or incomplete.' },
  remedy: {
    zh: '请重新扫描，或另存为新文件后上传。',
    en: 'Scan it again, or save it as a new file, and upload that.',
  },
};

const renamed = ({ declaredType, contentType }: Findings): Problem => ({
  code: 'renamed',
  text: {
    zh: `文件声明为${nameOf(declaredType)}，实际内容为${nameOf(contentType ?? '')}。`,
    en: `The file is announced as ${nameOf(declaredType)}, but its content is ${nameOf(contentType ?? '')}.`,
  },
  remedy: {
    zh: '仅更改文件扩展名是不够的，请用相应软件另存为正确格式后上传。',
    en: 'Changing the name is not enough: save it in the right format with the program that made it, then upload that.',
  },
});

function contentProblems(findings: Findings, rules: DocumentRules): Problem[] {
  const found: Problem[] = [];
  const { width = 0, height = 0 } = findings;
  const tooManyPixels = width * height > rules.maximumPixels;
  if (findings.encrypted) {
    found.push({
      code: 'encrypted-pdf',
      text: { zh: 'PDF文件已加密或设有密码。', en: 'The PDF is encrypted or protected by a password.' },
      remedy: {
        zh: '请去除密码保护，或打印为新的PDF后上传。',
        en: 'Remove the protection, or print it to a new PDF, and upload that.',
      },
    });
  } else if (tooManyPixels) {
    found.push({
      code: 'too-many-pixels',
      text: {
        zh: `图片尺寸为${width}×${height}像素，过大。`,
        en: `The picture has ${width} x ${height} pixels, which is too many.`,
      },
      remedy: { zh: '请缩小图片后重新上传。', en: 'Make the picture smaller and upload it again.' },
    });
  } else if (!findings.readable) {
    found.push(unreadable);
  }
  if (findings.activeContent.length > 0) {
    found.push({
      code: 'active-content',
      text: {
        zh: `文件含有会自动执行的内容或附件（${findings.activeContent.join('、')}）。`,
        en: `The file contains scripts, actions or attachments (${findings.activeContent.join(', ')}).`,
      },
      remedy: {
        zh: '请打印为新的PDF，或扫描纸质原件后上传。',
        en: 'Print it to a new PDF, or scan the paper original, and upload that.',
      },
    });
  }
  if (findings.hiddenFiles.length > 0) {
    found.push({
      code: 'hidden-file',
      text: {
        zh: `文件中夹带了其他文件（${findings.hiddenFiles.join('、')}）。`,
        en: `Another file hides in this one (${findings.hiddenFiles.join(', ')}).`,
      },
      remedy: {
        zh: '请另存为新文件，或重新扫描后上传。',
        en: 'Save it as a new file, or scan it again, and upload that.',
      },
    });
  }
  if (findings.pages !== undefined && findings.pages > rules.maximumPages) {
    found.push({
      code: 'too-many-pages',
      text: {
        zh: `文件共${findings.pages}页，不得超过${rules.maximumPages}页。`,
        en: `The file has ${findings.pages} pages; at most ${rules.maximumPages} are taken.`,
      },
      remedy: {
        zh: '请只上传与本项有关的页面，或拆分为多个文件。',
        en: 'Upload only the pages that matter here, or split it into several files.',
      },
    });
  }
  if (rules.photo && width > 0) found.push(...photoProblems(width, height, findings.background, rules.photo));
  return found;
}

function photoProblems(
  width: number,
  height: number,
  background: Background | undefined,
  rules: PhotoRules,
): Problem[] {
  const found: Problem[] = [];
  if (width < rules.minimumWidth || height < rules.minimumHeight) {
    found.push({
      code: 'photo-too-small',
      text: {
        zh: `照片为${width}×${height}像素，至少须为${rules.minimumWidth}×${rules.minimumHeight}像素。`,
        en: `The photo has ${width} x ${height} pixels; at least ${rules.minimumWidth} x ${rules.minimumHeight} are needed.`,
      },
      remedy: {
        zh: '请上传更高分辨率的原始照片，不要放大小图。',
        en: 'Upload the original photo in a higher resolution; do not enlarge a small one.',
      },
    });
  }
  const aspect = width / height;
  if (aspect < rules.aspect.minimum || aspect > rules.aspect.maximum) {
    found.push({
      code: 'photo-portrait',
      text: {
        zh: `照片宽高比为${aspect.toFixed(2)}，不是证件照的竖版比例（约3∶4）。`,
        en: `The photo's width is ${aspect.toFixed(2)} of its height; a passport photo is upright, about 3 to 4.`,
      },
      remedy: {
        zh: '请转正照片，并按约3∶4的比例裁剪后重新上传。',
        en: 'Turn the photo upright, crop it to about 3 to 4, save it and upload it again.',
      },
    });
  }
  const { minimumLightness, minimumDarkestLightness, maximumSaturation } = rules.background;
  if (
    background &&
    (background.lightness < minimumLightness ||
      background.darkestLightness < minimumDarkestLightness ||
      background.saturation > maximumSaturation)
  ) {
    found.push({
      code: 'photo-background',
      text: {
        zh:
          background.saturation > maximumSaturation
            ? '照片背景带有颜色，须为白色。'
            : '照片背景不够白或有阴影、杂物，须为均匀的白色。',
        en:
          background.saturation > maximumSaturation
            ? 'The background of the photo has a colour; it must be white.'
            : 'The background of the photo is too dark or uneven; it must be plain white.',
      },
      remedy: {
        zh: '请在光线均匀处以白墙为背景重新拍摄。',
        en: 'Take the photo again in even light before a white wall.',
      },
    });
  }
  return found;
}
