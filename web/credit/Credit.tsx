import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePages, useRead } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, isStaff, useSelf } from '../sign-in/self.ts';
import './credit.css';
import { accountPath, kindOfCode } from './credit-paths.ts';

const words = {
  title: { zh: '信用', en: 'Credit' },
  line: {
    zh: '信用决定延期可以给多久。每一分都有由来，认为不对可以提出异议。',
    en: 'Credit decides how long an extension can be. Every point has its reason, and you can say where one is wrong.',
  },
  officers: {
    zh: '查阅个人或单位的信用；每次查阅都有记录。',
    en: 'Look up a person or an employer; every look is recorded.',
  },
  rules: { zh: '信用规则', en: 'How credit is counted' },
  matters: { zh: '待第二人决定', en: 'Waiting for a second officer' },
  code: { zh: '一人一码或统一社会信用代码', en: 'Lifetime code or credit code' },
  codeHint: { zh: '18 位。', en: '18 characters.' },
  wrong: { zh: '应为 18 位数字和字母。', en: 'A code has 18 digits and letters.' },
  look: { zh: '查阅', en: 'Look it up' },
  employers: { zh: '我的用人单位', en: 'My employers' },
  people: { zh: '持证人', en: 'Holders of permits' },
  own: { zh: '我的信用', en: 'My own' },
  none: {
    zh: '取得工作许可或注册单位后，可以在此查看信用。',
    en: 'Once you hold a permit, or your employer is registered, you see its credit here.',
  },
  notHere: { zh: '本区未开通信用管理。', en: 'This zone keeps no credit.' },
};

function LookUp() {
  const w = useWords(words);
  const go = useNavigate();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <section className="card">
      <PlainForm
        error={undefined}
        busy={false}
        submit={w.look}
        onSubmit={() => {
          const found = kindOfCode(typed);
          setWrong(!found);
          if (found) void go(accountPath(found.kind, found.code));
        }}
      >
        <TextField
          label={w.code}
          hint={w.codeHint}
          value={typed}
          onChange={setTyped}
          own={isWrong ? w.wrong : undefined}
        />
      </PlainForm>
    </section>
  );
}

function Own() {
  const w = useWords(words);
  const say = useSay();
  const self = useSelf();
  const isEmployer = holds(self, 'employer');
  const employers = useRead('listEmployers', {}, { enabled: isEmployer });
  const permits = usePages('listPermits', { query: { limit: 50 } });
  const registered = employers.data?.items.filter(({ status }) => status === 'registered') ?? [];
  const holders = [...new Map(permits.items.map((permit) => [permit.number, permit])).values()];
  const isEmpty = !permits.isPending && !permits.more && holders.length === 0 && registered.length === 0;
  return (
    <>
      {registered.length > 0 && (
        <section className="card">
          <h2>{w.employers}</h2>
          <ul className="plain-list">
            {registered.map(({ id, name, unifiedSocialCreditCode }) => (
              <li key={id}>
                <Link to={accountPath('enterprise', unifiedSocialCreditCode)}>{say(name)}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Shown of={{ ...permits, data: permits.isPending || permits.error ? undefined : holders }}>
        {(found) =>
          found.length > 0 && (
            <section className="card">
              <h2>{isEmployer ? w.people : w.own}</h2>
              <ul className="plain-list">
                {found.map(({ number, holder }) => (
                  <li key={number}>
                    <Link to={accountPath('person', number)}>{holder}</Link> <span className="soft">{number}</span>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Shown>
      <More list={permits} />
      {isEmpty && <p>{w.none}</p>}
    </>
  );
}

function Either() {
  const w = useWords(words);
  const self = useSelf();
  const has = useHas('credit');
  if (!has) return <Head title={w.title}>{w.notHere}</Head>;
  const staff = isStaff(self);
  return (
    <>
      <Head
        title={w.title}
        actions={
          <>
            {holds(self, 'back-officer', 'decider', 'supervisor') && (
              <ActionLink to="/credit/matters">{w.matters}</ActionLink>
            )}
            <ActionLink to="/published/credit">{w.rules}</ActionLink>
          </>
        }
      >
        {staff ? w.officers : w.line}
      </Head>
      {staff ? <LookUp /> : <Own />}
    </>
  );
}

/** Where credit is looked at: one's own, or for officers whose code they have. */
export const Credit = () => (
  <Gate roles={['employer', 'applicant', 'front-officer', 'back-officer', 'decider', 'supervisor']}>
    <Either />
  </Gate>
);
