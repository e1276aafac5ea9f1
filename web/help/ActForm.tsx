import { Button } from 'antd';
import type { HelpAct } from '../../shared/domain/help/mediation.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, ChoiceField, DayField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { type ActEntry, actBody, emptyAct } from './act-form.ts';
import { actWords, outcomeWords } from './help-words.ts';
import { grave } from './what-now.ts';

const words = {
  answer: { zh: '答复内容', en: 'Your answer' },
  ask: { zh: '补充说明或问题', en: 'What you want to add or ask' },
  note: { zh: '说明', en: 'Your note' },
  noteHint: { zh: '只有调解员能看到，另一方看不到。', en: 'Only the mediator reads it; the other party does not.' },
  breach: { zh: '哪些内容没有履行', en: 'What was not kept' },
  why: { zh: '说明', en: 'Why' },
  whyHint: { zh: '可以不写。', en: 'You need not say.' },
  withdrawText: {
    zh: '撤回后求助结束。如有需要，可以再次提出。',
    en: 'The request is closed then. You can ask again whenever you need to.',
  },
  consentText: {
    zh: '同意后开始调解。参加是自愿的，您可以随时退出；调解员不代表任何一方。',
    en: 'The mediation begins then. It is voluntary: you can leave at any time, and the mediator takes no side.',
  },
  declineText: {
    zh: '不参加没有不利后果，之后您将不再看到此事项。',
    en: 'To decline has no consequence here. You will not see this matter any more.',
  },
  leaveText: { zh: '退出后调解结束。', en: 'The mediation ends then.' },
  acceptText: {
    zh: '您接受上面显示的方案。双方都接受后形成调解协议。',
    en: 'You accept the terms as they stand above. When both sides have accepted, they become the agreement.',
  },
  claimText: { zh: '领取后由您负责答复。', en: 'You are the one who answers then.' },
  takeOver: { zh: '已有同事在办理，领取即由您接手。', en: 'A colleague has it in hand; you take it over.' },
  outcome: { zh: '结果', en: 'How it ended' },
  referredTo: { zh: '转介给', en: 'Referred to' },
  referredHint: { zh: '有权处理的机关、法院、律师等。', en: 'An authority, a court, a lawyer.' },
  closing: { zh: '给求助人的说明', en: 'What you tell them' },
  summary: { zh: '给另一方看的事由', en: 'What the other party reads' },
  summaryHint: {
    zh: '用中立的语言写明争议事项，不要照抄求助人的原话。',
    en: 'Say in neutral words what it is about; do not copy the requester.',
  },
  terms: { zh: '调解方案', en: 'Terms' },
  termsHint: {
    zh: '写清谁在什么时候做什么。双方接受后即为协议内容。',
    en: 'Who does what, and by when. Once both have accepted, this is the agreement.',
  },
  on: { zh: '日期', en: 'Day' },
  place: { zh: '地点', en: 'Place' },
  online: { zh: '线上', en: 'Online' },
  session: { zh: '哪一次调解会', en: 'Which session' },
  sessionOf: { zh: (n: number, on: string) => `第 ${n} 次（${on}）`, en: (n: number, on: string) => `No ${n} (${on})` },
  minutes: { zh: '记录', en: 'Minutes' },
  minutesHint: { zh: '双方都能看到。', en: 'Both sides read them.' },
  back: { zh: '返回', en: 'Back' },
};

type Help = Answer<'readHelp'>;
type Fields = { typed: ActEntry; set: (part: Partial<ActEntry>) => void };

function Places({ typed, set }: Fields) {
  const w = useWords(words);
  const say = useSay();
  const stations = useRead('listStations', {}, { fresh: 600_000 }).data?.items ?? [];
  return (
    <SelectField
      path="place"
      label={w.place}
      value={typed.place}
      onChange={(place) => set({ place })}
      options={[
        { value: 'online', label: w.online },
        ...stations.map(({ id, name }) => ({ value: id, label: say(name) })),
      ]}
    />
  );
}

