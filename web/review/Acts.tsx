import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { announcedPauses } from '../../shared/domain/application/pauses.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Body } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, CheckField, ChoiceField, DayField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Confirm, usePreview } from './Confirm.tsx';
import {
  acceptance,
  approval,
  type CaseView,
  type CaseWork,
  deficienciesOf,
  openSlots,
  reasonsOf,
  recommendation,
} from './case-work.ts';
import { DeficiencyEditor } from './DeficiencyEditor.tsx';
import type { Paper } from './proof.ts';
import { ReasonEditor } from './ReasonEditor.tsx';
import { useAct } from './use-case.ts';

const words = {
  close: { zh: '收起', en: 'Close' },
  seeLetter: { zh: '预览文书并确认', en: 'See the letter and confirm' },
  notNow: {
    zh: '现在不能办理此操作。您填写的内容仍在下方，并已保留。',
    en: 'This cannot be done now. What you typed stands below, and is kept.',
  },
  fillFirst: { zh: '请先补全文字中的空缺。', en: 'Fill the gaps of the ready texts first.' },
  note: { zh: '办理备注（仅工作人员可见）', en: 'Note for the office (officers alone see it)' },
  person: { zh: '申请人是谁', en: 'Who the applicant is' },
  choosePerson: { zh: '请先核对并选择。', en: 'Look into it and choose.' },
  someoneNew: { zh: '另一个人（新人员）', en: 'Somebody else, new to the register' },
  knownAs: {
    zh: (permit: string) => `登记簿中的这一位：${permit}`,
    en: (permit: string) => `This person of the register: ${permit}`,
  },
  seen: {
    zh: '已当面核对本人与护照原件',
    en: 'I saw the applicant with the passport itself',
  },
  seenHint: {
    zh: '仅在申请人选择到窗口核验身份时需要。',
    en: 'Needed only where the applicant chose to prove at the window who they are.',
  },
  oneNotice: {
    zh: '请一次列明全部须补正的事项：再次退回只能针对补正后新出现的问题。',
    en: 'Name everything at once: a later return may only name what the resubmission brought in.',
  },
  recommend: { zh: '审查意见', en: 'Recommendation' },
  approve: { zh: '建议准予许可', en: 'Recommend approval' },
  refuse: { zh: '建议不予许可', en: 'Recommend refusal' },
  rows: {
    zh: (n: number, of: number) => `已逐项确认 ${n}/${of} 项`,
    en: (n: number, of: number) => `${n} of ${of} rows are confirmed`,
  },
  rowsHint: {
    zh: '请在“积分逐项核对”中对照文件逐项确认。',
    en: 'Confirm them beside their papers under “Points, row by row”.',
  },
  corrected: { zh: (n: number) => `更正 ${n} 项事实`, en: (n: number) => `${n} corrected` },
  enhanced: { zh: '加强审查：另外核实了什么', en: 'Enhanced review: what was examined beyond the usual' },
  enhancedHint: {
    zh: '申请人或用人单位在信用黑名单上，拟准予的须写明。',
    en: 'The applicant or the employer stands on the black list of credit; an approval says what was examined.',
  },
  validTo: { zh: '许可有效期至', en: 'Permit valid until' },
  validToHint: {
    zh: '不填则给予最长期限。系统按最严的限制缩短，并在许可和文书上写明。',
    en: 'Leave empty for the longest period. The tightest limit shortens it, and the letter names that limit.',
  },
  limits: { zh: '各项限制', en: 'What limits it' },
  binding: { zh: '（以此为限）', en: ' (this one binds)' },
  category: { zh: '类别最长期限', en: 'longest time of the category' },
  contract: { zh: '合同', en: 'contract' },
  passport: { zh: '护照', en: 'passport' },
  licence: { zh: '营业执照', en: 'business licence' },
  credit: { zh: '信用分', en: 'credit score' },
  request: { zh: '要求的期限', en: 'what was asked for' },
  departure: { zh: '不采纳审查意见的理由', en: 'Why you depart from the recommendation' },
  departureHint: {
    zh: '审查人员建议不予许可。仍准予的，请说明理由，并在“积分逐项核对”中指明证明文件。',
    en: 'The reviewer recommends refusal. To approve all the same, say why, and confirm the rows with their papers.',
  },
  previous: { zh: '该人员现有许可的状况', en: "The person's present permit" },
  previousHint: { zh: '已核实后仍准予。', en: 'You know about it and approve all the same.' },
  revoked: { zh: '已被撤销，已核实', en: 'It was revoked, and I looked into it' },
  suspended: { zh: '已被暂停，已核实', en: 'It is suspended, and I looked into it' },
  announceText: {
    zh: '当事人将收到全部理由，并可在期限内陈述申辩。只能告知一次，请写全。',
    en: 'The parties get every reason and may reply within their days. It is announced once: name everything.',
  },
  refuseText: {
    zh: '决定书将写明理由、依据和救济途径。',
    en: 'The decision letter states the reasons, the rules and the remedies.',
  },
  kind: { zh: '中止事由', en: 'What for' },
  hearing: { zh: '听证', en: 'Hearing' },
  'expert-review': { zh: '专家评审', en: "Expert's review" },
  inspection: { zh: '现场核查', en: 'Inspection' },
  announcement: { zh: '告知当事人的内容', en: 'What the parties are told' },
  until: { zh: '所需时间至', en: 'Last day of the time that it takes' },
  days: { zh: '延长的工作日数', en: 'Working days more' },
  daysHint: { zh: '只能延长一次。', en: 'The time is extended once.' },
  reason: { zh: '理由（告知当事人）', en: 'Reason (the parties read it)' },
  ownReason: { zh: '理由', en: 'Reason' },
  basis: { zh: '依据', en: 'On what basis' },
  reconsideration: { zh: '行政复议决定', en: 'A decision on reconsideration' },
  judgment: { zh: '法院判决', en: 'A judgment' },
  'office-error': { zh: '本机关有误', en: 'A mistake of the office' },
  'party-asked': { zh: '当事人请求', en: 'The parties ask for it' },
  to: { zh: '转至', en: 'Move to' },
  windowName: {
    zh: (number: number, name: string) => `${number} 号 ${name}`,
    en: (number: number, name: string) => `${number} ${name}`,
  },
} as const;

