import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { FormShown } from '../pieces/FormShown.tsx';
import { Problems } from '../pieces/Problems.tsx';
import type { SendingFiles } from '../pieces/sending.ts';
import { useLabel } from './FormField.tsx';
import { type Told, useFilling } from './filling.ts';
import type { Gap } from './gaps.ts';
import type { StepShown } from './StepList.tsx';
import { fieldAt, openOn, type StepName, stepAt } from './steps.ts';

type Guide = Answer<'readGuide'>;

const words = {
  intro: {
    zh: '请通读一遍。提交之前都可以修改。',
    en: 'Read it through once. You can change everything until you submit.',
  },
  print: { zh: '打印', en: 'Print' },
  documents: { zh: '材料', en: 'Documents' },
  missing: { zh: '待提供', en: 'Still needed' },
  committed: { zh: '以承诺代替', en: 'Commitment given' },
  later: { zh: '受理后补交', en: 'To follow after acceptance' },
  uploaded: { zh: '已提供', en: 'Given' },
  gapsTitle: {
    zh: (n: number) => `提交之前还有 ${n} 处需要处理`,
    en: (n: number) =>
      n === 1 ? 'One thing is left before you can submit' : `${n} things are left before you can submit`,
  },
  gapsText: {
    zh: '这是全部需要处理的内容，请逐项点开处理。',
    en: 'This is everything. Each line leads to its place.',
  },
  next: { zh: '提交之后', en: 'What happens next' },
  promise: {
    zh: (stage: string, days: number) => `${stage}：${days === 0 ? '当日' : `${days} 个工作日内`}`,
    en: (stage: string, days: number) =>
      `${stage}: ${days === 0 ? 'on the same day' : days === 1 ? 'within 1 working day' : `within ${days} working days`}`,
  },
  fromSubmission: { zh: '自提交起', en: 'counted from your submission' },
  fromAcceptance: { zh: '自受理起', en: 'counted from acceptance' },
  nextText: {
    zh: '提交后您会得到收件编号和承诺办结日期，每一步都会通知您。',
    en: 'You get a receipt number and a promised date at once, and are told of every step.',
  },
  submit: { zh: '提交申请', en: 'Submit the application' },
  submitAgain: { zh: '提交补正', en: 'Hand it in again' },
  unmended: {
    zh: (n: number) => `还有 ${n} 处补正事项没有勾选。已处理的请勾选；没有改动的也可以直接提交。`,
    en: (n: number) =>
      n === 1
        ? 'One thing that the office asked for is not ticked yet. Tick it once it is mended.'
        : `${n} things that the office asked for are not ticked yet. Tick what is mended.`,
  },
  waiting: { zh: '还有文件正在上传，请稍候。', en: 'A file is still being uploaded. Wait a moment.' },
  unsaved: {
    zh: '还有内容没有保存到系统，请先处理上方提示。',
    en: 'Something is not saved with the office yet. See what the line above says first.',
  },
  notYou: {
    zh: '由用人单位的经办人提交。您填写的内容和上传的文件已保存，经办人可以看到。',
    en: "The employer's handler submits it. What you filled in and uploaded is saved, and the handler sees it.",
  },
  elsewhere: {
    zh: '内容刚刚在别处更新，已显示最新内容。请再看一遍后提交。',
    en: 'It was changed elsewhere a moment ago; you now see the latest. Look once more, then submit.',
  },
  notes: { zh: '请注意', en: 'Please note' },
};

