import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { ChoiceField, DayField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { More } from '../pieces/More.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './desk.css';
import { useTopics } from './topics.ts';

const words = {
  title: { zh: '企业辅导记录', en: 'Advice to employers' },
  line: {
    zh: '对用人单位的上门、电话辅导和培训，计入公报。只记人数，不记姓名。',
    en: 'Employers that were advised or trained; the bulletin counts them. How many people, never who.',
  },
  log: { zh: '登记一次', en: 'Log one' },
  month: { zh: '月份', en: 'Month' },
  find: { zh: '查某一用人单位', en: 'Of one employer' },
  code: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  search: { zh: '查询', en: 'Search' },
  back: { zh: '返回按月查看', en: 'Back to the months' },
  codeLooks: { zh: '代码为 18 位大写字母和数字。', en: 'It has 18 capital letters and digits.' },
  consultations: { zh: '辅导次数', en: 'Times advised' },
  trainings: { zh: '培训次数', en: 'Trainings' },
  employers: { zh: '用人单位', en: 'Employers' },
  attendees: { zh: '参加人数', en: 'People' },
  on: { zh: '日期', en: 'Day' },
  kind: { zh: '方式', en: 'Kind' },
  consultation: { zh: '辅导', en: 'Advice' },
  training: { zh: '培训', en: 'Training' },
  topic: { zh: '主题', en: 'Topic' },
  employer: { zh: '用人单位', en: 'Employer' },
  employerName: { zh: '用人单位名称', en: 'Name of the employer' },
  employerHint: { zh: '代码和名称至少填一项。', en: 'The code or the name, one is enough.' },
  notes: { zh: '备注', en: 'Notes' },
  notesHint: { zh: '不要写个人信息。', en: 'Nothing about a person.' },
  unnamed: { zh: '未记名称', en: 'No name was kept' },
  logged: { zh: '已登记。', en: 'Logged.' },
  none: { zh: '这个月还没有记录。', en: 'Nothing was logged in this month.' },
  noneOf: { zh: '没有该用人单位的记录。', en: 'Nothing was logged of this employer.' },
  sheet: { zh: '辅导和培训记录', en: 'What was logged' },
  plan: {
    zh: '报名参加的培训，请在“企业培训”中登记到场人数。',
    en: 'What employers sign up for is closed under “Training of employers”.',
  },
};

const isCode = (code: string) => /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code);

