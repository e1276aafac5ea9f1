import type { Text } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import type { Head } from './application.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Table } from './table.ts';

/** A document of an application; the bytes lie in the bucket under `key`, in the version that was judged. */
export type StoredDocument = {
  id: string;
  kind: string;
  state: 'awaiting-upload' | 'accepted' | 'rejected';
  contentType: string;
  fileName?: string;
  key: string;
  addedAt: Instant;
  announcedBytes: number;
  versionId?: string;
  sha256?: string;
  bytes?: number;
  pages?: number;
  width?: number;
  height?: number;
  problems: { code: string; text: Text; remedy?: Text }[];
};

const documentOf = ({ pk: _pk, sk: _sk, expiresAt: _expiresAt, ...rest }: Item): StoredDocument =>
  rest as unknown as StoredDocument;

/** The documents of an application in the order in which they were announced. */
export async function readDocuments(table: Table, applicationId: string): Promise<StoredDocument[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :document)',
    ExpressionAttributeValues: { ':pk': keys.application(applicationId).pk, ':document': 'DOCUMENT#' },
    ConsistentRead: true,
  });
  return items.map(documentOf).sort((a, b) => (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0));
}

export async function readDocument(
  table: Table,
  applicationId: string,
  id: string,
): Promise<StoredDocument | undefined> {
  const item = await table.get(keys.document(applicationId, id));
  return item ? documentOf(item) : undefined;
}

/** Announces a document; the same announcement again answers the document that stands there. */
export async function announceDocument(
  table: Table,
  applicationId: string,
  document: StoredDocument,
): Promise<StoredDocument> {
  const outcome = await table.put({ ...keys.document(applicationId, document.id), ...document }, absent);
  return outcome.ok ? document : outcome.error.item ? documentOf(outcome.error.item) : document;
}

/**
 * Enters the verdict on an uploaded document, once: what was judged is never judged anew, and nothing is added to an
 * application that was submitted meanwhile.
 * @returns what stands there instead; `closed` when the application may not be changed now
 */
export async function judgeDocument(
  table: Table,
  applicationId: string,
  document: StoredDocument,
): Promise<Result<StoredDocument, { present?: StoredDocument; closed: boolean }>> {
  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.document(applicationId, document.id), ...document },
        ConditionExpression: '#state = :awaiting',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':awaiting': 'awaiting-upload' },
      },
    },
    {
      check: {
        Key: keys.form(applicationId),
        ConditionExpression: 'editable = :yes',
        ExpressionAttributeValues: { ':yes': true },
      },
    },
  ]);
  if (outcome.ok) return success(document);
  const own = outcome.error.steps.find(({ index }) => index === 0);
  return failure({ closed: !own, ...(own?.item ? { present: documentOf(own.item) } : {}) });
}

/** Takes a document out of an application that may still be changed; moves the form so that a submission notices. */
export async function removeDocument(table: Table, head: Head, id: string): Promise<Result<void, void>> {
  const outcome = await table.transact([
    { delete: { Key: keys.document(head.id, id) } },
    {
      update: {
        Key: keys.form(head.id),
        UpdateExpression: 'SET revision = revision + :one',
        ConditionExpression: 'editable = :yes',
        ExpressionAttributeValues: { ':one': 1, ':yes': true },
      },
    },
  ]);
  return outcome.ok ? success(undefined) : failure(undefined);
}
