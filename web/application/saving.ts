import type { Text } from '../../shared/domain/text.ts';
import {
  type Application,
  type Changes,
  type Clash,
  type Form,
  patchOf,
  type Reader,
  rebase,
  same,
  valueAt,
  withoutSent,
} from './draft.ts';

export type Refused = {
  path: string;
  code: string;
  message: string;
  text?: Text | undefined;
  remedy?: Text | undefined;
};

/** Why a save did not work. */
export type Trouble =
  /** It was changed elsewhere: this is how it stands. */
  | { kind: 'changed'; application: Application | undefined }
  | { kind: 'refused'; problems: readonly Refused[] }
  | { kind: 'lost' }
  | { kind: 'signed-out' }
  /** The zone is busy or broken for a moment. */
  | { kind: 'later' }
  | { kind: 'final' };

export type Status =
  | 'saved'
  /** Something was typed and will be saved in a moment. */
  | 'unsaved'
  | 'saving'
  /** The rest cannot be saved as it stands: it is wrong, or somebody has to decide. */
  | 'held'
  | 'lost'
  | 'signed-out'
  | 'failed'
  /** It can no longer be changed: it was submitted or ended elsewhere. */
  | 'closed';

export type DraftState = {
  application: Application;
  changes: Changes;
  wrong: Readonly<Record<string, Text>>;
  clashes: readonly Clash[];
  /** What was changed elsewhere since this page was opened. */
  taken: readonly string[];
  refused: Readonly<Record<string, { given: unknown; problems: readonly Refused[] }>>;
  status: Status;
  /** Fields that a former page of this person had left unsaved. */
  restored: number;
};

/** What is kept on the device while it is not with the zone. */
export type Kept = { version: number; form: Form; changes: Changes };

export type SavingGiven = {
  application: Application;
  kept: Kept | undefined;
  read: Reader;
  /** Sends a merge patch; the zone refuses when the version is no longer the present one. */
  save: (patch: object, version: number) => Promise<Application>;
  explain: (error: unknown) => Trouble;
  /** Keeps what is not saved yet on the device; undefined when everything is. */
  keep: (kept: Kept | undefined) => void;
  /** Does something after milliseconds; answers what calls it off. */
  after: (milliseconds: number, act: () => void) => () => void;
  /** Hears of every state that the zone answered with. */
  onSaved?: (application: Application) => void;
};

const pause = 900;
const firstRetry = 3000;
const longestRetry = 30_000;
const mostRounds = 8;

/**
 * A form that saves itself: what is typed is kept on the device at once and saved when the person pauses, one save at a
 * time, each on the state that was seen. Nothing is ever overwritten unseen: what somebody else changed at the same place
 * waits until the person has chosen.
 */
