import { useCallback } from 'react';
import { useZone } from '../client/zone.ts';
import { useSay } from '../language/words.tsx';

/** What a procedure is called; its id where the zone does not offer it any more. */
export function useProcedureTitle(): (procedure: string) => string {
  const { procedures } = useZone();
  const say = useSay();
  return useCallback(
    (procedure) => {
      const found = procedures.find(({ id }) => id === procedure);
      return found ? say(found.title) : procedure;
    },
    [procedures, say],
  );
}
