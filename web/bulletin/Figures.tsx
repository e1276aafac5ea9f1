import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { Bars } from './Bars.tsx';

type Bulletin = Answer<'readBulletin'>;

const words = {
  gist: { zh: '本月概况', en: 'The month in short' },
  inquiries: { zh: '咨询', en: 'questions asked' },
  employers: { zh: '新注册用人单位', en: 'employers registered' },
  submitted: { zh: '提交申请', en: 'applications submitted' },
  concluded: { zh: '办结', en: 'applications decided' },
  kept: { zh: '按承诺时间办结', en: 'decided within the promise' },
  target: { zh: (n: number) => `目标 ${n}%`, en: (n: number) => `target ${n}%` },
  keptOf: {
    zh: (kept: number, of: number) => `${kept} / ${of} 件`,
    en: (kept: number, of: number) => `${kept} of ${of}`,
  },
  bySubmitted: { zh: '提交的申请', en: 'Applications submitted' },
  byConcluded: { zh: '作出决定的申请', en: 'Applications decided' },
  procedure: { zh: '事项', en: 'Procedure' },
  A: { zh: 'A 类', en: 'A' },
  B: { zh: 'B 类', en: 'B' },
  C: { zh: 'C 类', en: 'C' },
  none: { zh: '不分类', en: 'no category' },
  withheld: {
    zh: (n: number) => `少于 ${n} 件的分类数字合并列出，以免认出个人。`,
    en: (n: number) =>
      `Categories are not told apart where one has fewer than ${n} cases, so that nobody is recognised.`,
  },
  endings: { zh: '办理结果', en: 'How applications ended' },
  ending: { zh: '结果', en: 'Result' },
  topics: { zh: '咨询事项', en: 'What people asked about' },
  topic: { zh: '事项', en: 'Topic' },
  times: { zh: '用了多久', en: 'How long it took' },
  timesNote: {
    zh: '工作日。中位数：一半的申请不超过这个天数；95%：几乎所有申请不超过这个天数。',
    en: 'Working days. Median: half took no longer. 95%: nearly all took no longer.',
  },
  stage: { zh: '环节', en: 'Stage' },
  cases: { zh: '件数', en: 'Cases' },
  median: { zh: '中位数', en: 'Median' },
  p95: { zh: '95%', en: '95%' },
  inTime: { zh: '按时', en: 'In time' },
  held: { zh: '数量少，不公布', en: 'too few to tell' },
  returnsText: {
    zh: (returned: number, of: number) => `${of} 件中有 ${returned} 件被退回补正。`,
    en: (returned: number, of: number) => `${returned} of ${of} applications were returned to be mended.`,
  },
  perApplication: {
    zh: (n: string) => `平均每件退回 ${n} 次。`,
    en: (n: string) => `${n} returns per application.`,
  },
  lawText: {
    zh: (acceptance: number, renewal: number) => `视为受理 ${acceptance} 件，视为准予延续 ${renewal} 件。`,
    en: (acceptance: number, renewal: number) => `${acceptance} deemed accepted, ${renewal} deemed renewed.`,
  },
  reopened: { zh: (n: number) => `重新办理 ${n} 件。`, en: (n: number) => `${n} taken up again.` },
  consulted: { zh: (n: number) => `辅导用人单位 ${n} 家次。`, en: (n: number) => `${n} employers were advised.` },
  notes: { zh: '统计说明', en: 'How it was counted' },
  calendar: {
    zh: '跨到尚未公布放假安排的年份，天数为暂定。',
    en: 'Counted through a year whose official calendar is not published: days are provisional.',
  },
} as const;

const endings = ['issued', 'completed', 'refused', 'not-accepted', 'withdrawn', 'lapsed'] as const;

