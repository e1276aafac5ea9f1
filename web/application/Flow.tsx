import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import { call, Refusal, Unreachable } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import '../pieces/plain-form.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { useSending } from '../pieces/use-sending.ts';
import { useSelf } from '../sign-in/self.ts';
import './application.css';
import { CheckStep } from './CheckStep.tsx';
import { DocumentsStep } from './DocumentsStep.tsx';
import { shownAt } from './draft.ts';
import { FactsStep } from './FactsStep.tsx';
import { Deficiencies } from './FieldNotes.tsx';
import { FormField } from './FormField.tsx';
import { type Filling, FillingContext, keyOf, type Told } from './filling.ts';
import { readField } from './form-fields.ts';
import { type Gap, mendedKey, stillOpen } from './gaps.ts';
import { keepChanges, keepTicks, readChanges, readTicks } from './kept-changes.ts';
import { Clashes, SaveState } from './SaveState.tsx';
import { StepList, type StepShown, stepWords, useStep } from './StepList.tsx';
import { openDraft, type Trouble } from './saving.ts';
import { fieldAt, openOn, placeOf, type StepName, stepAt, stepsOf } from './steps.ts';

type Application = Answer<'readApplication'>;

const words = {
  draft: { zh: '填写申请', en: 'Fill in the application' },
  back: { zh: '上一步', en: 'Back' },
  next: { zh: '继续', en: 'Continue' },
  discard: { zh: '删除草稿', en: 'Delete this draft' },
  discardSure: {
    zh: '草稿及其中的文件将被删除，无法恢复。',
    en: 'The draft and its documents will be gone for good.',
  },
  cancel: { zh: '返回', en: 'Keep it' },
  leaveTitle: { zh: '还有内容没有保存到系统', en: 'Something is not saved with the office yet' },
  leaveText: {
    zh: '未保存的内容留在本设备的此标签页中，回到本申请即可恢复；正在上传的文件会中断，须重新选择。',
    en: 'It stays in this tab on this device and is back when you return to the application. A file that is on its way goes on only while this page is open.',
  },
  stay: { zh: '留在本页', en: 'Stay' },
  leave: { zh: '离开', en: 'Leave' },
  returned: { zh: '窗口已退回，请补正后再次提交', en: 'The office has returned this. Mend it and hand it in again' },
  returnedText: {
    zh: '以下是全部须补正的事项，也标在各自的位置旁。',
    en: 'This is everything, and each is also shown at its place.',
  },
  respondBy: { zh: (day: string) => `请在 ${day} 前提交`, en: (day: string) => `Hand it in by ${day}` },
  provisional: { zh: '（暂定）', en: ' (provisional)' },
  goThere: { zh: '去补正', en: 'Go there' },
  mendedMark: { zh: '已补正', en: 'mended' },
  optional: { zh: '没有标“选填”的都须填写。', en: 'Everything has to be filled in, unless it says optional.' },
  held: {
    zh: '以下内容来自许可记录，请核对；只修改有变化的。',
    en: 'This comes from the permit. Check it, and change only what has changed.',
  },
  more: { zh: '个人信息仅用于办理本申请。', en: 'Personal details are used for this application alone.' },
} as const;

function explain(error: unknown): Trouble {
  if (error instanceof Unreachable) return { kind: 'lost' };
  if (!(error instanceof Refusal)) return { kind: 'final' };
  const { status, problems = [], current } = error.problem;
  if (status === 401) return { kind: 'signed-out' };
  if (status === 409) return { kind: 'changed', application: current as Application | undefined };
  if (status === 400 || status === 422) return { kind: 'refused', problems };
  if (status === 403 && problems.length > 0) return { kind: 'refused', problems };
  return status === 429 || status >= 500 ? { kind: 'later' } : { kind: 'final' };
}

const after = (milliseconds: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
};

