import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call, Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';

type View = Answer<'readPolicyDraft'>;

/** Two who count at once hinder each other; the one who was hindered goes on after a while. */
const mostHindrances = 5;
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** Tries a draft on all open cases: asks the zone page by page until it is complete, or somebody leaves. */
export function useRehearsing(id: string) {
  const queries = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);
  const run = async (again: boolean) => {
    if (isRunning) return;
    const mine = new AbortController();
    leaving.current = mine;
    setRunning(true);
    setError(null);
    let [first, hindrances] = [again, 0];
    try {
      while (!mine.signal.aborted) {
        try {
          const given = { path: { id }, body: first ? { again: true } : {} };
          const view = await call('rehearsePolicyDraft', given, { signal: mine.signal });
          first = false;
          queries.setQueryData<View>(['readPolicyDraft', { path: { id } }], view);
          if (view.rehearsal?.complete) break;
        } catch (problem) {
          if (!(problem instanceof Refusal) || problem.code !== 'try-again' || ++hindrances > mostHindrances)
            throw problem;
          await pause();
        }
      }
    } catch (problem) {
      if (!mine.signal.aborted) setError(problem);
    } finally {
      if (!mine.signal.aborted) {
        setRunning(false);
        void queries.invalidateQueries({ queryKey: ['listPolicyDraftEvents'] });
        void queries.invalidateQueries({ queryKey: ['listPolicyDrafts'] });
      }
    }
  };
  return { run, isRunning, error };
}
