import { instantOf } from '../../shared/domain/time.ts';
import type { Answer } from '../client/contract.ts';
import { useNow } from '../client/now.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { holds, useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '办理与此许可有关的事项', en: 'Apply for something about this permit' },
  from: {
    zh: (opens: string, closes: string) => `${opens} 起可以申请，最迟 ${closes}。`,
    en: (opens: string, closes: string) => `You can apply from ${opens} until ${closes}.`,
  },
  until: {
    zh: (closes: string) => `现在可以申请，最迟 ${closes}。资料会自动带入，只需核对。`,
    en: (closes: string) => `You can apply now, until ${closes}. Most of it is filled in for you.`,
  },
  over: {
    zh: (closes: string) => `申请期限已于 ${closes} 结束，请联系服务窗口。`,
    en: (closes: string) => `The time to apply ended on ${closes}. Please ask the service desk.`,
  },
  apply: { zh: '申请', en: 'Apply' },
  byEmployer: { zh: '由用人单位申请。', en: 'The employer applies for this.' },
};

export type Onward = Answer<'readPermit'>['onward'][number];

/** Where an application about a permit begins. */
const beginning = (procedure: string, number: string): string =>
  `/applications/new?${new URLSearchParams({ procedure, permit: number })}`;

/** What can be applied for about a permit, what is open now first; for whoever may file it. */
export function OnwardList({ number, onward }: { number: string; onward: readonly Onward[] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const today = dates.dayOf(instantOf(useNow()));
  if (onward.length === 0) return null;
  return (
    <section className="card no-print" aria-labelledby="onward">
      <h2 id="onward">{w.title}</h2>
      <ul className="onward">
        {onward.map(({ procedure, title, filedBy, opensOn, closesOn }) => {
          const isEarly = opensOn !== undefined && today < opensOn;
          const isOver = closesOn !== undefined && today > closesOn;
          const files = holds(self, ...filedBy);
          const isOpen = !isEarly && !isOver;
          return (
            <li key={procedure}>
              <div>
                <strong>{say(title)}</strong>
                {opensOn && closesOn && (
                  <small>
                    {isEarly
                      ? w.from(dates.day(opensOn), dates.day(closesOn))
                      : isOver
                        ? w.over(dates.day(closesOn))
                        : w.until(dates.day(closesOn))}
                  </small>
                )}
                {!files && isOpen && <small className="soft">{w.byEmployer}</small>}
              </div>
              {files && isOpen && (
                <ActionLink to={beginning(procedure, number)} primary={opensOn !== undefined}>
                  {w.apply}
                  <span className="visually-hidden"> {say(title)}</span>
                </ActionLink>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