/** The fields of an act. */
function ActFields({ act, help, typed, set }: Fields & { act: HelpAct; help: Help }) {
  const w = useWords(words);
  const outcomes = useWords(outcomeWords);
  const said = (label: string, hint?: string, rows = 5, optional = false) => (
    <LongField
      path="text"
      label={label}
      hint={hint}
      rows={rows}
      optional={optional}
      value={typed.text}
      onChange={(text) => set({ text })}
    />
  );
  const both = (path: string, label: string, hint: string) => (
    <BothField
      path={path}
      label={label}
      hint={hint}
      rows={6}
      value={typed.both}
      onChange={(next) => set({ both: next })}
    />
  );
  switch (act) {
    case 'claim':
      return <p>{help.state === 'open' ? w.claimText : w.takeOver}</p>;
    case 'withdraw':
      return <p>{w.withdrawText}</p>;
    case 'consent':
      return <p>{w.consentText}</p>;
    case 'accept':
      return <p>{w.acceptText}</p>;
    case 'answer':
      return said(w.answer);
    case 'ask':
      return said(w.ask);
    case 'note':
      return said(w.note, w.noteHint);
    case 'report-breach':
      return said(w.breach);
    case 'decline':
      return (
        <>
          <p>{w.declineText}</p>
          {said(w.why, w.whyHint, 3, true)}
        </>
      );
    case 'leave':
      return (
        <>
          <p>{w.leaveText}</p>
          {said(w.why, w.whyHint, 3, true)}
        </>
      );
    case 'close':
      return (
        <>
          <ChoiceField
            path="outcome"
            label={w.outcome}
            value={typed.outcome}
            onChange={(outcome) => set({ outcome })}
            options={(['solved', 'referred', 'failed'] as const).map((value) => ({ value, label: outcomes[value] }))}
          />
          {typed.outcome === 'referred' && (
            <TextField
              path="referredTo"
              label={w.referredTo}
              hint={w.referredHint}
              value={typed.referredTo}
              onChange={(referredTo) => set({ referredTo })}
            />
          )}
          {said(w.closing, undefined, 4, true)}
        </>
      );
    case 'invite':
      return both('summary', w.summary, w.summaryHint);
    case 'propose':
      return both('terms', w.terms, w.termsHint);
    case 'session':
      return (
        <>
          <DayField path="on" label={w.on} value={typed.on} onChange={(on) => set({ on })} />
          <Places typed={typed} set={set} />
        </>
      );
    case 'minutes':
      return (
        <>
          <SelectField
            path="session"
            label={w.session}
            value={typed.session}
            onChange={(session) => set({ session })}
            options={help.sessions.map(({ number, on }) => ({ value: `${number}`, label: w.sessionOf(number, on) }))}
          />
          {said(w.minutes, w.minutesHint)}
        </>
      );
  }
}

/** One act on a request: what it needs to know, and doing it on the state that the person has seen. */
export function ActForm({
  act,
  help,
  onDone,
  onBack,
}: {
  act: HelpAct;
  help: Help;
  onDone: () => void;
  onBack?: () => void;
}) {
  const w = useWords(words);
  const acts = useWords(actWords);
  const [typed, change, forget] = useKept(`help-${help.id}-${act}`, emptyAct);
  const send = useChange('actOnHelp', { renews: ['readHelp', 'listHelp'] });
  return (
    <PlainForm
      error={send.error}
      busy={send.isPending}
      danger={grave.includes(act)}
      submit={acts[act]}
      beside={onBack && <Button onClick={onBack}>{w.back}</Button>}
      onSubmit={() =>
        send.mutate(
          { path: { id: help.id }, body: actBody(act, typed, help.terms?.version), version: help.version },
          {
            onSuccess: () => {
              change(emptyAct);
              forget();
              onDone();
            },
          },
        )
      }
    >
      <ActFields act={act} help={help} typed={typed} set={(part) => change((now) => ({ ...now, ...part }))} />
    </PlainForm>
  );
}
