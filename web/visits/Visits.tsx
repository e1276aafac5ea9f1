import { Tag } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { DayList } from './DayList.tsx';
import { visitColours, visitWords } from './visit-words.ts';
import './visits.css';

const words = {
  title: { zh: '一次办预约', en: 'My visits' },
  line: {
    zh: '多件申请合并为一次到场、一次领取。',
    en: 'One appointment and one collection for several applications.',
  },
  book: { zh: '预约', en: 'Book a visit' },
  none: { zh: '还没有预约', en: 'No visit yet' },
  noneText: {
    zh: '有多件申请时，可以预约一次到场核对原件、一次领取全部证件。',
    en: 'With several applications, one visit is enough to show the originals, and one to collect everything.',
  },
  applications: {
    zh: (n: number) => `${n} 件申请`,
    en: (n: number) => (n === 1 ? '1 application' : `${n} applications`),
  },
  notHere: { zh: '本区未开通此服务。', en: 'This zone does not offer this.' },
};

function Mine() {
  const w = useWords(words);
  const states = useWords(visitWords);
  const say = useSay();
  const dates = useDates();
  const list = usePages('listVisits', {});
  return (
    <>
      <Head
        title={w.title}
        actions={
          <ActionLink primary to="/visits/new">
            {w.book}
          </ActionLink>
        }
      >
        {w.line}
      </Head>
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <section className="card empty">
              <h2>{w.none}</h2>
              <p>{w.noneText}</p>
            </section>
          ) : (
            <ul className="plain-list">
              {items.map(({ id, state, appointment, applications }) => (
                <li key={id} className="card visit-card">
                  <div>
                    <h2>
                      <Link to={`/visits/${id}`}>
                        {dates.day(appointment.day)} {appointment.from}–{appointment.to}
                      </Link>
                    </h2>
                    <p className="soft">
                      {w.applications(applications.length)} · {say(appointment.address)}
                    </p>
                  </div>
                  <Tag color={visitColours[state]}>{states[state]}</Tag>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

function Either() {
  const w = useWords(words);
  const self = useSelf();
  if (!useHas('visits')) return <Head title={w.title}>{w.notHere}</Head>;
  return holds(self, 'front-officer', 'supervisor') ? <DayList /> : <Mine />;
}

/** Visits: for parties their own, for the front office those of a day. */
export const Visits = () => (
  <Gate roles={['employer', 'applicant', 'front-officer', 'supervisor']}>
    <Either />
  </Gate>
);
