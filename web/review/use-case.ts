import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '../client/client.ts';
import type { Body } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import type { CaseView } from './case-work.ts';

/** Every reading by an officer is recorded, so that it is not asked for again while they look at it. */
const fresh = 60_000;

export const useCase = (id: string) => useRead('readApplication', { path: { id } }, { fresh });

/** What changes with an act on a case, beside the case itself. */
const renews = ['readTimeline', 'listLetters', 'readQueue', 'readOwnWindows', 'readCaseCredit'] as const;

type Act =
  | 'claimApplication'
  | 'releaseApplication'
  | 'decidePreliminaryReview'
  | 'recommend'
  | 'conclude'
  | 'pauseApplication'
  | 'resumeApplication'
  | 'extendTime'
  | 'reviewAgain'
  | 'reopenApplication'
  | 'moveApplication';

const isView = (current: unknown): current is CaseView =>
  typeof current === 'object' && current !== null && 'next' in current && 'stage' in current;

/** Takes up how the case stands now, as a refusal for a lost race tells it. */
export function useLostRace(id: string): (refused: unknown) => void {
  const queries = useQueryClient();
  return (refused) => {
    if (!(refused instanceof Refusal) || refused.problem.status !== 409) return;
    const key = ['readApplication', { path: { id } }];
    if (isView(refused.problem.current)) queries.setQueryData(key, refused.problem.current);
    else void queries.invalidateQueries({ queryKey: key });
  };
}

/**
 * An act on the case at the version that the officer has seen. Its answer is the case as it is now; so is what a lost
 * race tells, which is shown in its place.
 */
export function useAct<N extends Act>(name: N, application: CaseView) {
  const queries = useQueryClient();
  const change = useChange(name, { renews });
  const catchUp = useLostRace(application.id);
  const key = ['readApplication', { path: { id: application.id } }];
  const { mutate, error, isPending } = change;
  return {
    error,
    isPending,
    act: ({ body }: { body: Body<N> }, version: number, onDone: (now: CaseView) => void): void => {
      const given = { path: { id: application.id }, body, version } as unknown as Parameters<typeof mutate>[0];
      const then: Parameters<typeof mutate>[1] = {
        onSuccess: (answer) => {
          const now = answer as CaseView;
          queries.setQueryData(key, now);
          onDone(now);
        },
        onError: catchUp,
      };
      (mutate as (asked: typeof given, then_: typeof then) => void)(given, then);
    },
  };
}

/**
 * The version that the officer has looked at. Acts carry it, so that nothing is decided on a state that came in
 * underneath; `look` says that the present one was looked at.
 */
export function useSeen(application: CaseView): {
  version: number;
  isStale: boolean;
  look: (version: number) => void;
} {
  const [version, look] = useState(application.version);
  return { version, isStale: version !== application.version, look };
}
