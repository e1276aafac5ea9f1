import { certificateIdForm, type certificatesRoutes } from '../../shared/contract/certificates.ts';
import { certificateState, certificateTypes } from '../../shared/domain/certificates/certificate.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  certificateId,
  certificatesOfPassport,
  correctCertificate,
  knownCertificate,
  type RegisteredCertificate,
  readCertificates,
  readCorrections,
  readExpiring,
  revokeCertificate,
} from '../../shared/records/certificate.ts';
import { keys, queueKeys } from '../../shared/records/keys.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { correctionOf } from './correction.ts';
import { certificateInWords } from './words.ts';

type Given = { table: Table; clock: Clock; zone: Zone; log: Log };

const pageLength = 50;

/** The register of old certificates: looked up, verified, corrected; it fills by imports. */
export function certificates(given: Given): Handles<typeof certificatesRoutes> {
  const { table, clock, zone, log } = given;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));

  const summaryOf = ({ certificate, end }: RegisteredCertificate) => ({
    ...certificate,
    state: certificateState(certificate, end, today()),
    ...(end?.how === 'converted' ? { convertedInto: end.permitNumber } : {}),
  });

  const found = async (id: string | undefined): Promise<Result<RegisteredCertificate, Problem>> => {
    const [the] = certificateIdForm.safeParse(id).success && id ? await readCertificates(table, [id]) : [];
    return the ? success(the) : failure(problem('not-found'));
  };

  const recorded = async (by: string, id: string): Promise<void> => {
    await recordReading({ table, clock, zone }, { by, what: 'certificate', id });
    log.info('sensitive-read', { what: 'certificate' });
  };

  const moved = (the: RegisteredCertificate) => {
    const { id, version, state } = summaryOf(the);
    return { id, version, state };
  };

  return {
    findCertificates: async ({ principal, body }) => {
      const items =
        'passport' in body
          ? await certificatesOfPassport(table, body.passport)
          : await readCertificates(
              table,
              (body.type ? [body.type] : certificateTypes).map((type) => certificateId(type, body.number)),
            );
      for (const { certificate } of items) await recorded(principal.subject, certificate.id);
      return success({ body: { items: items.map(summaryOf) } });
    },

    listCertificates: async ({ query }) => {
      const { month, cursor, limit = pageLength } = query;
      const list = {
        pk: new RegExp(`^${keys.certificate('').pk}[\\w-]{22}$`),
        sk: keys.certificate('').sk,
        queuePk: queueKeys.certificates(month),
        queueSk: /^\d{4}-\d\d-\d\d#[\w-]{22}$/,
      };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const page = await readExpiring(table, month, { limit, ...(after ? { after } : {}) });
      return success({
        body: {
          items: page.certificates.map((certificate) => summaryOf({ certificate })),
          ...(page.next ? { next: cursorOf(page.next) } : {}),
        },
      });
    },

    readCertificate: async ({ principal, parameters }) => {
      const the = await found(parameters.id);
      if (!the.ok) return the;
      const { certificate, end } = the.value;
      await recorded(principal.subject, certificate.id);
      const corrections = await readCorrections(table, certificate.id);
      return success({
        body: { ...certificate, ...summaryOf(the.value), ...(end ? { end } : {}), corrections },
        headers: { etag: `"${certificate.version}"` },
      });
    },

    verifyCertificate: async ({ principal, body }) => {
      const { type, number } = body;
      const id = certificateId(type, number);
      const checkedAt = instantOf(clock.now());
      const { rehearsal } = zone;
      const { certificate, end } = await knownCertificate(table, id);
      if (!certificate) {
        // Where a certificate need not be registered it may have been converted all the same.
        const converted = end?.how === 'converted' ? end.permitNumber : undefined;
        const verdict = converted ? 'converted' : 'unknown';
        const text = certificateInWords(verdict, {
          type,
          rehearsal,
          ...(converted ? { permitNumber: converted } : {}),
        });
        return success({ body: { verdict, text, checkedAt, ...(converted ? { convertedInto: converted } : {}) } });
      }
      await recorded(principal.subject, id);
      const { state: verdict, convertedInto, ...said } = summaryOf({ certificate, ...(end ? { end } : {}) });
      const { name, nationality, birthDate, passport, employerName: employer, authority, issuedOn, expiresOn } = said;
      const text = certificateInWords(verdict, {
        type,
        expiresOn,
        rehearsal,
        ...(convertedInto ? { permitNumber: convertedInto } : {}),
      });
      return success({
        body: {
          verdict,
          text,
          checkedAt,
          validTo: expiresOn,
          ...(convertedInto ? { convertedInto } : {}),
          record: { name, nationality, birthDate, passport, employer, authority, issuedOn },
        },
      });
    },

    correctCertificate: async ({ principal, parameters, body, version }) => {
      const the = await found(parameters.id);
      if (!the.ok) return the;
      const { certificate, end } = the.value;
      if (version !== undefined && version !== certificate.version) {
        return failure(problem('version-conflict', { current: moved(the.value) }));
      }
      const correction = correctionOf(certificate, body);
      if (!correction.ok) return failure(problem('invalid-request', { problems: correction.error }));
      const corrected = await correctCertificate(table, certificate, {
        correction: correction.value,
        at: instantOf(clock.now()),
        by: principal.subject,
        reason: body.reason,
      });
      if (!corrected.ok) return failure(problem('version-conflict', { current: moved(the.value) }));
      log.info('certificate-changed', { certificateId: certificate.id, change: 'corrected' });
      return success({ body: summaryOf({ certificate: corrected.value, ...(end ? { end } : {}) }) });
    },

    revokeCertificate: async ({ principal, parameters, body }) => {
      const the = await found(parameters.id);
      if (!the.ok) return the;
      const { certificate } = the.value;
      const by = principal.subject;
      const revoked = await revokeCertificate(table, certificate.id, {
        at: instantOf(clock.now()),
        by,
        reason: body.reason,
      });
      const [present] = await readCertificates(table, [certificate.id]);
      if (!present) throw new Error('a certificate is gone that was just there');
      if (!revoked.ok && revoked.error.how !== 'revoked') {
        return failure(problem('conflict', { current: moved(present) }));
      }
      if (revoked.ok) log.info('certificate-changed', { certificateId: certificate.id, change: 'revoked' });
      return success({ body: summaryOf(present) });
    },
  };
}
