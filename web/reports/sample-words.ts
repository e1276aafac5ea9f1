export const outcomeWords = {
  upheld: { zh: '办理正确', en: 'Upheld' },
  flawed: { zh: '发现问题', en: 'Flawed' },
} as const;

export const workStageWords = {
  'preliminary-review': { zh: '预审受理', en: 'Preliminary review' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Conclusion' },
} as const;
