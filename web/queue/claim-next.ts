import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isOfficerStage, type OfficerStage, officerStages } from '../../shared/domain/application/transitions.ts';
import { call, Refusal } from '../client/client.ts';
import type { Query } from '../client/contract.ts';
import type { QueueLine } from './queue-lines.ts';

/** Colleagues may be faster with the first ones. */
const tries = 5;

type Wanted = {
  /** Where to look: one queue, or what is overdue. */
  stage: OfficerStage | 'late';
  query?: Query<'readQueue'>;
  /** Which lines may be taken. */
  fits?: (line: QueueLine) => boolean;
};

/** Whether somebody else, or the law of two officers, keeps this one from me while another can still be taken. */
const isTaken = (error: unknown): boolean =>
  error instanceof Refusal && ['conflict', 'version-conflict', 'two-officers', 'not-allowed'].includes(error.code);

/** Claims the first free case of a queue that the zone lets this officer claim; undefined when there is none. */
async function claimFirst({ stage, query, fits = () => true }: Wanted): Promise<string | undefined> {
  const { items } = await call('readQueue', { path: { stage }, query: { limit: 50, ...query } });
  const free = items.filter((line) => line.claimedBy === undefined && isOfficerStage(line.stage) && fits(line));
  for (const { id, version } of free.slice(0, tries)) {
    try {
      await call('claimApplication', { path: { id }, body: {} }, { version, key: crypto.randomUUID() });
      return id;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return undefined;
}

/** Takes the next case: `mutate({ stage })` answers its id, or undefined when nothing free is left. */
export function useClaimNext() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: claimFirst,
    onSettled: () =>
      Promise.all(['readQueue', 'readApplication'].map((read) => queries.invalidateQueries({ queryKey: [read] }))),
  });
}

/** The queue from which the next case comes after one that was in this stage. */
export const queueAfter = (stage: string): OfficerStage =>
  officerStages.find((known) => known === stage) ?? 'preliminary-review';
