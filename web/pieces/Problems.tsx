import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import type { Problem } from '../client/client.ts';
import { Refusal, Unreachable } from '../client/client.ts';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  lost: { zh: '连接中断', en: 'The connection is lost' },
  lostText: {
    zh: '没有收到答复。请检查网络后重试；重复提交不会产生两份。',
    en: 'No answer came. Check your connection and try again; doing it twice does it once.',
  },
  broken: { zh: '页面出错了', en: 'Something went wrong on this page' },
};

/** The problems of a refusal, each once, in the reader's language. */
export function ProblemList({ problems }: { problems: NonNullable<Problem['problems']> }) {
  const say = useSay();
  return (
    <ul className="problem-list">
      {problems.map(({ path, code, message, text, remedy }) => (
        <li key={`${path} ${code} ${message}`}>
          {text ? say(text) : message}
          {remedy && <span className="remedy"> {say(remedy)}</span>}
        </li>
      ))}
    </ul>
  );
}

/**
 * Why something did not work, with everything that was wrong at once. It is read aloud and brought into view. Nothing
 * where there is no error.
 */
export function Problems({ error, quiet }: { error: unknown; quiet?: boolean }) {
  const w = useWords(words);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error && !quiet) place.current?.scrollIntoView({ block: 'nearest' });
  }, [error, quiet]);
  if (!error) return null;
  const title = error instanceof Refusal ? error.problem.title : error instanceof Unreachable ? w.lost : w.broken;
  const text =
    error instanceof Refusal ? (
      <>
        {error.problem.detail && <p>{error.problem.detail}</p>}
        {error.problem.problems && <ProblemList problems={error.problem.problems} />}
      </>
    ) : error instanceof Unreachable ? (
      w.lostText
    ) : undefined;
  return (
    <div ref={place}>
      <Alert type="error" showIcon title={title} description={text} />
    </div>
  );
}
