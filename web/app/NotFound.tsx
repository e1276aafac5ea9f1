import { Link } from 'react-router';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';

const words = {
  title: { zh: '没有这个页面', en: 'There is no such page' },
  text: {
    zh: '网址可能有误，或内容已移走。',
    en: 'The address may be mistyped, or what was here has moved.',
  },
  home: { zh: '返回首页', en: 'Back to the first page' },
};

export function NotFound() {
  const w = useWords(words);
  return (
    <>
      <Head title={w.title} />
      <p>{w.text}</p>
      <Link to="/">{w.home}</Link>
    </>
  );
}
