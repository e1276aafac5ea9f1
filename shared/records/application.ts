import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { form as formSchema } from '../contract/intake.ts';
import type { Category, Timed } from '../domain/application/case-clock.ts';
import { type ApplicationEvent, type EventType, hashedPart, type Party } from '../domain/application/events.ts';
import type { PauseKind } from '../domain/application/pauses.ts';
import {
  isOfficerStage,
  type OfficerStage,
  type Stage,
  type TransitionName,
  transitions,
} from '../domain/application/transitions.ts';
import type { QuotaYear } from '../domain/quota/quota.ts';
import type { Text } from '../domain/text.ts';
import { type Clock, type Day, epochOf, type Instant, instantOf } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { headOf, packedHead, packedWindow } from './head-item.ts';
import { keys, queueKeys } from './keys.ts';
import { type Effect, outboxItem } from './outbox.ts';
import { placeAtEnd } from './quota-place.ts';
import { repetition, requestMark, withRequest } from './requests.ts';
import type { Decision, Standing } from './standing.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

export type Form = z.output<typeof formSchema>;

/**
 * The head of an application: the truth about its stage. Kept below 1 KB in the table, as head-item.ts packs it, so that
 * a change of stage costs two write units and its line in the queue index as much.
 */
export type Head = {
  id: string;
  version: number;
  /** Saves of the form that the version already counts: those before the last submission. */
  formRevision?: number;
  stage: Stage;
  procedure: string;
  /** Absent where the procedure concerns a person who needs no employer. */
  employerId?: string;
  employerName?: string;
  createdAt: Instant;
  updatedAt: Instant;
  /** Times it was submitted. */
  round: number;
  /** Number and hash of the last event. */
  events: number;
  chain: string;
  receiptNumber?: string;
  applicantName?: string;
  category?: Category | null;
  personId?: string;
  /** Persons in the register with the same name, birth date and sex but another passport. */
  possiblySame?: string[];
  submittedAt?: Instant;
  /** When its parties last handed something in after the submission: what was asked for, or what they owed. */
  filedAt?: Instant;
  /** When the office had it again, from the delegating authority or reopened; preliminary review counts from then. */
  receivedAt?: Instant;
  acceptedAt?: Instant;
  stageStartedAt?: Instant;
  dueAt?: Instant;
  /** When the law decides by itself; `permitTo` is the last day of the permit that an extension is for. */
  deemsAt?: Instant;
  permitTo?: Day;
  /** Hours by which the green path puts it ahead in the queues. */
  ahead?: number;
  promisedOn?: Day;
  provisional?: boolean;
  late?: boolean;
  claimedBy?: string;
  /** Number of the service window that has it, in a zone with windows. */
  serviceWindow?: number;
  reviewedBy?: string;
  /** Event of the review before it was refused and reopened: another officer reviews it now. */
  formerReview?: number;
  /**
   * The clock stands still: with the applicant, or for what was announced (Licensing Law art. 45) in an event, until
   * the day that was named there.
   */
  pause?: { since: Instant; kind: PauseKind; until?: Day; event?: number };
  /** Working days since acceptance in which it stood still, and by which the time was extended. */
  paused?: number;
  extended?: number;
  /** Where it was when it was returned, or referred to the delegating authority. */
  returnedFrom?: OfficerStage;
  referredFrom?: Stage;
  /** Event that says why it is with the delegating authority. */
  referral?: number;
  /** Event that tells what a further notice may name: what was handed in since the last one. */
  changed?: number;
  /** Its place in a quota: `<year>#<group>#<number>`. */
  quota?: string;
  /** Events that announced an intended refusal, and that hold the reply to it. */
  intention?: number;
  replied?: number;
  /** The applicant filed it without the employer, as a procedure allows; otherwise the employer's handler did. */
  filedBy?: 'applicant';
  /** Number of the permit that it concerns. */
  permit?: string;
  /** Event that holds the last complete notice, or the reasons of a refusal. */
  notice?: number;
  refusal?: number;
  /** Event that says why what was approved could not be carried out. */
  blocked?: number;
  /** Events that hold the acceptance and the review with its confirmed score. */
  acceptance?: number;
  review?: number;
  /** Name of the execution that watches this round's clocks. */
  execution?: string;
  permitNumber?: string;
  /** Marks of the last requests that changed it, so that their repetition is answered alike. */
  requests?: string[];
};

