import { Tag } from 'antd';
import { useWords } from '../language/words.tsx';

const words = {
  placeholder: { zh: '暂代', en: 'Placeholder' },
};

/** What proves a figure, and whether anything does. */
export function Source({ of }: { of: { source: string; placeholder?: boolean | undefined } }) {
  const w = useWords(words);
  return (
    <span className="admin-source">
      {of.placeholder && (
        <>
          <Tag color="warning">{w.placeholder}</Tag>
          <br />
        </>
      )}
      <bdi>{of.source}</bdi>
    </span>
  );
}
