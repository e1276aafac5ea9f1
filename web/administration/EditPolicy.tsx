import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { CheckField, DayField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './administration.css';
import { Changes } from './Changes.tsx';
import { readJson } from './json-places.ts';
import { LocalityEditor } from './LocalityEditor.tsx';
import { leads } from './leads.ts';
import { PointsEditor } from './PointsEditor.tsx';
import { PolicyPart } from './PolicyPart.tsx';
import './policy.css';
import { type Content, changesBetween, comparable, type Drafted, isLocality, isPoints } from './policy-content.ts';

const words = {
  new: { zh: '新政策草案', en: 'New draft of a policy' },
  edit: { zh: '修改草案', en: 'Change a draft' },
  line: {
    zh: '从现行政策开始修改。您输入的内容会保留在本标签页，直到保存。',
    en: 'It begins with what is in force. What you type is kept in this tab until you save it.',
  },
  about: { zh: '关于草案', en: 'About the draft' },
  title: { zh: '草案名称', en: 'Title of the draft' },
  titleHint: {
    zh: '供内部识别，例如“2027 年工资档次调整”。',
    en: 'For you and your colleagues, such as “Salary rows of 2027”.',
  },
  effectiveFrom: { zh: '施行日期', en: 'In force from' },
  effectiveHint: {
    zh: '须晚于今天。此前提交的申请仍按提交当日的政策办理。',
    en: 'After today. What was submitted before is decided by the policy of its own day.',
  },
  reason: { zh: '起草或修改的理由', en: 'Why it is written or changed so' },
  what: { zh: '要修改哪一部分', en: 'What is to change' },
  points: { zh: '积分要素计分赋值表', en: 'The points table' },
  locality: { zh: '适用地区的直接认定条件和平均工资', en: 'The routes and wages of the place' },
  noPart: { zh: '请至少选择一部分。', en: 'Choose at least one.' },
  newId: { zh: '新表的代码', en: 'Name of the new table' },
  newIdHint: {
    zh: '评分记录以此引用，不得与已有的相同。小写字母、数字、点和连字符。',
    en: 'Scores on record refer to it; no other may have it. Letters, digits, dots and hyphens.',
  },
  newVersion: { zh: '新版本号', en: 'Number of the new version' },
  newVersionHint: { zh: '不得与已有的相同。', en: 'One that the place has not had yet.' },
  save: { zh: '保存草案', en: 'Save the draft' },
  back: { zh: '放弃修改', en: 'Discard' },
  backSure: { zh: '确定放弃？输入的内容不能恢复。', en: 'Discard what you typed? It cannot be brought back.' },
  backDo: { zh: '放弃', en: 'Discard it' },
  backNot: { zh: '继续修改', en: 'Go on' },
  approved: {
    zh: '这份草案已经批准。保存修改后，批准失效，须重新试算、重新批准。',
    en: 'This draft was approved. A change ends the approval: it has to be rehearsed and approved again.',
  },
  jsonFirst: { zh: '请先改正 JSON，再保存。', en: 'Mend the JSON before you save.' },
  stale: { zh: '您修改期间，别人保存了这份草案', en: 'Somebody saved this draft while you were changing it' },
  staleText: {
    zh: (who: string) => `${who} 保存了新的内容。您输入的内容没有丢失，请选择如何继续。`,
    en: (who: string) => `${who} saved another content. Nothing that you typed is lost; choose how to go on.`,
  },
  takeTheirs: { zh: '改用新内容，放弃我的', en: 'Take theirs and drop mine' },
  keepMine: { zh: '保留我的，覆盖新内容', en: 'Keep mine and put it upon theirs' },
  difference: { zh: '已保存的内容与您的差别', en: 'Theirs, and yours' },
  theirs: { zh: '已保存的', en: 'Theirs' },
  mine: { zh: '您的', en: 'Yours' },
  closed: {
    zh: '这份草案已发布或已撤回，不能再修改。',
    en: 'This draft was published or withdrawn and is not changed any more.',
  },
};

type View = Answer<'readPolicyDraft'>;
type InForce = Answer<'readPolicyInForce'>;
type Typed = {
  version: number;
  title: string;
  effectiveFrom: string;
  reason: string;
  content: Content;
  /** What is typed as JSON, where it is. */
  json: { points?: string; locality?: string };
};

const nextId = (id: string): string => `${id.replace(/-draft$/, '')}-draft`;
const nextVersion = (version: string): string => (/^\d+$/.test(version) ? String(Number(version) + 1) : `${version}-2`);

const begun = (basis: InForce, part: 'points' | 'locality'): Content =>
  part === 'points'
    ? { points: { ...basis.points, id: nextId(basis.points.id), published: null, effectiveFrom: null } }
    : { locality: { ...basis.locality, version: nextVersion(basis.locality.version) } };

const startOf = (the: View | undefined, basis: InForce): Typed =>
  the
    ? {
        version: the.version,
        title: the.title,
        effectiveFrom: the.effectiveFrom,
        reason: '',
        content: the.content,
        json: {},
      }
    : { version: 0, title: '', effectiveFrom: '', reason: '', content: begun(basis, 'points'), json: {} };

/** The content as it is sent, with what was typed as JSON; nothing where that is no JSON. */
function contentOf({ content, json }: Typed): Content | undefined {
  const sent: Content = { ...content };
  for (const part of ['points', 'locality'] as const) {
    const text = json[part];
    if (text === undefined || content[part] === undefined) continue;
    const read = readJson(text);
    if (!read.ok) return undefined;
    Object.assign(sent, { [part]: read.value });
  }
  return sent;
}

function Editor({ the, basis, renew }: { the: View | undefined; basis: InForce; renew: () => void }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const initial = startOf(the, basis);
  const [typed, setTyped, forget] = useKept<Typed>(`policy-draft.${the?.id ?? 'new'}`, initial);
  const [isTried, setTried] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const create = useChange('createPolicyDraft');
  const save = useChange('savePolicyDraft');
  const error = the ? save.error : create.error;
  const isConflict = error instanceof Refusal && error.code === 'version-conflict';
  const isStale = the !== undefined && typed.version !== the.version;
  const content = contentOf(typed);
  const hasPart = typed.content.points !== undefined || typed.content.locality !== undefined;
  const set = (to: Partial<Typed>) => setTyped((now) => ({ ...now, ...to }));
  const { points, locality } = typed.content;

  const toggle = (part: 'points' | 'locality', isIn: boolean) => {
    const { [part]: _content, ...others } = typed.content;
    const { [part]: _json, ...json } = typed.json;
    set({ content: isIn ? { ...others, ...begun(basis, part) } : others, json });
  };
  const setJson = <P extends 'points' | 'locality'>(part: P, json: string | undefined, value?: Content[P]) => {
    const { [part]: _json, ...others } = typed.json;
    set({
      json: json === undefined ? others : { ...others, [part]: json },
      ...(value === undefined ? {} : { content: { ...typed.content, [part]: value } }),
    });
  };
  const send = () => {
    setTried(true);
    if (!content || !hasPart || isStale) return;
    const { title, effectiveFrom, reason } = typed;
    const body: Drafted = { title, effectiveFrom, reason, content };
    const onSuccess = (saved: View) => {
      forget();
      void navigate(`/admin/policies/${saved.id}`, { replace: true });
    };
    if (!the) return create.mutate({ body }, { onSuccess });
    save.mutate(
      { path: { id: the.id }, body, version: the.version },
      {
        onSuccess,
        onError: (problem) => {
          if (problem instanceof Refusal && problem.code === 'version-conflict') renew();
        },
      },
    );
  };
  return (
    <div className="policy-form">
      {the?.state === 'approved' && <Alert type="warning" showIcon title={w.approved} />}
      {isStale && (
        <div role="alert">
          <Alert
            type="warning"
            showIcon
            title={w.stale}
            description={
              <>
                <p>{w.staleText(the.written.by)}</p>
                {content && (
                  <details>
                    <summary>{w.difference}</summary>
                    <Changes
                      of={changesBetween(comparable(the.content), comparable(content))}
                      title={w.difference}
                      sides={[w.theirs, w.mine]}
                    />
                  </details>
                )}
                <div className="admin-buttons">
                  <Button
                    onClick={() => {
                      save.reset();
                      set({ version: the.version });
                    }}
                  >
                    {w.keepMine}
                  </Button>
                  <Button
                    onClick={() => {
                      save.reset();
                      setTyped(startOf(the, basis));
                      forget();
                    }}
                  >
                    {w.takeTheirs}
                  </Button>
                </div>
              </>
            }
          />
        </div>
      )}
      <PlainForm
        error={isConflict ? null : error}
        busy={create.isPending || save.isPending}
        submit={w.save}
        onSubmit={send}
        beside={
          isLeaving ? (
            <>
              <span>{w.backSure}</span>
              <Button
                danger
                onClick={() => {
                  forget();
                  void navigate(the ? `/admin/policies/${the.id}` : '/admin/policies');
                }}
              >
                {w.backDo}
              </Button>
              <Button onClick={() => setLeaving(false)}>{w.backNot}</Button>
            </>
          ) : (
            <Button onClick={() => setLeaving(true)}>{w.back}</Button>
          )
        }
      >
        <section className="card form-part">
          <h2>{w.about}</h2>
          <TextField
            path="title"
            label={w.title}
            hint={w.titleHint}
            value={typed.title}
            onChange={(title) => set({ title })}
          />
          <DayField
            path="effectiveFrom"
            label={w.effectiveFrom}
            hint={w.effectiveHint}
            value={typed.effectiveFrom}
            onChange={(effectiveFrom) => set({ effectiveFrom })}
          />
          <TextField path="reason" label={w.reason} value={typed.reason} onChange={(reason) => set({ reason })} />
          <fieldset className="field">
            <legend>{w.what}</legend>
            <CheckField label={w.points} value={points !== undefined} onChange={(isIn) => toggle('points', isIn)} />
            <CheckField
              label={w.locality}
              value={locality !== undefined}
              onChange={(isIn) => toggle('locality', isIn)}
              {...(isTried && !hasPart ? { own: w.noPart } : {})}
            />
          </fieldset>
        </section>
        {points && (
          <PolicyPart
            part="points"
            title={w.points}
            value={points}
            json={typed.json.points}
            isShape={isPoints}
            onValue={(value) => set({ content: { ...typed.content, points: value } })}
            onJson={(json, value) => setJson('points', json, value)}
          >
            {(value, onChange) => (
              <>
                <TextField
                  path="content.points.id"
                  label={w.newId}
                  hint={w.newIdHint}
                  narrow
                  value={value.id}
                  onChange={(id) => onChange({ ...value, id })}
                />
                <PointsEditor value={value} onChange={onChange} />
              </>
            )}
          </PolicyPart>
        )}
        {locality && (
          <PolicyPart
            part="locality"
            title={w.locality}
            value={locality}
            json={typed.json.locality}
            isShape={isLocality}
            onValue={(value) => set({ content: { ...typed.content, locality: value } })}
            onJson={(json, value) => setJson('locality', json, value)}
          >
            {(value, onChange) => (
              <>
                <TextField
                  path="content.locality.version"
                  label={w.newVersion}
                  hint={w.newVersionHint}
                  narrow
                  value={value.version}
                  onChange={(version) => onChange({ ...value, version })}
                />
                <LocalityEditor value={value} onChange={onChange} />
              </>
            )}
          </PolicyPart>
        )}
        {isTried && !content && (
          <p role="alert" className="admin-summary">
            {w.jsonFirst}
          </p>
        )}
      </PlainForm>
    </div>
  );
}

function Page({ id }: { id: string | undefined }) {
  const w = useWords(words);
  const say = useSay();
  const basis = useRead('readPolicyInForce', {}, { fresh: 300_000 });
  const found = useRead('readPolicyDraft', { path: { id: id ?? '' } }, { enabled: id !== undefined });
  return (
    <>
      <Head title={id === undefined ? w.new : w.edit}>{found.data ? found.data.title : say(words.line)}</Head>
      <Shown of={basis}>
        {(inForce) =>
          id === undefined ? (
            <Editor the={undefined} basis={inForce} renew={() => undefined} />
          ) : (
            <Shown of={found}>
              {(the) =>
                the.state === 'published' || the.state === 'withdrawn' ? (
                  <p className="admin-nothing">{w.closed}</p>
                ) : (
                  <Editor the={the} basis={inForce} renew={() => void found.refetch()} />
                )
              }
            </Shown>
          )
        }
      </Shown>
    </>
  );
}

/** Writing a draft of a policy: its fields or its JSON, kept while it is typed. */
export function EditPolicy() {
  const { draft } = useParams();
  return (
    <Gate roles={leads}>
      <Page key={draft} id={draft} />
    </Gate>
  );
}
