import type { Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';
import type { CreditSource } from './rule-set.ts';
import type { CreditRecord } from './score.ts';

/** A file that was handed in with an application, named as proof. */
export type CreditDocument = { applicationId: string; documentId: string };

/** What is put on record about somebody. */
export type ReportedRecord = {
  id: string;
  item: string;
  source: CreditSource;
  happenedOn: Day;
  quantity?: number;
  points?: number;
  /** Number of the paper or decision behind it, as its source cites it. */
  reference?: string;
  document?: CreditDocument;
  note?: string;
  /** The import and line that it came from. */
  imported?: string;
  /** Who brought the file, where another officer started its import. */
  broughtBy?: string;
};

/** What a correction changes of a record; a record that should never have been there is annulled. */
export type Correction = { annul: true } | { annul?: never; quantity?: number; points?: number; happenedOn?: Day };

/** Lists on which somebody may stand; nobody stands on two. */
export const creditLists = ['red', 'grey', 'black'] as const;
export type CreditList = (typeof creditLists)[number];

/** Something that waits for a second officer. */
export type Matter = { id: string; dueOn: Day; provisional?: true } & (
  | { kind: 'record'; record: ReportedRecord }
  | { kind: 'correction'; record: string; correction: Correction; reason: string }
  /** The subject says that a record is wrong (异议). */
  | { kind: 'objection'; record: string; reason: string; document?: CreditDocument }
  /** What a record took away was made good (信用修复). */
  | { kind: 'repair'; record: string; reason: string; document?: CreditDocument }
  | { kind: 'listing'; list: CreditList | 'none'; reason: Text }
);
export type MatterKind = Matter['kind'];

/** What can happen to somebody's credit, with what each event keeps. */
export type CreditHappening =
  | { type: 'recorded'; data: { record: ReportedRecord } }
  | { type: 'opened'; data: { matter: Matter } }
  | {
      type: 'decided';
      data: { matter: string; outcome: 'granted' | 'dismissed'; reason: Text; correction?: Correction };
    }
  | { type: 'consented'; data: { employer: string } }
  | { type: 'consent-ended'; data: { employer: string } };

/** Who did it: an officer, the subject or its handler, or the import of a reporting source. */
export type CreditActor = { party: 'authority' | 'subject'; subject: string };

/** One event of a credit account; `previous` and `hash` chain the events so that a change in the past shows. */
export type CreditEvent = CreditHappening & {
  sequence: number;
  at: Instant;
  by: CreditActor;
  /** The account that it was read from, where a person has had several codes. */
  under?: string;
  previous: string;
  hash: string;
};

type Step = { at: Instant; what: MatterKind | 'recorded'; outcome?: 'granted' | 'dismissed'; reason?: Text };

/** A record as it stands, with what became of it. */
export type LedgerRecord = ReportedRecord & {
  state: 'counts' | 'waiting' | 'rejected' | 'annulled' | 'repaired';
  enteredAt: Instant;
  enteredBy: string;
  confirmedBy?: string;
  /** Officers by whom it became what it is now: who asked for a correction, and who granted one. */
  correctedBy?: string[];
  /** Matter by which its subject objects to it at present. */
  objection?: string;
  history: Step[];
};

export type Listing = { list: CreditList; since: Instant; reason: Text };

/** A credit account as its events tell it. */
export type Ledger = {
  records: LedgerRecord[];
  /** What waits for a second officer, with who opened it. */
  open: (Matter & { openedAt: Instant; openedBy: CreditActor; under?: string })[];
  listing?: Listing;
  /** Credit codes of employers that may see the account of their employee. */
  consents: string[];
};

type Folding = {
  records: Map<string, LedgerRecord>;
  open: Map<string, Ledger['open'][number]>;
  listing: Listing | undefined;
  consents: Set<string>;
};

const noReason: Text = { zh: '', en: '' };
const said = (reason: string): Text => (reason ? { zh: reason, en: reason } : noReason);

const entered = (
  record: ReportedRecord,
  event: Pick<CreditEvent, 'at' | 'by'>,
  state: LedgerRecord['state'],
): LedgerRecord => ({
  ...record,
  state,
  enteredAt: event.at,
  enteredBy: event.by.subject,
  history: [{ at: event.at, what: 'recorded' }],
});

function corrected(record: LedgerRecord, correction: Correction, officers: readonly string[]): LedgerRecord {
  const correctedBy = [...new Set([...(record.correctedBy ?? []), ...officers])];
  if (correction.annul) return { ...record, correctedBy, state: 'annulled' };
  const { annul: _annul, ...changes } = correction;
  return { ...record, ...changes, correctedBy };
}

/** Officers who had a hand in a record as it stands: they decide nothing about it. */
export const handsIn = ({ enteredBy, broughtBy, confirmedBy, correctedBy = [] }: LedgerRecord): string[] => [
  enteredBy,
  ...(broughtBy ? [broughtBy] : []),
  ...(confirmedBy ? [confirmedBy] : []),
  ...correctedBy,
];

function opened(folding: Folding, matter: Matter, { at, by, under }: CreditEvent): void {
  folding.open.set(matter.id, { ...matter, openedAt: at, openedBy: by, ...(under ? { under } : {}) });
  if (matter.kind === 'record') {
    folding.records.set(matter.record.id, entered(matter.record, { at, by }, 'waiting'));
    return;
  }
  if (matter.kind === 'listing') return;
  const record = folding.records.get(matter.record);
  if (!record) return;
  folding.records.set(record.id, {
    ...record,
    ...(matter.kind === 'objection' ? { objection: matter.id } : {}),
    history: [...record.history, { at, what: matter.kind, reason: said(matter.reason) }],
  });
}

/** A record after a second officer decided about it. */
function settled(
  record: LedgerRecord,
  matter: Ledger['open'][number],
  { outcome, correction }: Extract<CreditHappening, { type: 'decided' }>['data'],
  by: string,
): LedgerRecord {
  const granted = outcome === 'granted';
  switch (matter.kind) {
    case 'record':
      // What was annulled while it waited stays annulled.
      if (record.state !== 'waiting') return record;
      return granted ? { ...record, state: 'counts', confirmedBy: by } : { ...record, state: 'rejected' };
    case 'correction':
      return granted ? corrected(record, matter.correction, [matter.openedBy.subject, by]) : record;
    case 'objection': {
      const { objection: _closed, ...rest } = record;
      return granted ? corrected(rest, correction ?? { annul: true }, [by]) : rest;
    }
    case 'repair':
      return granted && record.state === 'counts' ? { ...record, state: 'repaired' } : record;
    case 'listing':
      return record;
  }
}

function decided(folding: Folding, event: CreditEvent & { type: 'decided' }): void {
  const matter = folding.open.get(event.data.matter);
  if (!matter) return;
  folding.open.delete(matter.id);
  const { at, by, data } = event;
  if (matter.kind === 'listing') {
    if (data.outcome === 'dismissed') return;
    folding.listing = matter.list === 'none' ? undefined : { list: matter.list, since: at, reason: matter.reason };
    return;
  }
  const id = matter.kind === 'record' ? matter.record.id : matter.record;
  const record = folding.records.get(id);
  if (!record) return;
  const after = settled(record, matter, data, by.subject);
  const step: Step = { at, what: matter.kind, outcome: data.outcome, reason: data.reason };
  folding.records.set(id, { ...after, history: [...after.history, step] });
}

/** Folds the events of a credit account, or of several that mean the same person. */
export function ledgerOf(events: readonly CreditEvent[]): Ledger {
  const folding: Folding = { records: new Map(), open: new Map(), listing: undefined, consents: new Set() };
  for (const event of events) {
    switch (event.type) {
      case 'recorded':
        folding.records.set(event.data.record.id, entered(event.data.record, event, 'counts'));
        break;
      case 'opened':
        opened(folding, event.data.matter, event);
        break;
      case 'decided':
        decided(folding, event);
        break;
      case 'consented':
        folding.consents.add(event.data.employer);
        break;
      case 'consent-ended':
        folding.consents.delete(event.data.employer);
        break;
    }
  }
  const { listing } = folding;
  return {
    records: [...folding.records.values()],
    open: [...folding.open.values()],
    ...(listing ? { listing } : {}),
    consents: [...folding.consents].sort(),
  };
}

/**
 * The events that count for an application: those until it was submitted, and what an objection settled in its favour
 * afterwards. Nothing that was recorded or decided later can take anything away.
 * @param until instant of the submission
 */
export function eventsUntil(events: readonly CreditEvent[], until: Instant): CreditEvent[] {
  const upheld = new Set(
    events.flatMap((event) =>
      event.type === 'decided' && event.data.outcome === 'granted' ? [event.data.matter] : [],
    ),
  );
  const objections = new Set(
    events.flatMap((event) =>
      event.type === 'opened' && event.data.matter.kind === 'objection' && upheld.has(event.data.matter.id)
        ? [event.data.matter.id]
        : [],
    ),
  );
  return events.filter((event) => {
    if (event.at <= until) return true;
    if (event.type === 'opened') return objections.has(event.data.matter.id);
    return event.type === 'decided' && objections.has(event.data.matter);
  });
}

/** An objection to the record was decided against its subject before. */
const wasDismissed = ({ history }: Pick<LedgerRecord, 'history'>): boolean =>
  history.some(({ what, outcome }) => what === 'objection' && outcome === 'dismissed');

/**
 * The records of an account as the scorer takes them.
 * @param policy whether a record counts while its subject objects to it
 */
export const scorable = (
  { records }: Pick<Ledger, 'records'>,
  { objectedCounts }: { objectedCounts: boolean },
): CreditRecord[] =>
  records.map((record): CreditRecord => {
    const { id, item, source, happenedOn, quantity, points, state, objection } = record;
    // Objecting again after it was decided does not make a record rest a second time.
    const rests = objection !== undefined && !objectedCounts && !wasDismissed(record);
    const silent = state === 'counts' ? (rests ? 'objected' : undefined) : state;
    return {
      id,
      item,
      source,
      happenedOn,
      ...(quantity === undefined ? {} : { quantity }),
      ...(points === undefined ? {} : { points }),
      ...(silent ? { silent } : {}),
    };
  });
