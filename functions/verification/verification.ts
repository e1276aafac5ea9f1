import type { z } from 'zod';
import type { inspectorVerification } from '../../shared/contract/verification.ts';
import { tokenFrom } from '../../shared/credential/carriers.ts';
import type { Claims } from '../../shared/credential/claims.ts';
import { type Verification, verifyToken } from '../../shared/credential/verify.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { KeySet } from './key-set.ts';
import { maskedName } from './masked-name.ts';
import type { PermitRecord, VerificationRecords } from './records.ts';
import { type Statement, statementOf } from './words.ts';

export type Answer = z.output<typeof inspectorVerification>;
type Verdict = Answer['verdict'];

export type Dependencies = {
  zone: Pick<Zone, 'id' | 'rehearsal'>;
  keys: KeySet;
  records: Omit<VerificationRecords, 'publicKeys'>;
  /** Makes a short-lived link to a photo. */
  photoLink: (photo: PermitRecord['photo']) => Promise<string>;
  clock: Clock;
  log: Log;
};

export type VerificationRequest = {
  /** What was scanned or typed in. */
  token: string;
  /** Subject of the inspector who asks, if one signed in with a second factor. */
  inspector?: string;
};

/** Worst first: where several things hold, the worst is told. */
const severity: readonly Verdict[] = ['revoked', 'cancelled', 'suspended', 'superseded', 'expired', 'not-yet-valid'];

/**
 * Verifies the token of a QR: first by itself, then against the record of the permit. Anyone learns the verdict, the
 * dates and a masked name; an inspector sees the record, after this reading was itself recorded.
 * Fails with 503 when an inspector's reading cannot be recorded; nothing of the record is shown then.
 */
export async function verifyPermit(request: VerificationRequest, the: Dependencies): Promise<Result<Answer, Problem>> {
  const now = the.clock.now();
  const checkedAt = instantOf(now);
  const told = (verdict: Verdict, statement: Statement, more: Partial<Answer> = {}): Result<Answer, Problem> => {
    const text = statementOf(statement, { ...more, rehearsal: the.zone.rehearsal });
    return success({ verdict, text, checkedAt, ...more });
  };

  const carried = tokenFrom(request.token);
  if (!carried.ok) return told('forged', 'unreadable');
  const offline = await verifyOffline(carried.value, now, the);
  if (offline.verdict === 'forged') {
    if (offline.reason === 'withdrawn-key') return told('key-withdrawn', 'key-withdrawn');
    const scrambled = offline.reason === 'not-a-permit' || offline.reason === 'malformed';
    return told('forged', scrambled ? 'unreadable' : 'forged');
  }

  const { claims } = offline;
  const permit = await the.records.permit(claims.number);
  if (!permit) return told('unknown', 'unknown', { zone: the.zone.id, number: claims.number });

  const findings: Verdict[] = [offline.verdict, permit.status];
  if (claims.statusIndex !== permit.statusIndex) {
    findings.push((await the.records.status(claims.statusIndex)) ?? 'superseded');
  }
  const verdict = severity.find((finding) => findings.includes(finding)) ?? 'valid';

  const { inspector } = request;
  let record: Answer['record'];
  // Of a permit that was erased nothing is left to show; that it has ended is told like to everybody.
  if (inspector !== undefined && !permit.erased) {
    const shown = await showRecord(inspector, permit, claims, the);
    if (!shown.ok) return shown;
    record = shown.value;
  }
  return told(verdict, verdict, {
    zone: the.zone.id,
    authority: { zh: permit.authority.zh, en: permit.authority.en },
    number: permit.number,
    category: permit.category,
    ...(permit.erased ? {} : { maskedName: maskedName(permit.name, permit.chineseName) }),
    validFrom: permit.since,
    validTo: permit.validTo,
    ...(record ? { record } : {}),
  });
}

async function verifyOffline(token: Uint8Array, at: number, the: Dependencies): Promise<Verification> {
  const check = (published: Awaited<ReturnType<KeySet['keys']>>) =>
    verifyToken(token, { zone: the.zone.id, ...published, at });
  const first = await check(await the.keys.keys());
  if (first.verdict !== 'forged' || first.reason !== 'unknown-key') return first;
  const newer = await the.keys.readAgain();
  return newer ? check(newer) : first;
}

const isPhotoOf = (claims: Claims, photo: PermitRecord['photo']) =>
  Buffer.from(photo.hash, 'hex').subarray(0, claims.photoHash.length).equals(claims.photoHash);

async function showRecord(
  inspector: string,
  permit: PermitRecord,
  claims: Claims,
  the: Dependencies,
): Promise<Result<NonNullable<Answer['record']>, Problem>> {
  const at = instantOf(the.clock.now());
  try {
    await the.records.recordReading({ at, by: inspector, permitNumber: permit.number });
  } catch (error) {
    the.log.error('request-failed', error, { step: 'record-reading' });
    return failure(problem('try-again'));
  }
  the.log.info('sensitive-read', { what: 'permit' });
  const [sensitive, photoUrl] = await Promise.all([
    the.records.sensitive(permit.applicationId),
    the.photoLink(permit.photo),
  ]);
  const { zh, en } = permit.employerName;
  return success({
    name: permit.name,
    ...(permit.chineseName ? { chineseName: permit.chineseName } : {}),
    nationality: permit.nationality,
    sex: permit.sex,
    birthDate: sensitive.birthDate,
    passport: sensitive.passport,
    employer: en ? { zh, en } : { zh },
    post: permit.post,
    workplace: sensitive.workplace,
    photoUrl,
    photoMatches: isPhotoOf(claims, permit.photo),
  });
}
