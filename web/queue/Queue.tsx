import { Alert, Button } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, NavLink, useNavigate, useParams, useSearchParams } from 'react-router';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { DueTime } from '../pieces/DueTime.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/plain-form.css';
import { useOpening } from '../pieces/opening.ts';
import { Problems } from '../pieces/Problems.tsx';
import { ShortcutHelp } from '../pieces/ShortcutHelp.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag, stageWords } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';
import { useClaimNext } from './claim-next.ts';
import './queue.css';
import {
  type Claims,
  claims,
  claimsFrom,
  filtered,
  laidOver,
  type QueueLine,
  type QueueName,
  queuesOf,
  type ShownLine,
  stepped,
} from './queue-lines.ts';

const words = {
  'preliminary-review': { zh: '待预审', en: 'Waiting for preliminary review' },
  review: { zh: '待审查', en: 'Waiting for review' },
  conclusion: { zh: '待决定', en: 'Waiting for a conclusion' },
  late: { zh: '已超时', en: 'Overdue' },
  noQueue: { zh: '没有这个队列，或不在您的岗位范围内', en: 'There is no such queue for your roles' },
  line: {
    zh: '按到期时间排列；剩余时间按办公时间计算。页面每半分钟自动更新。',
    en: 'By due time. Clocks count down in office hours; the page renews itself every half minute.',
  },
  lineLate: { zh: '各环节中已超过办理时限的申请。', en: 'What is past its time, in every stage that you see.' },
  holidays: {
    zh: '倒计时按周一至周五计算，未计入法定节假日和调休；截止时间以系统按国务院日历算出的为准。',
    en: 'The countdown counts Mondays to Fridays and knows no public holidays; the due time itself follows the official calendar.',
  },
  queues: { zh: '队列', en: 'Queues' },
  filters: { zh: '筛选', en: 'Filters' },
  whose: { zh: '领取情况', en: 'Claimed' },
  all: { zh: '全部', en: 'All' },
  free: { zh: '未领取', en: 'Free' },
  mine: { zh: '我领取的', en: 'Mine' },
  category: { zh: '类别', en: 'Category' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  window: { zh: '服务窗口', en: 'Service window' },
  anyCategory: { zh: '所有类别', en: 'Every category' },
  anyProcedure: { zh: '所有事项', en: 'Every procedure' },
  anyWindow: { zh: '我的所有窗口', en: 'All my windows' },
  noCategory: { zh: '无类别', en: 'Without category' },
  waiting: {
    zh: (name: string, n: number, more: boolean, late: number) =>
      `${name}：${more ? '至少 ' : ''}${n} 件${late > 0 ? `，超时 ${late} 件` : ''}`,
    en: (name: string, n: number, more: boolean, late: number) =>
      `${name}: ${n}${more ? ' or more' : ''} waiting${late > 0 ? `, ${late} late` : ''}`,
  },
  claimNext: { zh: '领取下一件', en: 'Claim the next one' },
  claim: { zh: '领取', en: 'Claim' },
  claimCase: { zh: (number: string) => `领取 ${number}`, en: (number: string) => `Claim ${number}` },
  due: { zh: '剩余时间', en: 'Time left' },
  case: { zh: '申请', en: 'Case' },
  claimed: { zh: '领取人', en: 'Claimed by' },
  act: { zh: '操作', en: 'Do' },
  me: { zh: '我', en: 'You' },
  nobody: { zh: '—', en: '—' },
  gone: { zh: '已离开本队列', en: 'No longer in this queue' },
  ahead: {
    zh: (hours: number) => `提前 ${hours} 小时安排`,
    en: (hours: number) => `${hours} h ahead`,
  },
  added: {
    zh: (n: number) => `有 ${n} 件新申请`,
    en: (n: number) => (n === 1 ? 'One new case has come' : `${n} new cases have come`),
  },
  show: { zh: '刷新列表', en: 'Show the present list' },
  shown: {
    zh: (n: number) => `显示 ${n} 件`,
    en: (n: number) => `${n} ${n === 1 ? 'case' : 'cases'}`,
  },
  shownOf: {
    zh: (n: number, of: number) => `已载入 ${of} 件，其中 ${n} 件符合筛选`,
    en: (n: number, of: number) => `${n} of the ${of} loaded cases fit`,
  },
  empty: { zh: '队列是空的。', en: 'The queue is empty.' },
  emptyText: { zh: '现在没有等待办理的申请。', en: 'Nothing waits here now.' },
  emptyLate: { zh: '没有超时的申请。', en: 'Nothing is overdue.' },
  noFit: { zh: '没有符合筛选条件的申请。', en: 'No case fits these filters.' },
  clear: { zh: '清除筛选', en: 'Clear the filters' },
  nothingFree: { zh: '队列中没有可领取的申请了。', en: 'Nothing free is left in this queue.' },
  gotIt: { zh: (number: string) => `已领取 ${number}。`, en: (number: string) => `${number} is yours now.` },
  chooseFirst: { zh: '请先用 j / k 选择一件申请。', en: 'Choose a case first, with j or k.' },
  notFree: { zh: '这件申请已有人领取。', en: 'This case is claimed already.' },
  down: { zh: '下一件申请', en: 'Next case' },
  up: { zh: '上一件申请', en: 'Previous case' },
  open: { zh: '打开选中的申请', en: 'Open the chosen case' },
  claimKey: { zh: '领取选中的申请', en: 'Claim the chosen case' },
  nextKey: { zh: '领取下一件并打开', en: 'Claim the next one and open it' },
  renewKey: { zh: '刷新列表', en: 'Show the present list' },
} as const;

const isQueue = (name: string | undefined): name is QueueName =>
  name === 'preliminary-review' || name === 'review' || name === 'conclusion' || name === 'late';

/** What is chosen stands in the address, so that coming back from a case finds it again. */
function useFilters() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('claimed');
  const filter = {
    claims: claims.find((one) => one === asked) ?? ('all' as Claims),
    category: search.get('category') ?? '',
    procedure: search.get('procedure') ?? '',
    window: search.get('window') ?? '',
  };
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '' || value === 'all') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const clear = () => setSearch({}, { replace: true, preventScrollReset: true });
  return { filter, set, clear };
}

