import { Alert, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { isOfficerStage } from '../../shared/domain/application/transitions.ts';
import { useDates } from '../language/dates.tsx';
import { personName } from '../language/names.ts';
import { useSay, useWords } from '../language/words.tsx';
import { DueTime } from '../pieces/DueTime.tsx';
import { formRows } from '../pieces/form-rows.ts';
import { useFormWords } from '../pieces/form-words.ts';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { Problems } from '../pieces/Problems.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { ShortcutHelp } from '../pieces/ShortcutHelp.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { officeStageWords, StageTag } from '../pieces/StageTag.tsx';
import { queueAfter, useClaimNext } from '../queue/claim-next.ts';
import { claimsFrom, stepped } from '../queue/queue-lines.ts';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';
import { ActPanel } from './ActPanel.tsx';
import { type Act, isAct } from './act.ts';
import { Checks, Warnings } from './Checks.tsx';
import { type CaseView, emptyDeficiency, noWork } from './case-work.ts';
import { FormFacts } from './FormFacts.tsx';
import { History } from './History.tsx';
import { useKindWords } from './kind-words.ts';
import { Papers } from './Papers.tsx';
import { Points, Proposal } from './Points.tsx';
import { firstOf, kindsFor, papersOf, provenBy } from './proof.ts';
import './review.css';
import { useAct, useCase, useSeen } from './use-case.ts';

const words = {
  title: { zh: '申请', en: 'Case' },
  mine: { zh: '由您领取', en: 'Yours' },
  free: { zh: '未领取', en: 'Free' },
  theirs: { zh: (who: string) => `由 ${who} 领取`, en: (who: string) => `Claimed by ${who}` },
  queue: { zh: '返回队列', en: 'To the queue' },
  next: { zh: '领取下一件', en: 'Claim the next case' },
  nothingFree: { zh: '队列中没有可领取的申请了。', en: 'Nothing free is left in the queue.' },
  acts: { zh: '您可以', en: 'What you may do' },
  nothing: { zh: '现在没有您可以办理的操作。', en: 'There is nothing for you to do on it now.' },
  done: {
    zh: (act: string, stage: string) => `已完成：${act}。申请现在处于“${stage}”。`,
    en: (act: string, stage: string) => `Done: ${act}. The case is now at “${stage}”.`,
  },
  stale: { zh: '申请已被更新', en: 'The case has changed meanwhile' },
  staleText: {
    zh: (stage: string, claim: string) =>
      `现在处于“${stage}”，${claim}。下方显示最新状态，您填写的内容仍在。请核对后继续。`,
    en: (stage: string, claim: string) =>
      `It is now at “${stage}”; ${claim}. What you see is the present state, and what you typed is still here. Look at it before you go on.`,
  },
  looked: { zh: '已核对，继续', en: 'I have looked, go on' },
  promised: { zh: (day: string) => `承诺 ${day} 前办结`, en: (day: string) => `promised by ${day}` },
  ceiling: { zh: (day: string) => `法定期限 ${day}`, en: (day: string) => `by law until ${day}` },
  category: { zh: (name: string) => `${name} 类`, en: (name: string) => `Category ${name}` },
  window: {
    zh: (n: number, name: string) => `${n} 号窗口 ${name}`,
    en: (n: number, name: string) => `Window ${n}, ${name}`,
  },
  respondBy: { zh: (day: string) => `当事人须在 ${day} 前答复`, en: (day: string) => `the parties answer by ${day}` },
  forPoints: { zh: '积分', en: 'for points' },
  down: { zh: '下一项（显示对应文件）', en: 'Next line (its paper is shown)' },
  up: { zh: '上一项', en: 'Previous line' },
  confirmKey: { zh: '确认或取消确认本项', en: 'Confirm this row, or take that back' },
  correctKey: { zh: '更正本项', en: 'Correct this row' },
  mendKey: { zh: '要求补正本项', en: 'Ask to mend this' },
  paperKey: { zh: '转到文件', en: 'Go to the paper' },
  actKey: { zh: '转到可办操作', en: 'Go to what you may do' },
  nextKey: { zh: '领取下一件', en: 'Claim the next case' },
  queueKey: { zh: '返回队列', en: 'Back to the queue' },
  typedKept: { zh: '您在本案填写的内容已保留。', en: 'What you typed on this case was kept.' },
} as const;

/** Where the papers stand beneath the facts and not beside them, as review.css says. */
const stacked = window.matchMedia('(max-width: 1099px)');

const primary: readonly string[] = ['accept', 'recommend', 'approve', 'resume', 'reopen'];

/** Everything that is known of a case, what is checked, and what an officer may do with it. */
function Case({ application }: { application: CaseView }) {
  const w = useWords(words);
  const stages = useWords(officeStageWords);
  const say = useSay();
  const dates = useDates();
  const go = useNavigate();
  const titleOf = useProcedureTitle();
  const kindOf = useKindWords(application);
  const { labelOf: fieldOf, shown } = useFormWords(application);
  const { subject, roles = [] } = useSelf() ?? {};
  const { id, stage, version, form, clock, next, claimedBy } = application;
  const [work, setWork, forget] = useKept(`case.${id}`, noWork);
  const set = (change: Partial<typeof work> | ((present: typeof work) => Partial<typeof work>)) =>
    setWork((present) => ({ ...present, ...(typeof change === 'function' ? change(present) : change) }));
  const seen = useSeen(application);
  // The name stays when the act is no longer offered, so that what was typed can still be read.
  const [act, setActed] = useState<{ name: Act; label: string }>();
  const setAct = (name: Act | undefined) => {
    const offer = next.find(({ action }) => action === name);
    setActed(name && offer ? { name, label: say(offer.label) } : undefined);
  };
  const [done, setDone] = useState<{ act: string; stage: CaseView['stage'] }>();
  const [chosen, choose] = useState<string>();
  const [paperId, showPaper] = useState<string>();
  const claiming = useAct('claimApplication', application);
  const releasing = useAct('releaseApplication', application);
  const nextCase = useClaimNext();
  const [left] = useState(stage);
  const doneNote = useRef<HTMLDivElement>(null);
  const actBar = useRef<HTMLElement>(null);
  const paperPlace = useRef<HTMLElement>(null);
  const screen = useRef<HTMLDivElement>(null);

  const papers = useMemo(() => papersOf(application), [application]);
  const rows = useMemo(
    () =>
      formRows(form).flatMap(({ rows: inPart }) =>
        inPart.map(({ path, value }) => ({ path, value, kinds: kindsFor(path) })),
      ),
    [form],
  );
  const points = useMemo(
    () =>
      (application.evidenceNeeded ?? []).map(({ item, label, provenBy: groups }) => ({
        path: `points.${item}`,
        value: say(label),
        kinds: groups.flat(),
      })),
    [application.evidenceNeeded, say],
  );
  const paper = papers.find((one) => one.id === paperId) ?? papers[0];
  const may = (action: string) => next.some((offer) => offer.action === action);
  const departs = may('approve') && application.review?.recommendation === 'refuse';
  const isOpen = { confirm: may('recommend') || departs, correct: may('recommend') };
  const labelOf = (path: string) => {
    if (path.startsWith('document.')) return kindOf(path.slice('document.'.length));
    return fieldOf(path);
  };

  const onChoose = (path: string, documentId?: string) => {
    choose(path);
    const kinds = path.startsWith('points.') ? (points.find((one) => one.path === path)?.kinds ?? []) : kindsFor(path);
    const found = documentId ?? firstOf(papers, kinds)?.id;
    if (!found) return;
    showPaper(found);
    if (stacked.matches) paperPlace.current?.scrollIntoView({ block: 'start' });
  };
  const onMend = may('return')
    ? (path: string) => {
        set(({ deficiencies }) => ({ deficiencies: [...deficiencies, emptyDeficiency(path)] }));
        setDone(undefined);
        setAct('return');
      }
    : undefined;

  const finish = (label: string, isEnd: boolean) => (now: CaseView) => {
    seen.look(now.version);
    setAct(undefined);
    setDone({ act: label, stage: now.stage });
    if (isEnd) {
      setWork(noWork);
      forget();
    }
  };
  // After an act the officer reads what came of it, and goes on from there.
  useEffect(() => {
    if (done) doneNote.current?.focus();
  }, [done]);

  const claim = () => claiming.act({ body: {} }, seen.version, (now) => seen.look(now.version));
  const release = () => releasing.act({ body: {} }, seen.version, (now) => seen.look(now.version));
  const takeNext = () =>
    nextCase.mutate(
      { stage: queueAfter(left), fits: (line) => line.id !== id && claimsFrom(roles, line.stage) },
      { onSuccess: (found) => found && void go(`/cases/${found}`) },
    );

  const checkable = () => [...(screen.current?.querySelectorAll<HTMLElement>('[data-check]') ?? [])];
  const step = (by: number) => {
    const all = checkable();
    const at = all.findIndex((one) => one.dataset.check === chosen);
    const to = all[stepped(at, by, all.length)];
    to?.focus();
    to?.click();
  };
  const within = (selector: string) =>
    checkable()
      .find((one) => one.dataset.check === chosen)
      ?.closest('li')
      ?.querySelector<HTMLElement>(selector);
  const queue = `/queues/${queueAfter(left)}`;
  const goesOn = claimsFrom(roles, queueAfter(left));
  const shortcuts = [
    { key: 'j', label: w.down, run: () => step(1) },
    { key: 'k', label: w.up, run: () => step(-1) },
    ...(isOpen.confirm ? [{ key: 'x', label: w.confirmKey, run: () => within('.case-confirm input')?.click() }] : []),
    ...(isOpen.correct ? [{ key: 'e', label: w.correctKey, run: () => within('[data-correct]')?.click() }] : []),
    ...(onMend ? [{ key: 'm', label: w.mendKey, run: () => within('[data-mend]')?.click() }] : []),
    { key: 'p', label: w.paperKey, run: () => paperPlace.current?.focus() },
    { key: 'a', label: w.actKey, run: () => actBar.current?.querySelector<HTMLElement>('button')?.focus() },
    ...next
      .filter(({ action }) => action === 'claim' || action === 'release')
      .map(({ action, label }) => ({
        key: action === 'claim' ? 'c' : 'r',
        label: say(label),
        run: action === 'claim' ? claim : release,
      })),
    ...(goesOn ? [{ key: 'n', label: w.nextKey, run: takeNext }] : []),
    { key: 'q', label: w.queueKey, run: () => void go(queue) },
  ];

  const claimLabel = claimedBy === undefined ? w.free : claimedBy === subject ? w.mine : w.theirs(claimedBy);
  const people = [form.applicant && personName(form.applicant), application.employer && say(application.employer.name)]
    .filter(Boolean)
    .join(' · ');
  const compare = paper
    ? provenBy(paper, papers, [...rows, ...points]).map(({ path, value }) => ({
        path,
        label: path.startsWith('points.') ? w.forPoints : labelOf(path),
        value: path.startsWith('points.') ? `${value}` : shown(path, value),
      }))
    : [];
  // Whoever reviews confirms the points; everybody else reads the form first.
  const pointsOf = (
    <Points
      key="points"
      application={application}
      work={work}
      set={set}
      isOpen={isOpen}
      papers={papers}
      kindOf={kindOf}
      labelOf={labelOf}
      shown={shown}
      chosen={chosen}
      onChoose={onChoose}
      onMend={onMend}
    />
  );
  const formOf = (
    <FormFacts
      key="form"
      application={application}
      chosen={chosen}
      labelOf={labelOf}
      shown={shown}
      onChoose={onChoose}
      onMend={onMend}
    />
  );
  return (
    <div ref={screen} className="case-screen">
      <Head
        title={application.receiptNumber ?? id}
        actions={
          <>
            <ShortcutHelp shortcuts={shortcuts} />
            <Link to={queue} className="case-back">
              {w.queue}
            </Link>
          </>
        }
      >
        <strong>{people}</strong>
        <span className="case-standing">
          <StageTag stage={stage} office /> {titleOf(application.procedure)}
          {application.category && ` · ${w.category(application.category)}`}
          {application.serviceWindow &&
            ` · ${w.window(application.serviceWindow.number, say(application.serviceWindow.name))}`}
        </span>
        <span className="case-standing">
          {clock && (
            <DueTime
              dueAt={clock.dueAt}
              provisional={clock.provisional}
              {...(application.serviceWindow ? { serviceWindow: application.serviceWindow.number } : {})}
              {...(application.pause
                ? { pause: application.pause.until ? { until: application.pause.until } : {} }
                : {})}
              {...(application.deemsAt ? { deemsAt: application.deemsAt } : {})}
            />
          )}
          {clock?.promisedOn && <span>{w.promised(dates.shortDay(clock.promisedOn))}</span>}
          {clock?.ceilingOn && <span>{w.ceiling(dates.shortDay(clock.ceilingOn))}</span>}
          {application.respondBy && <span>{w.respondBy(dates.shortDay(application.respondBy.on))}</span>}
          {isOfficerStage(stage) && <span className="case-claim">{claimLabel}</span>}
        </span>
      </Head>

      {done && (
        <div className="case-done" role="status" tabIndex={-1} ref={doneNote}>
          <Alert
            type="success"
            role="none"
            showIcon
            title={w.done(done.act, stages[done.stage])}
            action={
              <span className="case-done-actions">
                {goesOn && (
                  <Button type="primary" loading={nextCase.isPending} onClick={takeNext}>
                    {w.next}
                  </Button>
                )}
                <Link to={queue}>{w.queue}</Link>
              </span>
            }
          />
        </div>
      )}
      {nextCase.data === undefined && nextCase.isSuccess && (
        <p role="status" className="soft">
          {w.nothingFree}
        </p>
      )}
      {seen.isStale && (
        <div className="case-done">
          <Alert
            type="warning"
            showIcon
            title={w.stale}
            description={w.staleText(stages[stage], claimLabel)}
            action={<Button onClick={() => seen.look(version)}>{w.looked}</Button>}
          />
        </div>
      )}
      <Problems error={claiming.error ?? releasing.error ?? nextCase.error} />

      <nav className="case-acts no-print" aria-label={w.acts} ref={actBar}>
        {next.length === 0 && <p className="soft">{w.nothing}</p>}
        {next.map(({ action, label }) => {
          if (action === 'claim' || action === 'release') {
            const change = action === 'claim' ? claiming : releasing;
            return (
              <Button
                key={action}
                type={action === 'claim' ? 'primary' : 'default'}
                loading={change.isPending}
                onClick={action === 'claim' ? claim : release}
              >
                {say(label)}
              </Button>
            );
          }
          if (!isAct(action)) return null;
          return (
            <Button
              key={action}
              type={primary.includes(action) && !may('claim') ? 'primary' : 'default'}
              aria-expanded={act?.name === action}
              onClick={() => {
                setDone(undefined);
                setAct(act?.name === action ? undefined : action);
              }}
            >
              {say(label)}
              {action === 'return' && work.deficiencies.length > 0 && ` (${work.deficiencies.length})`}
            </Button>
          );
        })}
      </nav>

      <div className="case-columns">
        <div className="case-left">
          {act && (
            <ActPanel
              act={act.name}
              isOffered={may(act.name)}
              application={application}
              label={act.label}
              version={seen.version}
              work={work}
              set={set}
              papers={papers}
              kindOf={kindOf}
              labelOf={labelOf}
              onDone={finish(act.label, !['pause', 'resume', 'extend-time', 'move'].includes(act.name))}
              onClose={() => {
                setAct(undefined);
                actBar.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
              }}
            />
          )}
          <Warnings application={application} />
          <Proposal application={application} labelOf={labelOf} shown={shown} />
          {isOpen.confirm ? [pointsOf, formOf] : [formOf, pointsOf]}
          <Checks application={application} />
          <History application={application} />
        </div>
        <Papers
          papers={papers}
          chosen={paper}
          onChoose={showPaper}
          labelOf={kindOf}
          compare={compare}
          onMend={onMend}
          onBack={
            chosen === undefined
              ? undefined
              : () =>
                  checkable()
                    .find((one) => one.dataset.check === chosen)
                    ?.focus()
          }
          place={paperPlace}
        />
      </div>
    </div>
  );
}

function Asked() {
  const { id = '' } = useParams();
  const w = useWords(words);
  const found = useCase(id);
  return (
    <>
      {!found.data && <Head title={w.title} />}
      <Shown of={found} rows={12}>
        {(application) => <Case key={application.id} application={application} />}
      </Shown>
    </>
  );
}

/** One case on one screen, for the officers who work it. */
export const CaseScreen = () => (
  <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
    <Asked />
  </Gate>
);
