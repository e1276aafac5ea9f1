import { canonical } from '../domain/application/events.ts';
import type { Form } from './application.ts';
import type { StoredDocument } from './document.ts';
import { fingerprint } from './table.ts';

/**
 * What was handed in, as the event of a submission keeps it: a fingerprint of the form and of the accepted documents by
 * id and content. The chain of events so covers what lies outside it. infra/audit/check-export.mjs computes it again.
 */
export const filedOf = (form: Form, documents: readonly Pick<StoredDocument, 'id' | 'state' | 'sha256'>[]): string =>
  fingerprint(
    canonical({
      form,
      documents: documents
        .filter(({ state }) => state === 'accepted')
        .map(({ id, sha256 }) => `${id} ${sha256}`)
        .sort(),
    }),
  );
