import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { AddRecord } from './AddRecord.tsx';
import { AskMatter } from './AskMatter.tsx';
import { Consents } from './Consents.tsx';
import { CreditHistory } from './CreditHistory.tsx';
import './credit.css';
import type { PathKind } from './credit-paths.ts';
import { DecideMatter } from './DecideMatter.tsx';
import { Records } from './Records.tsx';
import { Score } from './Score.tsx';

const words = {
  title: { zh: '信用', en: 'Credit' },
  person: { zh: '个人信用', en: 'Credit of a person' },
  enterprise: { zh: '用人单位信用', en: 'Credit of an employer' },
  asOf: { zh: (day: string) => `截至 ${day}`, en: (day: string) => `as of ${day}` },
  rules: { zh: '信用规则', en: 'How credit is counted' },
  listed: {
    zh: (list: string, day: string) => `${list}，自 ${day}`,
    en: (list: string, day: string) => `${list}, since ${day}`,
  },
  score: { zh: '总分', en: 'Score' },
  total: { zh: '与用人单位合计', en: 'Together with the employer' },
  totalOf: {
    zh: (own: number, weight: string, other: number, otherWeight: string) =>
      `个人 ${own} 分（占 ${weight}），单位 ${other} 分（占 ${otherWeight}）`,
    en: (own: number, weight: string, other: number, otherWeight: string) =>
      `person ${own} (counts ${weight}), employer ${other} (counts ${otherWeight})`,
  },
  months: {
    zh: (n: number) => `对应延期最长 ${n} 个月`,
    en: (n: number) => `an extension of ${n} months at most`,
  },
  bandOnly: {
    zh: '您只能看到等级。本人同意后可以看到明细。',
    en: 'You see the band alone. The person can let you see everything.',
  },
  open: { zh: '待决定', en: 'Waiting for a decision' },
  dueOn: { zh: (day: string) => `${day} 前决定`, en: (day: string) => `decided by ${day}` },
  provisional: { zh: '（暂定）', en: ' (provisional)' },
  late: { zh: '已逾期', en: 'Late' },
  openedBy: { zh: (who: string) => `提出：${who}`, en: (who: string) => `asked by ${who}` },
  decide: { zh: '办理', en: 'Decide' },
  add: { zh: '录入信用记录', en: 'Put something on record' },
  listing: { zh: '列入或移出名单', en: 'Put on a list, or take off' },
};

type AccountView = Answer<'readCredit'>;

