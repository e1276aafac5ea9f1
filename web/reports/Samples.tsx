import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { addMonths } from '../../shared/domain/time.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { CheckField, ChoiceField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './reports.css';
import { drawing, type Wanted } from './sampling.ts';

const words = {
  title: { zh: '抽查复核', en: 'Second looks' },
  line: {
    zh: '按抽签从已办结的案件中抽取，由没有办理过该案的人员复核。抽签过程任何人都可以重算。',
    en: 'Closed cases drawn by lot and looked at again by somebody who did nothing with them. Anybody can make the draw again.',
  },
  ownLine: {
    zh: '指定由您复核的案件。您没有办理过这些案件。',
    en: 'Cases that were given to you for a second look. You did nothing with them before.',
  },
  month: { zh: '月份', en: 'Month' },
  draw: { zh: '抽取样本', en: 'Draw a sample' },
  how: { zh: '抽取数量', en: 'How many' },
  zone: { zh: '按本区规定的比例', en: 'The share that the zone sets' },
  size: { zh: '指定件数', en: 'A number' },
  percent: { zh: '指定比例（%）', en: 'A share in per cent' },
  many: { zh: '件数', en: 'Number' },
  share: { zh: '比例（%）', en: 'Per cent' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  every: { zh: '全部', en: 'All' },
  category: { zh: '类别', en: 'Category' },
  green: { zh: '只抽取信用绿色通道的案件', en: 'Only cases of the green channel of credit' },
  officers: { zh: '由谁复核', en: 'Who looks' },
  officersHint: {
    zh: '每行一个账号。案件轮流分配，办理过该案的人员自动回避；也可以抽取后再指定。',
    en: 'One account a line. Cases are given out in turn, never to somebody who worked on them. You can also do it later.',
  },
  submit: { zh: '抽签', en: 'Draw' },
  monthHint: { zh: '月份结束、名单固定之后才能抽取。', en: 'Only once the month is over and its list is settled.' },
  drawnOn: { zh: (at: string) => `抽取于 ${at}`, en: (at: string) => `drawn ${at}` },
  of: {
    zh: (drawn: number, listed: number) => `从 ${listed} 件中抽取 ${drawn} 件`,
    en: (drawn: number, listed: number) => `${drawn} of ${listed} cases`,
  },
  found: {
    zh: (n: number, of: number) => `已复核 ${n}/${of}`,
    en: (n: number, of: number) => `${n} of ${of} looked at`,
  },
  flawed: { zh: (n: number) => `${n} 件发现问题`, en: (n: number) => `${n} flawed` },
  mine: { zh: (n: number) => `${n} 件待您复核`, en: (n: number) => `${n} wait for you` },
  none: { zh: '这个月没有抽取样本。', en: 'No sample was drawn from this month.' },
  noneMine: { zh: '这个月没有指定给您复核的案件。', en: 'No case of this month was given to you.' },
  noted: { zh: '查看样本会记录在案。', en: 'It is recorded that you looked at samples.' },
};

type Sample = Answer<'readSample'>;

function Line({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { procedures } = useZone();
  const self = useSelf();
  const { id, drawnAt, listed, cases, strata, procedure, category, greenChannel } = sample;
  const drawn = strata.reduce((sum, one) => sum + one.drawn, 0);
  const looked = cases.filter(({ foundAt }) => foundAt !== undefined).length;
  const flawed = cases.filter(({ finding }) => finding?.outcome === 'flawed').length;
  const open = cases.filter(({ officer, foundAt }) => officer === self?.subject && foundAt === undefined).length;
  const title = procedures.find((one) => one.id === procedure)?.title;
  return (
    <Link to={`/reports/samples/${id}`} className="sample-line card">
      <strong>{w.drawnOn(dates.moment(drawnAt))}</strong>
      <span>{w.of(drawn, listed)}</span>
      <span className="soft">
        {[title && say(title), category, greenChannel && w.green].filter(Boolean).join(' · ')}
      </span>
      <span>
        <Tag color={looked === cases.length ? 'success' : 'default'}>{w.found(looked, cases.length)}</Tag>
        {flawed > 0 && <Tag color="warning">{w.flawed(flawed)}</Tag>}
        {open > 0 && <Tag color="processing">{w.mine(open)}</Tag>}
      </span>
    </Link>
  );
}

function List() {
  const w = useWords(words);
  const say = useSay();
  const { today, procedures } = useZone();
  const hasCredit = useHas('credit');
  const self = useSelf();
  const go = useNavigate();
  const leads = holds(self, 'supervisor');
  const [query, setQuery] = useSearchParams();
  const month = query.get('month') ?? addMonths(today, -1).slice(0, 7);
  const [isOpen, setOpen] = useState(false);
  const empty: Wanted = {
    month,
    how: 'zone',
    many: '',
    procedure: '',
    category: '',
    greenChannel: false,
    officers: '',
  };
  const [typed, setTyped] = useState<Wanted>(empty);
  const set = (change: Partial<Wanted>) => setTyped((now) => ({ ...now, ...change }));
  const found = useRead('listSamples', { query: { month } }, { fresh: 300_000 });
  const draw = useChange('drawSample', { renews: ['listSamples'] });
  return (
    <>
      <Head
        title={w.title}
        actions={
          leads && (
            <Button
              type="primary"
              onClick={() => {
                draw.reset();
                setTyped((now) => ({ ...now, month }));
                setOpen(true);
              }}
            >
              {w.draw}
            </Button>
          )
        }
      >
        {leads ? `${w.line} ${w.noted}` : w.ownLine}
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
      </div>
      <Shown of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="nothing">{leads ? w.none : w.noneMine}</p>
          ) : (
            items.map((sample) => <Line key={sample.id} sample={sample} />)
          )
        }
      </Shown>
      <FormModal
        open={isOpen}
        title={w.draw}
        onClose={() => setOpen(false)}
        error={draw.error}
        busy={draw.isPending}
        submit={w.submit}
        onSubmit={() =>
          draw.mutate({ body: drawing(typed) }, { onSuccess: ({ id }) => void go(`/reports/samples/${id}`) })
        }
      >
        <TextField
          path="month"
          type="month"
          label={w.month}
          hint={w.monthHint}
          value={typed.month}
          onChange={(chosen) => set({ month: chosen })}
        />
        <ChoiceField
          label={w.how}
          value={typed.how}
          onChange={(how) => set({ how })}
          options={(['zone', 'size', 'percent'] as const).map((value) => ({ value, label: w[value] }))}
        />
        {typed.how !== 'zone' && (
          <TextField
            path={typed.how}
            label={typed.how === 'size' ? w.many : w.share}
            inputMode="decimal"
            narrow
            value={typed.many}
            onChange={(many) => set({ many })}
          />
        )}
        <div className="form-pair">
          <SelectField
            path="procedure"
            label={w.procedure}
            none={w.every}
            value={typed.procedure}
            onChange={(procedure) => set({ procedure })}
            options={procedures.map(({ id, title }) => ({ value: id, label: say(title) }))}
          />
          <SelectField
            path="category"
            label={w.category}
            none={w.every}
            value={typed.category}
            onChange={(category) => set({ category })}
            options={(['A', 'B', 'C'] as const).map((value) => ({ value, label: value }))}
          />
        </div>
        {hasCredit && (
          <CheckField
            path="greenChannel"
            label={w.green}
            value={typed.greenChannel}
            onChange={(greenChannel) => set({ greenChannel })}
          />
        )}
        <LongField
          path="officers"
          label={w.officers}
          optional
          hint={w.officersHint}
          rows={3}
          value={typed.officers}
          onChange={(officers) => set({ officers })}
        />
      </FormModal>
    </>
  );
}

/** Samples of closed cases, for second looks. */
export function Samples() {
  return (
    <Gate roles={['supervisor', 'front-officer', 'back-officer', 'decider']}>
      <List />
    </Gate>
  );
}
