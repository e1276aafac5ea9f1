/** The lists of credit as people know them. */
export const listWords = {
  red: { zh: '红名单', en: 'Red list' },
  grey: { zh: '灰名单', en: 'Grey list' },
  black: { zh: '黑名单', en: 'Black list' },
} as const;