export type Act =
  | 'accept'
  | 'return'
  | 'refuse-acceptance'
  | 'recommend'
  | 'approve'
  | 'announce-refusal'
  | 'refuse'
  | 'pause'
  | 'resume'
  | 'extend-time'
  | 'review-again'
  | 'reopen'
  | 'move';

const known: readonly string[] = [
  'accept',
  'return',
  'refuse-acceptance',
  'recommend',
  'approve',
  'announce-refusal',
  'refuse',
  'pause',
  'resume',
  'extend-time',
  'review-again',
  'reopen',
  'move',
] satisfies Act[];

/** Whether this page has a form for what the zone offers. */
export const isAct = (action: string): action is Act => known.includes(action);

const takesAway: readonly Act[] = ['refuse-acceptance', 'announce-refusal', 'refuse'];

type Given = {
  application: CaseView;
  /** What the act is called, by the zone. */
  label: string;
  version: number;
  work: CaseWork;
  set: (change: Partial<CaseWork> | ((present: CaseWork) => Partial<CaseWork>)) => void;
  papers: readonly Paper[];
  kindOf: (kind: string) => string;
  labelOf: (path: string) => string;
  onDone: (now: CaseView) => void;
};

/** A namesake of the register has to be told apart where the view names one. */
function PersonField({
  application,
  work,
  set,
  isMissing,
}: Pick<Given, 'application' | 'work' | 'set'> & { isMissing: boolean }) {
  const w = useWords(words);
  const { possiblySamePerson = [] } = application;
  if (possiblySamePerson.length === 0) return null;
  return (
    <ChoiceField
      path="person"
      label={w.person}
      {...(isMissing ? { own: w.choosePerson } : {})}
      value={work.person}
      onChange={(person) => set({ person })}
      options={[
        ...possiblySamePerson.map(({ personId, permit }) => ({
          value: personId,
          label: w.knownAs(permit ? `${permit.name} · ${permit.number}` : personId),
        })),
        { value: 'new', label: w.someoneNew },
      ]}
    />
  );
}

const lacksPerson = ({ application, work }: Pick<Given, 'application' | 'work'>): boolean =>
  (application.possiblySamePerson?.length ?? 0) > 0 && work.person === '';

