import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { type FormValue, formRows, type Names, placeLabel, valueLabel } from './form-rows.ts';
import './practice.css';
import { issuerWords, paperLanguageWords, partWords } from './practice-words.ts';

const words = {
  form: { zh: '申请表', en: 'The form' },
  papers: { zh: '已交材料', en: 'Papers that were handed in' },
  circumstances: { zh: '其他情况', en: 'Also known' },
  submitted: { zh: '提交日期', en: 'Submitted on' },
  table: { zh: '积分表', en: 'Points table' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  issuedOn: { zh: (day: string) => `${day} 出具`, en: (day: string) => `issued ${day}` },
  authenticated: { zh: '已认证', en: 'authenticated' },
  notAuthenticated: { zh: '未认证', en: 'not authenticated' },
  states: { zh: (what: string) => `写明：${what}`, en: (what: string) => `states: ${what}` },
  altered: { zh: '有涂改', en: 'altered' },
  and: { zh: '、', en: ', ' },
};

type Practice = Answer<'startAttempt'>['practice'];

const has = <T extends object>(table: T, name: unknown): name is keyof T => typeof name === 'string' && name in table;

/** A case as it lies before the officer. */
export function Question({ practice, names }: { practice: Practice; names: Names }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const issuers = useWords(issuerWords);
  const parts = useWords(partWords);
  const languages = useWords(paperLanguageWords);
  const named = (label: Text | undefined, otherwise: string) => (label ? say(label) : otherwise);
  const written = (path: string, value: FormValue): string => {
    if (typeof value === 'boolean') return value ? w.yes : w.no;
    if (typeof value === 'number') return dates.number(value);
    if (typeof value === 'string') {
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return dates.day(value);
      return named(valueLabel(path, value, names), value);
    }
    return value.map((one) => named(valueLabel(path, one, names), one)).join(w.and);
  };
  return (
    <>
      <section className="card">
        <p className="practice-story">{say(practice.story)}</p>
        <p className="practice-question">{say(practice.question)}</p>
        {practice.circumstances.length > 0 && (
          <>
            <h2>{w.circumstances}</h2>
            <ul>
              {practice.circumstances.map((one) => (
                <li key={one.en}>{say(one)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="card">
        <h2>{w.form}</h2>
        <Facts
          of={[
            [w.submitted, dates.day(practice.today)],
            [w.table, practice.asks.includes('points') && practice.pointsTable],
            ...formRows(practice.form).map(
              ([path, value]) => [named(placeLabel(path, names), path), written(path, value)] as const,
            ),
          ]}
        />
      </section>
      <section className="card">
        <h2>{w.papers}</h2>
        <ul className="papers">
          {practice.papers.map((paper, index) => {
            const states = Array.isArray(paper.states) ? paper.states.filter((one) => has(parts, one)) : [];
            const said = [
              typeof paper.issuedOn === 'string' && w.issuedOn(dates.day(paper.issuedOn)),
              has(issuers, paper.issuedBy) && issuers[paper.issuedBy],
              paper.authenticated === true && w.authenticated,
              paper.authenticated === false && w.notAuthenticated,
              has(languages, paper.language) && languages[paper.language],
              paper.altered === true && w.altered,
              states.length > 0 && w.states(states.map((one) => parts[one as keyof typeof parts]).join(w.and)),
            ].filter(Boolean);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two papers of a kind may be alike, and none moves
              <li key={`${paper.kind} ${index}`}>
                <strong>{named(placeLabel(`document.${paper.kind}`, names), paper.kind)}</strong>
                {said.length > 0 && <small>{said.join(' · ')}</small>}
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}