function Select({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <label className="queue-filter">
      <span>{label}</span>
      <select className="input" value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The windows whose cases this officer works, with what waits there. */
function WindowFilter({ stage, value, onChange }: { stage: QueueName; value: string; onChange: (to: string) => void }) {
  const w = useWords(words);
  const say = useSay();
  const own = useRead('readOwnWindows', {}, { refetchEvery: 60_000 });
  const items = own.data?.items ?? [];
  if (items.length === 0) return null;
  const options = items.map(({ number, name, queues }) => {
    const here = queues.filter((queue) => stage === 'late' || queue.stage === stage);
    const sum = (of: 'waiting' | 'late') => here.reduce((all, queue) => all + queue[of], 0);
    const more = here.some((queue) => queue.more);
    return [`${number}`, w.waiting(`${number} ${say(name)}`, sum('waiting'), more, sum('late'))] as const;
  });
  return <Select label={w.window} value={value} onChange={onChange} options={[['', w.anyWindow], ...options]} />;
}

function Row({
  shown: { line, gone },
  isMine,
  isBusy,
  mayClaim,
  title,
  onClaim,
  onFocus,
  linkRef,
}: {
  shown: ShownLine;
  isMine: boolean;
  isBusy: boolean;
  mayClaim: boolean;
  title: string;
  onClaim: () => void;
  onFocus: () => void;
  linkRef: (link: HTMLAnchorElement | null) => void;
}) {
  const w = useWords(words);
  const number = line.receiptNumber ?? line.id;
  const due = (
    <DueTime
      dueAt={line.dueAt}
      {...(line.serviceWindow === undefined ? {} : { serviceWindow: line.serviceWindow })}
      {...(line.pause ? { pause: line.pause.until ? { until: line.pause.until } : {} } : {})}
      {...(line.deemsAt ? { deemsAt: line.deemsAt } : {})}
      provisional={line.provisional}
    />
  );
  const who = line.claimedBy === undefined ? w.nobody : isMine ? w.me : line.claimedBy;
  return (
    <tr className={gone ? 'queue-gone' : isMine ? 'queue-mine' : undefined}>
      <td className="wide-only">{due}</td>
      <td className="queue-case">
        <Link ref={linkRef} to={`/cases/${line.id}`} onFocus={onFocus}>
          {number}
        </Link>
        <span>
          {line.applicantName || line.employerName}
          {line.applicantName && line.employerName && <small>{line.employerName}</small>}
        </span>
        <span className="narrow-only">
          <span>
            {title} · {line.category ?? w.noCategory}
            {line.claimedBy !== undefined && ` · ${w.claimed}: ${who}`}
          </span>
          {due}
        </span>
        <span className="queue-tags">
          {line.ahead !== undefined && <span className="queue-tag">{w.ahead(line.ahead)}</span>}
          {gone && <span className="queue-tag">{w.gone}</span>}
        </span>
      </td>
      <td className="wide-only queue-procedure">{title}</td>
      <td className="wide-only">{line.category ?? w.nobody}</td>
      <td className="wide-only">{line.serviceWindow ?? w.nobody}</td>
      <td className="wide-only">{who}</td>
      <td>
        {line.claimedBy === undefined && !gone && mayClaim && (
          <Button onClick={onClaim} loading={isBusy} aria-label={w.claimCase(number)}>
            {w.claim}
          </Button>
        )}
        {line.stage === 'approved' && <StageTag stage={line.stage} />}
      </td>
    </tr>
  );
}

function Lines({ stage, mine }: { stage: QueueName; mine: readonly QueueName[] }) {
  const w = useWords(words);
  const stages = useWords(stageWords);
  const say = useSay();
  const zone = useZone();
  const go = useNavigate();
  const { subject = '', roles = [] } = useSelf() ?? {};
  const claimsHere = mine.some((name) => (stage === 'late' || name === stage) && claimsFrom(roles, name));
  const { filter, set, clear } = useFilters();
  const query = { limit: 100, ...(filter.window ? { serviceWindow: filter.window } : {}) };
  const list = usePages('readQueue', { path: { stage }, query }, { refetchEvery: 30_000 });
  const claiming = useChange('claimApplication', { renews: ['readQueue', 'readOwnWindows', 'readApplication'] });
  const next = useClaimNext();
  const { isOfficial } = useOpening();
  const [order, setOrder] = useState<readonly QueueLine[]>();
  const [told, tell] = useState('');
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const [chosen, choose] = useState<string>();
  // What was just claimed here stays where it is, whatever the filter says.
  const [taken, setTaken] = useState<readonly string[]>([]);
  const pages = useRef(0);

  // What is shown first is the list as it was read; a further page that was asked for goes beneath it.
  const { items, isPending } = list;
  useEffect(() => {
    if (isPending) return;
    setOrder((before) => {
      if (!before) return items;
      if (items.length <= pages.current) return before;
      const known = new Set(before.map(({ id }) => id));
      return [...before, ...items.slice(pages.current).filter(({ id }) => !known.has(id))];
    });
    pages.current = Math.max(pages.current, Math.ceil(items.length / 100) * 100);
  }, [items, isPending]);

  const overlaid = useMemo(() => laidOver(order ?? items, items), [order, items]);
  const fitting = useMemo(() => {
    const fits = new Set(
      filtered(
        overlaid.lines.map(({ line }) => line),
        filter,
        subject,
      ).map(({ id }) => id),
    );
    return overlaid.lines.filter(({ line }) => fits.has(line.id) || taken.includes(line.id));
  }, [overlaid, filter, subject, taken]);
  const isFiltered = filter.claims !== 'all' || filter.category !== '' || filter.procedure !== '';

  const titleOf = useCallback(
    (id: string) => {
      const found = zone.procedures.find((one) => one.id === id);
      return found ? say(found.title) : id;
    },
    [zone.procedures, say],
  );

  const renew = () => {
    setOrder(list.items);
    setTaken([]);
    void list.refetch();
  };
  const claim = (line: QueueLine) => {
    tell('');
    claiming.mutate(
      { path: { id: line.id }, body: {}, version: line.version },
      {
        onSuccess: () => {
          setTaken((before) => [...before, line.id]);
          tell(w.gotIt(line.receiptNumber ?? line.id));
          links.current.get(line.id)?.focus();
        },
      },
    );
  };
  const claimNext = () => {
    tell('');
    next.mutate(
      {
        stage,
        query: filter.window ? { serviceWindow: filter.window } : {},
        fits: (line) =>
          claimsFrom(roles, line.stage) && filtered([line], { ...filter, claims: 'free' }, subject).length > 0,
      },
      { onSuccess: (id) => (id ? void go(`/cases/${id}`) : tell(w.nothingFree)) },
    );
  };
  const step = (by: number) => {
    const at = fitting.findIndex(({ line }) => line.id === chosen);
    const to = fitting[stepped(at, by, fitting.length)];
    if (to) links.current.get(to.line.id)?.focus();
  };
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  const claimChosen = () => {
    const found = fitting.find(({ line }) => line.id === chosen);
    if (!found) tell(w.chooseFirst);
    else if (found.gone || found.line.claimedBy !== undefined || !claimsFrom(roles, found.line.stage)) tell(w.notFree);
    else claim(found.line);
  };

  return (
    <>
      <Head
        title={w[stage]}
        actions={
          <>
            <ShortcutHelp
              shortcuts={[
                { key: 'j', label: w.down, run: () => step(1) },
                { key: 'k', label: w.up, run: () => step(-1) },
                ...(claimsHere
                  ? [
                      { key: 'c', label: w.claimKey, run: claimChosen },
                      { key: 'n', label: w.nextKey, run: claimNext },
                    ]
                  : []),
                { key: 'r', label: w.renewKey, run: renew },
              ]}
              more={[
                { key: '↓ ↑', label: `${w.down} / ${w.up}`, run: () => {} },
                { key: 'Enter', label: w.open, run: () => {} },
              ]}
            />
            {claimsHere && (
              <Button type="primary" onClick={claimNext} loading={next.isPending} aria-keyshortcuts="n">
                {w.claimNext}
              </Button>
            )}
          </>
        }
      >
        {stage === 'late' ? w.lineLate : w.line}
      </Head>
      <nav className="queue-tabs no-print" aria-label={w.queues}>
        {mine.map((name) => (
          <NavLink key={name} to={`/queues/${name}`}>
            {name === 'late' ? w.late : stages[name]}
          </NavLink>
        ))}
      </nav>
      <search className="queue-filters no-print" aria-label={w.filters}>
        <fieldset className="queue-filter">
          <legend>{w.whose}</legend>
          <div className="queue-choices">
            {claims.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="claimed"
                  checked={filter.claims === one}
                  onChange={() => set('claimed', one)}
                />
                <span>{w[one]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Select
          label={w.category}
          value={filter.category}
          onChange={(value) => set('category', value)}
          options={[
            ['', w.anyCategory],
            ['A', 'A'],
            ['B', 'B'],
            ['C', 'C'],
            ['none', w.noCategory],
          ]}
        />
        <Select
          label={w.procedure}
          value={filter.procedure}
          onChange={(value) => set('procedure', value)}
          options={[['', w.anyProcedure], ...zone.procedures.map(({ id, title }) => [id, say(title)] as const)]}
        />
        {zone.serviceWindows !== undefined && (
          <WindowFilter stage={stage} value={filter.window} onChange={(value) => set('window', value)} />
        )}
      </search>
      <div role="status" aria-live="polite" className="queue-told">
        {told}
        {overlaid.added > 0 && (
          <Alert
            type="info"
            showIcon
            title={w.added(overlaid.added)}
            action={<Button onClick={renew}>{w.show}</Button>}
          />
        )}
      </div>
      <Problems error={claiming.error ?? next.error} />
      <Shown of={{ data: isPending ? undefined : fitting, error: list.error, isPending, refetch: list.refetch }}>
        {(lines) =>
          lines.length === 0 ? (
            <div className="card queue-empty">
              <p>
                <strong>{isFiltered && items.length > 0 ? w.noFit : stage === 'late' ? w.emptyLate : w.empty}</strong>
              </p>
              {isFiltered && items.length > 0 ? (
                <Button onClick={clear}>{w.clear}</Button>
              ) : (
                stage !== 'late' && <p className="soft">{w.emptyText}</p>
              )}
            </div>
          ) : (
            // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links inside
            <div className="card queue-list" onKeyDown={onArrow}>
              <table>
                <caption className="visually-hidden">{w[stage]}</caption>
                <thead>
                  <tr>
                    <th scope="col" className="wide-only">
                      {w.due}
                    </th>
                    <th scope="col">{w.case}</th>
                    <th scope="col" className="wide-only">
                      {w.procedure}
                    </th>
                    <th scope="col" className="wide-only">
                      {w.category}
                    </th>
                    <th scope="col" className="wide-only">
                      {w.window}
                    </th>
                    <th scope="col" className="wide-only">
                      {w.claimed}
                    </th>
                    <th scope="col">{w.act}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((one) => (
                    <Row
                      key={one.line.id}
                      shown={one}
                      isMine={one.line.claimedBy === subject}
                      isBusy={claiming.isPending && claiming.variables?.path.id === one.line.id}
                      mayClaim={claimsFrom(roles, one.line.stage)}
                      title={titleOf(one.line.procedure)}
                      onClaim={() => claim(one.line)}
                      onFocus={() => choose(one.line.id)}
                      linkRef={(link) => {
                        if (link) links.current.set(one.line.id, link);
                        else links.current.delete(one.line.id);
                      }}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {!isPending && (
        <p className="soft">
          {isFiltered ? w.shownOf(fitting.length, overlaid.lines.length) : w.shown(fitting.length)}
          {!isOfficial && ` · ${w.holidays}`}
        </p>
      )}
      <More list={list} />
    </>
  );
}

function Asked() {
  const { stage } = useParams();
  const w = useWords(words);
  const mine = queuesOf(useSelf()?.roles ?? []);
  if (!isQueue(stage) || !mine.includes(stage)) {
    return (
      <>
        <Head title={w.noQueue} />
        <nav className="queue-tabs" aria-label={w.queues}>
          {mine.map((name) => (
            <NavLink key={name} to={`/queues/${name}`}>
              {w[name]}
            </NavLink>
          ))}
        </nav>
      </>
    );
  }
  return <Lines key={stage} stage={stage} mine={mine} />;
}

/** What waits for officers, by due time. */
export const Queue = () => (
  <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
    <Asked />
  </Gate>
);
