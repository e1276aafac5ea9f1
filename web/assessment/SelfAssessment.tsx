import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { call, Refusal } from '../client/client.ts';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { type Answers, type Facts, factsFrom, isUntouched, noAnswers } from './answers.ts';
import './assessment.css';
import { forgetAnswers, keepAnswers, readAnswers } from './kept-answers.ts';
import { Outcome } from './Outcome.tsx';
import type { PointsTable } from './options.ts';
import { Questions } from './Questions.tsx';
import { ScoreBar } from './ScoreBar.tsx';

const words = {
  title: { zh: '自我评估', en: 'Self-assessment' },
  intro: {
    zh: '按国家积分表和直接认定条件估算您的类别。结果仅供参考，以工作人员审查为准。',
    en: 'Your category by the national points table and the direct routes. It is an estimate: officers decide.',
  },
  privacy: {
    zh: '无需登录。所填内容只保存在本设备的这个标签页里，关闭即清除；计算时发送给本区系统，不留存。',
    en: 'No sign-in. What you type stays in this tab of this device and is gone when you close it; it is sent to be counted and is not stored.',
  },
  print: { zh: '打印', en: 'Print' },
  clear: { zh: '全部清除', en: 'Clear everything' },
} as const;

/** A value that has stood still for a moment: nobody is asked while somebody types. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

const useScore = (facts: Facts, enabled: boolean) =>
  useQuery({
    queryKey: ['assess', facts],
    queryFn: ({ signal }) => call('assess', { body: { facts, unfinished: true } }, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    retry: (count, error) => !(error instanceof Refusal) && count < 2,
  });

function Assessing({ table }: { table: PointsTable }) {
  const w = useWords(words);
  const { today } = useZone();
  const [answers, setAnswers] = useState<Answers>(readAnswers);
  const outcome = useRef<HTMLElement>(null);
  useEffect(() => keepAnswers(answers), [answers]);
  const typed = JSON.stringify(factsFrom(answers, today));
  const facts: Facts = JSON.parse(useSettled(useDeferredValue(typed), 350));
  const isEmpty = isUntouched(answers);
  const scored = useScore(facts, !isEmpty);
  // A route that does not fit is told beside it, and takes nothing away from the points.
  const isRefused = scored.error instanceof Refusal;
  const { directRoutes: _, ...plain } = facts;
  const withoutRoutes = useScore(plain, !isEmpty && isRefused && facts.directRoutes !== undefined);
  const shown = isRefused ? withoutRoutes.data : scored.data;
  const problems = scored.error instanceof Refusal ? (scored.error.problem.problems ?? []) : [];
  const clear = () => {
    setAnswers(noAnswers);
    forgetAnswers();
  };
  return (
    <>
      <Head
        title={w.title}
        actions={
          <>
            <Button onClick={() => window.print()} disabled={isEmpty}>
              {w.print}
            </Button>
            <Button onClick={clear} disabled={isEmpty}>
              {w.clear}
            </Button>
          </>
        }
      >
        {w.intro}
      </Head>
      <p className="soft no-print">{w.privacy}</p>
      <div className="assessing">
        <Questions
          table={table}
          answers={answers}
          today={today}
          problems={problems}
          onChange={(change) => setAnswers((before) => ({ ...before, ...change }))}
        />
        <section ref={outcome} className="outcome" tabIndex={-1}>
          <Outcome
            table={table}
            facts={facts}
            assessment={isEmpty ? undefined : shown}
            error={isRefused ? withoutRoutes.error : scored.error}
            isCounting={scored.isFetching || withoutRoutes.isFetching}
          />
        </section>
      </div>
      <ScoreBar
        assessment={isEmpty ? undefined : shown}
        onShow={() => {
          outcome.current?.scrollIntoView({ block: 'start' });
          outcome.current?.focus({ preventScroll: true });
        }}
      />
    </>
  );
}

/** Points, category and what would lift it, counted while one answers; nothing of it is stored. */
export function SelfAssessment() {
  const w = useWords(words);
  const table = useRead('readPointsTable', {}, { fresh: 300_000 });
  return (
    <>
      {!table.data && <Head title={w.title}>{w.intro}</Head>}
      <Shown of={table} rows={10}>
        {(found) => <Assessing table={found} />}
      </Shown>
    </>
  );
}
