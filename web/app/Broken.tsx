import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { Unreachable } from '../client/client.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';

const words = {
  title: { zh: '页面出错了', en: 'This page broke' },
  lost: { zh: '连接中断', en: 'The connection is lost' },
  text: {
    zh: '已保存的内容没有丢失。请重新载入；如仍不行，请联系服务窗口。',
    en: 'Nothing that was saved is lost. Load the page again; if that does not help, ask the service desk.',
  },
  reload: { zh: '重新载入', en: 'Load again' },
};

/** A piece of the pages that could not be fetched is a lost connection, or a page from before an update. */
const isLost = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof TypeError && /import|fetch|module/i.test(error.message));

/** In place of a page that failed; everything around it still works. */
export function Broken() {
  const w = useWords(words);
  const error = useRouteError();
  return (
    <>
      <Head title={isLost(error) ? w.lost : w.title} />
      <p>{w.text}</p>
      <Button type="primary" onClick={() => location.reload()}>
        {w.reload}
      </Button>
    </>
  );
}
