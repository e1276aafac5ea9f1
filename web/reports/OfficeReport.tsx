import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { EventType } from '../../shared/domain/application/events.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { Bars } from './Bars.tsx';
import { actsInOrder, columns, figureOf } from './report-rows.ts';
import './reports.css';
import { saveFile } from './save-file.ts';
import { tableFile } from './table-file.ts';

const words = {
  title: { zh: '办件统计', en: 'How the offices worked' },
  line: {
    zh: (month: string, asOf: string) => `${month}办结的案件，统计至 ${asOf}。`,
    en: (month: string, asOf: string) => `Cases that ended in ${month}, counted at ${asOf}.`,
  },
  month: { zh: '月份', en: 'Month' },
  byOfficer: { zh: '分人员统计', en: 'Tell officers apart' },
  byOfficerHint: {
    zh: '勾选后会记录是谁查看了人员数据。',
    en: 'It is recorded that you looked at it.',
  },
  print: { zh: '打印', en: 'Print' },
  file: { zh: '下载表格（CSV）', en: 'Download as a table (CSV)' },
  sheet: { zh: '各岗位办件情况', en: 'Work of each office' },
  ofOfficers: { zh: (office: string) => `${office}：分人员`, en: (office: string) => `${office}, by officer` },
  office: { zh: '岗位', en: 'Office' },
  officer: { zh: '人员', en: 'Officer' },
  cases: { zh: '办理案件', en: 'Cases' },
  median: { zh: '办理用时中位数（办公小时）', en: 'Median office hours' },
  p95: { zh: '95% 的案件不超过（办公小时）', en: '95% within (office hours)' },
  late: { zh: '超时', en: 'Late' },
  returned: { zh: '退回案件', en: 'Cases returned' },
  returns: { zh: '退回次数', en: 'Returns' },
  returnedAfterReview: { zh: '受理后又被退回', en: 'Returned after acceptance' },
  sentBack: { zh: '退回重新审查', en: 'Sent back' },
  reopened: { zh: '重新办理', en: 'Reopened' },
  looked: { zh: '已复核', en: 'Looked at again' },
  flawed: { zh: '复核发现问题', en: 'Found flawed' },
  decided: { zh: '作出的处理', en: 'What was decided' },
  act: { zh: '处理', en: 'Decision' },
  times: { zh: '件次', en: 'Times' },
  chartCases: { zh: '办理案件和退回案件', en: 'Cases, and cases returned' },
  chartHours: { zh: '办理用时（办公小时）', en: 'Time for each act, in office hours' },
  medianShort: { zh: '中位数', en: 'Median' },
  p95Short: { zh: '95%', en: '95th per cent' },
  nothing: { zh: '这个月没有办结的案件。', en: 'No case ended in this month.' },
  bulletin: { zh: '公开的月度公报', en: 'The public bulletin of the month' },
  samples: { zh: '抽查复核', en: 'Second looks' },
  help: { zh: '求助与调解统计', en: 'Figures of help and disputes' },
  method: {
    zh: '办公小时只计算工作时间；一个案件在同一岗位停留几次，每次分别计算。',
    en: 'Office hours count opening times alone. A case that stays in an office twice counts twice there.',
  },
};

const actWords: Readonly<Partial<Record<EventType, { zh: string; en: string }>>> = {
  accepted: { zh: '受理', en: 'Accepted' },
  'acceptance-refused': { zh: '不予受理', en: 'Not accepted' },
  returned: { zh: '一次性告知并退回', en: 'Returned with one complete notice' },
  reviewed: { zh: '提出审查意见', en: 'Reviewed' },
  'refusal-announced': { zh: '告知拟不予许可', en: 'Refusal announced' },
  approved: { zh: '准予许可', en: 'Approved' },
  refused: { zh: '不予许可', en: 'Refused' },
  paused: { zh: '中止计时', en: 'Paused' },
  'time-extended': { zh: '延长办理期限', en: 'Time extended' },
};

type Report = Answer<'readReport'>;

