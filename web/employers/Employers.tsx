import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { EmployerStatus } from './EmployerStatus.tsx';
import '../pieces/parts.css';
import './employers.css';

const words = {
  title: { zh: '我的用人单位', en: 'My employers' },
  line: { zh: '您作为经办人办理的单位。', en: 'The employers for which you handle applications.' },
  add: { zh: '填报单位', en: 'Add an employer' },
  invited: { zh: '邀请', en: 'Invitations' },
  invitedText: {
    zh: (name: string) => `“${name}”邀请您担任经办人。`,
    en: (name: string) => `${name} invites you to handle its applications.`,
  },
  accept: { zh: '接受邀请', en: 'Accept' },
  none: { zh: '还没有单位', en: 'No employer yet' },
  noneText: {
    zh: '为外国人申请之前，先填报用人单位。准备好营业执照即可，约 5 分钟。',
    en: 'Before you apply for anybody, tell us who employs them. Have the business licence at hand; it takes about five minutes.',
  },
  code: { zh: '统一社会信用代码', en: 'Credit code' },
  handlers: {
    zh: (n: number) => `${n} 名经办人`,
    en: (n: number) => (n === 1 ? '1 handler' : `${n} handlers`),
  },
};

function Mine() {
  const w = useWords(words);
  const say = useSay();
  const go = useNavigate();
  const read = useRead('listEmployers', {});
  const accept = useChange('acceptInvitation');
  return (
    <>
      <Head
        title={w.title}
        actions={
          <ActionLink primary to="/employers/new">
            {w.add}
          </ActionLink>
        }
      >
        {w.line}
      </Head>
      <Problems error={accept.error} />
      <Shown of={read}>
        {({ items, invitations }) => (
          <>
            {invitations.length > 0 && (
              <section className="card" aria-labelledby="invited">
                <h2 id="invited">{w.invited}</h2>
                <ul className="plain-list">
                  {invitations.map(({ employerId, employer }) => (
                    <li key={employerId} className="invitation">
                      <span>{w.invitedText(say(employer))}</span>
                      <Button
                        type="primary"
                        loading={accept.isPending && accept.variables.path.id === employerId}
                        onClick={() =>
                          accept.mutate(
                            { path: { id: employerId } },
                            { onSuccess: () => void go(`/employers/${employerId}`) },
                          )
                        }
                      >
                        {w.accept}
                      </Button>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {items.length === 0 ? (
              <section className="card empty">
                <h2>{w.none}</h2>
                <p>{w.noneText}</p>
              </section>
            ) : (
              <ul className="plain-list">
                {items.map(({ id, name, status, unifiedSocialCreditCode, handlers }) => (
                  <li key={id} className="card employer-card">
                    <div>
                      <h2>
                        <Link to={`/employers/${id}`}>{say(name)}</Link>
                      </h2>
                      <p className="soft">
                        {w.code} {unifiedSocialCreditCode} · {w.handlers(handlers.length)}
                      </p>
                    </div>
                    <EmployerStatus status={status} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** The employers of a handler. */
export const Employers = () => (
  <Gate roles={['employer']}>
    <Mine />
  </Gate>
);
