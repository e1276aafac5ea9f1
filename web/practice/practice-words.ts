export const officeWords = {
  front: { zh: '前台（预审受理）', en: 'Front office' },
  back: { zh: '后台（审查和决定）', en: 'Back office' },
} as const;

export const stageWords = {
  'preliminary-review': { zh: '预审', en: 'Preliminary review' },
  review: { zh: '审查', en: 'Review' },
  conclusion: { zh: '决定', en: 'Conclusion' },
} as const;

export const partWords = {
  place: { zh: '工作地点', en: 'place of work' },
  work: { zh: '工作内容', en: 'work' },
  pay: { zh: '薪酬', en: 'pay' },
  period: { zh: '起止时间', en: 'period' },
  post: { zh: '职位', en: 'post' },
  signature: { zh: '签字或盖章', en: 'signature or seal' },
  referee: { zh: '可联系的证明人', en: 'person who can be contacted' },
} as const;

export const issuerWords = {
  authority: { zh: '主管机关出具', en: 'issued by an authority' },
  applicant: { zh: '申请人自述', en: 'a statement of the applicant' },
  employer: { zh: '用人单位出具', en: 'issued by an employer' },
  university: { zh: '高校出具', en: 'issued by a university' },
  hospital: { zh: '医院出具', en: 'issued by a hospital' },
} as const;

export const paperLanguageWords = {
  zh: { zh: '中文', en: 'in Chinese' },
  translated: { zh: '附中文译文', en: 'with a Chinese translation' },
  foreign: { zh: '只有外文', en: 'in a foreign language only' },
} as const;
