import { Button } from 'antd';
import { useWords } from '../language/words.tsx';

const words = { more: { zh: '显示更多', en: 'Show more' } };

/** Asks for the next page of a list; nothing where everything is shown. */
export function More({ list }: { list: { more?: () => void; isLoadingMore: boolean } }) {
  const w = useWords(words);
  if (!list.more) return null;
  return (
    <div className="more no-print">
      <Button onClick={list.more} loading={list.isLoadingMore}>
        {w.more}
      </Button>
    </div>
  );
}