function ByProcedure({ title, of, cell }: { title: string; of: Bulletin['submitted']; cell: number }) {
  const w = useWords(words);
  const say = useSay();
  const isSplit = of.procedures.length > 0 && of.procedures.every(({ categories }) => categories !== undefined);
  if (of.procedures.length === 0) return null;
  return (
    <section className="card">
      <Bars
        title={title}
        of={w.procedure}
        bars={of.procedures.map(({ procedure, title: name, cases, categories }) => ({
          key: procedure,
          label: say(name),
          values: isSplit && categories ? [categories.A, categories.B, categories.C, categories.none] : [cases],
        }))}
        {...(isSplit ? { parts: [w.A, w.B, w.C, w.none] } : {})}
      />
      {of.procedures.map(
        ({ procedure, title: name, categories }) =>
          !isSplit &&
          categories &&
          categories.A + categories.B + categories.C > 0 && (
            <p key={procedure} className="soft">
              {say(name)}: {w.A} {categories.A} · {w.B} {categories.B} · {w.C} {categories.C}
              {categories.none > 0 && ` · ${w.none} ${categories.none}`}
            </p>
          ),
      )}
      {of.procedures.some(({ categories }) => categories === undefined) && <p className="soft">{w.withheld(cell)}</p>}
    </section>
  );
}

function Times({ bulletin }: { bulletin: Bulletin }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  return (
    <section className="card">
      <table className="times">
        <caption>{w.times}</caption>
        <thead>
          <tr>
            <th scope="col">{w.stage}</th>
            <th scope="col">{w.cases}</th>
            <th scope="col">{w.median}</th>
            <th scope="col">{w.p95}</th>
            <th scope="col">{w.inTime}</th>
          </tr>
        </thead>
        <tbody>
          {bulletin.stages.map(({ stage, label, cases, days, inTime, withheld }) => (
            <tr key={stage}>
              <th scope="row">{say(label)}</th>
              <td>{dates.number(cases)}</td>
              {withheld ? (
                <td colSpan={3}>{w.held}</td>
              ) : (
                <>
                  <td>{days ? dates.number(days.median) : '–'}</td>
                  <td>{days ? dates.number(days.p95) : '–'}</td>
                  <td>{inTime === undefined || cases === 0 ? '–' : dates.percent(inTime / cases)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {w.timesNote} {bulletin.calendarProvisional && w.calendar}
      </p>
    </section>
  );
}

/** The figures of a month: what matters first, then each with its bars. */
export function Figures({ bulletin }: { bulletin: Bulletin }) {
  const w = useWords(words);
  const ends = useWords(stageWords);
  const say = useSay();
  const dates = useDates();
  const { promise, returns, byLaw } = bulletin;
  const tiles = [
    { value: dates.number(bulletin.submitted.total), label: w.submitted },
    { value: dates.number(bulletin.concluded.total), label: w.concluded },
    ...(promise.share === undefined
      ? []
      : [
          {
            value: dates.percent(promise.share / 100),
            label: w.kept,
            beside: `${w.keptOf(promise.kept, promise.cases)} · ${w.target(promise.target)}`,
          },
        ]),
    { value: dates.number(bulletin.inquiries.total), label: w.inquiries },
    { value: dates.number(bulletin.employers.registered), label: w.employers },
  ];
  return (
    <>
      <section aria-label={w.gist}>
        <ul className="tiles">
          {tiles.map(({ value, label, beside }) => (
            <li key={label} className="card">
              <strong>{value}</strong> {label}
              {beside && <small className="soft">{beside}</small>}
            </li>
          ))}
        </ul>
      </section>
      <ByProcedure title={w.bySubmitted} of={bulletin.submitted} cell={bulletin.rules.smallestCell} />
      <ByProcedure title={w.byConcluded} of={bulletin.concluded} cell={bulletin.rules.smallestCell} />
      <Times bulletin={bulletin} />
      <section className="card">
        <Bars
          title={w.endings}
          of={w.ending}
          bars={endings.map((ending) => ({ key: ending, label: ends[ending], values: [bulletin.endings[ending]] }))}
        />
        <p>
          {w.returnsText(returns.returned, returns.cases)}{' '}
          {returns.perApplication !== undefined && w.perApplication(dates.number(returns.perApplication))}{' '}
          {w.lawText(byLaw.acceptance, byLaw.renewal)} {w.reopened(bulletin.reopened)}
        </p>
      </section>
      {bulletin.inquiries.topics.length > 0 && (
        <section className="card">
          <Bars
            title={w.topics}
            of={w.topic}
            bars={bulletin.inquiries.topics.map(({ topic, label, inquiries }) => ({
              key: topic,
              label: say(label),
              values: [inquiries],
            }))}
          />
          <p className="soft">{w.consulted(bulletin.employers.consulted)}</p>
        </section>
      )}
      <details className="card">
        <summary>{w.notes}</summary>
        <ul>
          {bulletin.rules.notes.map((note) => (
            <li key={note.en}>{say(note)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
