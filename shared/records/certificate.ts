import {
  type CertificateContent,
  type CertificateEnd,
  type CertificateType,
  comparableNumber,
} from '../domain/certificates/certificate.ts';
import type { Day, Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { countingOnly } from './import.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { passportHash } from './person.ts';
import { absent, fingerprint, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** An old certificate in the register. Its id follows from type and number. */
export type Certificate = CertificateContent & {
  id: string;
  /** Moves with every correction. */
  version: number;
  registeredOn: Day;
  /** The import that brought it. */
  importId?: string;
};

export type RegisteredCertificate = { certificate: Certificate; end?: CertificateEnd };

/** A correction, as the record keeps it: what stood there before. */
export type CertificateEvent = {
  version: number;
  at: Instant;
  by: string;
  reason: string;
  before: Partial<CertificateContent>;
};

/** What a correction may change: all but type and number, by which a certificate is known. */
export type CertificateCorrection = Partial<Omit<CertificateContent, 'type' | 'number'>>;

export const certificateId = (type: CertificateType, number: string): string =>
  fingerprint(`${type}\n${comparableNumber(number)}`);

const place = ({ id, expiresOn }: Pick<Certificate, 'id' | 'expiresOn'>) => ({
  queuePk: queueKeys.certificates(expiresOn.slice(0, 7)),
  queueSk: `${expiresOn}#${id}`,
});

const passportKey = (id: string, passport: CertificateContent['passport']): Key =>
  keys.certificateOfPassport(passportHash(passport), id);

/** The items of a certificate that is entered: itself, listed under the month in which it ends, and its passport. */
export function certificateItems(content: CertificateContent, on: Day): Item[] {
  const id = certificateId(content.type, content.number);
  const certificate = { id, version: 1, registeredOn: on, ...content };
  return [
    { ...keys.certificate(id), ...certificate, ...place(certificate) },
    { ...passportKey(id, content.passport), id },
  ];
}

const stripped = <T>({ pk: _pk, sk: _sk, queuePk: _queuePk, queueSk: _queueSk, line: _line, ...rest }: Item): T =>
  rest as T;

/** How a certificate ended, if it did before its last day. */
export async function readCertificateEnd(table: Table, id: string): Promise<CertificateEnd | undefined> {
  const item = await table.get(keys.certificateEnd(id));
  return item && stripped<CertificateEnd>(item);
}

/** What is known of a certificate: what the register says, and how it ended, which it can have without being there. */
export async function knownCertificate(
  table: Table,
  id: string,
): Promise<{ certificate?: Certificate; end?: CertificateEnd }> {
  const items = await table.getMany([keys.certificate(id), keys.certificateEnd(id)]);
  const end = items.find(({ sk }) => sk === keys.certificateEnd(id).sk);
  const [entered] = await countingOnly(
    table,
    items.filter((item) => item !== end),
  );
  return {
    ...(entered ? { certificate: stripped<Certificate>(entered) } : {}),
    ...(end ? { end: stripped<CertificateEnd>(end) } : {}),
  };
}

/** Those of the certificates that the register has, in the order in which they were asked for. */
export async function readCertificates(table: Table, ids: readonly string[]): Promise<RegisteredCertificate[]> {
  if (ids.length === 0) return [];
  const items = await table.getMany(ids.flatMap((id) => [keys.certificate(id), keys.certificateEnd(id)]));
  const counting = await countingOnly(
    table,
    items.filter(({ sk }) => sk === keys.certificate('').sk),
  );
  return ids.flatMap((id) => {
    const found = counting.find((item) => item.id === id);
    const end = items.find(({ pk, sk }) => pk === keys.certificateEnd(id).pk && sk === keys.certificateEnd(id).sk);
    if (!found) return [];
    return [{ certificate: stripped<Certificate>(found), ...(end ? { end: stripped<CertificateEnd>(end) } : {}) }];
  });
}

/** The certificates that were issued on a passport. */
export async function certificatesOfPassport(
  table: Table,
  passport: CertificateContent['passport'],
): Promise<RegisteredCertificate[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': passportKey('', passport).pk },
    Limit: 20,
    ConsistentRead: true,
  });
  return readCertificates(
    table,
    items.map(({ id }) => String(id)),
  );
}

/** Every correction of a certificate, in order. */
export async function readCorrections(table: Table, id: string): Promise<CertificateEvent[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    ExpressionAttributeValues: { ':pk': keys.certificate(id).pk, ':event': 'EVENT#' },
    ConsistentRead: true,
  });
  return items.map((item) => stripped<CertificateEvent>(item));
}

/**
 * One page of the certificates that end in a month and still hold, in order of their last day. A page may be short, or
 * empty, and still have more after it: what was converted meanwhile is left out.
 * @param month `2027-03`
 */
export async function readExpiring(
  table: Table,
  month: string,
  page: { limit: number; after?: Key },
): Promise<{ certificates: Certificate[]; next?: Key }> {
  const { items, next } = await table.query({
    IndexName: queueIndex,
    KeyConditionExpression: 'queuePk = :month',
    ExpressionAttributeValues: { ':month': queueKeys.certificates(month) },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  const found = await readCertificates(
    table,
    items.map(({ pk }) => pk.slice(keys.certificate('').pk.length)),
  );
  const certificates = found.filter(({ end }) => !end).map(({ certificate }) => certificate);
  return { certificates, ...(next ? { next } : {}) };
}

/**
 * Ends a certificate, put only where it has not ended: it is converted once, by one of two conversions at the same time,
 * and a revoked one is not converted. An item of its own, so that it costs the same however long the certificate is.
 */
export const endCertificateStep = (id: string, end: CertificateEnd): TransactionStep => ({
  put: { Item: { ...keys.certificateEnd(id), ...end }, ...absent },
});

/** Corrects a certificate, where nobody did meanwhile, and keeps what stood there before. */
export async function correctCertificate(
  table: Table,
  seen: Certificate,
  the: { correction: CertificateCorrection; at: Instant; by: string; reason: string },
): Promise<Result<Certificate, 'changed'>> {
  const next: Certificate = { ...seen, ...the.correction, version: seen.version + 1 };
  const before = Object.fromEntries(
    Object.keys(the.correction).map((name) => [name, seen[name as keyof CertificateCorrection]]),
  ) as CertificateCorrection;
  const event: CertificateEvent = { version: next.version, at: the.at, by: the.by, reason: the.reason, before };
  const [former, present] = [passportKey(seen.id, seen.passport), passportKey(seen.id, next.passport)];
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.certificate(seen.id), ...next, ...place(next) },
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': seen.version },
      },
    },
    { put: { Item: { ...keys.certificateEvent(seen.id, next.version), ...event }, ...absent } },
    ...(former.pk === present.pk ? [] : [{ delete: { Key: former } }, { put: { Item: { ...present, id: seen.id } } }]),
  ]);
  return outcome.ok ? success(next) : failure('changed');
}

/** Revokes a certificate. @returns how it had ended already */
export async function revokeCertificate(
  table: Table,
  id: string,
  the: { at: Instant; by: string; reason: string },
): Promise<Result<void, CertificateEnd>> {
  const revoked: CertificateEnd = { how: 'revoked', ...the };
  const outcome = await table.put({ ...keys.certificateEnd(id), ...revoked }, absent);
  if (outcome.ok) return success(undefined);
  const present = outcome.error.item ?? (await table.get(keys.certificateEnd(id)));
  return failure(present ? stripped<CertificateEnd>(present) : revoked);
}
