import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, DayField, Field, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './desk.css';
import { useTopics } from './topics.ts';

const words = {
  onDay: {
    zh: (day: string, weekday: string) => `${day} ${weekday}`,
    en: (day: string, weekday: string) => `${weekday} ${day}`,
  },
  title: { zh: '企业培训', en: 'Training of employers' },
  line: {
    zh: '经办人在网上报名。培训结束后请登记到场人数，计入公报。',
    en: 'Handlers take their seats themselves. Say afterwards how many came: the bulletin counts them.',
  },
  plan: { zh: '安排一场培训', en: 'Plan a session' },
  name: { zh: '名称', en: 'Title' },
  topic: { zh: '主题', en: 'Topic' },
  on: { zh: '日期', en: 'Day' },
  from: { zh: '开始时间', en: 'From' },
  to: { zh: '结束时间', en: 'To' },
  place: { zh: '地点', en: 'Place' },
  capacity: { zh: '座位数', en: 'Seats' },
  save: { zh: '发布', en: 'Publish it' },
  planned: { zh: '接受报名', en: 'Open' },
  held: { zh: '已举行', en: 'Held' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  left: {
    zh: (left: number, of: number) => `${of} 个座位，还剩 ${left} 个`,
    en: (left: number, of: number) => `${left} of ${of} seats left`,
  },
  toClose: { zh: '请登记到场人数', en: 'Say how many came' },
  none: { zh: '目前没有安排培训。', en: 'No session is planned.' },
};

export const trainingStateColour = { planned: 'processing', held: 'success', cancelled: 'default' } as const;

const empty = {
  topic: '',
  title: { zh: '', en: '' },
  on: '',
  from: '14:00',
  to: '15:30',
  place: { zh: '', en: '' },
  capacity: '30',
};

function TimeField({
  path,
  label,
  value,
  onChange,
}: {
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field path={path} label={label}>
      {(attributes) => (
        <input
          {...attributes}
          type="time"
          className="input narrow"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

function Line({ the }: { the: Answer<'listTrainings'>['items'][number] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const topics = useTopics();
  return (
    <Link to={`/desk/trainings/${the.id}`} className="desk-line">
      <span className="desk-line-main">
        <strong>{say(the.title)}</strong>
        <small>
          {w.onDay(dates.day(the.on), dates.weekday(the.on))} {the.from}–{the.to} · {say(the.place)}
        </small>
        <small>{topics.label(the.topic)}</small>
      </span>
      {the.state === 'planned' && the.on <= zone.today && <Tag color="warning">{w.toClose}</Tag>}
      <span className="soft">{the.state === 'planned' && w.left(the.seatsLeft, the.capacity)}</span>
      <Tag color={trainingStateColour[the.state]}>{w[the.state]}</Tag>
    </Link>
  );
}

function List() {
  const w = useWords(words);
  const self = useSelf();
  const zone = useZone();
  const topics = useTopics();
  const go = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped, forget] = useKept('training', empty);
  const list = usePages('listTrainings', {});
  const plan = useChange('planTraining', { renews: ['listTrainings'] });
  const set = (change: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...change }));
  return (
    <>
      <Head
        title={w.title}
        actions={
          holds(self, 'front-officer', 'supervisor') && (
            <Button
              type="primary"
              onClick={() => {
                plan.reset();
                setOpen(true);
              }}
            >
              {w.plan}
            </Button>
          )
        }
      >
        {w.line}
      </Head>
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{w.none}</p>
          ) : (
            <ul className="desk-list">
              {items.map((the) => (
                <li key={the.id}>
                  <Line the={the} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More list={list} />
      <FormModal
        open={isOpen}
        title={w.plan}
        onClose={() => setOpen(false)}
        error={plan.error}
        busy={plan.isPending}
        submit={w.save}
        onSubmit={() =>
          plan.mutate(
            { body: { ...typed, on: typed.on || zone.today, capacity: Number(typed.capacity) } },
            {
              onSuccess: ({ id }) => {
                setTyped(empty);
                forget();
                void go(`/desk/trainings/${id}`);
              },
            },
          )
        }
      >
        <BothField path="title" label={w.name} rows={1} value={typed.title} onChange={(title) => set({ title })} />
        <SelectField
          path="topic"
          label={w.topic}
          value={typed.topic}
          onChange={(topic) => set({ topic })}
          options={topics.options}
        />
        <DayField path="on" label={w.on} value={typed.on || zone.today} onChange={(on) => set({ on })} />
        <div className="form-pair">
          <TimeField path="from" label={w.from} value={typed.from} onChange={(from) => set({ from })} />
          <TimeField path="to" label={w.to} value={typed.to} onChange={(to) => set({ to })} />
        </div>
        <BothField path="place" label={w.place} rows={1} value={typed.place} onChange={(place) => set({ place })} />
        <TextField
          path="capacity"
          label={w.capacity}
          inputMode="numeric"
          narrow
          value={typed.capacity}
          onChange={(capacity) => set({ capacity })}
        />
      </FormModal>
    </>
  );
}

/** Sessions for employers, as the desk plans and closes them. */
export function Trainings() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'supervisor']}>
      <List />
    </Gate>
  );
}
