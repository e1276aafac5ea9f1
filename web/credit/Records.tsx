import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useNow } from '../client/now.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { type Asking, AskMatter } from './AskMatter.tsx';
import { type PathKind, signed } from './credit-paths.ts';
import { recordColours, recordWords, sourceWords } from './credit-words.ts';
import './credit.css';

const words = {
  title: { zh: '信用记录', en: 'What is on record' },
  none: { zh: '没有信用记录。', en: 'Nothing is on record.' },
  objection: { zh: '提出异议', en: 'Say that it is wrong' },
  repair: { zh: '申请信用修复', en: 'Ask to have it made good' },
  correction: { zh: '申请更正', en: 'Ask for a correction' },
  repairFrom: { zh: (day: string) => `${day} 起可申请修复`, en: (day: string) => `can be made good from ${day}` },
  objected: { zh: '异议处理中', en: 'An objection is being decided' },
  points: { zh: (points: string) => `${points} 分`, en: (points: string) => `${points} points` },
  quantity: { zh: (n: string) => `数量 ${n}`, en: (n: string) => `quantity ${n}` },
  reference: { zh: (n: string) => `凭据 ${n}`, en: (n: string) => `paper ${n}` },
  by: { zh: (who: string) => `录入：${who}`, en: (who: string) => `entered by ${who}` },
  confirmed: { zh: (who: string) => `确认：${who}`, en: (who: string) => `confirmed by ${who}` },
  history: { zh: '经过', en: 'What became of it' },
  recorded: { zh: '录入', en: 'Put on record' },
  record: { zh: '确认', en: 'Confirmation' },
  correctionStep: { zh: '更正', en: 'Correction' },
  objectionStep: { zh: '异议', en: 'Objection' },
  repairStep: { zh: '信用修复', en: 'Repair' },
  granted: { zh: '同意', en: 'granted' },
  dismissed: { zh: '不同意', en: 'dismissed' },
  asked: { zh: '已提出', en: 'asked' },
};

type Account = Answer<'readCredit'>;
type CreditRecord = NonNullable<Account['records']>[number];

function Steps({ record }: { record: CreditRecord }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const names: Record<string, string> = {
    recorded: w.recorded,
    record: w.record,
    correction: w.correctionStep,
    objection: w.objectionStep,
    repair: w.repairStep,
  };
  if (record.history.length < 2) return null;
  return (
    <details>
      <summary>{w.history}</summary>
      <ol className="record-steps">
        {record.history.map(({ at, what, outcome, reason }) => (
          <li key={`${at} ${what} ${outcome ?? ''}`}>
            <time dateTime={at}>{dates.moment(at)}</time> {names[what] ?? what}
            {what !== 'recorded' && `: ${outcome ? w[outcome] : w.asked}`}
            {reason && say(reason) && <p className="said">{say(reason)}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What is on record about somebody, and what can be asked about each. */
export function Records({
  account,
  kind,
  code,
  asOfficer,
}: {
  account: Account;
  kind: PathKind;
  code: string;
  asOfficer: boolean;
}) {
  const w = useWords(words);
  const states = useWords(recordWords);
  const sources = useWords(sourceWords);
  const say = useSay();
  const dates = useDates();
  const today = dates.dayOf(new Date(useNow()).toISOString());
  const [asking, setAsking] = useState<Asking>();
  const records = account.records ?? [];
  return (
    <section className="card" aria-labelledby="records">
      <h2 id="records">{w.title}</h2>
      {records.length === 0 && <p>{w.none}</p>}
      <ul className="plain-list">
        {records.map((record) => {
          const label = say(record.label);
          const counts = record.state === 'counts';
          const ask = (what: 'objection' | 'repair' | 'correction') =>
            setAsking({ kind: what, record: record.id, label });
          return (
            <li key={record.id} className="credit-record">
              <p>
                <strong>{label}</strong> <Tag color={recordColours[record.state]}>{states[record.state]}</Tag>
                {record.objection && <Tag color="warning">{w.objected}</Tag>}
              </p>
              <p className="soft">
                {[
                  dates.day(record.happenedOn),
                  sources[record.source],
                  record.points !== undefined && w.points(signed(record.points)),
                  record.quantity !== undefined && w.quantity(dates.number(record.quantity)),
                  record.reference && w.reference(record.reference),
                  record.enteredBy && w.by(record.enteredBy),
                  record.confirmedBy && w.confirmed(record.confirmedBy),
                  counts &&
                    record.repairFrom &&
                    record.repairFrom > today &&
                    w.repairFrom(dates.day(record.repairFrom)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {record.note && (
                <p className="said" dir="auto">
                  {record.note}
                </p>
              )}
              <Steps record={record} />
              {counts && (
                <div className="form-actions no-print">
                  {asOfficer ? (
                    <Button onClick={() => ask('correction')}>{w.correction}</Button>
                  ) : (
                    <>
                      {!record.objection && <Button onClick={() => ask('objection')}>{w.objection}</Button>}
                      {record.repairFrom && record.repairFrom <= today && (
                        <Button onClick={() => ask('repair')}>{w.repair}</Button>
                      )}
                    </>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {asking && (
        <AskMatter
          key={JSON.stringify(asking)}
          asking={asking}
          kind={kind}
          code={code}
          version={account.version}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}
