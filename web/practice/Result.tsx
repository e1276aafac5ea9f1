import { Button } from 'antd';
import { Link } from 'react-router';
import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { type Names, placeLabel } from './form-rows.ts';
import './practice.css';

const words = {
  passed: { zh: '通过', en: 'Passed' },
  failed: { zh: '未通过', en: 'Not passed' },
  score: {
    zh: (score: number, marks: number, of: number) => `${score} 分（${of} 项中得 ${marks} 项）`,
    en: (score: number, marks: number, of: number) => `${score} per cent (${marks} of ${of} marks)`,
  },
  found: { zh: '逐项说明', en: 'Point by point' },
  right: { zh: '正确', en: 'Right' },
  missed: { zh: '漏答', en: 'Missed' },
  wrong: { zh: '错误', en: 'Wrong' },
  'one-too-many': { zh: '多列', en: 'One too many' },
  decision: { zh: '决定', en: 'Decision' },
  deficiencies: { zh: (place: string) => `须补正：${place}`, en: (place: string) => `To be mended: ${place}` },
  waived: { zh: (place: string) => `免交：${place}`, en: (place: string) => `Need not be given: ${place}` },
  points: { zh: (item: string) => `积分：${item}`, en: (item: string) => `Points: ${item}` },
  category: { zh: '类别', en: 'Category' },
  takesPlace: { zh: '占用名额', en: 'Takes a place' },
  given: { zh: (what: string) => `您的回答：${what}`, en: (what: string) => `You said: ${what}` },
  expected: { zh: (what: string) => `应为：${what}`, en: (what: string) => `It is: ${what}` },
  none: { zh: '无对应档次／待定', en: 'no row, or open' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  rule: { zh: '依据', en: 'Rule' },
  again: { zh: '再做一次', en: 'Try it again' },
  all: { zh: '返回练习', en: 'Back to the cases' },
  next: { zh: '下一题', en: 'Next case' },
};

type Marked = Answer<'handInAnswer'>;

/** What an answer was worth, and why each part is so. */
export function Result({
  marked,
  decisions,
  names,
  next,
  onAgain,
}: {
  marked: Marked;
  decisions: Answer<'startAttempt'>['practice']['decisions'];
  names: Names;
  /** The case that comes after this one. */
  next: string | undefined;
  onAgain: () => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const named = (label: Text | undefined, otherwise: string) => (label ? say(label) : otherwise);
  const title = (about: string): string => {
    const [part = '', ...rest] = about.split('.');
    const place = rest.join('.');
    if (part === 'deficiencies') return w.deficiencies(named(placeLabel(place, names), place));
    if (part === 'waived') return w.waived(named(placeLabel(`document.${place}`, names), place));
    if (part === 'points') return w.points(named(names.items.find(({ item }) => item === place)?.label, place));
    return part === 'decision' || part === 'category' || part === 'takesPlace' ? w[part] : about;
  };
  const value = (about: string, told: string): string => {
    // Decisions are told by their English name.
    if (about === 'decision') return named(decisions.find(({ label }) => label.en === told)?.label, told);
    if (about.startsWith('deficiencies.')) return named(placeLabel(told, names), told);
    if (about.startsWith('waived.')) return named(placeLabel(`document.${told}`, names), told);
    return told === 'none' || told === 'true' || told === 'false' ? w[told] : told;
  };
  return (
    <>
      <div role="status" className={marked.passed ? 'score score-passed' : 'score score-failed'}>
        <strong>{marked.passed ? w.passed : w.failed}</strong>
        <span>{w.score(marked.score ?? 0, marked.marks, marked.of)}</span>
      </div>
      <h2>{w.found}</h2>
      <ul className="findings">
        {marked.findings.map(({ about, result, expected, given, text, rule }) => (
          <li key={`${about} ${result}`} className={`finding finding-${result}`}>
            <strong>
              {w[result]} · {title(about)}
            </strong>
            {result === 'wrong' && given !== undefined && expected !== undefined && (
              <p>
                {w.given(value(about, given))} · {w.expected(value(about, expected))}
              </p>
            )}
            <p>{say(text)}</p>
            <p className="soft">
              {w.rule}: {rule}
            </p>
          </li>
        ))}
      </ul>
      <div className="practice-acts">
        {next && (
          <ActionLink to={`/practice/${next}`} primary>
            {w.next}
          </ActionLink>
        )}
        <Button onClick={onAgain}>{w.again}</Button>
        <Link to="/practice">{w.all}</Link>
      </div>
    </>
  );
}