/** The form beside its head; `revision` moves with every save, `editable` ends with submission. */
export type StoredForm = {
  revision: number;
  editable: boolean;
  form: Form;
  /** The letterhead of each submission's receipt, by the number of its event, which has no room for it. */
  receipts?: Readonly<Record<string, string>>;
};

/** Who asks for a change, and the mark by which its repetition is recognised. */
export type Requester = { party: Party; subject?: string; request?: string };

/** A request's sender as the record keeps it; `action` keeps one key on two routes apart. */
export const requesterOf = (
  request: { principal: { subject: string }; idempotencyKey?: string; body?: unknown },
  party: Party,
  action: string,
): Requester => ({ party, subject: request.principal.subject, request: requestMark(request, action) });

export type Conflict =
  | { kind: 'missing' }
  | { kind: 'changed'; head: Head }
  | { kind: 'repeated'; head: Head }
  | { kind: 'other-case'; applicationId: string }
  | { kind: 'register-moved' }
  /** Others took the same place of a quota at the same moment, or every place is taken. */
  | { kind: 'place-taken' }
  | { kind: 'quota-exhausted'; quota: QuotaYear & { size: number }; detail?: Text }
  /** The office's standing does not bear the decision: the delegation is suspended, or a role has ended. */
  | { kind: 'standing'; standing: Standing; decision: Decision }
  | { kind: 'other-step' };

const stripped = <T>({ pk: _pk, sk: _sk, queuePk: _queuePk, queueSk: _queueSk, ...rest }: Item): T => rest as T;

/**
 * The version that callers see and send back: it moves with the head and with every save of the form. From submission
 * on it is the head's own, so that a queue can show it without reading the form.
 */
export const visibleVersion = (head: Head, stored: StoredForm): number =>
  head.version + stored.revision - (head.formRevision ?? 0);

/** Chains an event to the one before it. */
export function chained(
  last: { sequence: number; hash: string },
  event: { at: Instant; type: EventType; by: { party: Party; subject?: string }; data?: Record<string, unknown> },
): ApplicationEvent {
  const whole = {
    sequence: last.sequence + 1,
    at: event.at,
    type: event.type,
    by: event.by,
    data: event.data ?? {},
    previous: last.hash,
  };
  return { ...whole, hash: createHash('sha256').update(hashedPart(whole)).digest('base64url') };
}

export async function readHead(table: Table, id: string): Promise<Head | undefined> {
  const item = await table.get(keys.application(id));
  return item ? headOf(item) : undefined;
}

export async function readForm(table: Table, id: string): Promise<StoredForm | undefined> {
  const item = await table.get(keys.form(id));
  return item ? stripped<StoredForm>(item) : undefined;
}

/** The events of an application in order. */
export async function readEvents(table: Table, id: string): Promise<ApplicationEvent[]> {
  const found: ApplicationEvent[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
      ExpressionAttributeValues: { ':pk': keys.application(id).pk, ':event': 'EVENT#' },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items.map((item) => stripped<ApplicationEvent>(item)));
    from = page.next;
  } while (from);
  return found;
}

export async function readEvent(table: Table, id: string, sequence: number): Promise<ApplicationEvent | undefined> {
  const item = await table.get(keys.event(id, sequence));
  return item ? stripped<ApplicationEvent>(item) : undefined;
}

const eventStep = (id: string, event: ApplicationEvent): TransactionStep => ({
  put: { Item: { ...keys.event(id, event.sequence), ...event }, ...absent },
});

const hour = 3_600_000;

