import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '经办人邀请', en: 'Invitation' },
  text: {
    zh: (name: string) => `“${name}”邀请您担任经办人。接受后，您可以为该单位填报、提交和跟踪申请。`,
    en: (name: string) =>
      `${name} invites you as a handler. Once you accept, you can file and follow applications for this employer.`,
  },
  accept: { zh: '接受邀请', en: 'Accept' },
  none: { zh: '没有发给您的邀请', en: 'There is no invitation for you here' },
  noneText: {
    zh: (email: string) =>
      `邀请按邮箱发出，须以被邀请的邮箱登录。您当前的邮箱：${email}。邀请也可能已被接受或撤回，请与邀请人联系。`,
    en: (email: string) =>
      `An invitation is for one e-mail address, with which you have to sign in. Yours is ${email}. It may also have been accepted or withdrawn: ask whoever invited you.`,
  },
  unknown: { zh: '（未提供）', en: '(not known)' },
  mine: { zh: '查看我的单位', en: 'See my employers' },
};

function Invitation() {
  const w = useWords(words);
  const say = useSay();
  const go = useNavigate();
  const { id = '' } = useParams();
  const self = useSelf();
  const read = useRead('listEmployers', {});
  const accept = useChange('acceptInvitation');
  return (
    <>
      <Head title={w.title} />
      <Shown of={read}>
        {({ invitations }) => {
          const found = invitations.find(({ employerId }) => employerId === id);
          return found ? (
            <section className="card">
              <p>{w.text(say(found.employer))}</p>
              <Problems error={accept.error} />
              <Button
                type="primary"
                loading={accept.isPending}
                onClick={() =>
                  accept.mutate({ path: { id } }, { onSuccess: () => void go(`/employers/${id}`, { replace: true }) })
                }
              >
                {w.accept}
              </Button>
            </section>
          ) : (
            <section className="card">
              <h2>{w.none}</h2>
              <p>{w.noneText(self?.email ?? w.unknown)}</p>
              <Link to="/employers">{w.mine}</Link>
            </section>
          );
        }}
      </Shown>
    </>
  );
}

/** Where a colleague accepts to become a handler. */
export const AcceptInvitation = () => (
  <Gate roles={['employer']}>
    <Invitation />
  </Gate>
);