/** Asked where nobody needs an employer to apply: there somebody may come in person instead of proving it by papers. */
function SeenField({ application, work, set }: Pick<Given, 'application' | 'work' | 'set'>) {
  const w = useWords(words);
  const { procedures } = useZone();
  const alone = procedures.find(({ id }) => id === application.procedure)?.concerns === 'person-alone';
  if (!alone) return null;
  return (
    <CheckField
      path="identitySeen"
      label={w.seen}
      hint={w.seenHint}
      value={work.identitySeen}
      onChange={(identitySeen) => set({ identitySeen })}
    />
  );
}

function NoteField({ work, set }: Pick<Given, 'work' | 'set'>) {
  const w = useWords(words);
  return (
    <LongField path="note" label={w.note} optional rows={2} value={work.note} onChange={(note) => set({ note })} />
  );
}

function EnhancedField({ application, work, set }: Pick<Given, 'application' | 'work' | 'set'>) {
  const w = useWords(words);
  const hasCredit = useHas('credit');
  const credit = useRead(
    'readCaseCredit',
    { path: { id: application.id } },
    { enabled: hasCredit, fresh: 60_000 },
  ).data;
  if (!credit?.enhancedReview) return null;
  return (
    <LongField
      path="enhancedReview"
      label={w.enhanced}
      hint={w.enhancedHint}
      rows={3}
      value={work.enhancedReview}
      onChange={(enhancedReview) => set({ enhancedReview })}
    />
  );
}

const hasOpenSlots = (work: CaseWork, of: 'deficiencies' | 'reasons'): boolean =>
  of === 'deficiencies'
    ? work.deficiencies.some((one) => openSlots({ ...one, texts: [one.text, one.remedy] }).length > 0)
    : work.reasons.some((one) => openSlots({ ...one, texts: [one.text] }).length > 0);

/** A decision with a letter: the form, then the letter, then the last word. */
function Decided({
  given,
  body,
  send,
  busy,
  error,
  danger,
  open,
  mayGoOn = () => true,
  children,
}: {
  given: Given;
  body: () => Body<'previewLetter'>;
  send: (body: Body<'previewLetter'>) => void;
  busy: boolean;
  error: unknown;
  danger?: boolean;
  /** Texts whose gaps have to be filled. */
  open?: 'deficiencies' | 'reasons';
  /** What the form itself sees to be lacking. */
  mayGoOn?: () => boolean;
  children: ReactNode;
}) {
  const w = useWords(words);
  const { application, version, label, work } = given;
  const preview = usePreview(application.id, version);
  const [isOpen, setOpen] = useState(false);
  // What the decision itself was refused for stands in the form, where it can be mended.
  const { close } = preview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what closes it is made anew each time and does the same
  useEffect(() => {
    if (error) close();
  }, [error]);
  return (
    <>
      <PlainForm
        error={preview.error ?? error}
        busy={preview.busy}
        submit={w.seeLetter}
        danger={danger ?? false}
        onSubmit={() => {
          const gaps = open !== undefined && hasOpenSlots(work, open);
          setOpen(gaps);
          if (mayGoOn() && !gaps) void preview.ask(body());
        }}
      >
        {children}
        {isOpen && open && hasOpenSlots(work, open) && (
          <div role="alert">
            <Alert type="warning" showIcon title={w.fillFirst} />
          </div>
        )}
      </PlainForm>
      <Confirm
        preview={preview}
        act={label}
        danger={danger ?? false}
        busy={busy}
        error={null}
        onConfirm={() => send(body())}
      />
    </>
  );
}

function Accept(given: Given) {
  const { application, work, set, version, onDone } = given;
  const change = useAct('decidePreliminaryReview', application);
  const body = () => acceptance(work);
  const [tried, setTried] = useState(false);
  return (
    <Decided
      given={given}
      body={body}
      mayGoOn={() => {
        setTried(true);
        return !lacksPerson(given);
      }}
      send={() => change.act({ body: body() }, version, onDone)}
      busy={change.isPending}
      error={change.error}
    >
      <PersonField {...{ application, work, set }} isMissing={tried && lacksPerson(given)} />
      <SeenField {...{ application, work, set }} />
      <NoteField {...{ work, set }} />
    </Decided>
  );
}