/**
 * Where an application stands in the index while someone must act on it: by its due time, or by the instant at which
 * the law decides if that comes first. The green path stands ahead of its due time, so that nobody waits behind it for
 * ever. With the delegating authority nothing is due here: it stands behind everything that the law decides by itself,
 * in order of referral, eight thousand years on. What officers work stands in the queue of its service window.
 */
export function queuePlace({
  id,
  stage,
  dueAt,
  deemsAt,
  ahead,
  stageStartedAt,
  serviceWindow,
}: Pick<Head, 'id' | 'stage' | 'dueAt' | 'deemsAt' | 'ahead' | 'stageStartedAt' | 'serviceWindow'>) {
  const away = stage === 'with-delegating-authority' && stageStartedAt ? `9${stageStartedAt.slice(1)}` : undefined;
  const at = [dueAt, deemsAt, away].filter((instant) => instant !== undefined).sort()[0];
  if (!at) return undefined;
  const shown = ahead && isOfficerStage(stage) ? instantOf(epochOf(at) - ahead * hour) : at;
  const window = isOfficerStage(stage) ? serviceWindow : undefined;
  return { queuePk: queueKeys.stage(stage, window), queueSk: `${shown}#${id}` };
}

/** What stands in place of the form of a draft that was discarded, so that a late repetition does not begin it again. */
const discardedForm = { discarded: true };

const firstEvent = (id: string, procedure: string, at: Instant, by: Requester): ApplicationEvent =>
  chained(
    { sequence: 0, hash: '' },
    {
      at,
      type: 'created',
      by: { party: by.party, ...(by.subject ? { subject: by.subject } : {}) },
      // The id, so that a whole chain cannot be passed off as another application's.
      data: { application: id, procedure },
    },
  );

/**
 * Begins a draft. Its first event and its places in the lists of employer and applicant mean nothing alone and come
 * first; its head and form, both or neither, make it one. A repetition of a beginning that died goes on from its event.
 * @returns the application that stands under the id already, or nothing where one stood that was discarded
 */
export async function beginApplication(
  table: Table,
  the: { head: Omit<Head, 'events' | 'chain' | 'version' | 'round' | 'stage'>; form: Form; emailHash?: string },
  by: Requester,
): Promise<Result<{ head: Head; stored: StoredForm }, { head: Head; stored: StoredForm } | undefined>> {
  const { id, employerId, filedBy } = the.head;
  const stored: StoredForm = { revision: 0, editable: true, form: the.form };
  const standing = async () => {
    const [head, form] = await Promise.all([readHead(table, id), readForm(table, id)]);
    return { isDiscarded: !head && form !== undefined, ...(head && form ? { present: { head, stored: form } } : {}) };
  };
  const own = firstEvent(id, the.head.procedure, the.head.createdAt, by);
  const entered = await table.put({ ...keys.event(id, 1), ...own }, absent);
  let event = own;
  if (!entered.ok) {
    const { present, isDiscarded } = await standing();
    if (present || isDiscarded) return failure(present);
    event = entered.error.item ? stripped<ApplicationEvent>(entered.error.item) : own;
  }
  const head: Head = {
    ...the.head,
    createdAt: event.at,
    version: 1,
    stage: 'draft',
    round: 0,
    events: 1,
    chain: event.hash,
  };
  if (event.data.procedure !== head.procedure) {
    return failure({ head: { ...head, procedure: String(event.data.procedure) }, stored });
  }
  await Promise.all([
    // What an applicant begins alone is the employer's to see from its submission on.
    ...(filedBy || !employerId ? [] : [table.put({ ...keys.employerApplication(employerId, event.at, id), id })]),
    ...(the.emailHash ? [table.put({ ...keys.applicantApplication(the.emailHash, event.at, id), id })] : []),
  ]);
  const outcome = await table.transact([
    { put: { Item: { ...keys.application(id), ...packedHead(head) }, ...absent } },
    { put: { Item: { ...keys.form(id), ...stored }, ...absent } },
  ]);
  return outcome.ok ? success({ head, stored }) : failure((await standing()).present);
}

