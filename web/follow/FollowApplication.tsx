import { useEffect, useRef, useState } from 'react';
import { Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { StageTag } from '../pieces/StageTag.tsx';

const words = {
  number: { zh: '收件编号', en: 'Receipt number' },
  numberHint: { zh: '在收件凭证和通知里。', en: 'It stands on the receipt and in notices.' },
  code: { zh: '查询码', en: 'Code' },
  codeHint: {
    zh: '形如 XXXX-XXXX-XXXX-XXXX。办理人登录后，在申请页面可以看到；可转给申请人。',
    en: 'Such as XXXX-XXXX-XXXX-XXXX. Whoever filed it finds it on the page of the application, and may pass it on.',
  },
  look: { zh: '查询', en: 'Look it up' },
  unknown: {
    zh: '没有找到。请核对编号和查询码；字母大小写、空格和横线不影响。',
    en: 'Nothing was found. Check the number and the code; capitals, spaces and hyphens do not matter.',
  },
  turn: { zh: '现在由谁处理', en: 'Whose turn it is' },
  submitted: { zh: '提交', en: 'Submitted' },
  accepted: { zh: '受理', en: 'Accepted' },
  promised: { zh: '承诺决定日期', en: 'Decision promised by' },
  respond: { zh: '请在此日期前补正或答复', en: 'Mend it or reply until' },
  changed: { zh: '最近变化', en: 'Last change' },
  provisional: {
    zh: '日期跨到尚未公布放假安排的年份，为暂定。',
    en: 'Counted into a year whose official calendar is not published: provisional.',
  },
  late: {
    zh: '已超过承诺的时间，我们正在处理，抱歉让您久等。',
    en: 'This takes longer than we promised. It is being worked on, and we are sorry.',
  },
} as const;

function Standing({ found }: { found: Answer<'followApplication'> }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is read from its beginning
  useEffect(() => place.current?.focus(), [found]);
  const days: [string, string | undefined][] = [
    [w.submitted, found.submittedOn],
    [w.accepted, found.acceptedOn],
    [w.promised, found.promisedOn],
    [w.respond, found.respondBy],
    [w.changed, found.changedOn],
  ];
  return (
    <section ref={place} tabIndex={-1} className="standing" aria-labelledby="standing">
      <h2 id="standing">
        {say(found.title)} <StageTag stage={found.stage} />
      </h2>
      <p className="soft">
        {found.receiptNumber} · {say(found.procedure.title)}
      </p>
      <p>{say(found.text)}</p>
      {found.late && <p className="late">{w.late}</p>}
      <dl className="standing-days">
        <div>
          <dt>{w.turn}</dt>
          <dd>{say(found.withLabel)}</dd>
        </div>
        {days.map(
          ([label, day]) =>
            day && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{dates.day(day)}</dd>
              </div>
            ),
        )}
      </dl>
      {found.provisional && <p className="soft">{w.provisional}</p>}
    </section>
  );
}

/** Follows an application with the number and the code of its parties; nobody's name is shown. */
export function FollowApplication() {
  const w = useWords(words);
  const [receiptNumber, setNumber] = useState('');
  const [code, setCode] = useState('');
  const look = useChange('followApplication', { renews: [] });
  const isUnknown = look.error instanceof Refusal && look.error.problem.status === 404;
  return (
    <>
      <PlainForm
        error={isUnknown ? null : look.error}
        busy={look.isPending}
        submit={w.look}
        onSubmit={() => look.mutate({ body: { receiptNumber, code } })}
      >
        <TextField
          path="receiptNumber"
          label={w.number}
          hint={w.numberHint}
          value={receiptNumber}
          onChange={setNumber}
        />
        <TextField path="code" label={w.code} hint={w.codeHint} value={code} onChange={setCode} />
        {isUnknown && (
          <p role="alert" className="unknown">
            {w.unknown}
          </p>
        )}
      </PlainForm>
      {look.data && !look.isPending && <Standing found={look.data} />}
    </>
  );
}
