import { Button, Tag } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import { usePages, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './practice.css';
import { officeWords } from './practice-words.ts';
import { Standings } from './Standing.tsx';

const words = {
  title: { zh: '考核记录', en: 'Marked attempts' },
  all: { zh: '全部练习', en: 'All cases' },
  mine: { zh: '我的', en: 'Mine' },
  ofMonth: { zh: '某月全部人员', en: 'Everybody in a month' },
  ofOfficer: { zh: '某一人员', en: 'One officer' },
  whose: { zh: '查看', en: 'Show' },
  month: { zh: '月份', en: 'Month' },
  account: { zh: '人员账号', en: 'Account of the officer' },
  show: { zh: '查看', en: 'Show' },
  officer: { zh: '人员', en: 'Officer' },
  office: { zh: '岗位', en: 'Office' },
  case: { zh: '题目', en: 'Case' },
  handedIn: { zh: '交卷时间', en: 'Handed in' },
  open: { zh: '尚未交卷', en: 'not handed in' },
  score: { zh: '成绩', en: 'Mark' },
  result: { zh: '结果', en: 'Result' },
  passed: { zh: '通过', en: 'Passed' },
  failed: { zh: '未通过', en: 'Not passed' },
  none: { zh: '没有考核记录。', en: 'There is no marked attempt.' },
};

type Whose = 'mine' | 'month' | 'officer';

function Records() {
  const w = useWords(words);
  const say = useSay();
  const offices = useWords(officeWords);
  const dates = useDates();
  const id = useId();
  const { today } = useZone();
  const leads = holds(useSelf(), 'supervisor');
  const [whose, setWhose] = useState<Whose>('mine');
  const [month, setMonth] = useState(today.slice(0, 7));
  const [typed, setTyped] = useState('');
  const [subject, setSubject] = useState('');
  const query = whose === 'month' ? { month } : whose === 'officer' && subject ? { subject } : {};
  const isAsked = whose !== 'officer' || subject !== '';
  const list = usePages('listStaffAssessments', { query }, { enabled: isAsked });
  const standing = useRead('listStaffAssessments', { query }, { enabled: isAsked && whose !== 'month' }).data?.standing;
  const cases = useRead('listPractice', { query: {} }).data?.items;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setSubject(typed.trim());
  };
  return (
    <>
      <Head title={w.title} actions={<Link to="/practice">{w.all}</Link>} />
      {leads && (
        <div className="tools no-print">
          <label>
            <span>{w.whose}</span>
            <select
              className="input"
              value={whose}
              onChange={({ target }) =>
                setWhose(target.value === 'month' || target.value === 'officer' ? target.value : 'mine')
              }
            >
              <option value="mine">{w.mine}</option>
              <option value="month">{w.ofMonth}</option>
              <option value="officer">{w.ofOfficer}</option>
            </select>
          </label>
          {whose === 'month' && (
            <label>
              <span>{w.month}</span>
              <input
                type="month"
                className="input"
                value={month}
                max={today.slice(0, 7)}
                onChange={({ target }) => target.value && setMonth(target.value)}
              />
            </label>
          )}
          {whose === 'officer' && (
            <form className="tools" onSubmit={search}>
              <label htmlFor={id}>
                <span>{w.account}</span>
                <input
                  id={id}
                  className="input"
                  autoComplete="off"
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
              </label>
              <Button htmlType="submit">{w.show}</Button>
            </form>
          )}
        </div>
      )}
      {isAsked && standing && <Standings of={standing} />}
      {isAsked && (
        <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
          {(items) =>
            items.length === 0 ? (
              <p className="nothing">{w.none}</p>
            ) : (
              <Sheet title={w.title} quiet>
                <thead>
                  <tr>
                    {whose === 'month' && <th scope="col">{w.officer}</th>}
                    <th scope="col">{w.case}</th>
                    <th scope="col">{w.office}</th>
                    <th scope="col">{w.handedIn}</th>
                    <th scope="col" className="figure">
                      {w.score}
                    </th>
                    <th scope="col">{w.result}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => {
                    const title = cases?.find((known) => known.id === one.case)?.title;
                    return (
                      <tr key={one.id}>
                        {whose === 'month' && <td>{one.subject}</td>}
                        <td>{title ? say(title) : one.case}</td>
                        <td>{offices[one.office]}</td>
                        <td>{one.handedInAt ? dates.moment(one.handedInAt) : w.open}</td>
                        <td className="figure">{one.score === undefined ? '–' : dates.number(one.score)}</td>
                        <td>
                          {one.handedInAt && (
                            <Tag color={one.passed ? 'success' : 'warning'}>{one.passed ? w.passed : w.failed}</Tag>
                          )}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </Sheet>
            )
          }
        </Shown>
      )}
      <More list={list} />
    </>
  );
}

/** Marked attempts: one's own; for supervisors those of a month or of one officer. */
export function StaffAssessments() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
      <Records />
    </Gate>
  );
}
