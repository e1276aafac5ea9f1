import { Button } from 'antd';
import { useState } from 'react';
import { addDays } from '../../shared/domain/time.ts';
import { serverNow } from '../client/now.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { FieldGroup } from '../pieces/Fields.tsx';
import { Shown } from '../pieces/Shown.tsx';
import './visits.css';

const words = {
  slot: { zh: '时段', en: 'Day and time' },
  earlier: { zh: '前一周', en: 'Week before' },
  later: { zh: '后一周', en: 'Week after' },
  week: { zh: (from: string, to: string) => `${from} 至 ${to}`, en: (from: string, to: string) => `${from} to ${to}` },
  free: { zh: (n: number) => `余 ${n}`, en: (n: number) => `${n} free` },
  full: { zh: '已满', en: 'full' },
};

export type Slot = { day: string; from: string };

/** Free slots of a week, day by day, each to be chosen by mouse or keyboard. */
export function SlotPicker({
  value,
  onChange,
  own,
}: {
  value: Slot | undefined;
  onChange: (slot: Slot) => void;
  own?: string;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const today = dates.dayOf(new Date(serverNow()).toISOString());
  const [from, setFrom] = useState(value?.day && value.day >= today ? value.day : today);
  const read = useRead('listSlots', { query: { from, days: 7 } }, { fresh: 15_000 });
  const to = addDays(from, 6);
  return (
    <FieldGroup path="from" label={w.slot} own={own}>
      {(name) => (
        <>
          <div className="week">
            <Button
              disabled={from <= today}
              onClick={() => setFrom(addDays(from, -7) < today ? today : addDays(from, -7))}
            >
              ← {w.earlier}
            </Button>
            <strong aria-live="polite">{w.week(dates.shortDay(from), dates.shortDay(to))}</strong>
            <Button onClick={() => setFrom(addDays(from, 7))}>{w.later} →</Button>
          </div>
          <Shown of={read} rows={7}>
            {({ days }) => (
              <div className="slot-days">
                {days.map(({ day, slots, closed }) => (
                  <fieldset key={day} className="slot-day">
                    <legend>
                      <strong>{dates.weekday(day)}</strong> {dates.shortDay(day)}
                    </legend>
                    {closed ? (
                      <p className="soft">{say(closed.text)}</p>
                    ) : (
                      <div className="slots">
                        {slots.map((slot) => (
                          <label key={slot.from} className={slot.free === 0 ? 'slot slot-full' : 'slot'}>
                            <input
                              type="radio"
                              name={name}
                              disabled={slot.free === 0}
                              checked={value?.day === day && value.from === slot.from}
                              onChange={() => onChange({ day, from: slot.from })}
                            />
                            <span>
                              {slot.from}–{slot.to}{' '}
                              <small className="soft">{slot.free === 0 ? w.full : w.free(slot.free)}</small>
                            </span>
                          </label>
                        ))}
                      </div>
                    )}
                  </fieldset>
                ))}
              </div>
            )}
          </Shown>
        </>
      )}
    </FieldGroup>
  );
}