/** A draft that saves itself, of one application, for one person. */
function useDraft(application: Application, person: string) {
  const queries = useQueryClient();
  const { id } = application;
  const [draft] = useState(() => {
    // What is asked changes with the answers: the questions of the latest state say how an answer is read.
    const latest: { now: Application } = { now: application };
    const made = openDraft({
      application,
      kept: readChanges(person, id),
      read: (path, given) => readField(path, given, latest.now.questions),
      save: (body, version) => call('saveApplication', { path: { id }, body }, { version }),
      explain,
      keep: (kept) => keepChanges(person, id, kept),
      after,
      onSaved: (saved) => {
        latest.now = saved;
        queries.setQueryData(['readApplication', { path: { id } }], saved);
      },
    });
    made.subscribe(() => {
      latest.now = made.read().application;
    });
    return made;
  });
  const state = useSyncExternalStore(draft.subscribe, draft.read);
  useEffect(() => {
    draft.open();
    const saveNow = () => void draft.saveNow();
    const hidden = () => document.visibilityState === 'hidden' && saveNow();
    window.addEventListener('online', saveNow);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('online', saveNow);
      document.removeEventListener('visibilitychange', hidden);
      if (draft.hasUnsaved()) void draft.saveNow();
      draft.close();
    };
  }, [draft]);
  // Documents and other tabs change it, too.
  useEffect(() => draft.receive(application), [draft, application]);
  return { draft, state };
}

/** Asks before something is left that only this device has. */
function LeaveGuard({ isUnsafe, onTry }: { isUnsafe: () => boolean; onTry: () => Promise<void> }) {
  const w = useWords(words);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsafe(),
  );
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (blocker.state !== 'blocked') return setAsking(false);
    // Most often a save is due anyway: then nobody is asked.
    void onTry().then(() => (isUnsafe() ? setAsking(true) : blocker.proceed()));
  }, [blocker, isUnsafe, onTry]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsafe()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsafe]);
  return (
    <Modal
      open={isAsking && blocker.state === 'blocked'}
      title={w.leaveTitle}
      okText={w.stay}
      cancelText={w.leave}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.proceed?.()}
      closable={false}
      mask={{ closable: false }}
    >
      <p>{w.leaveText}</p>
    </Modal>
  );
}

/** What the office wants mended, each with its place, and the day by which. */
function Returned({
  application,
  told,
  mended,
  onGo,
}: {
  application: Application;
  told: readonly Told[];
  mended: readonly string[];
  onGo: (told: Told) => void;
}) {
  const w = useWords(words);
  const dates = useDates();
  const { respondBy } = application;
  return (
    <section className="card returned no-print">
      <h2>{w.returned}</h2>
      {respondBy && (
        <p className="returned-by">
          {w.respondBy(dates.day(respondBy.on))}
          {respondBy.provisional && w.provisional}
        </p>
      )}
      <p>{w.returnedText}</p>
      <Deficiencies of={told.filter(({ at }) => at === '')} />
      <ol>
        {told.map((one) => (
          <ReturnedLine key={keyOf(one)} told={one} isMended={mended.includes(keyOf(one))} onGo={onGo} />
        ))}
      </ol>
    </section>
  );
}

function ReturnedLine({ told, isMended, onGo }: { told: Told; isMended: boolean; onGo: (told: Told) => void }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <li>
      {isMended && <strong>✓ {w.mendedMark} · </strong>}
      {say(told.text)} {told.remedy && say(told.remedy)}{' '}
      {told.at !== '' && (
        <button type="button" className="gap-link" onClick={() => onGo(told)}>
          {w.goThere}
        </button>
      )}
    </li>
  );
}