/** Everything that is left, each thing a way to its place. */
function GapList({
  gaps,
  onGo,
}: {
  gaps: readonly { key: string; text: string; step: StepName | undefined; at: string }[];
  onGo: (step: StepName, at: string) => void;
}) {
  const w = useWords(words);
  return (
    <>
      <h3>{w.gapsTitle(gaps.length)}</h3>
      <p>{w.gapsText}</p>
      <ul>
        {gaps.map(({ key, text, step, at }) => (
          <li key={key}>
            {step ? (
              <button type="button" className="gap-link" onClick={() => onGo(step, at)}>
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The whole application on one page, what is left of it, what happens next, and the button that hands it in. */
export function CheckStep({
  steps,
  guide,
  files,
  gaps,
  unmended,
  onGaps,
  onGo,
}: {
  steps: readonly StepShown[];
  guide: Guide | undefined;
  files: SendingFiles;
  /** What the zone found missing when it was submitted, as far as it still is. */
  gaps: readonly Gap[];
  unmended: readonly Told[];
  onGaps: (problems: readonly { path: string; code: string; text: Told['text']; remedy?: Told['remedy'] }[]) => void;
  onGo: (step: StepName, at?: string) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const { draft, state } = useFilling();
  const submit = useChange('submitApplication');
  const [hindered, setHindered] = useState<'waiting' | 'unsaved' | 'elsewhere'>();
  const summary = useRef<HTMLDivElement>(null);
  const [toldAt, setToldAt] = useState(0);
  useEffect(() => {
    if (toldAt > 0) summary.current?.focus();
  }, [toldAt]);
  const { application, changes } = state;
  const maySubmit = application.next.find(({ action }) => action === 'submit');
  const isReturned = application.stage === 'returned';
  const materialOf = (path: string) => application.checklist.find(({ kind }) => path === `document.${kind}`)?.label;
  const open = steps.flatMap((step) =>
    openOn(step, application, changes).map((path) => {
      const material = materialOf(path);
      return { key: `open ${path}`, text: material ? say(material) : labelOf(path), step: step.name, at: path };
    }),
  );
  const wrong = Object.entries(state.wrong).map(([path, text]) => ({
    key: `wrong ${path}`,
    text: `${labelOf(path)}: ${say(text)}`,
    step: stepAt(steps, path),
    at: path,
  }));
  const found = gaps.map(({ path, code, text, remedy }) => ({
    key: `${path} ${code} ${text.en}`,
    // What is missing says itself what to do.
    text: remedy && code !== 'missing' ? `${say(text)} ${say(remedy)}` : say(text),
    step: stepAt(steps, path),
    at: fieldAt(steps, path),
  }));
  // What the zone found says more than what the page sees by itself.
  const foundAt = new Set(found.map(({ at }) => at));
  const all = [...wrong, ...found, ...open.filter(({ at }) => !foundAt.has(at))];

  const handIn = async () => {
    setHindered(undefined);
    if (files.read().some((one) => one.state !== 'refused')) return setHindered('waiting');
    await draft.saveNow();
    if (draft.hasUnsaved()) {
      setHindered('unsaved');
      return setToldAt(toldAt + 1);
    }
    try {
      const { id, version } = draft.read().application;
      await submit.mutateAsync({ path: { id }, body: {}, version });
      await navigate(`/applications/${id}`, { replace: true, state: { submitted: true } });
    } catch (error) {
      if (!(error instanceof Refusal)) return;
      const { problems = [], current } = error.problem;
      if (error.code === 'incomplete-application') {
        onGaps(
          problems.map(({ path, code, message, text, remedy }) => ({
            path,
            code,
            text: text ?? { zh: message, en: message },
            remedy,
          })),
        );
        submit.reset();
        setToldAt(toldAt + 1);
      } else if (error.code === 'version-conflict' && current) {
        draft.receive(current as typeof application);
        submit.reset();
        setHindered('elsewhere');
      }
    }
  };
  const clocks = (guide?.clocks ?? []).filter(
    ({ categories }) => !application.category || categories.includes(application.category),
  );
  return (
    <>
      <p className="soft no-print">{w.intro}</p>
      <div ref={summary} tabIndex={-1} className={all.length > 0 ? 'gaps no-print' : undefined}>
        {all.length > 0 && <GapList gaps={all} onGo={onGo} />}
      </div>
      {unmended.length > 0 && <p className="taken no-print">{w.unmended(unmended.length)}</p>}
      {application.notes && (
        <section className="taken">
          <strong>{w.notes}</strong>
          {application.notes.map(({ path, code, text }) => (
            <p key={`${path} ${code}`}>{say(text)}</p>
          ))}
        </section>
      )}
      <div className="check-actions no-print">
        <Button size="small" onClick={() => window.print()}>
          {w.print}
        </Button>
      </div>
      <FormShown application={application} />
      <h3>{w.documents}</h3>
      <ul className="check-documents">
        {application.checklist.map((line) => (
          <li key={line.kind}>
            <span>{say(line.label)}</span>
            <strong className={`material-state material-${line.state}`}>
              {line.state === 'uploaded' ? '✓ ' : ''}
              {w[line.state]}
            </strong>
          </li>
        ))}
      </ul>
      <section className="what-next">
        <h3>{w.next}</h3>
        {isReturned && maySubmit && <p>{say(maySubmit.label)}</p>}
        <ul>
          {clocks.map(({ stage, label, from, promise, categories }) => (
            <li key={`${stage} ${categories.join('')}`}>
              {w.promise(say(label), promise)}{' '}
              <span className="soft">
                {from === 'submission' ? w.fromSubmission : w.fromAcceptance}
                {!application.category && categories.length < 3 ? ` (${categories.join(', ')})` : ''}
              </span>
            </li>
          ))}
        </ul>
        <p>{w.nextText}</p>
      </section>
      <div className="no-print">
        <Problems error={submit.error} />
        {hindered && <p role="alert">{w[hindered]}</p>}
        {maySubmit ? (
          <Button
            type="primary"
            size="large"
            loading={submit.isPending || state.status === 'saving'}
            onClick={() => void handIn()}
          >
            {isReturned ? w.submitAgain : w.submit}
          </Button>
        ) : (
          <p className="taken">{w.notYou}</p>
        )}
      </div>
    </>
  );
}
