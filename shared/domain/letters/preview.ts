import type { Text } from '../text.ts';

/** Stands across every page of a letter that an officer looks at before deciding. */
export const previewMark: Text = { zh: '草稿', en: 'PREVIEW' };

export const previewNotice: Text = {
  zh: '草稿预览，仅供工作人员核对。没有编号，不盖章，不是文书，不得送达。',
  en: 'Preview of a draft, for the officer alone. Without number and seal; it is no letter and must not be sent.',
};

/** Stands where a letter has its number. */
export const unnumbered: Text = { zh: '（预览，未编号）', en: '(preview, not numbered)' };