function Log() {
  const w = useWords(words);
  const dates = useDates();
  const zone = useZone();
  const self = useSelf();
  const topics = useTopics();
  const id = useId();
  const [month, setMonth] = useState(zone.today.slice(0, 7));
  const [code, setCode] = useState('');
  const [typedCode, setTypedCode] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const empty = {
    kind: 'consultation' as 'consultation' | 'training',
    topic: '',
    on: zone.today,
    creditCode: '',
    employerName: '',
    attendees: '1',
    notes: '',
  };
  const [typed, setTyped, forget] = useKept('consultation', empty);
  const query = code ? { creditCode: code } : { month };
  const list = usePages('listConsultations', { query });
  const totals = useRead('listConsultations', { query: { month } }).data?.totals;
  const log = useChange('logConsultation', { renews: ['listConsultations'] });
  const set = (change: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...change }));
  const search = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typedCode.trim().toUpperCase();
    setWrong(!isCode(wanted));
    if (isCode(wanted)) setCode(wanted);
  };
  return (
    <>
      <Head
        title={w.title}
        actions={
          holds(self, 'front-officer', 'supervisor') && (
            <Button
              type="primary"
              onClick={() => {
                log.reset();
                setSaved(false);
                setOpen(true);
              }}
            >
              {w.log}
            </Button>
          )
        }
      >
        {w.line}
      </Head>
      <div className="tools no-print">
        {code ? (
          <Button onClick={() => setCode('')}>{w.back}</Button>
        ) : (
          <label>
            <span>{w.month}</span>
            <input
              type="month"
              className="input"
              value={month}
              max={zone.today.slice(0, 7)}
              onChange={({ target }) => target.value && setMonth(target.value)}
            />
          </label>
        )}
        <form className="by-number" onSubmit={search}>
          <label htmlFor={id}>{w.find}</label>
          <input
            id={id}
            className="input wide-code"
            value={typedCode}
            placeholder={w.code}
            autoComplete="off"
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? `${id}-wrong` : undefined}
            onChange={({ target }) => setTypedCode(target.value)}
          />
          <Button htmlType="submit">{w.search}</Button>
          {isWrong && (
            <p id={`${id}-wrong`} role="alert" className="field-problem">
              {w.codeLooks}
            </p>
          )}
        </form>
      </div>
      <p role="status" className="done">
        {isSaved ? w.logged : ''}
      </p>
      {!code && totals && (
        <dl className="numbers" aria-label={dates.month(month)}>
          {(['consultations', 'trainings', 'employers', 'attendees'] as const).map((one) => (
            <div key={one}>
              <dt>{w[one]}</dt>
              <dd>{dates.number(totals[one])}</dd>
            </div>
          ))}
        </dl>
      )}
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{code ? w.noneOf : w.none}</p>
          ) : (
            <Sheet title={code ? `${w.sheet} ${code}` : `${w.sheet} ${dates.month(month)}`} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.on}</th>
                  <th scope="col">{w.kind}</th>
                  <th scope="col">{w.topic}</th>
                  <th scope="col">{w.employer}</th>
                  <th scope="col" className="figure">
                    {w.attendees}
                  </th>
                  <th scope="col">{w.notes}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td>{dates.shortDay(one.on)}</td>
                    <td>
                      {one.training ? <Link to={`/desk/trainings/${one.training}`}>{w.training}</Link> : w[one.kind]}
                    </td>
                    <td>{topics.label(one.topic)}</td>
                    <td>
                      {one.employerName ?? w.unnamed}
                      {one.creditCode && <small className="soft block">{one.creditCode}</small>}
                    </td>
                    <td className="figure">{dates.number(one.attendees)}</td>
                    <td>{one.notes}</td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
      <p className="soft no-print">
        <Link to="/desk/trainings">{w.plan}</Link>
      </p>
      <FormModal
        open={isOpen}
        title={w.log}
        onClose={() => setOpen(false)}
        error={log.error}
        busy={log.isPending}
        submit={w.log}
        onSubmit={() =>
          log.mutate(
            {
              body: {
                kind: typed.kind,
                topic: typed.topic,
                on: typed.on,
                attendees: Number(typed.attendees),
                ...(typed.creditCode.trim() ? { creditCode: typed.creditCode.trim().toUpperCase() } : {}),
                ...(typed.employerName.trim() ? { employerName: typed.employerName } : {}),
                ...(typed.notes.trim() ? { notes: typed.notes } : {}),
              },
            },
            {
              onSuccess: () => {
                setOpen(false);
                setSaved(true);
                setMonth(typed.on.slice(0, 7));
                setTyped(empty);
                forget();
              },
            },
          )
        }
      >
        <ChoiceField
          path="kind"
          label={w.kind}
          value={typed.kind}
          onChange={(kind) => set({ kind })}
          options={(['consultation', 'training'] as const).map((value) => ({ value, label: w[value] }))}
        />
        <SelectField
          path="topic"
          label={w.topic}
          value={typed.topic}
          onChange={(topic) => set({ topic })}
          options={topics.options}
        />
        <div className="form-pair">
          <DayField path="on" label={w.on} value={typed.on} onChange={(on) => set({ on })} />
          <TextField
            path="attendees"
            label={w.attendees}
            inputMode="numeric"
            narrow
            value={typed.attendees}
            onChange={(attendees) => set({ attendees })}
          />
        </div>
        <TextField
          path="creditCode"
          label={w.code}
          optional
          hint={w.employerHint}
          value={typed.creditCode}
          onChange={(creditCode) => set({ creditCode })}
        />
        <TextField
          path="employerName"
          label={w.employerName}
          optional
          value={typed.employerName}
          onChange={(employerName) => set({ employerName })}
        />
        <LongField
          path="notes"
          label={w.notes}
          optional
          hint={w.notesHint}
          value={typed.notes}
          onChange={(notes) => set({ notes })}
        />
      </FormModal>
    </>
  );
}

/** What the desk advised employers about, month by month. */
export function Consultations() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'supervisor']}>
      <Log />
    </Gate>
  );
}