export function openDraft(given: SavingGiven) {
  const { read } = given;
  const listeners = new Set<() => void>();
  const resumed = given.kept && rebase(given.kept.form, given.application.form, given.kept.changes, read);
  let state: DraftState = {
    application: given.application,
    changes: resumed?.changes ?? {},
    wrong: {},
    clashes: resumed?.clashes ?? [],
    taken: [],
    refused: {},
    status: 'saved',
    restored: Object.keys(resumed?.changes ?? {}).length,
  };
  let callOff: (() => void) | undefined;
  let inFlight: Promise<void> | undefined;
  let retryIn = firstRetry;
  let isOpen = true;

  const held = (): string[] => [
    ...state.clashes.map(({ path }) => path),
    ...Object.entries(state.refused)
      .filter(([path, { given: refused }]) => same(state.changes[path], refused))
      .map(([path]) => path),
  ];
  const present = () => patchOf(state.application.form, state.changes, read, held());

  const become = (change: Partial<DraftState>): void => {
    state = { ...state, ...change };
    state = { ...state, wrong: present().wrong };
    for (const listener of listeners) listener();
  };
  const keepNow = (): void => {
    const { application, changes } = state;
    const isAll = Object.keys(changes).length === 0;
    given.keep(isAll ? undefined : { version: application.version, form: application.form, changes });
  };
  const atRest = (): Status => (Object.keys(state.changes).length === 0 ? 'saved' : 'held');

  const plan = (milliseconds: number): void => {
    callOff?.();
    callOff = isOpen ? given.after(milliseconds, () => void saveNow()) : undefined;
  };

  /** Takes over a state of the application that is newer than the one shown. */
  const receive = (application: Application): void => {
    if (application.version < state.application.version) return;
    const before = state.application.form;
    const { changes, clashes, taken } = rebase(before, application.form, state.changes, read);
    const undecided = state.clashes.flatMap((clash) =>
      Object.hasOwn(changes, clash.path) && !clashes.some(({ path }) => path === clash.path)
        ? [{ ...clash, mine: changes[clash.path] }]
        : [],
    );
    become({
      application,
      changes,
      clashes: [...undecided, ...clashes],
      taken: [...new Set([...state.taken, ...taken])],
    });
    keepNow();
  };

  const refuse = (problems: readonly Refused[], sent: Changes): boolean => {
    const found: Record<string, { given: unknown; problems: Refused[] }> = {};
    for (const problem of problems) {
      const at = Object.keys(sent).filter(
        (path) => problem.path === path || problem.path.startsWith(`${path}.`) || path.startsWith(`${problem.path}.`),
      );
      for (const path of at) {
        found[path] = { given: sent[path], problems: [...(found[path]?.problems ?? []), problem] };
      }
    }
    if (Object.keys(found).length === 0) return false;
    become({ refused: { ...state.refused, ...found } });
    return true;
  };

  const troubled = (trouble: Trouble, sent: Changes): 'again' | 'stop' => {
    switch (trouble.kind) {
      case 'changed': {
        const { application } = trouble;
        if (!application) return 'stop';
        receive(application);
        if (application.stage === 'draft' || application.stage === 'returned') return 'again';
        become({ status: 'closed' });
        return 'stop';
      }
      case 'refused':
        if (refuse(trouble.problems, sent)) return 'again';
        become({ status: 'failed' });
        return 'stop';
      case 'signed-out':
        become({ status: 'signed-out' });
        return 'stop';
      case 'final':
        become({ status: 'failed' });
        return 'stop';
      default:
        become({ status: trouble.kind === 'lost' ? 'lost' : 'failed' });
        plan(retryIn);
        retryIn = Math.min(longestRetry, retryIn * 2);
        return 'stop';
    }
  };

  const run = async (): Promise<void> => {
    for (let round = 0; round < mostRounds; round++) {
      const { body, sent } = present();
      if (Object.keys(sent).length === 0) {
        become({ status: atRest() });
        return;
      }
      become({ status: 'saving' });
      try {
        const saved = await given.save(body, state.application.version);
        // What was read meanwhile may be newer still, and holds what was saved.
        const application = saved.version < state.application.version ? state.application : saved;
        retryIn = firstRetry;
        const changes = withoutSent(state.changes, sent);
        const stillTyped = rebase(application.form, application.form, changes, read).changes;
        const refused = Object.fromEntries(
          Object.entries(state.refused).filter(([path]) => Object.hasOwn(stillTyped, path)),
        );
        become({ application, changes: stillTyped, refused });
        keepNow();
        given.onSaved?.(application);
      } catch (error) {
        if (troubled(given.explain(error), sent) === 'stop') return;
      }
    }
    become({ status: atRest() === 'saved' ? 'saved' : 'failed' });
  };

  /** Saves what can be saved now, and everything that is typed until then; one save at a time. */
  const saveNow = (): Promise<void> => {
    callOff?.();
    callOff = undefined;
    if (state.status === 'closed') return Promise.resolve();
    inFlight ??= run().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  };

  if (state.restored > 0) become({ status: 'unsaved' });

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    /** Notes what was typed in a field. */
    type: (path: string, value: unknown): void => {
      if (state.status === 'closed') return;
      const changes: Record<string, unknown> = { ...state.changes, [path]: value };
      const entered = read(path, value);
      if ('value' in entered && same(entered.value, valueAt(state.application.form, path))) delete changes[path];
      const { [path]: _refused, ...refused } = state.refused;
      become({
        restored: 0,
        changes,
        refused,
        clashes: state.clashes.flatMap((clash) =>
          clash.path !== path ? [clash] : Object.hasOwn(changes, path) ? [{ ...clash, mine: value }] : [],
        ),
        status: inFlight
          ? state.status
          : state.status === 'lost' || state.status === 'signed-out'
            ? state.status
            : 'unsaved',
      });
      keepNow();
      plan(pause);
    },
    /** Decides a clash: mine is saved, theirs stays. */
    settle: (path: string, choice: 'mine' | 'theirs'): void => {
      const { [path]: _mine, ...others } = state.changes;
      become({
        clashes: state.clashes.filter((clash) => clash.path !== path),
        changes: choice === 'mine' ? state.changes : others,
        status: 'unsaved',
      });
      keepNow();
      plan(0);
    },
    /** The person has read what was changed elsewhere. */
    seen: (): void => become({ taken: [] }),
    receive,
    saveNow,
    /** Whether something typed is only on this device. */
    hasUnsaved: (): boolean => Object.keys(state.changes).length > 0,
    open: (): void => {
      isOpen = true;
      if (Object.keys(state.changes).length > 0) plan(pause);
    },
    /** Lets go of everything that is not saved: the draft is deleted, or it was read and is no longer wanted. */
    forget: (): void => {
      callOff?.();
      become({ changes: {}, clashes: [], refused: {}, status: 'saved' });
      keepNow();
    },
    close: (): void => {
      isOpen = false;
      callOff?.();
    },
  };
}

export type Draft = ReturnType<typeof openDraft>;
