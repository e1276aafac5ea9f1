/** How an import stands, in words. */
export const importStateNames = {
  'awaiting-file': { zh: '等待开始', en: 'Waiting to be started' },
  checking: { zh: '正在检查', en: 'Being checked' },
  'refused-with-problems': { zh: '有问题，没有导入', en: 'Refused: rows are wrong' },
  applying: { zh: '正在导入', en: 'Being imported' },
  complete: { zh: '已全部导入', en: 'Imported whole' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const;

export const importStateColours = {
  'awaiting-file': 'warning',
  checking: 'processing',
  'refused-with-problems': 'error',
  applying: 'processing',
  complete: 'success',
  cancelled: 'default',
} as const;
