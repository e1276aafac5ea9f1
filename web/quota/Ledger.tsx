import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { CaseLink } from '../pieces/CaseLink.tsx';
import { BothField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { Places } from './Places.tsx';
import './quota.css';

const words = {
  title: { zh: '名额台账', en: 'Who holds the places' },
  all: { zh: '全部配额', en: 'All quotas' },
  change: { zh: '调整名额', en: 'Change how many there are' },
  size: { zh: '名额总数', en: 'Places in all' },
  sizeHint: {
    zh: (taken: number) => `不能少于已占用的 ${taken} 个。`,
    en: (taken: number) => `Never fewer than the ${taken} that are taken.`,
  },
  reason: { zh: '理由（公开可查）', en: 'Reason, as the record shows it' },
  save: { zh: '调整', en: 'Change it' },
  changed: { zh: '名额已调整。', en: 'The number of places was changed.' },
  turn: { zh: '受理次序', en: 'Turn' },
  number: { zh: '名额号', en: 'Place' },
  receipt: { zh: '申请', en: 'Application' },
  accepted: { zh: '受理时间', en: 'Accepted' },
  state: { zh: '状态', en: 'State' },
  reserved: { zh: '办理中占用', en: 'Case under way' },
  confirmed: { zh: '已发证', en: 'By a permit' },
  nobody: { zh: '还没有占用名额。', en: 'No place is taken yet.' },
  history: { zh: '名额总数的由来', en: 'How the number came about' },
  began: { zh: (to: number) => `定为 ${to} 个`, en: (to: number) => `set at ${to}` },
  moved: {
    zh: (from: number, to: number) => `由 ${from} 个调整为 ${to} 个`,
    en: (from: number, to: number) => `from ${from} to ${to}`,
  },
  by: { zh: (who: string) => `${who}`, en: (who: string) => `by ${who}` },
  ofZone: { zh: '辖区文件', en: 'the zone’s file' },
  placeholder: { zh: '没有公开依据，须由主管机关确定', en: 'No source proves it: the authority must settle it' },
};

type Quota = Answer<'readQuota'>;

function Whole({ quota, items }: { quota: Quota; items: Quota['items'] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  return (
    <>
      <section className="card">
        <Places {...quota} />
      </section>
      {items.length === 0 ? (
        <p className="nothing">{w.nobody}</p>
      ) : (
        <Sheet title={w.title} quiet>
          <thead>
            <tr>
              <th scope="col" className="figure">
                {w.turn}
              </th>
              <th scope="col" className="figure">
                {w.number}
              </th>
              <th scope="col">{w.receipt}</th>
              <th scope="col">{w.accepted}</th>
              <th scope="col">{w.state}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.number}>
                <td className="figure">{dates.number(one.turn)}</td>
                <td className="figure">{dates.number(one.number)}</td>
                <th scope="row">
                  <CaseLink id={one.applicationId}>{one.receiptNumber ?? one.applicationId}</CaseLink>
                </th>
                <td>{dates.moment(one.acceptedAt)}</td>
                <td>
                  <Tag color={one.state === 'confirmed' ? 'success' : 'processing'}>{w[one.state]}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      <section className="card quota-history">
        <h2>{w.history}</h2>
        <ol>
          {quota.history.map(({ at, by, from, to, reason, source, placeholder }) => (
            <li key={`${at} ${to}`}>
              {dates.moment(at)} · {from === undefined ? w.began(to) : w.moved(from, to)} · {by ? w.by(by) : w.ofZone}
              {reason && <p>{say(reason)}</p>}
              {source && <p className="soft">{source}</p>}
              {placeholder && <p className="soft">{w.placeholder}</p>}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Read({ year, group }: { year: string; group: string }) {
  const w = useWords(words);
  const say = useSay();
  const self = useSelf();
  const path = { year, group };
  const found = useRead('readQuota', { path, query: { limit: 50 } });
  const list = usePages('readQuota', { path, query: { limit: 50 } });
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  const [size, setSize] = useState('');
  const [reason, setReason] = useState({ zh: '', en: '' });
  const change = useChange('changeQuota', { renews: ['readQuota', 'listQuotas'] });
  const quota = found.data;
  const mayChange = holds(self, 'supervisor', 'admin');
  return (
    <>
      <Head
        title={quota ? `${quota.year} · ${say(quota.label)}` : w.title}
        actions={
          <>
            <Link to="/quota">{w.all}</Link>
            {mayChange && quota && (
              <Button
                onClick={() => {
                  change.reset();
                  setDone(false);
                  setSize(String(quota.size));
                  setOpen(true);
                }}
              >
                {w.change}
              </Button>
            )}
          </>
        }
      />
      <p role="status" className="done">
        {isDone ? w.changed : ''}
      </p>
      <Shown of={found}>{(the) => <Whole quota={the} items={list.items.length > 0 ? list.items : the.items} />}</Shown>
      <More list={list} />
      <FormModal
        open={isOpen}
        title={w.change}
        onClose={() => setOpen(false)}
        error={change.error}
        busy={change.isPending}
        submit={w.save}
        onSubmit={() =>
          change.mutate(
            { path, body: { size: Number(size.trim() || 'none'), reason }, version: quota?.version },
            {
              onSuccess: () => {
                setOpen(false);
                setDone(true);
                setReason({ zh: '', en: '' });
              },
            },
          )
        }
      >
        <TextField
          path="size"
          label={w.size}
          hint={quota && w.sizeHint(quota.reserved + quota.confirmed)}
          inputMode="numeric"
          narrow
          value={size}
          onChange={setSize}
        />
        <BothField path="reason" label={w.reason} rows={2} value={reason} onChange={setReason} />
      </FormModal>
    </>
  );
}

/** The places of a year and group in the order in which they were taken, and how many there are. */
export function Ledger() {
  const { year = '', group = '' } = useParams();
  return (
    <Gate roles={['supervisor', 'admin', 'decider', 'inspector']}>
      <Read key={`${year} ${group}`} year={year} group={group} />
    </Gate>
  );
}
