import { editableStages, officerStages, type Stage } from '../domain/application/transitions.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, epochOf, type Instant, instantOf } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import {
  changeApplication,
  type Head,
  plain,
  type Requester,
  readForm,
  readHead,
  type StoredForm,
} from './application.ts';
import { keys } from './keys.ts';
import { absent, ContentionError, type Item, type Table, type TransactionStep } from './table.ts';

/** A document of an application; the bytes lie in the bucket under `key`, in the version that was judged. */
export type StoredDocument = {
  id: string;
  kind: string;
  /** `replaced`: a later file of a kind of which one counts took its place. */
  state: 'awaiting-upload' | 'accepted' | 'rejected' | 'replaced';
  contentType: string;
  fileName?: string;
  key: string;
  addedAt: Instant;
  judgedAt?: Instant;
  replacedAt?: Instant;
  /** Taken out after it was submitted once: nobody but officers sees it, and they until the next submission. */
  removedAt?: Instant;
  /**
   * What last happened that counts on this file being awaited still: the form was closed by an event, or another file of
   * its kind was accepted. A verdict that began before that is looked at again.
   */
  passedBy?: string;
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

/** Every document that an application ever had since its first submission, in the order in which they were announced. */
export async function readEveryDocument(table: Table, applicationId: string): Promise<StoredDocument[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :document)',
    ExpressionAttributeValues: { ':pk': keys.application(applicationId).pk, ':document': 'DOCUMENT#' },
    ConsistentRead: true,
  });
  return items.map(documentOf).sort((a, b) => (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0));
}

/** The documents of an application as it stands, in the order in which they were announced. */
export const readDocuments = async (table: Table, applicationId: string): Promise<StoredDocument[]> =>
  (await readEveryDocument(table, applicationId)).filter(({ removedAt }) => removedAt === undefined);

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

/** The documents as they lay before the officer when the application was submitted, whatever the parties did since. */
export const documentsAsOf = (documents: readonly StoredDocument[], submittedAt: Instant): StoredDocument[] =>
  documents
    .filter(
      ({ addedAt, judgedAt, removedAt }) =>
        (judgedAt ?? addedAt) <= submittedAt && (removedAt === undefined || removedAt > submittedAt),
    )
    .map((document) =>
      document.replacedAt !== undefined && document.replacedAt > submittedAt
        ? { ...document, state: 'accepted', replacedAt: undefined }
        : document,
    );

/** Milliseconds for which a form that is being submitted takes no verdict; longer than any function lives. */
const closingTime = 120_000;

/**
 * Says on the form that it is being closed, so that from now on no verdict begins. Whoever closes it then reads the
 * documents: a verdict that began before finds its file there, still awaited, and is kept out by `closedSteps`. So what
 * is handed in is what was read, at one write unit for a whole submission in place of two for every file.
 * @returns the mark that closing the form asks for; undefined when it was closed or saved meanwhile
 */
export async function beginClosing(
  table: Table,
  clock: Clock,
  applicationId: string,
  revision: number,
): Promise<number | undefined> {
  const closing = clock.now() + closingTime;
  const outcome = await table.update({
    Key: keys.form(applicationId),
    UpdateExpression: 'SET closing = :closing',
    ConditionExpression: 'editable = :yes AND revision = :seen',
    ExpressionAttributeValues: { ':closing': closing, ':yes': true, ':seen': revision },
  });
  return outcome.ok ? closing : undefined;
}

/** Takes the mark away when nothing was closed after all. */
export async function giveUpClosing(table: Table, applicationId: string, closing: number): Promise<void> {
  await table.update({
    Key: keys.form(applicationId),
    UpdateExpression: 'REMOVE closing',
    ConditionExpression: 'closing = :closing',
    ExpressionAttributeValues: { ':closing': closing },
  });
}

const passedSteps = (applicationId: string, every: readonly StoredDocument[], by: string): TransactionStep[] =>
  every
    .filter(({ state, removedAt }) => state === 'awaiting-upload' && removedAt === undefined)
    .map(({ id }) => ({
      update: {
        Key: keys.document(applicationId, id),
        UpdateExpression: 'SET passedBy = :this',
        ConditionExpression: '#state = :awaiting',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':this': by, ':awaiting': 'awaiting-upload' },
      },
    }));

/** The steps that keep verdicts out which began before an event closed the form. */
export const closedSteps = (
  applicationId: string,
  every: readonly StoredDocument[],
  event: number,
): TransactionStep[] => passedSteps(applicationId, every, `event ${event}`);

