import type { LetterRecord } from '../shared/domain/letters/compose.ts';
import type { Letterhead, LetterKind } from '../shared/domain/letters/letter.ts';

export const letterhead: Letterhead = {
  edition: '2026-11',
  authority: { zh: '样例经济技术开发区管理委员会', en: 'Administrative Committee of the Sample Economic Zone' },
  phone: '000-6785-7696',
  employer: { zh: '北京样例精密仪器有限公司', en: 'Beijing Sample Precision Instruments Co., Ltd.' },
  applicant: 'SPECIMEN, ELENA MARIA',
  to: 'a1b2c3d4',
};

const receiptNumber = 'SAMPLE-20261123-NKR3ZX1D';

const common = {
  receiptNumber,
  letterhead,
  at: '2026-11-23T02:00:00.000Z',
  on: '2026-11-23',
  procedure: { zh: '外国人来华工作许可（90日以上）', en: "Foreigner's Work Permit, new" },
  effect: 'grant-permit',
  concerns: 'person',
  filedBy: 'employer',
  submittedOn: '2026-11-20',
} as const satisfies Partial<LetterRecord>;

const promised = {
  promisedOn: { on: '2026-11-26', provisional: false },
  ceilingOn: { on: '2026-12-21', provisional: false },
};

const reasons = [
  {
    text: { zh: '工作资历证明无法核实。', en: 'The proof of experience could not be verified.' },
    rule: '服务指南第三条第（二）项',
    document: { zh: '工作资历证明', en: 'Proof of work experience' },
  },
  { text: { zh: '岗位不属于专业人才范围。', en: 'The post is not one for professionals.' }, rule: 'Art. 41' },
];

export const deficiency = (number: number) => ({
  text: { zh: `第${number}份扫描件看不清签名。`, en: `The signature on scan ${number} cannot be read.` },
  remedy: { zh: '请重新扫描后上传。', en: 'Scan it again and upload it.' },
});

const validity = { from: '2026-12-23', to: '2028-12-22', binding: 'category' } as const;

/** A record of every kind of letter, with everything that such a letter may say. */
export const letterRecords: Readonly<Record<LetterKind, LetterRecord>> = {
  receipt: {
    ...common,
    kind: 'receipt',
    number: `${receiptNumber}-02`,
    round: 1,
    category: 'B',
    ...promised,
    materials: [
      { label: { zh: '护照', en: 'Passport' }, files: 1 },
      { label: { zh: '工作资历证明', en: 'Proof of work experience' }, files: 2 },
    ],
  },
  acceptance: { ...common, kind: 'acceptance', number: `${receiptNumber}-03`, category: 'B', ...promised },
  'deemed-acceptance': {
    ...common,
    kind: 'deemed-acceptance',
    number: `${receiptNumber}-03`,
    category: 'B',
    ...promised,
  },
  'complete-notice': {
    ...common,
    kind: 'complete-notice',
    number: `${receiptNumber}-04`,
    deficiencies: [1, 2, 3].map(deficiency),
    respondBy: { on: '2026-12-23', provisional: false },
  },
  'acceptance-refusal': { ...common, kind: 'acceptance-refusal', number: `${receiptNumber}-03`, reasons },
  pause: {
    ...common,
    kind: 'pause',
    number: `${receiptNumber}-05`,
    acceptedOn: '2026-11-21',
    pauseKind: 'expert-review',
    announcement: { zh: '请三位专家评审岗位的必要性。', en: 'Three experts judge whether the post is needed.' },
    until: '2026-12-10',
  },
  'time-extension': {
    ...common,
    kind: 'time-extension',
    number: `${receiptNumber}-05`,
    acceptedOn: '2026-11-21',
    reason: { zh: '学历认证机构尚未答复。', en: 'The body that certifies degrees has not answered.' },
    workingDays: 10,
    promisedOn: { on: '2026-12-10', provisional: false },
    ceilingOn: { on: '2027-01-05', provisional: true },
  },
  'intended-refusal': {
    ...common,
    kind: 'intended-refusal',
    number: `${receiptNumber}-06`,
    acceptedOn: '2026-11-21',
    reasons,
    respondBy: { on: '2026-12-01', provisional: false },
  },
  grant: { ...common, kind: 'grant', number: `${receiptNumber}-07`, category: 'B', validity },
  'deemed-grant': {
    ...common,
    kind: 'deemed-grant',
    number: `${receiptNumber}-07`,
    effect: 'extend-permit',
    category: 'B',
    validity: { ...validity, binding: 'contract' },
  },
  refusal: { ...common, kind: 'refusal', number: `${receiptNumber}-08`, reasons },
  'notification-letter': {
    ...common,
    kind: 'notification-letter',
    number: `${receiptNumber}-08`,
    category: 'B',
    validity: { from: validity.from, to: validity.to },
    permitNumber: 'GP5PTG93PQ8MR5BBTJ',
    nationality: { zh: '乌托邦（样例）', en: 'Utopia (specimen)' },
    passportNumber: 'U12345678',
    workplace: '样例经济技术开发区样例路1号',
  },
  'cancellation-certificate': {
    ...common,
    kind: 'cancellation-certificate',
    number: `${receiptNumber}-08`,
    effect: 'cancel-permit',
    permitNumber: 'GP5PTG93PQ8MR5BBTJ',
    cancelledOn: '2026-11-23',
  },
  'employer-confirmation': {
    ...common,
    kind: 'employer-confirmation',
    number: `${receiptNumber}-05`,
    effect: 'confirm-employer',
    concerns: 'employer',
    creditCode: '91110302GREENPA270',
  },
};