function Return(given: Given) {
  const w = useWords(words);
  const { application, work, set, version, onDone, labelOf } = given;
  const early = useAct('decidePreliminaryReview', application);
  const inReview = useAct('recommend', application);
  const isReview = application.stage === 'review';
  const change = isReview ? inReview : early;
  const body = () => ({ decision: 'return' as const, deficiencies: deficienciesOf(work) });
  const send = () => {
    const { deficiencies } = body();
    if (isReview) inReview.act({ body: { recommendation: 'return', deficiencies } }, version, onDone);
    else early.act({ body: { decision: 'return', deficiencies } }, version, onDone);
  };
  return (
    <Decided given={given} body={body} send={send} busy={change.isPending} error={change.error} open="deficiencies">
      <p className="soft">{w.oneNotice}</p>
      <DeficiencyEditor application={application} work={work} set={set} labelOf={labelOf} />
    </Decided>
  );
}

function RefuseAcceptance(given: Given) {
  const { application, work, set, version, onDone, papers, kindOf } = given;
  const change = useAct('decidePreliminaryReview', application);
  const body = () => ({ decision: 'refuse-acceptance' as const, reasons: reasonsOf(work) });
  return (
    <Decided
      given={given}
      body={body}
      send={() => change.act({ body: body() }, version, onDone)}
      busy={change.isPending}
      error={change.error}
      danger
      open="reasons"
    >
      <ReasonEditor {...{ application, work, set, papers, kindOf }} decision="refuse-acceptance" />
    </Decided>
  );
}

function Recommend(given: Given) {
  const w = useWords(words);
  const { application, work, set, version, label, onDone, papers, kindOf } = given;
  const change = useAct('recommend', application);
  const { evidenceNeeded = [], assessment } = application;
  const confirmed = evidenceNeeded.filter(({ item }) => work.confirmed[item]?.length).length;
  const refuses = work.recommendation === 'refuse';
  const [isOpen, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={refuses ? w.refuse : work.recommendation === 'approve' ? w.approve : label}
      danger={refuses}
      onSubmit={() => {
        const gaps = refuses && hasOpenSlots(work, 'reasons');
        setOpen(gaps);
        setTried(true);
        if (gaps || lacksPerson(given)) return;
        const isScored = assessment !== undefined;
        change.act({ body: recommendation(work, isScored) }, version, onDone);
      }}
    >
      <ChoiceField
        path="recommendation"
        label={w.recommend}
        value={work.recommendation}
        onChange={(chosen) => set({ recommendation: chosen })}
        options={[
          { value: 'approve', label: w.approve },
          { value: 'refuse', label: w.refuse },
        ]}
      />
      {evidenceNeeded.length > 0 && (
        <p role="status">
          {w.rows(confirmed, evidenceNeeded.length)}
          {work.corrections.length > 0 && ` · ${w.corrected(work.corrections.length)}`}
          {confirmed < evidenceNeeded.length && !refuses && <span className="soft"> {w.rowsHint}</span>}
        </p>
      )}
      <PersonField {...{ application, work, set }} isMissing={tried && lacksPerson(given)} />
      {!refuses && <SeenField {...{ application, work, set }} />}
      {!refuses && <EnhancedField {...{ application, work, set }} />}
      {refuses && <ReasonEditor {...{ application, work, set, papers, kindOf }} decision="recommend" />}
      <NoteField {...{ work, set }} />
      {isOpen && hasOpenSlots(work, 'reasons') && (
        <div role="alert">
          <Alert type="warning" showIcon title={w.fillFirst} />
        </div>
      )}
    </PlainForm>
  );
}

