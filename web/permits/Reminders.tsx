import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { DayField } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { holds, useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '到期提醒', en: 'Reminders' },
  text: {
    zh: '到期前我们会按下列日期提醒持证人。',
    en: 'We remind the holder on these days, before something ends.',
  },
  permit: { zh: '工作许可', en: 'Work permit' },
  passport: { zh: '护照', en: 'Passport' },
  residence: { zh: '居留许可', en: 'Residence permit' },
  card: { zh: '商友卡', en: 'Merchant card' },
  ends: {
    zh: (what: string, day: string) => `${what}有效期至 ${day}`,
    en: (what: string, day: string) => `${what}: last day ${day}`,
  },
  next: { zh: (day: string) => `下次提醒 ${day}`, en: (day: string) => `next reminder ${day}` },
  before: { zh: (n: number) => `到期前 ${n} 天`, en: (n: number) => `${n} days before` },
  planned: { zh: '将提醒', en: 'planned' },
  told: { zh: '已提醒', en: 'given' },
  'not-given': { zh: '未提醒', en: 'not given' },
  sent: { zh: '已送达渠道', en: 'sent' },
  failed: { zh: '发送失败，将重试', en: 'not sent yet; tried again' },
  'given-up': { zh: '未能发送', en: 'could not be sent' },
  none: { zh: '没有要提醒的日期。', en: 'There is nothing to remind of.' },
  state: { zh: '居留许可有效期至', en: 'Last day of the residence permit' },
  stateHint: {
    zh: '由出入境管理机构签发。填写后我们也会提醒您；不填不影响许可。',
    en: 'It is issued by the exit-entry administration. If you state it we remind you of it too; nothing depends on it.',
  },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存，将按此日期提醒。', en: 'Saved. You will be reminded of it.' },
};

type Told = Answer<'readReminders'>;

/** The reminder that comes next. */
function Next({ items, of }: { items: Told['items']; of: Told['items'][number]['of'] }) {
  const w = useWords(words);
  const dates = useDates();
  const next = items.find((item) => item.of === of && item.state === 'planned');
  return next ? <span className="soft">{w.next(dates.shortDay(next.remindOn))}</span> : null;
}

function StateResidence({ number, told }: { number: string; told: Told }) {
  const w = useWords(words);
  const known = told.endings.find(({ of }) => of === 'residence')?.on;
  const [day, setDay] = useState(known ?? '');
  const change = useChange('stateResidence', { renews: ['readReminders'] });
  return (
    <PlainForm
      error={change.error}
      busy={change.isPending}
      submit={w.save}
      onSubmit={() => change.mutate({ path: { number }, body: { validTo: day } })}
    >
      <DayField path="body.validTo" label={w.state} hint={w.stateHint} value={day} onChange={setDay} />
      <p role="status">{change.isSuccess && w.saved}</p>
    </PlainForm>
  );
}

/** Of what the holder is reminded and when; the residence permit is stated here. */
export function Reminders({ number }: { number: string }) {
  const w = useWords(words);
  const dates = useDates();
  const self = useSelf();
  const found = useRead('readReminders', { path: { number } });
  return (
    <section className="card no-print" aria-labelledby="reminders">
      <h2 id="reminders">{w.title}</h2>
      <Shown of={found} rows={3}>
        {(told) => (
          <>
            {told.endings.length === 0 ? (
              <p className="soft">{w.none}</p>
            ) : (
              <>
                <p className="soft">{w.text}</p>
                <ul className="reminders">
                  {told.endings.map(({ of, on }) => (
                    <li key={of}>
                      <details>
                        <summary>
                          <strong>{w.ends(w[of], dates.day(on))}</strong> <Next items={told.items} of={of} />
                        </summary>
                        <ul>
                          {told.items
                            .filter((item) => item.of === of)
                            .map(({ daysBefore, remindOn, state, deliveries = [] }) => (
                              <li key={daysBefore}>
                                {dates.shortDay(remindOn)} · {w.before(daysBefore)} · {w[state]}
                                {deliveries.length > 0 && (
                                  <span className="soft">
                                    {' '}
                                    ({deliveries.map(({ channel, state: how }) => `${channel}: ${w[how]}`).join(', ')})
                                  </span>
                                )}
                              </li>
                            ))}
                        </ul>
                      </details>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {holds(self, 'applicant', 'employer', 'supervisor') && <StateResidence number={number} told={told} />}
          </>
        )}
      </Shown>
    </section>
  );
}
