import type { Answer } from '../client/contract.ts';

type Permit = Answer<'readPermit'>;

export const statusWords = {
  valid: { zh: '有效', en: 'Valid' },
  'not-yet-valid': { zh: '尚未生效', en: 'Not valid yet' },
  expired: { zh: '已过期', en: 'Expired' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  cancelled: { zh: '已注销', en: 'Cancelled' },
} as const satisfies Record<Permit['status'], { zh: string; en: string }>;

export const statusTexts = {
  valid: {
    zh: '可以在许可载明的单位和职位工作。',
    en: 'It allows work for the employer and in the post that it names.',
  },
  'not-yet-valid': { zh: '到生效日才可以工作。', en: 'Work may begin on its first day, not before.' },
  expired: { zh: '有效期已满，不能再凭此工作。', en: 'Its last day has passed. It does not allow work any more.' },
  suspended: {
    zh: '目前不能凭此工作。原因见下方记录；恢复后继续有效。',
    en: 'It does not allow work for now. The reason stands below; it holds again once it is reinstated.',
  },
  revoked: { zh: '已永久失效，原因见下方记录。', en: 'It has ended for good. The reason stands below.' },
  cancelled: { zh: '已按申请注销。', en: 'It was ended as applied for.' },
} as const satisfies Record<Permit['status'], { zh: string; en: string }>;

export const limitWords = {
  category: { zh: '该类别许可的最长期限', en: 'the longest time that its category allows' },
  contract: { zh: '聘用合同的结束日期', en: 'the end of the contract' },
  passport: { zh: '护照有效期', en: 'the last day of the passport' },
  licence: { zh: '用人单位营业执照有效期', en: "the last day of the employer's licence" },
  credit: { zh: '信用积分对应的延期时长', en: 'the length that the credit score allows' },
  request: { zh: '申请的期限', en: 'what was applied for' },
} as const satisfies Record<Permit['bindingLimit'], { zh: string; en: string }>;

export const actWords = {
  granted: { zh: '签发', en: 'Granted' },
  extended: { zh: '延期', en: 'Extended' },
  amended: { zh: '变更', en: 'Changed' },
  reissued: { zh: '补发', en: 'Reissued' },
  suspended: { zh: '暂停', en: 'Suspended' },
  reinstated: { zh: '恢复', en: 'Reinstated' },
  revoked: { zh: '撤销', en: 'Revoked' },
  cancelled: { zh: '注销', en: 'Cancelled' },
} as const satisfies Record<Permit['history'][number]['act'], { zh: string; en: string }>;
