import type { Text } from '../../../shared/domain/text.ts';
import type { Permit } from '../../../shared/records/permit.ts';

const states: Record<Exclude<Permit['status'], 'valid'>, Text> = {
  suspended: { zh: '已暂停', en: 'is suspended' },
  revoked: { zh: '已撤销', en: 'was revoked' },
  cancelled: { zh: '已注销', en: 'was cancelled' },
};

/** Why what was approved cannot be carried out, in words for the officer who decides anew and for the parties. */
export const blockedBecause = {
  permitEnded: (status: Exclude<Permit['status'], 'valid'>): Text => ({
    zh: `所涉许可${states[status].zh}。`,
    en: `The permit that it concerns ${states[status].en}.`,
  }),
  periodChanged: ({ validFrom, validTo }: Permit): Text => ({
    zh: `决定作出后，该许可的有效期已变为 ${validFrom} 至 ${validTo}，须按此重新决定。`,
    en: `The period of the permit was changed after the decision: it is ${validFrom} to ${validTo} now.`,
  }),
  otherEmployer: (): Text => ({
    zh: '所涉许可现已属于另一用人单位。',
    en: 'The permit that it concerns is with another employer now.',
  }),
  permitInForce: ({ status, validTo }: Permit): Text =>
    status === 'suspended'
      ? {
          zh: '该人员持有的许可处于暂停状态，须先行处理。',
          en: 'The person holds a permit that is suspended; that comes first.',
        }
      : {
          zh: `该人员另有一份有效期至 ${validTo} 的许可，须先注销。`,
          en: `The person holds another permit, valid until ${validTo}; it must be cancelled first.`,
        },
  permitRevoked: (): Text => ({
    zh: '该人员的上一份许可已被撤销，而准予的决定未考虑到这一点。',
    en: 'The person’s last permit was revoked, and the approval did not take that into account.',
  }),
  noTimeLeft: (): Text => ({
    zh: '按合同、护照、营业执照和类别的期限，已没有可核定的有效期。',
    en: 'Contract, passport, licence and category leave no day for the permit.',
  }),
  cardInForce: (validTo: string): Text => ({
    zh: `该人员的商友卡有效期至 ${validTo}，尚未到可以换期的时间。`,
    en: `The person's merchant card is valid until ${validTo}; it is too early for the next period.`,
  }),
  codeOfAnother: (): Text => ({
    zh: '该统一社会信用代码已由另一单位完成注册。',
    en: 'The unified social credit code is registered to another organisation now.',
  }),
} as const;