/** Saves the form of a draft: one conditional write, refused when it was submitted or saved meanwhile. */
export async function saveForm(
  table: Table,
  head: Head,
  seen: StoredForm,
  form: Form,
  emails?: { before?: string; after?: string },
): Promise<Result<StoredForm, { stored?: StoredForm }>> {
  const update = {
    Key: keys.form(head.id),
    UpdateExpression: 'SET form = :form, revision = :next',
    ConditionExpression: 'editable = :yes AND revision = :seen',
    ExpressionAttributeValues: { ':form': form, ':next': seen.revision + 1, ':yes': true, ':seen': seen.revision },
  };
  const next = { ...seen, form, revision: seen.revision + 1 };
  if (emails?.before === emails?.after) {
    const outcome = await table.update(update);
    if (outcome.ok) return success(next);
    return failure(outcome.error.item ? { stored: stripped<StoredForm>(outcome.error.item) } : {});
  }
  const link = (hash: string) => keys.applicantApplication(hash, head.createdAt, head.id);
  const outcome = await table.transact([
    { update },
    ...(emails?.before ? [{ delete: { Key: link(emails.before) } }] : []),
    ...(emails?.after ? [{ put: { Item: { ...link(emails.after), id: head.id } } }] : []),
  ]);
  if (outcome.ok) return success(next);
  const present = outcome.error.steps[0]?.item;
  return failure(present ? { stored: stripped<StoredForm>(present) } : {});
}

/** Discards a draft that was never submitted. Its events stay, so that the chain has no hole. */
export async function discardDraft(table: Table, head: Head, emailHash?: string): Promise<Result<void, Conflict>> {
  const outcome = await table.transact([
    {
      delete: {
        Key: keys.application(head.id),
        ConditionExpression: 'stage = :draft AND #round = :none AND #version = :seen',
        ExpressionAttributeNames: { '#round': 'round', '#version': 'version' },
        ExpressionAttributeValues: { ':draft': 'draft', ':none': 0, ':seen': head.version },
      },
    },
    { put: { Item: { ...keys.form(head.id), ...discardedForm } } },
    ...(head.employerId
      ? [{ delete: { Key: keys.employerApplication(head.employerId, head.createdAt, head.id) } }]
      : []),
    ...(emailHash ? [{ delete: { Key: keys.applicantApplication(emailHash, head.createdAt, head.id) } }] : []),
  ]);
  if (outcome.ok) return success(undefined);
  const present = await readHead(table, head.id);
  return failure(present ? { kind: 'changed', head: present } : { kind: 'missing' });
}

/** What a change sets on the head; `undefined` takes an attribute away. */
type HeadChange = Partial<Omit<Head, 'id' | 'version' | 'formRevision' | 'stage' | 'events' | 'chain'>>;

/** A case as its clocks see it. */
export const timedOf = (head: Head): Timed => ({
  procedure: head.procedure,
  category: head.category ?? null,
  submittedAt: receivedAt(head),
  ...(head.acceptedAt ? { acceptedAt: head.acceptedAt } : {}),
  ...(head.paused ? { paused: head.paused } : {}),
  ...(head.extended ? { extended: head.extended } : {}),
  ...(head.ahead ? { ahead: head.ahead } : {}),
});

/** What a case has no more once nobody has to act on it. */
export const atRest = {
  dueAt: undefined,
  deemsAt: undefined,
  late: undefined,
  claimedBy: undefined,
  pause: undefined,
} as const satisfies HeadChange;

/** Until when everything was handed in that lies before the officers, whatever the parties changed since. */
export const filedUntil = ({ submittedAt, filedAt }: Pick<Head, 'submittedAt' | 'filedAt'>): Instant | undefined =>
  filedAt ?? submittedAt;

/** The instant from which clocks that begin with the submission count. */
export const receivedAt = (head: Pick<Head, 'submittedAt' | 'receivedAt' | 'createdAt'>): Instant =>
  head.receivedAt ?? head.submittedAt ?? head.createdAt;

