import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, SelectField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './desk.css';
import { useTopics } from './topics.ts';

const words = {
  title: { zh: '标准答复', en: 'Ready answers' },
  line: {
    zh: '常见问题的统一口径。每次修改都另存为新版本，以前答复过的内容不会改变。',
    en: 'One voice for what is often asked. Every change is a version of its own: what was answered before stays as it was.',
  },
  topic: { zh: '主题', en: 'Topic' },
  every: { zh: '全部主题', en: 'All topics' },
  add: { zh: '新增标准答复', en: 'Write a ready answer' },
  edit: { zh: '修改', en: 'Change' },
  editTitle: { zh: '修改标准答复', en: 'Change a ready answer' },
  withdraw: { zh: '停用', en: 'Withdraw' },
  restore: { zh: '恢复使用', en: 'Use it again' },
  withdrawn: { zh: '已停用', en: 'Withdrawn' },
  versions: { zh: '以前的版本', en: 'Earlier versions' },
  hide: { zh: '收起', en: 'Hide them' },
  version: {
    zh: (n: number, at: string, by: string) => `第 ${n} 版，${at}，${by}`,
    en: (n: number, at: string, by: string) => `version ${n}, ${at}, by ${by}`,
  },
  name: { zh: '标题', en: 'Title' },
  answer: { zh: '答复', en: 'Answer' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存。', en: 'Saved.' },
  none: {
    zh: '还没有标准答复。写好后，答复咨询时可以一键插入两种语言。',
    en: 'There is none yet. Once written, it is inserted in both languages with one click.',
  },
};

type Ready = Answer<'listStandardAnswers'>['items'][number];

const empty = {
  id: '',
  version: 0,
  topic: '',
  title: { zh: '', en: '' },
  answer: { zh: '', en: '' },
};

function Versions({ of }: { of: Ready }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const list = usePages('listStandardAnswers', { query: { answer: of.id } });
  return (
    <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }} rows={2}>
      {(versions) => (
        <ol className="ready" reversed>
          {versions
            .filter(({ version }) => version !== of.version)
            .map((one) => (
              <li key={one.version}>
                <small className="soft">{w.version(one.version, dates.moment(one.at), one.by)}</small>
                <p>{say(one.answer)}</p>
              </li>
            ))}
        </ol>
      )}
    </Shown>
  );
}

function ReadyAnswer({ the, onEdit, mayKeep }: { the: Ready; onEdit: () => void; mayKeep: boolean }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const topics = useTopics();
  const [isOpen, setOpen] = useState(false);
  const keep = useChange('keepStandardAnswer', { renews: ['listStandardAnswers', 'readInquiry'] });
  const { id, topic, title, answer, version, withdrawn } = the;
  return (
    <article className="card answer-card">
      <h2>
        {say(title)} {withdrawn && <Tag color="warning">{w.withdrawn}</Tag>}
      </h2>
      <small className="soft">
        {topics.label(topic)} · {w.version(version, dates.moment(the.at), the.by)}
      </small>
      <div className="both">
        <p lang="zh-CN">{answer.zh}</p>
        <p lang="en">{answer.en}</p>
      </div>
      <div className="answer-acts no-print">
        {mayKeep && <Button onClick={onEdit}>{w.edit}</Button>}
        {mayKeep && (
          <Button
            loading={keep.isPending}
            onClick={() => keep.mutate({ body: { id, topic, title, answer, withdrawn: !withdrawn }, version })}
          >
            {withdrawn ? w.restore : w.withdraw}
          </Button>
        )}
        {version > 1 && (
          <Button type="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? w.hide : w.versions}
          </Button>
        )}
      </div>
      <Problems error={keep.error} />
      {isOpen && <Versions of={the} />}
    </article>
  );
}

function Answers() {
  const w = useWords(words);
  const self = useSelf();
  const topics = useTopics();
  const [topic, setTopic] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [typed, setTyped, forget] = useKept('standard-answer', empty);
  const list = usePages('listStandardAnswers', { query: { limit: 50, ...(topic ? { topic } : {}) } });
  const keep = useChange('keepStandardAnswer', { renews: ['listStandardAnswers', 'readInquiry'] });
  const mayKeep = holds(self, 'front-officer', 'supervisor');
  const set = (change: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...change }));
  const begin = (from: Partial<typeof empty>) => {
    keep.reset();
    setSaved(false);
    // Another answer than the one that was being written begins afresh; the same one goes on.
    setTyped((now) =>
      now.id === (from.id ?? '') && now.title.zh + now.answer.zh !== '' ? now : { ...empty, ...from },
    );
    setOpen(true);
  };
  return (
    <>
      <Head
        title={w.title}
        actions={
          mayKeep && (
            <Button type="primary" onClick={() => begin({ topic })}>
              {w.add}
            </Button>
          )
        }
      >
        {w.line}
      </Head>
      <div className="tools no-print">
        <label>
          <span>{w.topic}</span>
          <select className="input" value={topic} onChange={({ target }) => setTopic(target.value)}>
            <option value="">{w.every}</option>
            {topics.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="status" className="done">
        {isSaved ? w.saved : ''}
      </p>
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{w.none}</p>
          ) : (
            <div className="answers">
              {items.map((the) => (
                <ReadyAnswer
                  key={the.id}
                  the={the}
                  mayKeep={mayKeep}
                  onEdit={() =>
                    begin({ id: the.id, version: the.version, topic: the.topic, title: the.title, answer: the.answer })
                  }
                />
              ))}
            </div>
          )
        }
      </Shown>
      <More list={list} />
      <FormModal
        open={isOpen}
        title={typed.id ? w.editTitle : w.add}
        onClose={() => setOpen(false)}
        error={keep.error}
        busy={keep.isPending}
        submit={w.save}
        onSubmit={() => {
          const { id, version, ...rest } = typed;
          keep.mutate(id ? { body: { id, ...rest }, version } : { body: rest }, {
            onSuccess: () => {
              setOpen(false);
              setSaved(true);
              setTyped(empty);
              forget();
            },
          });
        }}
      >
        <SelectField
          path="topic"
          label={w.topic}
          value={typed.topic}
          onChange={(chosen) => set({ topic: chosen })}
          options={topics.options}
        />
        <BothField path="title" label={w.name} rows={1} value={typed.title} onChange={(title) => set({ title })} />
        <BothField
          path="answer"
          label={w.answer}
          rows={7}
          value={typed.answer}
          onChange={(answer) => set({ answer })}
        />
      </FormModal>
    </>
  );
}

/** Ready answers of the desk, in both languages. */
export function StandardAnswers() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'supervisor']}>
      <Answers />
    </Gate>
  );
}