function Report({ report }: { report: Report }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { offices } = report;
  if (offices.every(({ figures }) => figures.cases === 0)) return <p className="nothing">{w.nothing}</p>;
  const shown = columns.filter((column) => offices.some(({ figures }) => figureOf(figures, column) !== undefined));
  const cell = (value: number | undefined) => (value === undefined ? '–' : dates.number(value));
  const head = (first: string) => (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {shown.map((column) => (
          <th key={column} scope="col" className="figure">
            {w[column]}
          </th>
        ))}
      </tr>
    </thead>
  );
  const names = offices.map(({ label }) => say(label));
  return (
    <>
      <section className="card">
        <Sheet title={w.sheet}>
          {head(w.office)}
          <tbody>
            {offices.map(({ office, label, figures }) => (
              <tr key={office}>
                <th scope="row">{say(label)}</th>
                {shown.map((column) => (
                  <td key={column} className="figure">
                    {cell(figureOf(figures, column))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Sheet>
        <p className="soft">{w.method}</p>
      </section>
      <section className="card charts">
        <Bars
          title={w.chartCases}
          groups={names}
          series={[
            { name: w.cases, values: offices.map(({ figures }) => figures.cases) },
            { name: w.returned, values: offices.map(({ figures }) => figures.returned) },
          ]}
        />
        <Bars
          title={w.chartHours}
          groups={names}
          series={[
            { name: w.medianShort, values: offices.map(({ figures }) => figures.hours?.median ?? 0) },
            { name: w.p95Short, values: offices.map(({ figures }) => figures.hours?.p95 ?? 0) },
          ]}
        />
      </section>
      <section className="card">
        <Sheet title={w.decided}>
          <thead>
            <tr>
              <th scope="col">{w.office}</th>
              <th scope="col">{w.act}</th>
              <th scope="col" className="figure">
                {w.times}
              </th>
            </tr>
          </thead>
          <tbody>
            {offices.flatMap(({ office, label, figures }) =>
              actsInOrder(figures).map(([act, times]) => {
                const named = actWords[act];
                return (
                  <tr key={`${office} ${act}`}>
                    <th scope="row">{say(label)}</th>
                    <td>{named ? say(named) : act}</td>
                    <td className="figure">{dates.number(times)}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </Sheet>
      </section>
      {offices.map(
        ({ office, label, officers }) =>
          officers &&
          officers.length > 0 && (
            <section key={office} className="card">
              <Sheet title={w.ofOfficers(say(label))}>
                {head(w.officer)}
                <tbody>
                  {officers.map(({ subject, figures }) => (
                    <tr key={subject}>
                      <th scope="row">{subject}</th>
                      {shown.map((column) => (
                        <td key={column} className="figure">
                          {cell(figureOf(figures, column))}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            </section>
          ),
      )}
    </>
  );
}

function Month() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { today } = useZone();
  const hasHelp = useHas('help');
  const [query, setQuery] = useSearchParams();
  const month = query.get('month') ?? today.slice(0, 7);
  const [byOfficer, setByOfficer] = useState(false);
  const found = useRead(
    'readReport',
    { path: { month }, query: { officers: byOfficer ? 'true' : 'false' } },
    // Telling officers apart is recorded each time that it is asked.
    { fresh: 600_000 },
  );
  const save = (report: Report) => {
    const rows = report.offices.flatMap(({ label, figures, officers = [] }) =>
      [{ subject: '', figures }, ...officers].map((one) => [
        say(label),
        one.subject,
        ...columns.map((column) => figureOf(one.figures, column)),
      ]),
    );
    const head = [w.office, w.officer, ...columns.map((column) => w[column])];
    saveFile(`report-${month}.csv`, tableFile([head, ...rows]), 'text/csv;charset=utf-8');
  };
  return (
    <>
      <Head
        title={`${w.title} · ${dates.month(month)}`}
        actions={
          found.data && (
            <>
              <Button onClick={() => window.print()}>{w.print}</Button>
              <Button onClick={() => found.data && save(found.data)}>{w.file}</Button>
            </>
          )
        }
      >
        {found.data && w.line(dates.month(month), dates.moment(found.data.asOf))}
      </Head>
      <div className="tools no-print">
        <label>
          <span>{w.month}</span>
          <input
            type="month"
            className="input"
            value={month}
            max={today.slice(0, 7)}
            onChange={({ target }) => target.value && setQuery({ month: target.value }, { replace: true })}
          />
        </label>
        <label className="choice">
          <input type="checkbox" checked={byOfficer} onChange={({ target }) => setByOfficer(target.checked)} />
          <span>
            {w.byOfficer}
            <small className="soft">{w.byOfficerHint}</small>
          </span>
        </label>
      </div>
      <Shown of={found} rows={8}>
        {(report) => <Report report={report} />}
      </Shown>
      <p className="no-print">
        <Link to={`/bulletin/${month}`}>{w.bulletin}</Link> ·{' '}
        <Link to={`/reports/samples?month=${month}`}>{w.samples}</Link>
        {hasHelp && (
          <>
            {' '}
            · <Link to={`/help/statistics?month=${month}`}>{w.help}</Link>
          </>
        )}
      </p>
    </>
  );
}

/** How each office worked on what ended in a month. */
export function OfficeReport() {
  return (
    <Gate roles={['supervisor']}>
      <Month />
    </Gate>
  );
}