/** The application while its parties can change it: short steps that save themselves. */
export function Flow({ application: read }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const titles = useWords(stepWords);
  const titleOf = useProcedureTitle();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const person = useSelf()?.subject ?? '';
  const { draft, state } = useDraft(read, person);
  const { application, changes } = state;
  const { id, procedure } = application;
  const guideRead = useRead('readGuide', { query: { procedure } }, { fresh: 300_000 });
  const guide = guideRead.data;
  const isScored = application.fields?.includes('facts.annualSalary') ?? false;
  const tableRead = useRead('readPointsTable', {}, { enabled: isScored, fresh: 300_000 });
  const renew = useCallback(
    async () => void (await queries.refetchQueries({ queryKey: ['readApplication', { path: { id } }] })),
    [queries, id],
  );
  const files = useSending(id, renew);
  const discard = useChange('discardApplication', { renews: ['listApplications'] });
  const [isDiscarding, setDiscarding] = useState(false);
  const [gaps, setGaps] = useState<readonly Gap[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const ticksKey = mendedKey(id, application.respondBy?.on);
  const [mended, setMended] = useState(() => readTicks(ticksKey));
  const [goal, setGoal] = useState<{ step: StepName; at?: string | undefined }>();
  const [asked, go] = useStep();

  const optional = useMemo(() => (guide?.optionalFields ?? []).map(({ path }) => path), [guide]);
  const factsAsked = useMemo(() => {
    const table = tableRead.data;
    if (!table) return undefined;
    const claims = table.routes.flatMap(({ requires }) => requires.map(({ fact }) => fact));
    const more = claims.includes('companyShare') ? ['companyShare'] : [];
    return [...table.items.flatMap(({ facts }) => facts), ...more, 'directRoutes']
      .filter((fact) => fact !== 'birthDate')
      .map((fact) => `facts.${fact}`);
  }, [tableRead.data]);
  const steps = useMemo(() => stepsOf(application, optional, factsAsked), [application, optional, factsAsked]);
  const openGaps = stillOpen(gaps, application, changes);
  const deficiencies: Told[] =
    application.stage === 'returned'
      ? (application.deficiencies ?? []).map((one) => {
          const isPlaced = stepAt(steps, one.path) !== undefined;
          const isListed =
            !one.path.startsWith('document.') ||
            application.checklist.some(({ kind }) => one.path === `document.${kind}`);
          return { ...one, at: isPlaced && isListed ? fieldAt(steps, one.path) : '', isDeficiency: true };
        })
      : [];
  const firstToMend = deficiencies.find(({ at }) => at !== '');
  const wanted = asked ?? (firstToMend && stepAt(steps, firstToMend.at));
  const present = steps.find(({ name }) => name === wanted) ?? steps[0];
  const presentName: StepName = present?.name ?? 'check';
  const unmended = deficiencies.filter((one) => !mended.includes(keyOf(one)));
  const shownSteps: StepShown[] = steps.map((step) => ({
    ...step,
    open:
      openOn(step, application, changes).length +
      step.paths.filter((path) => state.wrong[path] && left.has(path)).length,
    toMend:
      unmended.filter(({ at }) => at !== '' && stepAt(steps, at) === step.name).length +
      openGaps.filter(({ at, code }) => code !== 'missing' && stepAt(steps, at) === step.name).length,
  }));

  const tick = (one: Told, isMended: boolean) => {
    const next = isMended ? [...mended, keyOf(one)] : mended.filter((key) => key !== keyOf(one));
    setMended(next);
    keepTicks(ticksKey, next);
  };
  const filling: Filling = {
    draft,
    state,
    told: [...deficiencies, ...openGaps],
    mended,
    onMended: tick,
    isLeft: (path) => left.has(path),
    onLeave: (path) => setLeft((before) => (before.has(path) ? before : new Set([...before, path]))),
  };

  const goTo = (name: StepName, at?: string) => {
    if (present) setLeft((before) => new Set([...before, ...present.paths]));
    setGoal({ step: name, at });
    void draft.saveNow();
    go(name);
  };
  // What a link led to takes the focus, once its page is there.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (goal === undefined || goal.step !== presentName) return;
    setGoal(undefined);
    const place = goal.at === undefined ? null : document.getElementById(placeOf(goal.at));
    if (place instanceof HTMLDetailsElement) place.open = true;
    const field = place?.querySelector<HTMLElement>(
      ':is(input, select, textarea):not([hidden]):not([tabindex="-1"]):not(:disabled), button',
    );
    (field ?? place ?? heading.current)?.focus({ preventScroll: true });
    void (place ?? heading.current)?.scrollIntoView({ block: place ? 'center' : 'start' });
  }, [goal, presentName]);

  // It was handed in elsewhere: the page around shows it as it stands, with what was typed here last.
  useEffect(() => {
    if (state.status === 'closed') void queries.invalidateQueries({ queryKey: ['readApplication'] });
  }, [state.status, queries]);

  const isUnsafe = useCallback(() => draft.hasUnsaved() || files.isBusy(), [draft, files]);
  const trySave = useCallback(() => draft.saveNow(), [draft]);
  const index = steps.findIndex(({ name }) => name === presentName);
  const before = steps[index - 1];
  const following = steps[index + 1];
  const mayDiscard = application.next.some(({ action }) => action === 'discard');

  if (state.status === 'closed') return null;
  return (
    <FillingContext value={filling}>
      <LeaveGuard isUnsafe={isUnsafe} onTry={trySave} />
      <Head
        title={titleOf(procedure)}
        actions={
          mayDiscard && (
            <Button type="text" danger onClick={() => setDiscarding(true)}>
              {w.discard}
            </Button>
          )
        }
      >
        <StageTag stage={application.stage} /> {application.receiptNumber}{' '}
        {application.employer && <bdi>{say(application.employer.name)}</bdi>}
      </Head>
      <SaveState />
      {application.stage === 'returned' && (
        <Returned
          application={application}
          told={deficiencies}
          mended={mended}
          onGo={({ at }) => goTo(stepAt(steps, at) ?? presentName, at)}
        />
      )}
      <Clashes />
      <div className="flow">
        <StepList steps={shownSteps} present={presentName} onGo={goTo} />
        <section className="card flow-page">
          <h2 ref={heading} tabIndex={-1}>
            {titles[presentName]}
          </h2>
          <div className="plain-form flow-fields">
            {presentName === 'documents' ? (
              <DocumentsStep guide={guide} files={files} onChanged={renew} />
            ) : presentName === 'check' ? (
              <CheckStep
                steps={shownSteps}
                guide={guide}
                files={files}
                gaps={openGaps}
                unmended={unmended}
                onGaps={(problems) =>
                  setGaps(
                    problems.map((problem) => {
                      const at = fieldAt(steps, problem.path);
                      return { ...problem, at, seen: shownAt(draft.read().application.form, draft.read().changes, at) };
                    }),
                  )
                }
                onGo={goTo}
              />
            ) : presentName === 'facts' && present ? (
              <Shown of={tableRead}>{(table) => <FactsStep step={present} table={table} />}</Shown>
            ) : (
              <>
                <p className="soft">{presentName === 'person' ? `${w.optional} ${w.more}` : w.optional}</p>
                {presentName === 'person' && application.permit && <p>{w.held}</p>}
                {present?.paths.map((path) => (
                  <FormField
                    key={path}
                    path={path}
                    isNeeded={present.needed.includes(path)}
                    fixed={
                      (path === 'permitNumber' && application.permit !== undefined) ||
                      path === 'employer.unifiedSocialCreditCode' ||
                      (path === 'applicant.email' && application.employer === undefined)
                    }
                  />
                ))}
              </>
            )}
          </div>
          <div className="flow-buttons no-print">
            {before && (
              <Button size="large" onClick={() => goTo(before.name)}>
                {w.back}
              </Button>
            )}
            {following && (
              <Button size="large" type="primary" onClick={() => goTo(following.name)}>
                {w.next}
              </Button>
            )}
          </div>
        </section>
      </div>
      <Modal
        open={isDiscarding}
        title={w.discard}
        okText={w.discard}
        okButtonProps={{ danger: true, loading: discard.isPending }}
        cancelText={w.cancel}
        onCancel={() => setDiscarding(false)}
        onOk={() =>
          void discard.mutateAsync({ path: { id } }).then(
            () => {
              draft.forget();
              return navigate('/applications', { replace: true });
            },
            () => undefined,
          )
        }
      >
        <p>{w.discardSure}</p>
        <Problems error={discard.error} />
      </Modal>
    </FillingContext>
  );
}