/**
 * The steps by which the documents of an application stand again as they were handed in, whatever its parties took out,
 * replaced or added since.
 */
export const asHandedInSteps = (
  applicationId: string,
  every: readonly StoredDocument[],
  filedUntil: Instant,
  { at, event }: { at: Instant; event: number },
): TransactionStep[] =>
  every.flatMap((document): TransactionStep[] => {
    const Key = keys.document(applicationId, document.id);
    const [then] = documentsAsOf([document], filedUntil);
    if (!then) {
      const out = { UpdateExpression: 'SET removedAt = :at', ExpressionAttributeValues: { ':at': at } };
      return document.removedAt === undefined ? [{ update: { Key, ...out } }] : [];
    }
    if (document.removedAt === undefined && document.state === then.state) {
      return closedSteps(applicationId, [document], event);
    }
    return [
      {
        update: {
          Key,
          UpdateExpression: 'SET #state = :then REMOVE removedAt, replacedAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':then': then.state },
        },
      },
    ];
  });

/** Most attempts to enter a verdict beside others of the same application. */
const mostAttempts = 8;

/**
 * Enters the verdict on an uploaded document, once: what was judged is never judged anew, and nothing is added to an
 * application that was submitted meanwhile. Of a kind of which one file counts, an accepted one replaces those accepted
 * before in the same transaction; a counter on the form keeps two at a time from both counting.
 * @returns what stands there instead; `closed` when the application may not be changed now
 */
export async function judgeDocument(
  table: Table,
  applicationId: string,
  document: StoredDocument,
  { several }: { several: boolean } = { several: true },
): Promise<Result<StoredDocument, { present?: StoredDocument; closed: boolean }>> {
  let awaited = document;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    // The form is read after its document was announced, and its counter before the other documents: see beginClosing.
    const [head, form] = await Promise.all([readHead(table, applicationId), openForm(table, applicationId)]);
    if (!head || !editableStages.includes(head.stage) || !form?.editable) return failure({ closed: true });
    if (form.closing !== undefined && form.closing > epochOf(document.judgedAt ?? document.addedAt)) {
      throw new ContentionError('the application is being submitted');
    }
    const others =
      several || document.state !== 'accepted'
        ? []
        : (await readDocuments(table, applicationId)).filter(
            ({ id, kind, state }) =>
              id !== document.id && kind === document.kind && ['accepted', 'awaiting-upload'].includes(state),
          );
    const present = await enterVerdict(table, applicationId, awaited, { form, others });
    if (present === 'entered') return success(withoutMark(document));
    if (present === 'others moved') continue;
    if (present?.state !== 'awaiting-upload' || present.removedAt !== undefined) {
      return failure({ closed: false, ...(present && present.removedAt === undefined ? { present } : {}) });
    }
    awaited = { ...document, ...(present.passedBy === undefined ? {} : { passedBy: present.passedBy }) };
  }
  throw new ContentionError('too many documents of one kind at a time');
}

const withoutMark = ({ passedBy: _passedBy, ...document }: StoredDocument): StoredDocument => document;

/**
 * One attempt to enter a verdict: a single write where no other file of its kind counts.
 * @returns the document as it stands instead, if at all
 */
async function enterVerdict(
  table: Table,
  applicationId: string,
  document: StoredDocument,
  { form, others }: { form: OpenForm; others: readonly StoredDocument[] },
): Promise<'entered' | 'others moved' | StoredDocument | undefined> {
  const { Item, ...condition } = verdictOn(applicationId, document);
  if (others.length === 0) {
    const outcome = await table.put(Item, condition);
    return outcome.ok ? 'entered' : outcome.error.item && documentOf(outcome.error.item);
  }
  const outcome = await table.transact([
    { put: { Item, ...condition } },
    {
      update: {
        Key: keys.form(applicationId),
        UpdateExpression: 'SET replacements = :next',
        ConditionExpression:
          form.replacements === undefined
            ? 'editable = :yes AND attribute_not_exists(replacements)'
            : 'editable = :yes AND replacements = :seen',
        ExpressionAttributeValues: {
          ':yes': true,
          ':next': (form.replacements ?? 0) + 1,
          ...(form.replacements === undefined ? {} : { ':seen': form.replacements }),
        },
      },
    },
    ...others
      .filter(({ state }) => state === 'accepted')
      .map(({ id }) => ({
        update: {
          Key: keys.document(applicationId, id),
          UpdateExpression: 'SET #state = :replaced, replacedAt = :at',
          ConditionExpression: '#state = :accepted',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':replaced': 'replaced',
            ':accepted': 'accepted',
            ':at': document.judgedAt ?? document.addedAt,
          },
        },
      })),
    ...passedSteps(applicationId, others, `document ${document.id}`),
  ]);
  if (outcome.ok) return 'entered';
  const own = outcome.error.steps.find(({ index }) => index === 0);
  if (!own) return 'others moved';
  return own.item && documentOf(own.item);
}

