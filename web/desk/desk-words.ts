/** Words that several pages of the desk use. */
export const stateWords = {
  open: { zh: '待答复', en: 'Waits for an answer' },
  'with-asker': { zh: '等待咨询人回复', en: 'Waits for the asker' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已结束', en: 'Closed' },
} as const;

export const channelWords = {
  online: { zh: '网上', en: 'Online' },
  telephone: { zh: '电话', en: 'Telephone' },
  window: { zh: '窗口', en: 'At the window' },
} as const;

export const officeWords = {
  front: { zh: '前台', en: 'Front office' },
  back: { zh: '后台', en: 'Back office' },
} as const;

export const languageWords = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
} as const;
