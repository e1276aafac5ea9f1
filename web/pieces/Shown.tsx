import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Refusal } from '../client/client.ts';
import { useWords } from '../language/words.tsx';
import { Problems } from './Problems.tsx';

const words = {
  loading: { zh: '正在载入', en: 'Loading' },
  retry: { zh: '重试', en: 'Try again' },
  notYours: {
    zh: '可能链接有误，或者您的账号不能查看。请核对链接，或从菜单进入。',
    en: 'The link may be wrong, or your account may not see this. Check the link, or start from the menu.',
  },
};

type Read<T> = {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
};

/** What was read, once it is there; until then that it is loading, or why it does not come. */
export function Shown<T>({ of, children, rows = 4 }: { of: Read<T>; children: (data: T) => ReactNode; rows?: number }) {
  const w = useWords(words);
  if (of.data !== undefined) return children(of.data);
  if (of.error) {
    const isFinal = of.error instanceof Refusal && of.error.problem.status < 500;
    return (
      <div className="failed">
        <Problems error={of.error} />
        {of.error instanceof Refusal && of.error.problem.status === 404 && <p>{w.notYours}</p>}
        {!isFinal && <Button onClick={() => of.refetch()}>{w.retry}</Button>}
      </div>
    );
  }
  return (
    <div role="status" aria-live="polite">
      <span className="visually-hidden">{w.loading}</span>
      <Skeleton active title={false} paragraph={{ rows }} aria-hidden />
    </div>
  );
}
