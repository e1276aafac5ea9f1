import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import type { Names } from './form-rows.ts';
import { answerOf, leftOpen, nothingTyped, type Typed } from './given-answer.ts';
import './practice.css';
import { Question } from './Question.tsx';
import { Result } from './Result.tsx';

const words = {
  title: { zh: '练习', en: 'Practice case' },
  all: { zh: '全部练习', en: 'All cases' },
  begin: { zh: '开始作答', en: 'Begin' },
  beginText: {
    zh: '您会看到一份虚构的申请和一个问题。第一次交卷计入考核；没有时间限制，填写的内容会保留在本标签页中。',
    en: 'You see an invented application and a question. The first answer that you hand in counts for the assessment. There is no time limit, and what you choose is kept in this tab.',
  },
  yours: { zh: '您的回答', en: 'Your answer' },
};

type Attempt = Answer<'startAttempt'>;
type Kept = { attempt: Attempt | null; typed: Typed };
const nothing: Kept = { attempt: null, typed: nothingTyped };

function Attempting({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const [kept, setKept, forget] = useKept<Kept>(`practice.${id}`, nothing);
  const [marked, setMarked] = useState<Answer<'handInAnswer'>>();
  const [tried, setTried] = useState(false);
  const start = useChange('startAttempt', { renews: [] });
  const handIn = useChange('handInAnswer', { renews: ['listPractice', 'listStaffAssessments'] });
  const cases = useRead('listPractice', { query: {} });
  const { attempt, typed } = kept;
  const top = useRef<HTMLDivElement>(null);
  const isMarked = marked !== undefined;
  useEffect(() => {
    if (isMarked) top.current?.focus();
  }, [isMarked]);
  const procedure = attempt?.practice.procedure ?? '';
  const guide = useRead('readGuide', { query: { procedure } }, { enabled: attempt !== null, fresh: 600_000 });
  const table = useRead('readPointsTable', {}, { fresh: 600_000 });
  const begin = () => {
    setMarked(undefined);
    setTried(false);
    handIn.reset();
    start.mutate({ path: { case: id } }, { onSuccess: (begun) => setKept({ attempt: begun, typed: nothingTyped }) });
  };
  const list = cases.data?.items ?? [];
  const own = list.find((one) => one.id === id);
  const next = list.slice(list.findIndex((one) => one.id === id) + 1).find(({ office }) => office === own?.office)?.id;
  const title = attempt?.practice.title ?? own?.title;
  const waits = guide.error ?? table.error;
  const names: Names | undefined =
    guide.data && table.data
      ? {
          fields: guide.data.fields,
          materials: guide.data.materials,
          questions: guide.data.questions,
          items: table.data.items,
        }
      : undefined;
  return (
    <div ref={top} tabIndex={-1} className="practice-page">
      <Head title={title ? say(title) : w.title} actions={<Link to="/practice">{w.all}</Link>} />
      {!attempt ? (
        <section className="card">
          <p>{w.beginText}</p>
          <Button type="primary" loading={start.isPending} onClick={begin}>
            {w.begin}
          </Button>
          <Problems error={start.error} />
        </section>
      ) : (
        <Shown
          of={{
            data: names,
            error: waits,
            isPending: names === undefined,
            refetch: () => {
              void guide.refetch();
              void table.refetch();
            },
          }}
          rows={8}
        >
          {(known) => {
            const { practice } = attempt;
            const items = known.items.map(({ item }) => item);
            return (
              <>
                {marked && (
                  <Result marked={marked} decisions={practice.decisions} names={known} next={next} onAgain={begin} />
                )}
                <div className="practice-beside">
                  <div>
                    <Question practice={practice} names={known} />
                  </div>
                  {!marked && (
                    <section className="card">
                      <h2>{w.yours}</h2>
                      <AnswerForm
                        practice={practice}
                        names={known}
                        typed={typed}
                        tried={tried}
                        onChange={(change) => setKept((now) => ({ ...now, typed: { ...now.typed, ...change } }))}
                        error={handIn.error}
                        busy={handIn.isPending}
                        onSubmit={() => {
                          setTried(true);
                          const { decision } = typed;
                          if (decision === '' || leftOpen(typed, practice.asks, items).length > 0) return;
                          handIn.mutate(
                            {
                              path: { attempt: attempt.id },
                              body: answerOf({ ...typed, decision }, practice.asks, items),
                            },
                            {
                              onSuccess: (result) => {
                                setMarked(result);
                                forget();
                              },
                            },
                          );
                        }}
                      />
                    </section>
                  )}
                </div>
              </>
            );
          }}
        </Shown>
      )}
    </div>
  );
}

/** One practice case: the question, the answer, and what it was worth. */
export function PracticeCase() {
  const { case: id = '' } = useParams();
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
      <Attempting key={id} id={id} />
    </Gate>
  );
}