/** An extra condition on the head as it stands when the write arrives. */
export type Guard = { expression: string; values: Record<string, unknown>; names?: Record<string, string> };

/**
 * Nobody else has claimed it.
 * @param actsFor whose claim the officer may act on all the same: a colleague's on leave, or one whose role has ended
 */
export const freeOrMine = (subject: string, actsFor?: string): Guard => ({
  expression: `(attribute_not_exists(claimedBy) OR claimedBy ${actsFor ? 'IN (:officer, :actsFor)' : '= :officer'})`,
  values: { ':officer': subject, ...(actsFor ? { ':actsFor': actsFor } : {}) },
});

/** Art. 34: the conclusion is by another officer than the review, whatever was read before. */
export const notTheReviewer = (subject: string): Guard => ({
  expression: 'reviewedBy <> :decider',
  values: { ':decider': subject },
});

/** The clock runs: a hearing or an expert's review that was announced comes first (art. 45). */
export const notPaused: Guard = { expression: 'attribute_not_exists(pause)', values: {} };

/** The law has not decided meanwhile (arts. 32, 50). */
export const notDeemed = (clock: Clock): Guard => ({
  expression: '(attribute_not_exists(deemsAt) OR deemsAt > :now)',
  values: { ':now': clock.now() },
});

/** The time was not extended yet: the law allows it once (art. 42). */
export const notExtended: Guard = {
  expression: 'attribute_not_exists(#extended)',
  names: { '#extended': 'extended' },
  values: {},
};

/** Its service window still has it: nobody has moved it to another meanwhile. */
export const stillAtWindow = ({ serviceWindow }: Pick<Head, 'serviceWindow'>): Guard[] =>
  serviceWindow === undefined
    ? []
    : [{ expression: '#window = :window', names: { '#window': packedWindow }, values: { ':window': serviceWindow } }];

export const unclaimed: Guard = { expression: 'attribute_not_exists(claimedBy)', values: {} };

/**
 * The lock on person, employer and procedure; one that concerns the employer or the person alone is on that one and the
 * procedure.
 */
export const caseLock = ({ employerId, procedure }: Head, personId: string | undefined): Key =>
  keys.openCase(personId ?? 'EMPLOYER', employerId ?? 'ALONE', procedure);

/**
 * Opens the lock on person, employer and procedure again. A draft that was taken back holds it no more; by now it may
 * be another application's.
 */
export const unlock = (head: Head): TransactionStep[] =>
  head.round > 0 && head.stage !== 'draft' ? [{ delete: { Key: caseLock(head, head.personId) } }] : [];

/** Lets the form be changed again. */
export const reopenForm = (head: Head): TransactionStep => ({
  update: {
    Key: keys.form(head.id),
    UpdateExpression: 'SET editable = :yes',
    ExpressionAttributeValues: { ':yes': true },
  },
});

/** Further steps of a change whose refusal means nothing more than that something moved. */
export const plain = (...steps: TransactionStep[]) =>
  steps.map((step) => ({ step, refused: (): Conflict => ({ kind: 'other-step' }) }));

type Change = {
  head: Head;
  /** The moment from which the change's own dates follow; its event bears the same, so that they can be computed again. */
  at?: Instant;
  /** Absent for a change that keeps the stage, such as a claim. */
  transition?: TransitionName;
  /** Allowed stages of a change that keeps the stage. */
  within?: readonly Stage[];
  event: { type: EventType; data?: Record<string, unknown> };
  set?: HeadChange;
  /**
   * Something that the system notes beside the case and that nobody need have seen: whoever acts on the version before
   * acts on this one too. The event's own place in the chain still lets only one of two at a time through.
   */
  beside?: true;
  /** The form as it is closed by this change, which another step must see to. */
  closes?: StoredForm;
  guards?: readonly Guard[];
  effect?: Effect;
  /** Further writes of the same transaction, with what their refusal means. */
  also?: readonly { step: TransactionStep; refused: (item?: Item) => Conflict }[];
  by: Requester;
};

