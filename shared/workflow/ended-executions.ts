import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { BadEnd } from '../contract/upkeep.ts';
import { type Instant, instantOf } from '../domain/time.ts';

/** An execution that ended. Step Functions remembers it for 90 days. */
export type EndedExecution = { name: string; startedAt: Instant; stoppedAt?: Instant };

type Page = { end: BadEnd; limit: number; next?: string | undefined };

/** One page of the executions that ended so, the latest begun first; undefined for a `next` that no page gave. */
export type EndedExecutions = (page: Page) => Promise<{ executions: EndedExecution[]; next?: string } | undefined>;

const statuses = { failed: 'FAILED', 'timed-out': 'TIMED_OUT', aborted: 'ABORTED' } as const;

/** Binds the list of a state machine's executions by its ARN. */
export const openEndedExecutions =
  (stateMachineArn: string, client = new SFNClient({})): EndedExecutions =>
  async ({ end, limit, next }) => {
    const asked = { stateMachineArn, statusFilter: statuses[end], maxResults: limit, nextToken: next };
    try {
      const { executions = [], nextToken } = await client.send(new ListExecutionsCommand(asked));
      return {
        executions: executions.map(({ name = '', startDate = new Date(0), stopDate }) => ({
          name,
          startedAt: instantOf(startDate.getTime()),
          ...(stopDate ? { stoppedAt: instantOf(stopDate.getTime()) } : {}),
        })),
        ...(nextToken ? { next: nextToken } : {}),
      };
    } catch (error) {
      if ((error as Error).name === 'InvalidToken') return undefined;
      throw error;
    }
  };
