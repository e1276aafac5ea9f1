import type { PauseKind } from '../domain/application/pauses.ts';
import type { Stage } from '../domain/application/transitions.ts';
import { type Day, epochOf, instantOf } from '../domain/time.ts';
import type { Head } from './application.ts';
import type { Item } from './table.ts';

/**
 * Instants of a head, which the table holds as epoch milliseconds: 8 bytes instead of 24. A head that waits for somebody
 * is written again with every event, so that it has to stay below 1 KB.
 */
const instants = [
  'createdAt',
  'updatedAt',
  'submittedAt',
  'filedAt',
  'receivedAt',
  'acceptedAt',
  'stageStartedAt',
  'dueAt',
  'deemsAt',
] as const satisfies readonly (keyof Head)[];

/** Days, which the table holds as numbers such as 20261123. */
const days = ['promisedOn', 'permitTo'] as const satisfies readonly (keyof Head)[];

/** Stages from which a case was handed on, which the table holds by a letter. */
const earlierStages = ['returnedFrom', 'referredFrom'] as const satisfies readonly (keyof Head)[];
const stageLetters: Partial<Record<Stage, string>> = {
  'preliminary-review': 'p',
  returned: 't',
  review: 'r',
  conclusion: 'c',
  'refusal-announced': 'a',
};
const pauseLetters: Record<PauseKind, string> = {
  applicant: 'a',
  hearing: 'h',
  'expert-review': 'e',
  inspection: 'i',
  'delegating-authority': 'd',
};
const namedBy = <T extends string>(letters: Partial<Record<T, string>>, letter: unknown): T | undefined =>
  (Object.keys(letters) as T[]).find((name) => letters[name] === letter);

/** The attributes that hold the saves of the form and the number of the service window, by short names. */
const packedRevision = 'f';
export const packedWindow = 'w';

/** The part of a receipt number that follows from the id of its application. */
const receiptTail = (id: string): string => id.slice(0, 8).toUpperCase();

const markLength = 18;
const radix = 36;

/** The name of an execution as the table holds it: without the id of the application with which it begins. */
export const packedExecution = (id: string, execution: string): string =>
  execution.startsWith(`${id}-`) ? execution.slice(id.length) : execution;

const packedDay = (day: Day): string => day.replaceAll('-', '');
const dayOf = (packed: string): Day => `${packed.slice(0, 4)}-${packed.slice(4, 6)}-${packed.slice(6)}`;

/** `kind.since.until.event`, each part short. */
const packedPause = ({ kind, since, until = '', event }: NonNullable<Head['pause']>): string =>
  [pauseLetters[kind], epochOf(since).toString(radix), packedDay(until), event ?? ''].join('.');

function pauseOf(packed: string): NonNullable<Head['pause']> {
  const [kind = '', since = '', until = '', event = ''] = packed.split('.');
  const known = namedBy(pauseLetters, kind);
  if (!known) throw new Error('a head has a pause of an unknown kind');
  return {
    kind: known,
    since: instantOf(Number.parseInt(since, radix)),
    ...(until ? { until: dayOf(until) } : {}),
    ...(event ? { event: Number(event) } : {}),
  };
}

const packedReceipt = (id: string, receiptNumber: string): string =>
  receiptNumber.endsWith(`-${receiptTail(id)}`) ? receiptNumber.slice(0, -receiptTail(id).length) : receiptNumber;

/** A head as the table holds it: the same, in fewer bytes. What is absent stays absent. */
export function packedHead({
  id,
  execution,
  pause,
  permit,
  requests,
  receiptNumber,
  serviceWindow,
  formRevision,
  ...head
}: Head): Record<string, unknown> {
  const packed: Record<string, unknown> = { ...head };
  for (const name of instants) {
    const at = head[name];
    if (at !== undefined) packed[name] = epochOf(at);
  }
  for (const name of days) {
    const day = head[name];
    if (day !== undefined) packed[name] = Number(packedDay(day));
  }
  for (const name of earlierStages) {
    const stage = head[name];
    if (stage !== undefined) packed[name] = stageLetters[stage] ?? stage;
  }
  return {
    ...packed,
    ...(execution === undefined ? {} : { execution: packedExecution(id, execution) }),
    ...(pause ? { pause: packedPause(pause) } : {}),
    // The permit of a person bears the person's own code.
    ...(permit === undefined ? {} : { permit: permit === head.personId ? true : permit }),
    ...(requests && requests.length > 0 ? { requests: requests.join('') } : {}),
    ...(receiptNumber === undefined ? {} : { receiptNumber: packedReceipt(id, receiptNumber) }),
    ...(formRevision === undefined ? {} : { [packedRevision]: formRevision }),
    ...(serviceWindow === undefined ? {} : { [packedWindow]: serviceWindow }),
  };
}

/** The head that the table or its index holds. */
export function headOf(item: Item): Head {
  const {
    pk,
    sk: _sk,
    queuePk,
    queueSk: _queueSk,
    [packedWindow]: window,
    [packedRevision]: revision,
    ...packed
  } = item;
  const id = pk.slice(pk.indexOf('#') + 1);
  const head: Record<string, unknown> = { ...packed, id };
  for (const name of instants) if (typeof head[name] === 'number') head[name] = instantOf(head[name]);
  for (const name of days) if (typeof head[name] === 'number') head[name] = dayOf(String(head[name]));
  for (const name of earlierStages) {
    const stage = namedBy(stageLetters, head[name]);
    if (stage) head[name] = stage;
  }
  if (revision !== undefined) head.formRevision = revision;
  // The index holds the window as part of its key alone.
  const serviceWindow = window ?? String(queuePk ?? '').split('#')[2];
  if (serviceWindow !== undefined) head.serviceWindow = Number(serviceWindow);
  const { execution, pause, permit, requests, receiptNumber } = packed;
  if (typeof receiptNumber === 'string' && receiptNumber.endsWith('-')) {
    head.receiptNumber = receiptNumber + receiptTail(id);
  }
  if (typeof execution === 'string' && execution.startsWith('-')) head.execution = id + execution;
  if (typeof pause === 'string') head.pause = pauseOf(pause);
  if (permit === true) head.permit = head.personId;
  if (typeof requests === 'string') {
    head.requests = requests.match(new RegExp(`.{${markLength}}`, 'g')) ?? [];
  }
  return head as unknown as Head;
}