type OpenForm = StoredForm & { replacements?: number; closing?: number };

const openForm = (table: Table, applicationId: string): Promise<OpenForm | undefined> => readForm(table, applicationId);

/** The verdict on an uploaded document, entered once, while nothing has passed it by. */
const verdictOn = (applicationId: string, { passedBy, ...document }: StoredDocument) => ({
  Item: { ...keys.document(applicationId, document.id), ...document },
  ConditionExpression: `#state = :awaiting AND attribute_not_exists(removedAt) AND ${
    passedBy === undefined ? 'attribute_not_exists(passedBy)' : 'passedBy = :passedBy'
  }`,
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: {
    ':awaiting': 'awaiting-upload',
    ...(passedBy === undefined ? {} : { ':passedBy': passedBy }),
  },
});

/**
 * Enters the verdict on a document that is handed in while the form is closed: with a reply to an announced refusal, or
 * as a paper that may follow. It holds only while the application is in one of these stages.
 * @returns what stands there instead; `closed` when the application has moved on
 */
export async function judgeBeside(
  table: Table,
  applicationId: string,
  document: StoredDocument,
  within: readonly Stage[],
): Promise<Result<StoredDocument, { present?: StoredDocument; closed: boolean }>> {
  const outcome = await table.transact([
    { put: verdictOn(applicationId, document) },
    {
      check: {
        Key: keys.application(applicationId),
        ConditionExpression: `stage IN (${within.map((_, index) => `:stage${index}`).join(', ')})`,
        ExpressionAttributeValues: Object.fromEntries(within.map((stage, index) => [`:stage${index}`, stage])),
      },
    },
  ]);
  if (outcome.ok) return success(document);
  const own = outcome.error.steps.find(({ index }) => index === 0);
  return failure({ closed: !own, ...(own?.item ? { present: documentOf(own.item) } : {}) });
}

/**
 * Enters an accepted paper that was allowed to follow (容缺受理) together with its event, so that whoever decides at the
 * same moment notices.
 */
export const supplyDocument = (
  table: Table,
  clock: Clock,
  { head, document, by }: { head: Head; document: StoredDocument; by: Requester },
) =>
  changeApplication(table, clock, {
    head,
    within: officerStages,
    event: { type: 'supplied', data: { kind: document.kind, documentId: document.id, sha256: document.sha256 } },
    set: { filedAt: instantOf(clock.now()) },
    also: plain({ put: verdictOn(head.id, document) }),
    by,
  });

/**
 * Takes a document out of an application that may still be changed; moves the form so that a submission notices. What
 * may have been submitted is kept for the officers.
 * @param revision of the form that the caller has seen; absent when the caller names none
 * @returns whether the application was closed, or moved on from what was seen
 */
export async function removeDocument(
  table: Table,
  head: Head,
  id: string,
  at: Instant,
  revision?: number,
): Promise<Result<void, 'closed' | 'moved'>> {
  const outcome = await table.transact([
    head.round === 0
      ? { delete: { Key: keys.document(head.id, id) } }
      : {
          update: {
            Key: keys.document(head.id, id),
            UpdateExpression: 'SET removedAt = :at',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(removedAt)',
            ExpressionAttributeValues: { ':at': at },
          },
        },
    {
      update: {
        Key: keys.form(head.id),
        UpdateExpression: 'SET revision = revision + :one',
        ConditionExpression: revision === undefined ? 'editable = :yes' : 'editable = :yes AND revision = :seen',
        ExpressionAttributeValues: {
          ':one': 1,
          ':yes': true,
          ...(revision === undefined ? {} : { ':seen': revision }),
        },
      },
    },
  ]);
  if (outcome.ok) return success(undefined);
  return failure(
    outcome.error.steps.every(({ index, item }) => index === 0 || item?.editable === true) ? 'moved' : 'closed',
  );
}

/** Takes away everything that is recorded of the documents of an application that is no more. */
export async function forgetDocuments(table: Table, applicationId: string): Promise<void> {
  const documents = await readEveryDocument(table, applicationId);
  for (let from = 0; from < documents.length; from += 100) {
    const page = documents.slice(from, from + 100);
    await table.transact(page.map(({ id }) => ({ delete: { Key: keys.document(applicationId, id) } })));
  }
}