/**
 * Changes an application: one conditional transaction over its head, its event and the items that the change touches. An
 * execution that is to begin has its outbox item before. The condition names the allowed prior stages and the version that was seen.
 * @returns with `tellsAtOnce` when the execution has to be woken, see `Workflow.dismiss`
 */
export async function changeApplication(
  table: Table,
  clock: Clock,
  change: Change,
): Promise<Result<{ head: Head; event: ApplicationEvent; outbox?: Item; tellsAtOnce?: true }, Conflict>> {
  const { head, by, at = instantOf(clock.now()) } = change;
  const transition = change.transition ? transitions[change.transition] : undefined;
  const stage = transition?.to ?? head.stage;
  const place = placeAtEnd(head, transition?.to, at);
  const event = chained(
    { sequence: head.events, hash: head.chain },
    {
      at,
      type: change.event.type,
      by: { party: by.party, ...(by.subject ? { subject: by.subject } : {}) },
      ...(change.event.data || place ? { data: { ...change.event.data, ...place?.data } } : {}),
    },
  );
  const next: Head = {
    ...head,
    ...change.set,
    ...place?.set,
    stage,
    version: (change.closes ? visibleVersion(head, change.closes) : head.version) + (change.beside ? 0 : 1),
    ...(change.closes ? { formRevision: change.closes.revision } : {}),
    updatedAt: at,
    events: event.sequence,
    chain: event.hash,
    ...(by.request ? { requests: withRequest(head.requests, by.request) } : {}),
  };
  const queued = queuePlace(next);
  const from = transition?.from ?? change.within ?? [head.stage];
  const guards = change.guards ?? [];
  // The head in its queue says already what an execution waits for. One that is not woken at once looks by itself when
  // its wait ends; what was due until then, and the permit of an approval, the sweeper sees to (decision 24).
  const tellsAtOnce = change.effect?.kind === 'wake-approval';
  const outbox = change.effect && !tellsAtOnce ? outboxItem(change.effect, at, event.hash) : undefined;
  const others = [...(change.also ?? []), ...plain(...(place?.steps ?? []))];
  // Before its cause: an execution that has nothing to watch is not started, so an effect alone does no harm.
  if (outbox) await table.put(outbox);

  const outcome = await table.transact([
    {
      put: {
        Item: { ...keys.application(head.id), ...packedHead(next), ...queued },
        ConditionExpression: [
          '#version = :seen',
          `stage IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
          ...guards.map((guard) => guard.expression),
        ].join(' AND '),
        ExpressionAttributeNames: {
          '#version': 'version',
          ...Object.assign({}, ...guards.map((guard) => guard.names)),
        },
        ExpressionAttributeValues: {
          ':seen': head.version,
          ...Object.fromEntries(from.map((name, index) => [`:from${index}`, name])),
          ...Object.assign({}, ...guards.map((guard) => guard.values)),
        },
      },
    },
    eventStep(head.id, event),
    ...others.map((other) => other.step),
  ]);
  if (outcome.ok) {
    return success({ head: next, event, ...(outbox ? { outbox } : {}), ...(tellsAtOnce ? { tellsAtOnce } : {}) });
  }

  if (outbox) await table.delete({ pk: outbox.pk, sk: outbox.sk });
  const ownSteps = 2;
  const other = outcome.error.steps.find((step) => step.index >= ownSteps);
  const headStep = outcome.error.steps.find((step) => step.index === 0);
  if (headStep || !other) {
    const present = headStep?.item ? headOf(headStep.item) : await readHead(table, head.id);
    if (!present) return failure({ kind: 'missing' });
    const repeated = repetition(present.requests, by.request) === 'same';
    return failure({ kind: repeated ? 'repeated' : 'changed', head: present });
  }
  return failure(others[other.index - ownSteps]?.refused(other.item) ?? { kind: 'other-step' });
}
