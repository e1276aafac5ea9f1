import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { factsFrom, isUntouched } from '../assessment/answers.ts';
import { readAnswers } from '../assessment/kept-answers.ts';
import { call } from '../client/client.ts';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Checklist } from './Checklist.tsx';
import { Chosen } from './Chosen.tsx';
import { askOf, type Circumstances, queryOf, readCircumstances, type ServiceGuide } from './circumstances.ts';
import { GoesWrong } from './GoesWrong.tsx';
import './guide.css';
import { MyCase } from './MyCase.tsx';
import { Particulars } from './Particulars.tsx';
import { Rules } from './Rules.tsx';

const words = {
  title: { zh: '办事指南和材料清单', en: 'Service guide and checklist' },
  intro: {
    zh: '选择事项和您的情况，只显示您需要的内容。不需登录，不留存。',
    en: 'Choose what you want to do and your situation: you see only what you need. No sign-in, and nothing is stored.',
  },
  print: { zh: '打印', en: 'Print' },
  apply: { zh: '开始申请', en: 'Begin the application' },
  made: {
    zh: (day: string) => `${day}生成，以当日规定为准。`,
    en: (day: string) => `Made on ${day} from the rules in force that day.`,
  },
  unproven: {
    zh: (n: number) => `标有“暂定”的 ${n} 处尚无公开依据，以主管部门为准。`,
    en: (n: number) => `${n} lines marked “provisional” rest on no published source; the authority settles them.`,
  },
} as const;

function Body({ the, guide }: { the: Circumstances; guide: ServiceGuide }) {
  const w = useWords(words);
  const dates = useDates();
  return (
    <>
      <GoesWrong guide={guide} />
      <Rules guide={guide} />
      <Particulars guide={guide} />
      <p className="soft">
        {w.made(dates.day(guide.madeOn))} {guide.placeholders > 0 && w.unproven(guide.placeholders)}
      </p>
      <p className="no-print">
        <ActionLink to={`/applications/new?procedure=${encodeURIComponent(the.procedure)}`} primary>
          {w.apply}
        </ActionLink>
      </p>
    </>
  );
}

/** What one needs for a procedure, in one's own circumstances, to read and to print. */
export function Guide() {
  const w = useWords(words);
  const say = useSay();
  const { procedures } = useZone();
  const [query, setQuery] = useSearchParams();
  const [the, choose] = useState(() =>
    readCircumstances(
      query,
      procedures.map(({ id }) => id),
    ),
  );
  // A link to another procedure may lead from this page to itself.
  const asked = query.get('procedure');
  const offered = procedures.some(({ id }) => id === asked);
  useEffect(() => {
    if (asked && offered)
      choose((before) => (before.procedure === asked ? before : { ...before, procedure: asked, answers: {} }));
  }, [asked, offered]);
  const [usesFacts, useFacts] = useState(false);
  const { today } = useZone();
  const [typed] = useState(readAnswers);
  const facts = usesFacts ? factsFrom(typed, today) : undefined;
  const change = (next: Partial<Circumstances>) => {
    const changed = { ...the, ...next };
    choose(changed);
    setQuery(queryOf(changed), { replace: true, preventScrollReset: true });
  };
  const guide = useRead(
    'readGuide',
    { query: { procedure: the.procedure, ...(the.category ? { category: the.category } : {}) } },
    { enabled: the.procedure !== '', fresh: 300_000 },
  );
  const body = askOf(the, facts);
  const outlook = useQuery({
    queryKey: ['foreseeCase', body],
    queryFn: ({ signal }) => call('foreseeCase', { body }, { signal }),
    enabled: the.procedure !== '',
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  const title = procedures.find(({ id }) => id === the.procedure)?.title;
  return (
    <div className="guide">
      <Head title={title ? say(title) : w.title} actions={<Button onClick={() => window.print()}>{w.print}</Button>}>
        <span className="no-print">{w.intro}</span>
      </Head>
      <MyCase
        the={the}
        guide={guide.data}
        outlook={outlook.data}
        hasFacts={!isUntouched(typed)}
        usesFacts={usesFacts}
        onFacts={useFacts}
        onChange={change}
      />
      <Problems error={outlook.error} />
      <Shown of={guide} rows={12}>
        {(found) => (
          <>
            <Chosen the={the} guide={found} outlook={outlook.data} />
            {outlook.data && <Checklist guide={found} outlook={outlook.data} isRenewing={outlook.isFetching} />}
            <Body the={the} guide={found} />
          </>
        )}
      </Shown>
    </div>
  );
}
