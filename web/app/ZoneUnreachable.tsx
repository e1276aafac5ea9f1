import { Button } from 'antd';
import { useWords } from '../language/words.tsx';

const words = {
  title: { zh: '暂时连接不上', en: 'The zone cannot be reached' },
  text: {
    zh: '请检查网络后重试。您已填写的内容保存在本设备上，不会丢失。',
    en: 'Check your connection and try again. What you typed is kept on this device.',
  },
  retry: { zh: '重试', en: 'Try again' },
};

/** Shown when the zone gives no answer at all. */
export function ZoneUnreachable({ onRetry }: { onRetry: () => void }) {
  const w = useWords(words);
  return (
    <main className="alone">
      <h1>{w.title}</h1>
      <p>{w.text}</p>
      <Button type="primary" onClick={onRetry}>
        {w.retry}
      </Button>
    </main>
  );
}
