import { certificateNamed, endInWords } from '../../../shared/domain/checklist/certificate-gaps.ts';
import { certificateId, endCertificateStep, readCertificateEnd } from '../../../shared/records/certificate.ts';
import type { OldCertificate } from '../../../shared/records/permit.ts';
import type { TransactionStep } from '../../../shared/records/table.ts';
import type { ApprovedCase, Blocked, EffectGiven } from './approved-case.ts';

/** An old certificate that gives way to a permit, and the steps by which it ends. */
type Converted = { oldCertificate?: OldCertificate; steps: readonly TransactionStep[] };

/**
 * What a conversion does to the certificate that it names: where the zone keeps a register it ends in the transaction
 * that issues the permit, once, and does not come back when the permit ends. Where there is none it is only named.
 */
export async function convertedCertificate(
  { table, rules }: EffectGiven,
  { procedure, form, head, at }: ApprovedCase,
  permitNumber: string,
): Promise<Converted | Blocked> {
  const named = certificateNamed(procedure, form.answers);
  if (!named) return { steps: [] };
  const { type, number } = named;
  const oldCertificate: OldCertificate = { kind: type, number };
  if (!rules.zone.certificates) return { oldCertificate, steps: [] };
  const id = certificateId(type, number);
  const end = await readCertificateEnd(table, id);
  if (end) return { blocked: endInWords(end) };
  const step = endCertificateStep(id, { how: 'converted', at, permitNumber, applicationId: head.id });
  return { oldCertificate, steps: [step] };
}
