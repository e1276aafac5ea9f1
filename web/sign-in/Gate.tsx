import { Button, Spin } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'react-router';
import type { Role } from '../../shared/domain/access/roles.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { holds, useSelfAsked, useSession } from './self.ts';
import { signedInBefore, signIn } from './session.ts';

const words = {
  title: { zh: '请登录', en: 'Please sign in' },
  text: {
    zh: '登录后可以继续。登录完成后将回到本页面。',
    en: 'You can go on once you are signed in. You will come back to this page.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  unknown: { zh: '暂时无法确认您的账号', en: 'Your account could not be checked' },
  again: { zh: '重试', en: 'Try again' },
  noRole: { zh: '您的账号不能使用此页面', en: 'Your account cannot use this page' },
  noRoleText: {
    zh: '此页面供其他岗位使用。如您认为有误，请联系本区管理员。',
    en: 'It is for other roles. If you think this is wrong, ask the administrator of this zone.',
  },
};

/** Lets in who is signed in with one of the roles; leads everybody else to signing in, and back here afterwards. */
export function Gate({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const w = useWords(words);
  const { state } = useSession();
  const { data: self, error, refetch } = useSelfAsked();
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  const goesByItself = state === 'anonymous' && signedInBefore();
  useEffect(() => {
    if (goesByItself) void signIn(here);
  }, [goesByItself, here]);
  if (state === 'anonymous') {
    if (goesByItself) return <Spin />;
    return (
      <>
        <Head title={w.title} />
        <p>{w.text}</p>
        <Button type="primary" onClick={() => void signIn(here)}>
          {w.signIn}
        </Button>
      </>
    );
  }
  if (!self && error && state === 'signed-in') {
    return (
      <>
        <Head title={w.unknown} />
        <Problems error={error} />
        <Button type="primary" onClick={() => void refetch()}>
          {w.again}
        </Button>
      </>
    );
  }
  if (!self) return <Spin />;
  if (!holds(self, ...roles)) {
    return (
      <>
        <Head title={w.noRole} />
        <p>{w.noRoleText}</p>
      </>
    );
  }
  return children;
}
