import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { attended, everybody, type Typed } from './attendance.ts';
import './desk.css';
import { trainingStateColour } from './Trainings.tsx';
import { useTopics } from './topics.ts';

const words = {
  onDay: {
    zh: (day: string, weekday: string) => `${day} ${weekday}`,
    en: (day: string, weekday: string) => `${weekday} ${day}`,
  },
  wait: { zh: '企业培训', en: 'Training of employers' },
  all: { zh: '全部培训', en: 'All sessions' },
  topic: { zh: '主题', en: 'Topic' },
  when: { zh: '时间', en: 'When' },
  place: { zh: '地点', en: 'Place' },
  seats: { zh: '座位', en: 'Seats' },
  left: {
    zh: (left: number, of: number) => `共 ${of} 个，还剩 ${left} 个`,
    en: (left: number, of: number) => `${left} of ${of} left`,
  },
  planned: { zh: '接受报名', en: 'Open' },
  held: { zh: '已举行', en: 'Held' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  employers: { zh: '报名的用人单位', en: 'Employers that take part' },
  employer: { zh: '用人单位', en: 'Employer' },
  many: { zh: '座位数', en: 'Seats' },
  at: { zh: '报名时间', en: 'Taken on' },
  nobody: { zh: '还没有用人单位报名。', en: 'No employer has taken a seat yet.' },
  came: { zh: '登记到场人数', en: 'How many came' },
  cameHint: {
    zh: '没有到场的填 0。保存后计入公报，不能再改。',
    en: 'Write 0 where nobody came. It counts in the bulletin and cannot be changed afterwards.',
  },
  cameOf: { zh: (name: string) => `${name}到场人数`, en: (name: string) => `People from ${name}` },
  save: { zh: '已举行，保存到场人数', en: 'It was held: save' },
  notYet: { zh: '培训当天起可以登记到场人数。', en: 'From the day of the session on you can say how many came.' },
  cancel: { zh: '取消这场培训', en: 'Cancel the session' },
  cancelTitle: { zh: '确定取消这场培训？', en: 'Cancel this session?' },
  cancelText: {
    zh: '报名的用人单位会在培训列表中看到已取消；系统不会另发通知，请电话告知。',
    en: 'Employers see it in their list as cancelled. No notice is sent: please call those that signed up.',
  },
};

type View = Answer<'readTraining'>;

function Closing({ the }: { the: View }) {
  const w = useWords(words);
  const seats = the.employers ?? [];
  const [typed, setTyped] = useState<Typed>(() => everybody(seats));
  const close = useChange('closeTraining', { renews: ['readTraining', 'listTrainings', 'listConsultations'] });
  return (
    <section className="card below">
      <h2>{w.came}</h2>
      <p className="soft">{w.cameHint}</p>
      <PlainForm
        error={close.error}
        busy={close.isPending}
        submit={w.save}
        onSubmit={() =>
          close.mutate({
            path: { training: the.id },
            body: { state: 'held', attended: attended(seats, typed) },
            version: the.version,
          })
        }
      >
        {seats.map(({ employerId, name, seats: many }) => (
          <TextField
            key={employerId}
            label={w.cameOf(name)}
            inputMode="numeric"
            narrow
            value={typed[employerId] ?? String(many)}
            onChange={(value) => setTyped((now) => ({ ...now, [employerId]: value }))}
          />
        ))}
      </PlainForm>
    </section>
  );
}

function Session({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const topics = useTopics();
  const self = useSelf();
  const [isCancelling, setCancelling] = useState(false);
  const found = useRead('readTraining', { path: { training: id } });
  const cancel = useChange('closeTraining', { renews: ['readTraining', 'listTrainings'] });
  const mayClose = holds(self, 'front-officer', 'supervisor');
  return (
    <>
      <Head title={found.data ? say(found.data.title) : w.wait} actions={<Link to="/desk/trainings">{w.all}</Link>}>
        {found.data && <Tag color={trainingStateColour[found.data.state]}>{w[found.data.state]}</Tag>}
      </Head>
      <Shown of={found}>
        {(the) => (
          <>
            <section className="card">
              <Facts
                of={[
                  [w.when, `${w.onDay(dates.day(the.on), dates.weekday(the.on))} ${the.from}–${the.to}`],
                  [w.place, say(the.place)],
                  [w.topic, topics.label(the.topic)],
                  [w.seats, w.left(the.seatsLeft, the.capacity)],
                ]}
              />
            </section>
            <h2>{w.employers}</h2>
            {(the.employers ?? []).length === 0 ? (
              <p className="nothing">{w.nobody}</p>
            ) : (
              <Sheet title={w.employers} quiet>
                <thead>
                  <tr>
                    <th scope="col">{w.employer}</th>
                    <th scope="col" className="figure">
                      {w.many}
                    </th>
                    <th scope="col">{w.at}</th>
                  </tr>
                </thead>
                <tbody>
                  {the.employers?.map(({ employerId, name, seats, at }) => (
                    <tr key={employerId}>
                      <th scope="row">{name}</th>
                      <td className="figure">{dates.number(seats)}</td>
                      <td>{dates.moment(at)}</td>
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            )}
            {mayClose && the.state === 'planned' && (
              <>
                {the.on <= zone.today ? <Closing the={the} /> : <p className="soft">{w.notYet}</p>}
                <Button danger onClick={() => setCancelling(true)}>
                  {w.cancel}
                </Button>
                <FormModal
                  open={isCancelling}
                  title={w.cancelTitle}
                  onClose={() => setCancelling(false)}
                  error={cancel.error}
                  busy={cancel.isPending}
                  submit={w.cancel}
                  danger
                  onSubmit={() =>
                    cancel.mutate(
                      { path: { training: the.id }, body: { state: 'cancelled' }, version: the.version },
                      { onSuccess: () => setCancelling(false) },
                    )
                  }
                >
                  <p>{w.cancelText}</p>
                </FormModal>
              </>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** One session: who takes part, and how it ended. */
export function Training() {
  const { training = '' } = useParams();
  return (
    <Gate roles={['front-officer', 'back-officer', 'supervisor']}>
      <Session key={training} id={training} />
    </Gate>
  );
}
