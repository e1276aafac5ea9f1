import type { ProblemEntry } from '../../shared/http/problem.ts';
import { certificateCells, certificateContradictions } from '../../shared/imports/certificates.ts';
import { cellsBy } from '../../shared/imports/kind.ts';
import type { Certificate, CertificateCorrection } from '../../shared/records/certificate.ts';
import { failure, type Result, success } from '../../shared/result.ts';

type Asked = Partial<Record<Exclude<keyof CertificateCorrection, 'passport'>, string | undefined>> & {
  passport?: { number: string; issuingState: string } | undefined;
};

const parts = [
  'name',
  'nationality',
  'birthDate',
  'employerCode',
  'employerName',
  'authority',
  'issuedOn',
  'expiresOn',
] as const;

const nothing: ProblemEntry = {
  path: '',
  code: 'missing',
  text: { zh: '请列明要更正的内容', en: 'must name what is to be corrected' },
};

/** What a correction changes, judged as a row of an import would be. */
export function correctionOf(certificate: Certificate, asked: Asked): Result<CertificateCorrection, ProblemEntry[]> {
  const given = parts.flatMap((part) => (asked[part] === undefined ? [] : [[part, asked[part]] as const]));
  const cells = {
    ...Object.fromEntries(given),
    ...(asked.passport ? { passportNumber: asked.passport.number, passportState: asked.passport.issuingState } : {}),
  };
  if (Object.keys(cells).length === 0) return failure([nothing]);
  const read = cellsBy(certificateCells.partial(), cells);
  const placed = (problems: readonly (Omit<ProblemEntry, 'path'> & { column?: string })[]): ProblemEntry[] =>
    problems.map(({ column = '', ...problem }) => ({
      ...problem,
      path: column.startsWith('passport') ? 'passport' : column,
    }));
  if (!read.ok) return failure(placed(read.error));
  const { passportNumber, passportState, type: _type, number: _number, ...changed } = read.value;
  const correction: CertificateCorrection = {
    ...(changed as CertificateCorrection),
    ...(passportNumber && passportState ? { passport: { number: passportNumber, issuingState: passportState } } : {}),
  };
  const contradictions = certificateContradictions({ ...certificate, ...correction });
  return contradictions.length > 0 ? failure(placed(contradictions)) : success(correction);
}
