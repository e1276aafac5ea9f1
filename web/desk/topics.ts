import { useCallback } from 'react';
import { useZone } from '../client/zone.ts';
import { useSay } from '../language/words.tsx';

/** What inquiries can be about here, and the label of each in the reader's language. */
export function useTopics() {
  const say = useSay();
  const { desk, procedures } = useZone();
  const { list } = desk.topics;
  const label = useCallback(
    (id: string) => {
      const known = list.find((topic) => topic.id === id);
      return known ? say(known.label) : id;
    },
    [list, say],
  );
  const procedureLabel = useCallback(
    (id: string) => {
      const known = procedures.find((procedure) => procedure.id === id);
      return known ? say(known.title) : id;
    },
    [procedures, say],
  );
  return {
    options: list.map(({ id, label: text }) => ({ value: id, label: say(text) })),
    label,
    procedures: procedures.map(({ id, title }) => ({ value: id, label: say(title) })),
    procedureLabel,
  };
}
