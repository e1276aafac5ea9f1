import type { Phrases } from '../../../domain/letters/template.ts';

export const phrases: Phrases = {
  matter: {
    'about-a-person': {
      zh: '关于 {applicant} 的“{procedure}”申请',
      en: 'the application for {applicant}, “{procedure}”',
    },
    'about-the-employer': { zh: '“{procedure}”申请', en: 'the application “{procedure}”' },
  },
  you: { employer: { zh: '你单位', en: 'you' }, applicant: { zh: '您', en: 'you' } },
  salutation: { zh: '{addressee}：', en: 'To {addressee}' },
  number: { zh: '编号：', en: 'No. ' },
  category: { zh: '{letter}类（{name}）', en: '{letter} ({name})' },
  provisional: {
    zh: '（暂定，以国务院公布的放假安排为准）',
    en: ' (provisional until the official calendar is published)',
  },
  pauseKinds: {
    hearing: { zh: '听证', en: 'a hearing' },
    'expert-review': { zh: '专家评审', en: 'a review by experts' },
    inspection: { zh: '检验、检测或实地核查', en: 'an inspection' },
  },
  bindings: {
    category: { zh: '本类别的最长期限', en: 'the longest time of this category' },
    contract: { zh: '聘用合同的期限', en: 'the contract' },
    passport: { zh: '护照的有效期', en: 'the passport' },
    licence: { zh: '用人单位营业执照的期限', en: "the employer's business licence" },
    credit: { zh: '信用积分对应的最长期限', en: 'the time that the credit score gives' },
    request: { zh: '决定时核定的日期', en: 'the day set in the decision' },
  },
  duration: {
    months: { zh: '{months}个月', en: '{months} months' },
    days: { zh: '{days}日', en: '{days} days' },
    both: { zh: '{months}个月零{days}日', en: '{months} months and {days} days' },
  },
  listed: {
    rule: { zh: '依据：', en: 'Rule: ' },
    document: { zh: '所涉材料：', en: 'Document: ' },
    remedy: { zh: '补正办法：', en: 'How to mend it: ' },
  },
  materials: {
    several: { zh: '{label}（{files}份）', en: '{label} ({files} files)' },
    between: { zh: '、', en: '; ' },
  },
  seal: { zh: '（盖章处）', en: '(place for the seal)' },
  page: { zh: '第{page}页，共{pages}页', en: 'Page {page} of {pages}' },
  translation: {
    zh: '',
    en: 'English translation for your convenience. The Chinese text prevails (中文本为准).',
  },
  notes: [
    {
      zh: '对本文书有疑问的，请致电 {phone}，并说明收件编号 {receiptNumber}。',
      en: 'Questions about this letter? Call {phone} and quote the receipt number {receiptNumber}.',
    },
    {
      zh: '本文书依据办理记录生成，可在申请页面随时重新下载。',
      en: 'This letter is made from the record of the case; you can download it again from the application at any time.',
    },
  ],
};
