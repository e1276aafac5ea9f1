import {
  type CertificateState,
  type CertificateType,
  certificateLabels,
} from '../../shared/domain/certificates/certificate.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Day } from '../../shared/domain/time.ts';

type Given = { type: CertificateType; expiresOn: Day; permitNumber: string };

const statements: Record<CertificateState | 'unknown', (given: Given) => Text> = {
  valid: ({ type, expiresOn }) => ({
    zh: `该${certificateLabels[type].zh}有效，在换发为外国人工作许可之前可继续使用，有效期至 ${expiresOn}。请核对姓名和护照。`,
    en: `This ${certificateLabels[type].en} holds until it is converted to a work permit, at the latest until ${expiresOn}. Check the name and the passport.`,
  }),
  converted: ({ type, permitNumber }) => ({
    zh: `该${certificateLabels[type].zh}已换发为外国人工作许可（编号 ${permitNumber}），不再有效。请核验该许可的二维码。`,
    en: `This ${certificateLabels[type].en} was converted to work permit ${permitNumber} and holds no more. Verify the code of that permit.`,
  }),
  expired: ({ type, expiresOn }) => ({
    zh: `该${certificateLabels[type].zh}已到期，最后有效日为 ${expiresOn}。`,
    en: `This ${certificateLabels[type].en} has expired; its last day was ${expiresOn}.`,
  }),
  revoked: ({ type }) => ({
    zh: `该${certificateLabels[type].zh}已被撤销，不再有效。`,
    en: `This ${certificateLabels[type].en} was revoked and holds no more.`,
  }),
  unknown: ({ type }) => ({
    zh: `旧证登记中没有这一${certificateLabels[type].zh}，因此无法判断其是否有效。请向签发机关核实。`,
    en: `The register has no such ${certificateLabels[type].en}, so it cannot be told whether it holds. Ask the authority that issued it.`,
  }),
};

/** What a verification says, in words for someone at a counter; a rehearsal says that it is one. */
export function certificateInWords(
  verdict: CertificateState | 'unknown',
  given: { type: CertificateType; expiresOn?: Day; permitNumber?: string; rehearsal: boolean },
): Text {
  const { type, expiresOn = '', permitNumber = '', rehearsal } = given;
  const { zh, en } = statements[verdict]({ type, expiresOn, permitNumber });
  return rehearsal
    ? { zh: `【演练样本，不具法律效力】${zh}`, en: `[Sample from a rehearsal, without legal effect] ${en}` }
    : { zh, en };
}