function OpenMatters({
  account,
  kind,
  code,
  mayDecide,
}: {
  account: AccountView;
  kind: PathKind;
  code: string;
  mayDecide: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const [deciding, setDeciding] = useState<string>();
  const self = useSelf();
  const open = account.open ?? [];
  if (open.length === 0) return null;
  const about = (record: string | undefined) => {
    const found = account.records?.find(({ id }) => id === record);
    return found && say(found.label);
  };
  const matter = open.find(({ id }) => id === deciding);
  return (
    <section className="card next-step" aria-labelledby="open">
      <h2 id="open">{w.open}</h2>
      <ul className="plain-list">
        {open.map((one) => (
          <li key={one.id} className="section-head">
            <div>
              <strong>{[say(one.label), about(one.record)].filter(Boolean).join(' · ')}</strong>{' '}
              {one.late && <Tag color="error">{w.late}</Tag>}
              <p className="soft credit-line">
                {[
                  `${w.dueOn(dates.day(one.dueOn))}${one.provisional ? w.provisional : ''}`,
                  one.openedBy && w.openedBy(one.openedBy),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {one.reason && (
                <p className="said" dir="auto">
                  {say(one.reason)}
                </p>
              )}
            </div>
            {mayDecide && one.openedBy !== self?.subject && (
              <Button onClick={() => setDeciding(one.id)}>{w.decide}</Button>
            )}
          </li>
        ))}
      </ul>
      {matter && (
        <DecideMatter
          key={matter.id}
          matter={matter}
          about={about(matter.record)}
          kind={kind}
          code={code}
          version={account.version}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </section>
  );
}

function Page({ account, kind, code }: { account: AccountView; kind: PathKind; code: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const [doing, setDoing] = useState<'add' | 'listing'>();
  const { subject, band, list, score, total, version } = account;
  const asOfficer = holds(self, 'front-officer', 'back-officer', 'decider', 'supervisor');
  const close = () => setDoing(undefined);
  const share = (whose: 'person' | 'enterprise') => {
    const weights = total?.weights ?? { person: 1, enterprise: 1 };
    return dates.percent(weights[whose] / (weights.person + weights.enterprise));
  };
  return (
    <>
      <Head
        title={`${w[subject.kind]} · ${subject.code}`}
        actions={
          asOfficer && (
            <>
              {holds(self, 'front-officer', 'back-officer') && (
                <Button type="primary" onClick={() => setDoing('add')}>
                  {w.add}
                </Button>
              )}
              <Button onClick={() => setDoing('listing')}>{w.listing}</Button>
            </>
          )
        }
      >
        {w.asOf(dates.day(account.on))} · <Link to="/published/credit">{w.rules}</Link>
      </Head>
      <section className="card next-step">
        <p className="credit-band">
          {score && <strong className="credit-total">{dates.number(score.total)}</strong>} {say(band.text)}
        </p>
        {version === undefined && <p className="soft">{w.bandOnly}</p>}
        {account.placeholder && <p className="soft">{say(account.notice)}</p>}
      </section>
      {list && (
        <Alert
          className="credit-list"
          type={list.list === 'red' ? 'success' : list.list === 'black' ? 'error' : 'warning'}
          showIcon
          title={w.listed(say(list.label), dates.day(dates.dayOf(list.since)))}
          description={
            <>
              <p>{say(list.reason)}</p>
              <p>{say(list.remedies)}</p>
            </>
          }
        />
      )}
      <OpenMatters
        account={account}
        kind={kind}
        code={code}
        mayDecide={holds(self, 'back-officer', 'decider', 'supervisor')}
      />
      {score && <Score score={score} />}
      {total && (
        <section className="card">
          <h2>{w.total}</h2>
          <Facts
            of={[
              [w.score, dates.number(total.total)],
              [total.enterprise, w.totalOf(total.person, share('person'), total.ofEnterprise, share('enterprise'))],
              [w.title, w.months(total.months)],
            ]}
          />
        </section>
      )}
      {account.records && <Records account={account} kind={kind} code={code} asOfficer={asOfficer} />}
      {version !== undefined && <CreditHistory kind={kind} code={code} />}
      {subject.kind === 'person' && account.consents && holds(self, 'applicant') && (
        <Consents code={code} consents={account.consents} />
      )}
      {doing === 'add' && (
        <AddRecord subject={subject.kind} kind={kind} code={code} version={version} onClose={close} />
      )}
      {doing === 'listing' && (
        <AskMatter asking={{ kind: 'listing' }} kind={kind} code={code} version={version} onClose={close} />
      )}
    </>
  );
}

function Found({ kind }: { kind: PathKind }) {
  const w = useWords(words);
  const { code = '' } = useParams();
  const read = useRead('readCredit', { path: { kind, code } });
  return (
    <>
      {!read.data && <Head title={w.title} />}
      <Shown of={read}>{(account) => <Page key={code} account={account} kind={kind} code={code} />}</Shown>
    </>
  );
}

const everybody = ['employer', 'applicant', 'front-officer', 'back-officer', 'decider', 'supervisor'] as const;

/** The credit of a person: every point with its reason, what is on record, what can be asked. */
export const AccountOfPerson = () => (
  <Gate roles={everybody}>
    <Found kind="persons" />
  </Gate>
);

/** The same of an employer. */
export const AccountOfEnterprise = () => (
  <Gate roles={everybody}>
    <Found kind="enterprises" />
  </Gate>
);
