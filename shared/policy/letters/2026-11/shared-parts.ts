import type { Part } from '../../../domain/letters/template.ts';

export const law = 'Administrative Licensing Law (2019)';

type Rows = Extract<Part, { part: 'fields' }>['rows'];

/** What every letter about the course of a case repeats of it. */
export const caseFields: Rows = [
  { label: { zh: '收件编号', en: 'Receipt number' }, value: { zh: '{receiptNumber}', en: '{receiptNumber}' } },
  { label: { zh: '办理事项', en: 'Procedure' }, value: { zh: '{procedure}', en: '{procedure}' } },
  { label: { zh: '用人单位', en: 'Employer' }, value: { zh: '{employer}', en: '{employer}' } },
  { label: { zh: '申请人', en: 'Applicant' }, value: { zh: '{applicant}', en: '{applicant}' } },
  { label: { zh: '类别', en: 'Category' }, value: { zh: '{category}', en: '{category}' } },
];

/** Art. 38: whoever is refused is told what may be done about it. */
export const remedies: readonly Part[] = [
  { part: 'heading', text: { zh: '救济途径', en: 'What you can do' } },
  {
    part: 'paragraph',
    text: {
      zh: '不服本决定的，可以依法申请行政复议或者提起行政诉讼。',
      en: 'If you disagree with this decision, you may apply for administrative reconsideration or bring an administrative lawsuit, as the law provides.',
    },
  },
];
