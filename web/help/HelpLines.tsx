import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import './help.css';
import { kindWords, stateColours, stateWords } from './help-words.ts';

const words = {
  since: { zh: (at: string) => `等待自 ${at}`, en: (at: string) => `waiting since ${at}` },
  asked: { zh: (at: string) => `提出于 ${at}`, en: (at: string) => `asked ${at}` },
  mine: { zh: '我在办理', en: 'In my hands' },
};

/** What a topic is called in the reader's language. */
export function useTopicName(): (topic: string) => string {
  const say = useSay();
  const topics = useRead('listStations', {}, { fresh: 600_000 }).data?.topics;
  return (topic) => {
    const found = topics?.find(({ id }) => id === topic);
    return found ? say(found.label) : topic;
  };
}

/** Requests for help, one a line. */
export function HelpLines({ items }: { items: Answer<'listHelp'>['items'] }) {
  const w = useWords(words);
  const kinds = useWords(kindWords);
  const states = useWords(stateWords);
  const topicName = useTopicName();
  const dates = useDates();
  return (
    <ul className="plain-list">
      {items.map(({ id, kind, topic, state, openedAt, waitingSince, mine }) => (
        <li key={id} className="help-line">
          <span>
            <Link to={`/help/${id}`}>
              {kinds[kind]} · {topicName(topic)}
            </Link>{' '}
            <span className="soft">
              {waitingSince ? w.since(dates.moment(waitingSince)) : w.asked(dates.moment(openedAt))}
            </span>
          </span>
          <span>
            {mine && <Tag color="processing">{w.mine}</Tag>}
            <Tag color={stateColours[state]}>{states[state]}</Tag>
          </span>
        </li>
      ))}
    </ul>
  );
}
