import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useNow } from '../client/now.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { CaseLink } from '../pieces/CaseLink.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { BothField, CheckField, ChoiceField, DayField, FieldGroup } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import '../pieces/parts.css';
import './administration.css';
import { asRead } from './counted.ts';
import { missingIn, nothingTyped, type SuspensionTyped, suspensionOf } from './delegation-form.ts';
import { leads } from './leads.ts';

const words = {
  title: { zh: '委托', en: 'Delegation' },
  line: {
    zh: '委托机关交给本区办理的事项。暂停期间，本区不能作出任何相关决定。',
    en: 'What a higher authority lets this zone decide. Nothing of what is suspended is decided here.',
  },
  holds: { zh: '委托有效', en: 'The delegation holds' },
  partly: { zh: '委托有效，部分暂停', en: 'The delegation holds; part of it is suspended' },
  ahead: { zh: '委托有效，已安排暂停', en: 'The delegation holds; a suspension lies ahead' },
  off: { zh: '现在不能在本区作出任何决定', en: 'Nothing can be decided here now' },
  authority: { zh: '委托机关', en: 'Delegating authority' },
  inNameOf: { zh: '决定以谁的名义作出', en: 'Decisions are made in the name of' },
  'delegating-authority': { zh: '委托机关', en: 'the delegating authority' },
  zone: { zh: '本区', en: 'this zone' },
  since: { zh: '起始日期', en: 'Since' },
  until: { zh: '截止日期', en: 'Until' },
  noEnd: { zh: '未设截止日期', en: 'no end is set' },
  procedures: { zh: '办理事项', en: 'Procedures' },
  categories: { zh: '人员类别', en: 'Categories' },
  category: { zh: (name: string) => `${name} 类`, en: (name: string) => `Category ${name}` },
  file: {
    zh: '委托的范围和日期写在辖区文件里，修改后须重新部署。',
    en: 'What is delegated, and from when to when, stands in the zone file; a change needs a deployment.',
  },
  suspended: { zh: '暂停中', en: 'Suspended' },
  nothingSuspended: { zh: '没有暂停。', en: 'Nothing is suspended.' },
  whole: { zh: '全部委托', en: 'The whole delegation' },
  from: { zh: (at: string) => `自 ${at} 起`, en: (at: string) => `since ${at}` },
  fromAhead: { zh: (at: string) => `将自 ${at} 起`, en: (at: string) => `from ${at} on` },
  by: { zh: (who: string, at: string) => `${who}，${at}`, en: (who: string, at: string) => `${who}, ${at}` },
  restore: { zh: '恢复', en: 'Restore' },
  restoreOf: { zh: (what: string) => `恢复：${what}`, en: (what: string) => `Restore: ${what}` },
  restoreText: {
    zh: '范围内移交委托机关的申请会在几分钟内移回原来的环节。已受理的接着原来的时限计算，移交期间不计；预审以及等待当事人答复的，时限重新起算。',
    en: 'The cases that had to leave for it come back within minutes, to the stage they left. After acceptance the clock goes on where it stood; preliminary review, and the time in which a party may answer, begin anew.',
  },
  suspend: { zh: '暂停委托', en: 'Suspend' },
  suspendTitle: { zh: '暂停委托', en: 'Suspend the delegation' },
  extent: { zh: '暂停的范围', en: 'How much of it' },
  part: { zh: '其中一部分', en: 'Part of it' },
  scope: { zh: '哪些部分', en: 'Which parts' },
  scopeHint: {
    zh: '所选的每一项各自暂停：例如同时选“延期”和“A 类”，所有延期和所有 A 类申请都会暂停。',
    en: 'Each thing counts by itself: with Extension and Category A chosen, every extension and everything of category A is suspended.',
  },
  begins: { zh: '从何时起', en: 'From when' },
  now: { zh: '立即', en: 'At once' },
  onDay: { zh: '从某一天起', en: 'From a day on' },
  day: { zh: '从这一天起不再作出决定', en: 'First day on which nothing is decided any more' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: {
    zh: '每件受影响的申请都会写上这个理由，每种语言不超过 200 字。',
    en: 'Every case that it touches repeats it. At most 200 characters in each language.',
  },
  check: { zh: '下一步：核对', en: 'Next: check' },
  change: { zh: '修改', en: 'Change it' },
  confirm: { zh: '确认暂停', en: 'Suspend now' },
  confirmAhead: { zh: '确认安排暂停', en: 'Suspend from that day' },
  effect: { zh: '确认后会发生什么', en: 'What this does' },
  effectWhen: { zh: (at: string) => `生效时间：${at}`, en: (at: string) => `It begins: ${at}` },
  effectDecide: {
    zh: '范围内的申请不能在本区预审、审查或决定，正在办理的决定提交时会被拒绝。',
    en: 'Nobody here can review or conclude a case of this scope; a decision in the making is refused when it is sent.',
  },
  effectCases: {
    zh: '范围内的在办申请几分钟内移交委托机关，领取被解除，承诺时限停止计算。',
    en: 'Open cases of this scope go to the delegating authority within minutes. Claims on them end, and their clocks stand still.',
  },
  effectLaw: {
    zh: '法律直接规定的后果不停：例如延期申请到期前未作决定的，仍视为准予延续。',
    en: 'What the law decides by itself goes on: an extension that is undecided when the permit ends still counts as granted.',
  },
  effectBack: {
    zh: '恢复后，移交的申请会移回本区继续办理。',
    en: 'Once restored, the cases that left come back and go on here.',
  },
  missingExtent: { zh: '请选择范围', en: 'Choose how much' },
  missingScope: { zh: '请至少选择一项', en: 'Choose at least one' },
  missingFrom: { zh: '请填写日期', en: 'Choose the day' },
  missingReason: { zh: '请用两种语言填写理由', en: 'Write the reason in both languages' },
  wasSuspended: { zh: '已暂停。', en: 'Suspended.' },
  wasRestored: { zh: '已恢复。', en: 'Restored.' },
  referred: { zh: '移交委托机关的申请', en: 'Cases with the delegating authority' },
  referredText: { zh: '由法律直接产生后果的排在前面。', en: 'Those that the law decides by itself stand first.' },
  noneReferred: { zh: '没有移交的申请。', en: 'No case is there.' },
  number: { zh: '收件编号', en: 'Receipt number' },
  applicant: { zh: '申请人', en: 'Applicant' },
  employer: { zh: '用人单位', en: 'Employer' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  noCategory: { zh: '—', en: '—' },
  history: { zh: '历史', en: 'History' },
  noHistory: { zh: '从未暂停过。', en: 'It was never suspended.' },
  'delegation-suspended': { zh: '暂停', en: 'Suspended' },
  'delegation-restored': { zh: '恢复', en: 'Restored' },
};

type View = Answer<'readDelegation'>;
type Scope = View['suspended'][number]['scope'];

function useScopeName(): (scope: Scope) => string {
  const w = useWords(words);
  const say = useSay();
  const title = useProcedureTitle();
  return ({ procedures = [], categories = [] }) =>
    [...procedures.map(title), ...categories.map((name) => w.category(name))].join(say({ zh: '、', en: ', ' })) ||
    w.whole;
}

const renewed = ['readDelegation', 'listReferred', 'readZone'] as const;

function Suspend({ the, onDone, onClose }: { the: View; onDone: () => void; onClose: () => void }) {
  const w = useWords(words);
  const dates = useDates();
  const scopeName = useScopeName();
  const title = useProcedureTitle();
  const [typed, setTyped, forget] = useKept('suspend-delegation', nothingTyped);
  const [isChecked, setChecked] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const suspend = useChange('suspendDelegation', { renews: renewed });
  const set = (to: Partial<SuspensionTyped>) => setTyped((now) => ({ ...now, ...to }));
  const missing = missingIn(typed);
  const wants = (field: (typeof missing)[number], text: string) =>
    isChecked && missing.includes(field) ? { own: text } : {};
  const toggled = (list: string[], name: string, isIn: boolean) =>
    isIn ? [...list, name] : list.filter((one) => one !== name);
  const body = suspensionOf(typed);
  const send = () =>
    suspend.mutate(
      { body, version: the.version },
      {
        onSuccess: () => {
          forget();
          onDone();
        },
        onError: () => setChecking(false),
      },
    );
  if (isChecking) {
    return (
      <FormModal
        open
        title={w.suspendTitle}
        onClose={() => setChecking(false)}
        error={null}
        busy={suspend.isPending}
        danger
        submit={typed.begins === 'day' ? w.confirmAhead : w.confirm}
        onSubmit={send}
      >
        <div className="admin-summary">
          <p>
            <strong>{scopeName({ ...body.scope })}</strong>
          </p>
          <p>{w.effectWhen(typed.begins === 'day' ? dates.day(typed.from) : w.now)}</p>
          <p lang="zh-CN">{typed.reason.zh}</p>
          <p lang="en">{typed.reason.en}</p>
        </div>
        <div>
          <h3>{w.effect}</h3>
          <ul>
            <li>{w.effectDecide}</li>
            <li>{w.effectCases}</li>
            <li>{w.effectLaw}</li>
            <li>{w.effectBack}</li>
          </ul>
        </div>
      </FormModal>
    );
  }
  return (
    <FormModal
      open
      title={w.suspendTitle}
      onClose={onClose}
      error={suspend.error}
      busy={suspend.isPending}
      submit={w.check}
      onSubmit={() => {
        setChecked(true);
        if (missing.length === 0) setChecking(true);
      }}
    >
      <ChoiceField
        label={w.extent}
        value={typed.extent}
        onChange={(extent) => set({ extent })}
        options={[
          { value: 'whole', label: w.whole },
          { value: 'part', label: w.part },
        ]}
        {...wants('extent', w.missingExtent)}
      />
      {typed.extent === 'part' && (
        <FieldGroup path="scope" label={w.scope} hint={w.scopeHint} {...wants('scope', w.missingScope)}>
          {() => (
            <div className="both">
              <div>
                {the.procedures.map((procedure) => (
                  <CheckField
                    key={procedure}
                    label={title(procedure)}
                    value={typed.procedures.includes(procedure)}
                    onChange={(isIn) => set({ procedures: toggled(typed.procedures, procedure, isIn) })}
                  />
                ))}
              </div>
              <div>
                {the.categories.map((name) => (
                  <CheckField
                    key={name}
                    label={w.category(name)}
                    value={typed.categories.includes(name)}
                    onChange={(isIn) => set({ categories: toggled(typed.categories, name, isIn) })}
                  />
                ))}
              </div>
            </div>
          )}
        </FieldGroup>
      )}
      <ChoiceField
        label={w.begins}
        value={typed.begins}
        onChange={(begins) => set({ begins })}
        options={[
          { value: 'now', label: w.now },
          { value: 'day', label: w.onDay },
        ]}
      />
      {typed.begins === 'day' && (
        <DayField
          path="from"
          label={w.day}
          value={typed.from}
          onChange={(from) => set({ from })}
          {...wants('from', w.missingFrom)}
        />
      )}
      <BothField
        path="reason"
        label={w.reason}
        hint={isChecked && missing.includes('reason') ? <strong>{w.missingReason}</strong> : w.reasonHint}
        value={typed.reason}
        onChange={(reason) => set({ reason })}
      />
    </FormModal>
  );
}

function Restore({
  the,
  scope,
  onDone,
  onClose,
}: {
  the: View;
  scope: Scope;
  onDone: () => void;
  onClose: () => void;
}) {
  const w = useWords(words);
  const scopeName = useScopeName();
  const [typed, setTyped, forget] = useKept('restore-delegation', { reason: { zh: '', en: '' } });
  const restore = useChange('restoreDelegation', { renews: renewed });
  const isWhole = !scope.procedures && !scope.categories;
  return (
    <FormModal
      open
      title={w.restoreOf(scopeName(scope))}
      onClose={onClose}
      error={restore.error}
      busy={restore.isPending}
      submit={w.restore}
      onSubmit={() =>
        restore.mutate(
          { body: { ...(isWhole ? {} : { scope }), reason: typed.reason }, version: the.version },
          {
            onSuccess: () => {
              forget();
              onDone();
            },
          },
        )
      }
    >
      <p>{w.restoreText}</p>
      <BothField
        path="reason"
        label={w.reason}
        hint={w.reasonHint}
        value={typed.reason}
        onChange={(reason) => setTyped({ reason })}
      />
    </FormModal>
  );
}

function Standing({ the, onDone }: { the: View; onDone: (text: string) => void }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const now = useNow();
  const title = useProcedureTitle();
  const scopeName = useScopeName();
  const [restoring, setRestoring] = useState<Scope>();
  const isNow = ({ from }: View['suspended'][number]) => Date.parse(from) <= now;
  const began = the.suspended.some(isNow);
  const verdict = !the.holds ? w.off : began ? w.partly : the.suspended.length > 0 ? w.ahead : w.holds;
  const level = !the.holds ? 'act' : the.suspended.length > 0 ? 'look' : 'well';
  return (
    <>
      <p className={`admin-verdict admin-verdict-${level}`} role="status">
        {verdict}
      </p>
      <section className="card">
        <Facts
          of={[
            [w.authority, say(the.authority)],
            [w.inNameOf, the.inNameOf === 'zone' ? `${w.zone} (${say(zone.name)})` : w['delegating-authority']],
            [w.since, dates.day(the.validFrom)],
            [w.until, the.validTo ? dates.day(the.validTo) : w.noEnd],
            [w.procedures, the.procedures.map(title).join(say({ zh: '、', en: ', ' }))],
            [w.categories, the.categories.map((name) => w.category(name)).join(say({ zh: '、', en: ', ' }))],
          ]}
        />
        <p className="soft">{w.file}</p>
      </section>
      <h2>{w.suspended}</h2>
      {the.suspended.length === 0 ? (
        <p className="admin-nothing">{w.nothingSuspended}</p>
      ) : (
        <ul className="admin-list">
          {the.suspended.map((one) => (
            <li key={`${one.at} ${one.from} ${scopeName(one.scope)}`} className="card">
              <div className="section-head">
                <h3>{scopeName(one.scope)}</h3>
                <Tag color={isNow(one) ? 'error' : 'warning'}>
                  {isNow(one) ? w.from(dates.moment(one.from)) : w.fromAhead(dates.moment(one.from))}
                </Tag>
              </div>
              <p>{say(one.reason)}</p>
              <p className="soft">{w.by(one.by, dates.moment(one.at))}</p>
              <div className="admin-buttons no-print">
                <Button aria-label={w.restoreOf(scopeName(one.scope))} onClick={() => setRestoring(one.scope)}>
                  {w.restore}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {restoring && (
        <Restore
          the={the}
          scope={restoring}
          onClose={() => setRestoring(undefined)}
          onDone={() => {
            setRestoring(undefined);
            onDone(w.wasRestored);
          }}
        />
      )}
    </>
  );
}

function Referred() {
  const w = useWords(words);
  const title = useProcedureTitle();
  const stage = useWords(stageWords);
  const list = usePages('listReferred', {});
  return (
    <section>
      <h2>{w.referred}</h2>
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.noneReferred}</p>
          ) : (
            <>
              <p className="soft">{w.referredText}</p>
              <Sheet title={w.referred} quiet>
                <thead>
                  <tr>
                    <th scope="col">{w.number}</th>
                    <th scope="col">{w.procedure}</th>
                    <th scope="col">{w.categories}</th>
                    <th scope="col">{w.applicant}</th>
                    <th scope="col">{w.employer}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.id}>
                      <th scope="row">
                        <CaseLink id={one.id}>{one.receiptNumber ?? stage[one.stage]}</CaseLink>
                      </th>
                      <td>{title(one.procedure)}</td>
                      <td>{one.category ?? w.noCategory}</td>
                      <td>
                        <bdi>{one.applicantName}</bdi>
                      </td>
                      <td>
                        <bdi>{one.employerName}</bdi>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            </>
          )
        }
      </Shown>
      <More list={list} />
    </section>
  );
}

function History({ first }: { first: View['history'] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const scopeName = useScopeName();
  const [cursors, setCursors] = useState<string[]>([]);
  const last = cursors.at(-1);
  const older = useRead('readDelegation', { query: { cursor: last ?? '' } }, { enabled: last !== undefined });
  const [kept, setKept] = useState<View['history']['items']>([]);
  const items = [...first.items, ...kept, ...(older.data?.history.items ?? [])];
  const next = last === undefined ? first.next : older.data?.history.next;
  return (
    <section>
      <h2>{w.history}</h2>
      {items.length === 0 ? (
        <p className="admin-nothing">{w.noHistory}</p>
      ) : (
        <ol className="admin-list">
          {items.map((one) => (
            <li key={`${one.type} ${one.at}`} className="card">
              <h3>
                {w[one.type]} · {scopeName(one.scope)}
              </h3>
              <p>{say(one.reason)}</p>
              <p className="soft">
                {w.by(one.by, dates.moment(one.at))}
                {one.from && ` · ${w.from(dates.moment(one.from))}`}
              </p>
            </li>
          ))}
        </ol>
      )}
      <More
        list={{
          isLoadingMore: older.isFetching,
          ...(next
            ? {
                more: () => {
                  setKept((now) => [...now, ...(older.data?.history.items ?? [])]);
                  setCursors((now) => [...now, next]);
                },
              }
            : {}),
        }}
      />
    </section>
  );
}

function Page() {
  const w = useWords(words);
  const [isSuspending, setSuspending] = useState(false);
  const [done, setDone] = useState('');
  const found = useRead('readDelegation', {});
  return (
    <>
      <Head
        title={w.title}
        actions={
          found.data && (
            <Button danger onClick={() => setSuspending(true)}>
              {w.suspend}
            </Button>
          )
        }
      >
        {w.line}
      </Head>
      <p className="admin-done" role="status">
        {done}
      </p>
      <Shown of={found}>
        {(the) => (
          <>
            <Standing the={the} onDone={setDone} />
            <Referred />
            <History key={the.version} first={the.history} />
            {isSuspending && (
              <Suspend
                the={the}
                onClose={() => setSuspending(false)}
                onDone={() => {
                  setSuspending(false);
                  setDone(w.wasSuspended);
                }}
              />
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** The delegation: whether it holds, what of it is suspended, and suspending and restoring it. */
export function Delegation() {
  return (
    <Gate roles={leads}>
      <Page />
    </Gate>
  );
}
