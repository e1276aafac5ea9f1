import { Alert, Button, Tag } from 'antd';
import { Fragment, type ReactNode, useState } from 'react';
import { Link, NavLink, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { CheckField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import '../pieces/parts.css';
import './administration.css';
import { CalendarYear } from './CalendarYear.tsx';
import { bySection, type FigureLine, figureLines, kindOfPlace, numberOfPlace, sameClocks } from './figure-lines.ts';
import { figureNames, sectionNames, valueNames } from './figure-words.ts';
import { leads } from './leads.ts';
import { Source } from './Source.tsx';

const words = {
  title: { zh: '辖区资料', en: 'Zone profile' },
  line: {
    zh: '本区部署时使用的辖区文件。这里只能查看；修改辖区文件并重新部署后才会改变。',
    en: 'What this zone was deployed with. It is for reading: a change is made in the zone file, and a deployment brings it.',
  },
  parts: { zh: '辖区资料的各部分', en: 'Parts of the profile' },
  figures: { zh: '数值和依据', en: 'Figures' },
  policies: { zh: '积分政策', en: 'Policies' },
  procedures: { zh: '办理事项', en: 'Procedures' },
  calendars: { zh: '工作日历', en: 'Calendars' },
  windows: { zh: '服务窗口', en: 'Service windows' },
  none: { zh: '没有这一部分', en: 'There is no such part' },
  print: { zh: '打印', en: 'Print' },

  left: {
    zh: (n: number, of: number) => `${of} 个数值中有 ${n} 个仍是暂代：没有公开依据，须由主管部门确定。`,
    en: (n: number, of: number) =>
      `${n} of ${of} figures are placeholders: no source proves them, and the authority has to settle them.`,
  },
  allProven: {
    zh: (of: number) => `${of} 个数值都有依据。`,
    en: (of: number) => `All ${of} figures are proven by a source.`,
  },
  rehearsal: { zh: '演练辖区：签发的一切都是样本。', en: 'A rehearsal zone: whatever it issues is a sample.' },
  about: { zh: '部署', en: 'Deployment' },
  id: { zh: '辖区代码', en: 'Zone' },
  region: { zh: '云区域', en: 'Cloud region' },
  timeZone: { zh: '时区', en: 'Time zone' },
  protection: { zh: '访问保护', en: 'Protection against floods' },
  protectionText: {
    zh: (address: string, second: string, burst: string) =>
      `每个地址五分钟 ${address} 次；全部每秒 ${second} 次，瞬时 ${burst} 次`,
    en: (address: string, second: string, burst: string) =>
      `${address} requests per address in five minutes; ${second} a second in all, ${burst} at once`,
  },
  logs: { zh: '日志保存', en: 'Logs are kept' },
  logsText: { zh: (n: string) => `${n} 天`, en: (n: string) => `${n} days` },
  contents: { zh: '本页内容', en: 'On this page' },
  onlyLeft: { zh: '只看暂代的数值', en: 'Show only placeholders' },
  figure: { zh: '项目', en: 'Figure' },
  value: { zh: '数值', en: 'Value' },
  source: { zh: '依据', en: 'Source' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  clock: { zh: '环节', en: 'Stage' },
  promise: { zh: '承诺', en: 'Promised' },
  ceiling: { zh: '法定上限', en: 'Ceiling' },
  from: { zh: '起算', en: 'Counted from' },
  submission: { zh: '提交', en: 'submission' },
  acceptance: { zh: '受理', en: 'acceptance' },
  workingDays: {
    zh: (n: string) => `${n} 个工作日`,
    en: (n: string) => (n === '1' ? '1 working day' : `${n} working days`),
  },
  categories: { zh: '类别', en: 'Categories' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  bytes: { zh: (n: string) => `${n} MB`, en: (n: string) => `${n} MB` },

  inForce: { zh: '现行', en: 'In force' },
  notInForce: { zh: '不在施行', en: 'Not in force' },
  pointsTable: { zh: '积分要素计分赋值表', en: 'Points tables' },
  routes: { zh: '适用地区的直接认定条件', en: 'Routes of the place' },
  creditRules: { zh: '信用规则', en: 'Credit rules' },
  sinceAlways: { zh: '本区一直适用', en: 'This zone always applied it' },
  since: { zh: (day: string) => `自 ${day} 起`, en: (day: string) => `from ${day} on` },
  until: { zh: (day: string) => `至 ${day}`, en: (day: string) => `until ${day}` },
  digest: { zh: '指纹（SHA-256）', en: 'SHA-256' },
  unproven: { zh: '尚无依据之处', en: 'What no source proves' },
  drafts: { zh: '起草新政策', en: 'Draft a new policy' },

  version: { zh: '版本', en: 'Version' },
  delegated: { zh: '已委托', en: 'Delegated' },
  notDelegated: { zh: '未委托', en: 'Not delegated' },
  effective: { zh: '施行', en: 'In force' },
  changes: { zh: '本区的调整', en: 'What this zone does otherwise' },
  noChanges: { zh: '没有调整', en: 'Nothing' },
  guide: { zh: '办事指南', en: 'Service guide' },

  window: { zh: (n: number, name: string) => `${n} 号 ${name}`, en: (n: number, name: string) => `${n} · ${name}` },
  address: { zh: '地址', en: 'Address' },
  every: { zh: '全部', en: 'all' },
  divisions: { zh: '行政区划', en: 'Divisions' },
  everywhere: { zh: '不限', en: 'not limited' },
  deputy: { zh: '关闭时的代办窗口', en: 'Who stands in when it is closed' },
  closures: { zh: '临时关闭', en: 'Closures' },
  noWindows: {
    zh: '本区只有一个办理地点，没有分设服务窗口。',
    en: 'This zone is one place and has no service windows of its own.',
  },
  noCategory: { zh: '无类别', en: 'without category' },
};

type File = Answer<'readZoneFile'>;
type Figure = File['figures'][number];

/** Names of a figure's parts, joined; a number in a list stands as it is. */
function useLineText() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const title = useProcedureTitle();
  const plain = (value: unknown, name: string): string => {
    if (typeof value === 'boolean') return value ? w.yes : w.no;
    if (typeof value === 'number') {
      if (name.endsWith('Bytes')) return w.bytes(dates.number(value / 1_048_576));
      return name === 'year' ? String(value) : dates.number(value);
    }
    if (typeof value === 'string') {
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return dates.shortDay(value);
      return name === 'procedure' || name === 'procedures' ? title(value) : value;
    }
    return say(value as { zh: string; en: string });
  };
  return ({ names, value }: FigureLine): { name: string; text: string } => {
    const last = names.findLast((name) => !/^\d+$/.test(name)) ?? '';
    const name = names.map((one) => (valueNames[one] ? say(valueNames[one]) : one)).join(' ');
    const text = Array.isArray(value)
      ? value.map((one) => plain(one, last)).join(say({ zh: '、', en: ', ' }))
      : plain(value, last);
    return { name, text };
  };
}

function Values({ of }: { of: Figure }) {
  const say = useSay();
  const lineText = useLineText();
  const lines = figureLines(of.values);
  return (
    <ul className="admin-values">
      {lines.map((line) => {
        const { name, text } = lineText(line);
        return (
          <li key={line.names.join('.')}>
            {name && (
              <span className="soft">
                {name}
                {say({ zh: '：', en: ': ' })}
              </span>
            )}
            {text}
          </li>
        );
      })}
    </ul>
  );
}

function FigureSheet({ title, figures }: { title: string; figures: Figure[] }) {
  const w = useWords(words);
  const say = useSay();
  const nameOf = ({ path }: Figure) => {
    const kind = kindOfPlace(path);
    const known = figureNames[kind] ?? sectionNames[kind];
    const number = numberOfPlace(path);
    return `${known ? say(known) : kind}${number === undefined ? '' : ` ${number}`}`;
  };
  return (
    <Sheet title={title} quiet>
      <thead>
        <tr>
          <th scope="col">{w.figure}</th>
          <th scope="col">{w.value}</th>
          <th scope="col">{w.source}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.path}>
            <th scope="row" className="admin-named">
              {nameOf(figure)}
            </th>
            <td>
              <Values of={figure} />
            </td>
            <td className="admin-proof">
              <Source of={figure} />
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

/** Time limits, which are many: one line for procedures whose limits are the same. */
function Clocks({ title, figures }: { title: string; figures: Figure[] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const procedureTitle = useProcedureTitle();
  const stage = useWords(stageWords);
  const stageName = (name: unknown) =>
    name === 'preliminary-review' || name === 'review' || name === 'conclusion' ? stage[name] : String(name);
  const days = (value: unknown) => (typeof value === 'number' ? w.workingDays(dates.number(value)) : '');
  const list = (value: unknown) => (Array.isArray(value) ? value.join(say({ zh: '、', en: ', ' })) : '');
  return (
    <Sheet title={title} quiet>
      <thead>
        <tr>
          <th scope="col">{w.procedure}</th>
          <th scope="col">{w.categories}</th>
          <th scope="col">{w.clock}</th>
          <th scope="col">{w.promise}</th>
          <th scope="col">{w.ceiling}</th>
          <th scope="col">{w.from}</th>
          <th scope="col">{w.source}</th>
        </tr>
      </thead>
      <tbody>
        {sameClocks(figures).map(({ figure, procedures }) => {
          const { categories, stage: of, promise, ceiling, from } = figure.values;
          return (
            <tr key={figure.path}>
              <th scope="row" className="admin-named">
                <ul className="admin-values">
                  {procedures.map((procedure) => (
                    <li key={procedure}>{procedureTitle(procedure)}</li>
                  ))}
                </ul>
              </th>
              <td>{list(categories)}</td>
              <td>{stageName(of)}</td>
              <td>{days(promise)}</td>
              <td>{days(ceiling)}</td>
              <td>{from === 'acceptance' ? w.acceptance : from === 'submission' ? w.submission : String(from)}</td>
              <td className="admin-proof">
                <Source of={figure} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Sheet>
  );
}

function Figures({ file }: { file: File }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { protection } = file;
  const [isLeft, setLeft] = useState(false);
  const sections = bySection(isLeft ? file.figures.filter(({ placeholder }) => placeholder) : file.figures);
  const titleOf = (section: string) => {
    const known = sectionNames[section];
    return known ? say(known) : section;
  };
  return (
    <>
      <Alert
        type={file.placeholders > 0 ? 'warning' : 'success'}
        showIcon
        title={
          file.placeholders > 0 ? w.left(file.placeholders, file.figures.length) : w.allProven(file.figures.length)
        }
        description={file.rehearsal ? w.rehearsal : undefined}
      />
      <nav className="no-print" aria-label={w.contents}>
        <ul className="admin-contents">
          {sections.map(({ section }) => (
            <li key={section}>
              <Link to={`#figures-${section}`}>{titleOf(section)}</Link>
            </li>
          ))}
        </ul>
      </nav>
      {file.placeholders > 0 && file.placeholders < file.figures.length && (
        <div className="no-print">
          <CheckField label={w.onlyLeft} value={isLeft} onChange={setLeft} />
        </div>
      )}
      <h2>{w.about}</h2>
      <section className="card">
        <Facts
          of={[
            [
              w.id,
              <span key="id" className="admin-code">
                {file.id}
              </span>,
            ],
            [w.region, file.region],
            [w.timeZone, file.timeZone],
            [
              w.protection,
              w.protectionText(
                dates.number(protection.requestsPerAddress),
                dates.number(protection.requestsPerSecond),
                dates.number(protection.burst),
              ),
            ],
            [w.logs, w.logsText(dates.number(file.logRetentionDays))],
          ]}
        />
      </section>
      {sections.map(({ section, figures }) => {
        const title = titleOf(section);
        return (
          <Fragment key={section}>
            <h2 id={`figures-${section}`}>{title}</h2>
            {section === 'clocks' ? (
              <Clocks title={title} figures={figures} />
            ) : (
              <FigureSheet title={title} figures={figures} />
            )}
          </Fragment>
        );
      })}
    </>
  );
}

type PolicyLine = File['policies']['points'][number];

function Policy({ the, today }: { the: PolicyLine; today: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const holds = (the.from === undefined || the.from <= today) && (the.until === undefined || today <= the.until);
  return (
    <li className="card">
      <div className="section-head">
        <h3>{the.title ? say(the.title) : the.id}</h3>
        <Tag color={holds ? 'success' : 'default'}>{holds ? w.inForce : w.notInForce}</Tag>
      </div>
      <p>
        {the.from ? w.since(dates.day(the.from)) : w.sinceAlways}
        {the.until && ` ${w.until(dates.day(the.until))}`}
      </p>
      {the.placeholders.length > 0 && (
        <>
          <h4>{w.unproven}</h4>
          <ul>
            {the.placeholders.map((text) => (
              <li key={text.en}>{say(text)}</li>
            ))}
          </ul>
        </>
      )}
      <p className="admin-source">
        <span className="admin-code">{the.id}</span>
        {the.source && (
          <>
            {' · '}
            <bdi>{the.source}</bdi>
          </>
        )}
      </p>
      <p className="admin-source">
        {w.digest} <span className="admin-code">{the.digest}</span>
      </p>
    </li>
  );
}

function Policies({ file }: { file: File }) {
  const w = useWords(words);
  return (
    <>
      <p>
        <Link to="/admin/policies">{w.drafts}</Link>
      </p>
      <h2>{w.pointsTable}</h2>
      <ul className="admin-list">
        {file.policies.points.map((the) => (
          <Policy key={`${the.id} ${the.from}`} the={the} today={file.today} />
        ))}
      </ul>
      <h2>{w.routes}</h2>
      <ul className="admin-list">
        {file.policies.routes.map((the) => (
          <Policy key={`${the.id} ${the.from}`} the={the} today={file.today} />
        ))}
      </ul>
      {file.policies.credit && (
        <>
          <h2>{w.creditRules}</h2>
          <p className="admin-code">{file.policies.credit}</p>
        </>
      )}
    </>
  );
}

function Procedures({ file }: { file: File }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  return (
    <Sheet title={w.procedures} quiet>
      <thead>
        <tr>
          <th scope="col">{w.procedure}</th>
          <th scope="col">{w.version}</th>
          <th scope="col">{w.effective}</th>
          <th scope="col">{w.delegated}</th>
          <th scope="col">{w.changes}</th>
          <th scope="col">{w.source}</th>
        </tr>
      </thead>
      <tbody>
        {file.procedures.map((one) => (
          <tr key={`${one.id} ${one.version}`}>
            <th scope="row">
              {say(one.title)}
              <br />
              <span className="admin-code soft">{one.id}</span>
            </th>
            <td>{one.version}</td>
            <td>
              <Tag color={one.inForce ? 'success' : 'default'}>{one.inForce ? w.inForce : w.notInForce}</Tag>
              <br />
              {w.since(dates.shortDay(one.effectiveFrom))}
              {one.effectiveTo && ` ${w.until(dates.shortDay(one.effectiveTo))}`}
            </td>
            <td>{one.delegated ? `✓ ${w.delegated}` : `✕ ${w.notDelegated}`}</td>
            <td>
              {one.changedBy.length === 0 ? (
                <span className="soft">{w.noChanges}</span>
              ) : (
                <ul className="admin-values">
                  {one.changedBy.map((change) => (
                    <li key={`${change.effectiveFrom} ${change.source}`}>
                      {w.since(dates.shortDay(change.effectiveFrom))}
                      {change.effectiveTo && ` ${w.until(dates.shortDay(change.effectiveTo))}`}
                      {change.note && ` · ${say(change.note)}`}
                      <Source of={change} />
                    </li>
                  ))}
                </ul>
              )}
            </td>
            <td className="admin-source admin-proof">
              <bdi>{one.source}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Windows({ file }: { file: File }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const title = useProcedureTitle();
  const comma = say({ zh: '、', en: ', ' });
  if (file.serviceWindows.length === 0) return <p className="admin-nothing">{w.noWindows}</p>;
  return (
    <ul className="admin-list">
      {file.serviceWindows.map((one) => {
        const deputy = file.serviceWindows.find(({ number }) => number === one.deputy);
        return (
          <li key={one.number} className="card">
            <h2>{w.window(one.number, say(one.name))}</h2>
            <Facts
              of={[
                [w.address, say(one.address)],
                [w.procedures, one.procedures?.map(title).join(comma) ?? w.every],
                [
                  w.categories,
                  one.categories?.map((name) => (name === 'none' ? w.noCategory : name)).join(comma) ?? w.every,
                ],
                [w.divisions, one.divisions.join(comma) || w.everywhere],
                [w.deputy, deputy && w.window(deputy.number, say(deputy.name))],
                [
                  w.closures,
                  one.closures.length > 0 &&
                    one.closures
                      .map(
                        ({ from, to, reason }) =>
                          `${dates.shortDay(from)}${to ? ` – ${dates.shortDay(to)}` : ''} ${say(reason)}`,
                      )
                      .join(comma),
                ],
              ]}
            />
            <p>
              <Source of={one} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}

const parts = ['figures', 'policies', 'procedures', 'calendars', 'windows'] as const;
type Part = (typeof parts)[number];
const isPart = (name: string): name is Part => parts.some((part) => part === name);

function Page({ part, year }: { part: Part; year: string | undefined }) {
  const w = useWords(words);
  const found = useRead('readZoneFile', {}, { fresh: 300_000 });
  const shown = (file: File): Record<Part, () => ReactNode> => ({
    figures: () => <Figures file={file} />,
    policies: () => <Policies file={file} />,
    procedures: () => <Procedures file={file} />,
    calendars: () => <CalendarYear calendars={file.calendars} today={file.today} year={year} />,
    windows: () => <Windows file={file} />,
  });
  return (
    <>
      <Head
        title={part === 'figures' ? w.title : `${w.title} · ${w[part]}`}
        actions={<Button onClick={() => print()}>{w.print}</Button>}
      >
        {w.line}
      </Head>
      <nav className="admin-parts no-print" aria-label={w.parts}>
        {parts.map((one) => (
          <NavLink key={one} to={one === 'figures' ? '/admin/zone' : `/admin/zone/${one}`} end={one === 'figures'}>
            {w[one]}
          </NavLink>
        ))}
      </nav>
      <Shown of={found} rows={10}>
        {(file) => shown(file)[part]()}
      </Shown>
    </>
  );
}

/** What the zone was deployed with: every figure with its source, policies, procedures, calendars, service windows. */
export function ZoneFile() {
  const w = useWords(words);
  const { part = 'figures', year } = useParams();
  return <Gate roles={leads}>{isPart(part) ? <Page part={part} year={year} /> : <Head title={w.none} />}</Gate>;
}
