import { Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { SelectField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { seatChoices } from './seats.ts';

const words = {
  title: { zh: '企业培训', en: 'Training for employers' },
  line: { zh: '免费，讲解政策和办理要点。', en: 'Free of charge: the rules, and how to file well.' },
  none: { zh: '目前没有安排培训。', en: 'No session is planned at present.' },
  when: {
    zh: (day: string, weekday: string, from: string, to: string) => `${day} ${weekday} ${from}–${to}`,
    en: (day: string, weekday: string, from: string, to: string) => `${weekday} ${day}, ${from}–${to}`,
  },
  left: { zh: (n: number) => `余 ${n} 座`, en: (n: number) => (n === 1 ? '1 seat left' : `${n} seats left`) },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  held: { zh: '已举行', en: 'Held' },
  yours: {
    zh: (name: string, n: number) => `${name}：已报名 ${n} 人`,
    en: (name: string, n: number) => `${name}: ${n === 1 ? '1 seat is yours' : `${n} seats are yours`}`,
  },
  employer: { zh: '单位', en: 'Employer' },
  seats: { zh: '人数', en: 'Seats' },
  giveBack: { zh: '0（取消报名）', en: '0 (give them back)' },
  take: { zh: '报名', en: 'Take seats' },
  change: { zh: '更改人数', en: 'Change the seats' },
  noEmployer: { zh: '填报用人单位后即可报名。', en: 'Add your employer first, then you can take seats.' },
  add: { zh: '填报单位', en: 'Add an employer' },
};

type Training = Answer<'listTrainings'>['items'][number];
type Employer = Answer<'listEmployers'>['items'][number];

function TakeSeats({ training, employers }: { training: Training; employers: readonly Employer[] }) {
  const w = useWords(words);
  const say = useSay();
  const [chosen, setChosen] = useState(employers.length === 1 ? (employers[0]?.id ?? '') : '');
  const [seats, setSeats] = useState('');
  const take = useChange('takeSeats', { renews: ['listTrainings', 'readTraining'] });
  const own = training.own?.find(({ employerId }) => employerId === chosen)?.seats ?? 0;
  return (
    <PlainForm
      error={take.error}
      busy={take.isPending}
      submit={own > 0 ? w.change : w.take}
      onSubmit={() =>
        take.mutate(
          {
            path: { training: training.id },
            body: { employerId: chosen, seats: seats === '' ? (Number.NaN as number) : Number(seats) },
          },
          { onSuccess: () => setSeats('') },
        )
      }
    >
      <div className="form-pair">
        {employers.length > 1 && (
          <SelectField
            path="employerId"
            label={w.employer}
            value={chosen}
            onChange={setChosen}
            options={employers.map(({ id, name }) => ({ value: id, label: say(name) }))}
          />
        )}
        <SelectField
          path="seats"
          label={w.seats}
          value={seats}
          onChange={setSeats}
          options={seatChoices(own, training.seatsLeft)
            .filter((count) => count > 0 || own > 0)
            .map((count) => ({ value: `${count}`, label: count === 0 ? w.giveBack : `${count}` }))}
        />
      </div>
    </PlainForm>
  );
}

function One({ line, employers }: { line: Training; employers: readonly Employer[] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const topics = useZone().desk.topics.list;
  // The list does not tell whose the seats are.
  const training = useRead('readTraining', { path: { training: line.id } }).data ?? line;
  const topic = topics.find(({ id }) => id === training.topic);
  return (
    <li className="card">
      <h2>{say(training.title)}</h2>
      <p>
        <strong>{w.when(dates.day(training.on), dates.weekday(training.on), training.from, training.to)}</strong>
        <br />
        {say(training.place)}
      </p>
      <p>
        {training.state === 'planned' ? (
          <Tag color={training.seatsLeft > 0 ? 'processing' : 'warning'}>{w.left(training.seatsLeft)}</Tag>
        ) : (
          <Tag color={training.state === 'held' ? 'success' : 'default'}>{w[training.state]}</Tag>
        )}
        {topic && <span className="soft">{say(topic.label)}</span>}
      </p>
      <div role="status">
        {training.own
          ?.filter(({ seats }) => seats > 0)
          .map(({ employerId, seats }) => {
            const employer = employers.find(({ id }) => id === employerId);
            return (
              <p key={employerId}>
                <Tag color="success">✓</Tag> {w.yours(employer ? say(employer.name) : '', seats)}
              </p>
            );
          })}
      </div>
      {training.state === 'planned' && employers.length > 0 && <TakeSeats training={training} employers={employers} />}
    </li>
  );
}

function List() {
  const w = useWords(words);
  const list = usePages('listTrainings', {});
  const read = useRead('listEmployers', {});
  const employers = read.data?.items.filter(({ status }) => status !== 'displaced') ?? [];
  return (
    <>
      <Head
        title={w.title}
        actions={read.data && employers.length === 0 && <ActionLink to="/employers/new">{w.add}</ActionLink>}
      >
        {w.line} {read.data && employers.length === 0 && w.noEmployer}
      </Head>
      <Shown of={{ ...list, data: list.isPending || list.error || read.isPending ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <section className="card empty">
              <p>{w.none}</p>
            </section>
          ) : (
            <ul className="plain-list">
              {items.map((training) => (
                <One key={training.id} line={training} employers={employers} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

/** Training sessions, with seats for the employers that one handles. */
export const EmployerTrainings = () => (
  <Gate roles={['employer']}>
    <List />
  </Gate>
);