/** What limits the period, where the zone tells it. */
function Limits({ application }: { application: CaseView }) {
  const w = useWords(words);
  const dates = useDates();
  const hasCredit = useHas('credit');
  const limits = useRead('readCaseCredit', { path: { id: application.id } }, { enabled: hasCredit, fresh: 60_000 }).data
    ?.limits;
  const { post, applicant } = application.form;
  const told =
    limits?.map(({ limit, to, binding }) => [w[limit], to, binding] as const) ??
    [
      [w.contract, post?.contractTo, false] as const,
      [w.passport, applicant?.passport?.expiresOn, false] as const,
    ].filter(([, to]) => to !== undefined);
  if (told.length === 0) return null;
  return (
    <div>
      <strong>{w.limits}</strong>
      <ul>
        {told.map(([name, to, binding]) => (
          <li key={name}>
            {name}：{to && dates.day(to)}
            {binding && <strong>{w.binding}</strong>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Approve(given: Given) {
  const w = useWords(words);
  const { application, work, set, version, onDone } = given;
  const change = useAct('conclude', application);
  const departs = application.review?.recommendation === 'refuse';
  const status = application.presentPermit?.status;
  const blemish = status === 'revoked' || status === 'suspended' ? status : undefined;
  const asksPrevious = blemish !== undefined || work.previousPermit !== '';
  const body = () => approval(work, departs);
  return (
    <Decided
      given={given}
      body={body}
      send={() => change.act({ body: body() }, version, onDone)}
      busy={change.isPending}
      error={change.error}
    >
      {departs && (
        <LongField
          path="departure"
          label={w.departure}
          hint={w.departureHint}
          value={work.departure}
          onChange={(departure) => set({ departure })}
        />
      )}
      <Limits application={application} />
      <DayField
        path="validTo"
        label={w.validTo}
        hint={w.validToHint}
        optional
        value={work.validTo}
        onChange={(validTo) => set({ validTo })}
      />
      {asksPrevious && blemish && (
        <CheckField
          path="previousPermit"
          label={w[blemish]}
          hint={w.previousHint}
          value={work.previousPermit === blemish}
          onChange={(yes) => set({ previousPermit: yes ? blemish : '' })}
        />
      )}
      <EnhancedField {...{ application, work, set }} />
      <NoteField {...{ work, set }} />
    </Decided>
  );
}

function Refuse(given: Given & { decision: 'announce-refusal' | 'refuse' }) {
  const w = useWords(words);
  const { application, work, set, version, onDone, papers, kindOf, decision } = given;
  const change = useAct('conclude', application);
  const body = () => ({ decision, reasons: reasonsOf(work) });
  return (
    <Decided
      given={given}
      body={body}
      send={() => change.act({ body: body() }, version, onDone)}
      busy={change.isPending}
      error={change.error}
      danger
      open="reasons"
    >
      <p className="soft">{decision === 'refuse' ? w.refuseText : w.announceText}</p>
      <ReasonEditor {...{ application, work, set, papers, kindOf, decision }} />
    </Decided>
  );
}

const noText = { zh: '', en: '' };

/** What is typed into one of the short forms, kept for the case until it is done. */
function useTyped<T extends object>({ application, onDone }: Given, act: Act, nothing: T) {
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

function Pause(given: Given) {
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

function Resume(given: Given) {
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

function ExtendTime(given: Given) {
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

function ReviewAgain(given: Given) {
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

function Reopen(given: Given) {
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

function Move(given: Given) {
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

function Form({ act, ...given }: Given & { act: Act }) {
  switch (act) {
    case 'accept':
      return <Accept {...given} />;
    case 'return':
      return <Return {...given} />;
    case 'refuse-acceptance':
      return <RefuseAcceptance {...given} />;
    case 'recommend':
      return <Recommend {...given} />;
    case 'approve':
      return <Approve {...given} />;
    case 'announce-refusal':
    case 'refuse':
      return <Refuse {...given} decision={act} />;
    case 'pause':
      return <Pause {...given} />;
    case 'resume':
      return <Resume {...given} />;
    case 'extend-time':
      return <ExtendTime {...given} />;
    case 'review-again':
      return <ReviewAgain {...given} />;
    case 'reopen':
      return <Reopen {...given} />;
    case 'move':
      return <Move {...given} />;
  }
}

/** The form of one act; its heading gets the focus when it opens. */
export function ActPanel({
  act,
  isOffered,
  onClose,
  ...given
}: Given & { act: Act; isOffered: boolean; onClose: () => void }) {
  const w = useWords(words);
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another act is another form
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) heading.current?.focus();
    panel.current?.scrollIntoView({ block: 'start' });
  }, [act]);
  return (
    <section
      className={isOffered ? 'card case-act' : 'card case-act case-act-blocked'}
      aria-labelledby="case-act"
      ref={panel}
    >
      <div className="case-act-head">
        <h2 id="case-act" ref={heading} tabIndex={-1} className={takesAway.includes(act) ? 'case-danger' : undefined}>
          {given.label}
        </h2>
        <Button onClick={onClose}>{w.close}</Button>
      </div>
      {!isOffered && <Alert type="warning" showIcon title={w.notNow} />}
      <Form key={act} act={act} {...given} />
    </section>
  );
}
