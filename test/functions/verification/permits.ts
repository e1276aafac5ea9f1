import { createHash } from 'node:crypto';
import { openKeySet } from '../../../functions/verification/key-set.ts';
import type { PermitRecord, Reading, SensitiveRecord } from '../../../functions/verification/records.ts';
import type { Dependencies } from '../../../functions/verification/verification.ts';
import { fakeClock } from '../../../shared/clock.ts';
import type { Claims } from '../../../shared/credential/claims.ts';
import type { PublicJwk } from '../../../shared/credential/keys.ts';
import type { LogCode, LogFields } from '../../../shared/log/log.ts';
import { holder } from '../../shared/credential/issuer.ts';

const photo = createHash('sha256').update('the photo of the sample permit').digest();

/** Claims of the token that the sample permit has at present. */
export const claims: Claims = { ...holder, chineseName: '柯雅娜', photoHash: new Uint8Array(photo.subarray(0, 16)) };

export const permit: PermitRecord = {
  number: claims.number,
  status: 'valid',
  since: '2026-11-01',
  validTo: '2027-10-31',
  category: 'A',
  statusIndex: claims.statusIndex,
  name: claims.name,
  chineseName: '柯雅娜',
  nationality: 'UTO',
  sex: 'F',
  employerName: { zh: '虚构光学（北京）有限公司', en: 'Imaginary Optics (Beijing) Ltd' },
  post: '光学工程师',
  authority: { zh: '北京经济技术开发区', en: 'Beijing E-Town' },
  photo: { key: 'applications/a1/photo.jpg', versionId: 'v1', hash: photo.toString('hex') },
  applicationId: 'a1',
};

export const sensitive: SensitiveRecord = {
  birthDate: '1988-02-29',
  passport: { number: 'U1234567', issuingState: 'UTO' },
  workplace: '荣华中路1号（虚构）',
};

export type LogLine = { level: 'info' | 'warn' | 'error'; code: LogCode; fields: LogFields };

/** A verification over records in memory, and what it did to them. */
export function verificationOver(given: {
  keys: readonly PublicJwk[];
  permits?: readonly PermitRecord[];
  statuses?: Readonly<Record<number, 'revoked' | 'suspended' | 'superseded'>>;
  recordingFails?: boolean;
  rehearsal?: boolean;
}) {
  const clock = fakeClock('2026-11-22T02:00:00.000Z');
  const readings: Reading[] = [];
  const steps: string[] = [];
  const lines: LogLine[] = [];
  const published = { keys: given.keys, withdrawn: [] as { kid: string; on: string }[], reads: 0 };
  const permits = new Map((given.permits ?? [permit]).map((entry) => [entry.number, entry]));
  const logged =
    (level: LogLine['level']) =>
    (code: LogCode, fields: LogFields = {}) => {
      lines.push({ level, code, fields });
    };
  const dependencies: Dependencies = {
    zone: { id: 'etown', rehearsal: given.rehearsal ?? false },
    clock,
    keys: openKeySet(async () => {
      published.reads += 1;
      return { keys: [...published.keys], withdrawn: published.withdrawn };
    }, clock),
    records: {
      permit: async (number) => permits.get(number),
      status: async (index) => given.statuses?.[index],
      sensitive: async (applicationId) => {
        steps.push(`sensitive of ${applicationId}`);
        return sensitive;
      },
      recordReading: async (reading) => {
        if (given.recordingFails) throw new Error('the table does not answer');
        steps.push('recorded');
        readings.push(reading);
      },
    },
    photoLink: async ({ key, versionId }) => {
      steps.push('link');
      return `https://documents.example/${key}?versionId=${versionId}`;
    },
    log: {
      info: logged('info'),
      warn: logged('warn'),
      error: (code, _, fields) => logged('error')(code, fields),
    },
  };
  return { dependencies, clock, readings, steps, lines, published };
}
