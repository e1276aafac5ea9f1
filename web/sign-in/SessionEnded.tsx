import { Modal } from 'antd';
import { useLocation } from 'react-router';
import { useWords } from '../language/words.tsx';
import { useSession } from './self.ts';
import { signIn, signOut } from './session.ts';

const words = {
  title: { zh: '登录已过期', en: 'Your session has ended' },
  text: {
    zh: '您填写的内容已保存在本设备上。重新登录后会回到本页面并恢复。',
    en: 'What you typed is kept on this device. Sign in again and you are back here with it.',
  },
  signIn: { zh: '重新登录', en: 'Sign in again' },
  leave: { zh: '退出', en: 'Sign out' },
};

/** Says that the session is over, wherever the person is, without taking away what they were doing. */
export function SessionEnded() {
  const w = useWords(words);
  const { state } = useSession();
  const { pathname, search } = useLocation();
  return (
    <Modal
      open={state === 'ended'}
      title={w.title}
      okText={w.signIn}
      cancelText={w.leave}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      onOk={() => void signIn(`${pathname}${search}`)}
      onCancel={() => void signOut()}
    >
      <p>{w.text}</p>
    </Modal>
  );
}
