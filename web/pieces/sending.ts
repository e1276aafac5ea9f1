import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';

export type Document = Answer<'completeDocument'>;
export type Announced = Answer<'addDocument'>;
export type FileProblem = { code: string; text: Text; remedy?: Text | undefined };

/** Why a file did not get through. */
export type Hindrance =
  | { kind: 'lost' }
  | { kind: 'signed-out' }
  /** The zone does not take it, and says why. */
  | { kind: 'refused'; problems: readonly FileProblem[] }
  | { kind: 'other'; error: unknown };

export type Sending = {
  key: string;
  kind: string;
  file: File;
  state: 'waiting' | 'announcing' | 'sending' | 'judging' | 'lost' | 'signed-out' | 'refused' | 'failed';
  /** How much of it has left this device, 0 to 1. */
  share: number;
  problems: readonly FileProblem[];
  error?: unknown;
  /** The document that it takes the place of, once it is accepted. */
  replaces?: string | undefined;
};

export type SendingGiven = {
  /** What is wrong with a file before anything is sent. */
  judge: (kind: string, file: File) => readonly FileProblem[];
  announce: (kind: string, file: File, key: string) => Promise<Announced>;
  /** Posts the file; false where the permission to do so has ended. */
  post: (
    to: Announced['upload'],
    file: File,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ) => Promise<boolean>;
  complete: (documentId: string) => Promise<Document>;
  remove: (documentId: string) => Promise<void>;
  explain: (error: unknown) => Hindrance;
  /** Epoch milliseconds by the zone's clock. */
  now: () => number;
  newKey: () => string;
  /** A file was judged: how the application stands is asked for again. */
  onJudged: (kind: string, document: Document) => Promise<void>;
};

type Held = { announced?: Announced; abort?: AbortController };

/** Milliseconds that must be left of a permission to post, for beginning with it. */
const least = 10_000;

/**
 * Files on their way to the zone, one after the other: announced, posted straight to where documents lie, judged at once.
 * A chosen file stays here until it was judged or cancelled, so that a lost connection costs nothing.
 */
export function openSending(given: SendingGiven) {
  const listeners = new Set<() => void>();
  const held = new Map<string, Held>();
  let all: readonly Sending[] = [];
  let verdicts: readonly { kind: string; document: Document }[] = [];
  let running: Promise<void> | undefined;

  const tell = (next: readonly Sending[]): void => {
    all = next;
    for (const listener of listeners) listener();
  };
  const change = (key: string, to: Partial<Sending>): void =>
    tell(all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const has = (key: string): boolean => all.some((one) => one.key === key);
  const drop = (key: string): void => {
    held.delete(key);
    tell(all.filter((one) => one.key !== key));
  };

  const hinder = (key: string, error: unknown): void => {
    const hindrance = given.explain(error);
    if (hindrance.kind === 'refused') change(key, { state: 'refused', problems: hindrance.problems });
    else if (hindrance.kind === 'other') change(key, { state: 'failed', error: hindrance.error });
    else change(key, { state: hindrance.kind });
  };

  const permission = async ({ key, kind, file }: Sending, mine: Held): Promise<Announced> => {
    const { announced } = mine;
    if (announced && Date.parse(announced.upload.expiresAt) - given.now() > least) return announced;
    if (announced) void given.remove(announced.documentId).catch(() => undefined);
    change(key, { state: 'announcing' });
    // Another permission is another document: the key of the first one would answer the same again.
    const renewed = await given.announce(kind, file, announced ? given.newKey() : key);
    mine.announced = renewed;
    return renewed;
  };

  const send = async (one: Sending): Promise<void> => {
    const { key, kind, file } = one;
    const mine = held.get(key) ?? {};
    held.set(key, mine);
    const abort = new AbortController();
    mine.abort = abort;
    try {
      let arrived = false;
      for (let attempt = 0; attempt < 2 && !arrived; attempt++) {
        const { upload } = await permission(one, mine);
        if (abort.signal.aborted) return;
        change(key, { state: 'sending', share: 0 });
        arrived = await given.post(upload, file, (share) => change(key, { share }), abort.signal);
        if (abort.signal.aborted) return;
        if (!arrived && mine.announced) mine.announced.upload.expiresAt = new Date(0).toISOString();
      }
      if (!mine.announced) return;
      if (!arrived) return change(key, { state: 'lost' });
      change(key, { state: 'judging', share: 1 });
      const document = await given.complete(mine.announced.documentId);
      verdicts = [...verdicts.filter((verdict) => verdict.document.id !== document.id), { kind, document }];
      if (document.state === 'accepted' && one.replaces) await given.remove(one.replaces).catch(() => undefined);
      await given.onJudged(kind, document);
      drop(key);
    } catch (error) {
      if (abort.signal.aborted || !has(key)) return;
      hinder(key, error);
    }
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const next = all.find(({ state }) => state === 'waiting');
      if (!next) return;
      await send(next);
    }
  };
  const start = (): void => {
    if (running) return;
    running = work().finally(() => {
      running = undefined;
      if (all.some(({ state }) => state === 'waiting')) start();
    });
  };

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => all,
    /** What was judged since this page was opened, the last of a kind last. */
    verdicts: () => verdicts,
    /** Takes files for a kind of document; what is wrong with one is told before anything of it is sent. */
    add: (kind: string, files: readonly File[], replaces?: string): void => {
      const added = files.map((file): Sending => {
        const problems = given.judge(kind, file);
        const state = problems.length > 0 ? 'refused' : 'waiting';
        return { key: given.newKey(), kind, file, state, share: 0, problems, replaces };
      });
      // What could not be used is forgotten once another file is chosen.
      tell([...all.filter((one) => one.kind !== kind || one.state !== 'refused'), ...added]);
      start();
    },
    retry: (key: string): void => {
      change(key, { state: 'waiting', share: 0, problems: [], error: undefined });
      start();
    },
    /** The connection is back. */
    retryLost: (): void => {
      for (const { key, state } of all) if (state === 'lost') change(key, { state: 'waiting', share: 0 });
      start();
    },
    /** Takes another file in place of one, such as a picture that was made smaller. */
    replace: (key: string, file: File): void => {
      const problems = given.judge(all.find((one) => one.key === key)?.kind ?? '', file);
      change(key, { file, problems, share: 0, state: problems.length > 0 ? 'refused' : 'waiting' });
      start();
    },
    cancel: (key: string): void => {
      const { announced, abort } = held.get(key) ?? {};
      abort?.abort();
      if (announced) void given.remove(announced.documentId).catch(() => undefined);
      drop(key);
    },
    /** Whether something would be lost by leaving. */
    isBusy: (): boolean => all.some(({ state }) => state !== 'refused'),
  };
}

export type SendingFiles = ReturnType<typeof openSending>;
