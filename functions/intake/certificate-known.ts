import {
  type CertificateSituation,
  certificateGaps,
  certificateNamed,
} from '../../shared/domain/checklist/certificate-gaps.ts';
import type { Deficiency } from '../../shared/domain/checklist/checklist.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Day } from '../../shared/domain/time.ts';
import type { Form } from '../../shared/records/application.ts';
import { certificateId, knownCertificate } from '../../shared/records/certificate.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** What keeps the old certificate that a form names from being converted, by the register of the zone if it keeps one. */
export async function certificateProblems(
  table: Table,
  zone: Pick<Zone, 'certificates'>,
  the: { procedure: Procedure; form: Form; employer: CertificateSituation['employer'] | undefined; today: Day },
): Promise<Deficiency[]> {
  const { procedure, form, employer, today } = the;
  const named = certificateNamed(procedure, form.answers);
  if (!named || !employer) return [];
  const register = zone.certificates?.register;
  const known = register ? await knownCertificate(table, certificateId(named.type, named.number)) : {};
  return certificateGaps(procedure, form.answers, {
    register,
    ...(known.certificate ? { registered: known.certificate } : {}),
    ...(known.end ? { end: known.end } : {}),
    applicant: form.applicant,
    employer,
    today,
  });
}
