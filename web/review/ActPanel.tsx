import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../language/words.tsx';
import type { Act, ActGiven } from './act.ts';
import { actWords as words } from './act-words.ts';
import { ExtendTime, Move, Pause, Reopen, Resume, ReviewAgain } from './CourseActs.tsx';
import { Accept, Approve, Recommend, Refuse, RefuseAcceptance, Return } from './Decisions.tsx';

const takesAway: readonly Act[] = ['refuse-acceptance', 'announce-refusal', 'refuse'];

function Form({ act, ...given }: ActGiven & { act: Act }) {
  switch (act) {
    case 'accept':
      return <Accept {...given} />;
    case 'return':
      return <Return {...given} />;
    case 'refuse-acceptance':
      return <RefuseAcceptance {...given} />;
    case 'recommend':
      return <Recommend {...given} />;
    case 'approve':
      return <Approve {...given} />;
    case 'announce-refusal':
    case 'refuse':
      return <Refuse {...given} decision={act} />;
    case 'pause':
      return <Pause {...given} />;
    case 'resume':
      return <Resume {...given} />;
    case 'extend-time':
      return <ExtendTime {...given} />;
    case 'review-again':
      return <ReviewAgain {...given} />;
    case 'reopen':
      return <Reopen {...given} />;
    case 'move':
      return <Move {...given} />;
  }
}

/** The form of one act; its heading gets the focus when it opens. */
export function ActPanel({
  act,
  isOffered,
  onClose,
  ...given
}: ActGiven & { act: Act; isOffered: boolean; onClose: () => void }) {
  const w = useWords(words);
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another act is another form
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) heading.current?.focus();
    panel.current?.scrollIntoView({ block: 'start' });
  }, [act]);
  return (
    <section
      className={isOffered ? 'card case-act' : 'card case-act case-act-blocked'}
      aria-labelledby="case-act"
      ref={panel}
    >
      <div className="case-act-head">
        <h2 id="case-act" ref={heading} tabIndex={-1} className={takesAway.includes(act) ? 'case-danger' : undefined}>
          {given.label}
        </h2>
        <Button onClick={onClose}>{w.close}</Button>
      </div>
      {!isOffered && <Alert type="warning" showIcon title={w.notNow} />}
      <Form key={act} act={act} {...given} />
    </section>
  );
}
