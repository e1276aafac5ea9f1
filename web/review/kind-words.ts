import { useCallback, useMemo } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import { useRead } from '../client/queries.ts';
import { useSay } from '../language/words.tsx';
import type { CaseView } from './case-work.ts';

/** What a kind of paper is called: by the checklist of the case, or by the guide of its procedure. */
export function useKindWords({ procedure, checklist }: CaseView): (kind: string) => string {
  const say = useSay();
  const guide = useRead('readGuide', { query: { procedure } }, { fresh: 3_600_000 }).data;
  const labels = useMemo(() => {
    const found = new Map<string, Text>();
    for (const { kind, label, alternatives = [] } of guide?.materials ?? []) {
      found.set(kind, label);
      for (const other of alternatives) found.set(other.kind, other.label);
    }
    for (const { kind, label } of checklist) found.set(kind, label);
    return found;
  }, [guide, checklist]);
  return useCallback(
    (kind) => {
      const label = labels.get(kind);
      return label ? say(label) : kind;
    },
    [labels, say],
  );
}
