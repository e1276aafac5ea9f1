import { Alert } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Body } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { CheckField, ChoiceField, DayField, LongField } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import type { ActGiven } from './act.ts';
import { actWords as words } from './act-words.ts';
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
import { ReasonEditor } from './ReasonEditor.tsx';
import { useAct } from './use-case.ts';

/** A namesake of the register has to be told apart where the view names one. */
function PersonField({
  application,
  work,
  set,
  isMissing,
}: Pick<ActGiven, 'application' | 'work' | 'set'> & { isMissing: boolean }) {
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

const lacksPerson = ({ application, work }: Pick<ActGiven, 'application' | 'work'>): boolean =>
  (application.possiblySamePerson?.length ?? 0) > 0 && work.person === '';

/** Asked where nobody needs an employer to apply: there somebody may come in person instead of proving it by papers. */
function SeenField({ application, work, set }: Pick<ActGiven, 'application' | 'work' | 'set'>) {
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

function NoteField({ work, set }: Pick<ActGiven, 'work' | 'set'>) {
  const w = useWords(words);
  return (
    <LongField path="note" label={w.note} optional rows={2} value={work.note} onChange={(note) => set({ note })} />
  );
}

function EnhancedField({ application, work, set }: Pick<ActGiven, 'application' | 'work' | 'set'>) {
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
  given: ActGiven;
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
        {isOpen && open && hasOpenSlots(work, open) && <Alert type="warning" showIcon title={w.fillFirst} />}
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

export function Accept(given: ActGiven) {
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

export function Return(given: ActGiven) {
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

export function RefuseAcceptance(given: ActGiven) {
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

export function Recommend(given: ActGiven) {
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
      {isOpen && hasOpenSlots(work, 'reasons') && <Alert type="warning" showIcon title={w.fillFirst} />}
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

export function Approve(given: ActGiven) {
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

export function Refuse(given: ActGiven & { decision: 'announce-refusal' | 'refuse' }) {
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
