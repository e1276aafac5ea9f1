import { Button } from 'antd';
import { useWords } from '../language/words.tsx';

const words = {
  title: { zh: '登录未完成', en: 'Signing in did not work' },
  text: {
    zh: '登录已取消，或登录链接已过期。您可以重新登录；已填写的内容不会丢失。',
    en: 'It was cancelled, or took too long. You can sign in again; nothing you typed is lost.',
  },
  home: { zh: '返回首页', en: 'Back to the first page' },
};

/** Shown when the provider sends somebody back without having signed them in. */
export function SignInFailed() {
  const w = useWords(words);
  return (
    <main className="alone">
      <h1>{w.title}</h1>
      <p>{w.text}</p>
      <Button type="primary" href={document.baseURI}>
        {w.home}
      </Button>
    </main>
  );
}
