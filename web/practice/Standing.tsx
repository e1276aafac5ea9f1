import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import './practice.css';
import { officeWords } from './practice-words.ts';

const words = {
  assessed: { zh: '考核合格', en: 'Assessed' },
  until: { zh: (day: string) => `有效至 ${day}`, en: (day: string) => `holds until ${day}` },
  open: { zh: '尚未考核合格', en: 'Not assessed yet' },
  passed: {
    zh: (passed: number, needed: number) => `已通过 ${passed} 题，共需 ${needed} 题`,
    en: (passed: number, needed: number) => `${passed} of ${needed} different cases passed`,
  },
};

/** Whether an officer counts as assessed, office by office. */
export function Standings({ of }: { of: Answer<'listPractice'>['standing'] }) {
  const w = useWords(words);
  const offices = useWords(officeWords);
  const dates = useDates();
  return (
    <div className="standings">
      {of.map(({ office, assessed, until, passed, needed }) => (
        <div key={office} className="card standing">
          <span className="soft">{offices[office]}</span>
          <strong>{assessed ? w.assessed : w.open}</strong>
          <span>{assessed && until ? w.until(dates.shortDay(until)) : w.passed(passed, needed)}</span>
        </div>
      ))}
    </div>
  );
}
