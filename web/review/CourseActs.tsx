import { announcedPauses } from '../../shared/domain/application/pauses.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Body } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, DayField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import type { Act, ActGiven } from './act.ts';
import { actWords as words } from './act-words.ts';
import type { CaseView } from './case-work.ts';
import { useAct } from './use-case.ts';

const noText = { zh: '', en: '' };

/** What is typed into one of the short forms, kept for the case until it is done. */
function useTyped<T extends object>({ application, onDone }: ActGiven, act: Act, nothing: T) {
  const [typed, setTyped, forget] = useKept(`case.${application.id}.${act}`, nothing);
  return {
    typed,
    type: (change: Partial<T>) => setTyped((before) => ({ ...before, ...change })),
    done: (now: CaseView) => {
      setTyped(nothing);
      forget();
      onDone(now);
    },
  };
}

const noPause: { kind: (typeof announcedPauses)[number] | ''; announcement: Text; until: string } = {
  kind: '',
  announcement: noText,
  until: '',
};

export function Pause(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const change = useAct('pauseApplication', application);
  const { typed, type, done } = useTyped(given, 'pause', noPause);
  const { kind, announcement, until } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: { kind, announcement, until } as Body<'pauseApplication'> }, version, done)}
    >
      <SelectField
        path="kind"
        label={w.kind}
        value={kind}
        onChange={(kind) => type({ kind })}
        options={announcedPauses.map((one) => ({ value: one, label: w[one] }))}
      />
      <BothField
        path="announcement"
        label={w.announcement}
        value={announcement}
        onChange={(announcement) => type({ announcement })}
      />
      <DayField path="until" label={w.until} value={until} onChange={(until) => type({ until })} />
    </PlainForm>
  );
}

export function Resume(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const change = useAct('resumeApplication', application);
  const { typed, type, done } = useTyped(given, 'resume', { note: '' });
  const { note } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: note.trim() ? { note } : {} }, version, done)}
    >
      <LongField path="note" label={w.note} optional rows={2} value={note} onChange={(note) => type({ note })} />
    </PlainForm>
  );
}

export function ExtendTime(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const change = useAct('extendTime', application);
  const { typed, type, done } = useTyped(given, 'extend-time', { days: '', reason: noText });
  const { days, reason } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: { workingDays: Number(days), reason } }, version, done)}
    >
      <TextField
        path="workingDays"
        label={w.days}
        hint={w.daysHint}
        inputMode="numeric"
        narrow
        value={days}
        onChange={(days) => type({ days })}
      />
      <BothField path="reason" label={w.reason} value={reason} onChange={(reason) => type({ reason })} />
    </PlainForm>
  );
}

export function ReviewAgain(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const change = useAct('reviewAgain', application);
  const { typed, type, done } = useTyped(given, 'review-again', { reason: '' });
  const { reason } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: { reason } }, version, done)}
    >
      <LongField path="reason" label={w.ownReason} rows={3} value={reason} onChange={(reason) => type({ reason })} />
    </PlainForm>
  );
}

const bases = [
  'reconsideration',
  'judgment',
  'office-error',
  'party-asked',
] as const satisfies readonly Body<'reopenApplication'>['basis'][];

const noReopening: { basis: (typeof bases)[number] | ''; reason: Text } = { basis: '', reason: noText };

export function Reopen(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const change = useAct('reopenApplication', application);
  const { typed, type, done } = useTyped(given, 'reopen', noReopening);
  const { basis, reason } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: { basis, reason } as Body<'reopenApplication'> }, version, done)}
    >
      <SelectField
        path="basis"
        label={w.basis}
        value={basis}
        onChange={(basis) => type({ basis })}
        options={bases.map((one) => ({ value: one, label: w[one] }))}
      />
      <BothField path="reason" label={w.reason} value={reason} onChange={(reason) => type({ reason })} />
    </PlainForm>
  );
}

export function Move(given: ActGiven) {
  const { application, version, label } = given;
  const w = useWords(words);
  const say = useSay();
  const change = useAct('moveApplication', application);
  const windows = useRead('listServiceWindows', {}, { fresh: 300_000 }).data?.items ?? [];
  const others = windows.filter(({ number }) => number !== application.serviceWindow?.number);
  const { typed, type, done } = useTyped(given, 'move', { to: '', reason: noText });
  const { to, reason } = typed;
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={label}
      onSubmit={() => change.act({ body: { to: Number(to), reason } }, version, done)}
    >
      <SelectField
        path="to"
        label={w.to}
        value={to}
        onChange={(to) => type({ to })}
        options={others.map(({ number, name }) => ({ value: `${number}`, label: w.windowName(number, say(name)) }))}
      />
      <BothField path="reason" label={w.reason} value={reason} onChange={(reason) => type({ reason })} />
    </PlainForm>
  );
}
