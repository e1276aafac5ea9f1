import type { Clock } from '../../../shared/domain/time.ts';
import type { Feeds } from '../feeds.ts';
import type { FunctionHost } from '../functions.ts';
import type { JsonObject } from '../json.ts';
import type { StatesStore } from '../states/store.ts';
import { type Alarm, judge, readAlarm, type Standing } from './alarms.ts';
import { type FigureName, openFigures } from './figures.ts';

/** What happens on this machine of what CloudWatch would count. */
type Happening = { states: Pick<StatesStore, 'list'>; feeds: Pick<Feeds, 'behind'> };

export type Watch = {
  /** Takes the figures out of a line of a function's log. */
  hear: (line: string) => void;
  /** The same host, whose failures and times are counted. */
  counting: (host: FunctionHost, nameOf: (reference: string) => string) => FunctionHost;
  /** Counts an answer of the gateway. */
  answered: (status: number, milliseconds: number) => void;
  /** Counts a change that a follower gave up. */
  gaveUp: (functionName: string) => void;
  standing: (happening: Happening) => Promise<Standing[]>;
};

const ends: Readonly<Record<string, 'FAILED' | 'TIMED_OUT' | 'ABORTED'>> = {
  ExecutionsFailed: 'FAILED',
  ExecutionsTimedOut: 'TIMED_OUT',
  ExecutionsAborted: 'ABORTED',
};
const mostExecutions = 1000;
const gatewayFigure = (name: string): FigureName => ({ namespace: 'AWS/ApiGateway', name });

/**
 * Watches a zone on one machine by the alarms of its own template. Figures come from where they come from in a
 * deployment: from lines of the log, from failures and times of functions, from executions that ended, from changes
 * that wait. What one machine has not (a firewall, limits of DynamoDB and Lambda) is not watched, and says so.
 */
export function openWatch(alarms: readonly JsonObject[], clock: Clock): Watch {
  const known: Alarm[] = alarms.map(readAlarm);
  const figures = openFigures(clock);
  const since = clock.now();
  const givenUp = new Map<string, number>();

  const executionsThat = (
    states: Happening['states'],
    arn: string,
    status: 'FAILED' | 'TIMED_OUT' | 'ABORTED',
    from: number,
    to: number,
  ) => {
    const found = states.list(arn, { status, limit: mostExecutions, offset: 0 });
    return found.filter(({ stoppedAt = 0 }) => stoppedAt >= from && stoppedAt < to).map(() => 1);
  };

  return {
    hear: figures.hear,
    counting: (host, nameOf) => ({
      ...host,
      async invoke(reference, event) {
        const started = performance.now();
        const dimensions = { FunctionName: nameOf(reference) };
        try {
          return await host.invoke(reference, event);
        } catch (error) {
          figures.add({ namespace: 'AWS/Lambda', name: 'Errors' }, 1);
          throw error;
        } finally {
          figures.add({ namespace: 'AWS/Lambda', name: 'Duration', dimensions }, performance.now() - started);
        }
      },
    }),
    answered(status, milliseconds) {
      figures.add(gatewayFigure('5XXError'), status >= 500 ? 1 : 0);
      figures.add(gatewayFigure('Latency'), milliseconds);
    },
    gaveUp: (functionName) => givenUp.set(functionName, (givenUp.get(functionName) ?? 0) + 1),
    async standing({ states, feeds }) {
      const behind = await feeds.behind();
      const valuesOf = (figure: FigureName, from: number, to: number): readonly number[] | undefined => {
        const { namespace, name, dimensions = {} } = figure;
        if (namespace.startsWith('Greenpath/')) return figures.between(figure, from, to);
        if (namespace === 'AWS/Lambda' && name === 'IteratorAge') {
          return behind
            .filter(({ functionName, since: waits }) => functionName === dimensions.FunctionName && waits !== undefined)
            .map(({ since: waits = clock.now() }) => clock.now() - waits);
        }
        if (namespace === 'AWS/Lambda' && (name === 'Errors' || name === 'Duration')) {
          return figures.between(figure, from, to);
        }
        if (namespace === 'AWS/SQS') {
          return [givenUp.get(dimensions.QueueName?.replace(/-given-up$/, '') ?? '') ?? 0];
        }
        if (namespace === 'AWS/ApiGateway') return figures.between(gatewayFigure(name), from, to);
        const status = namespace === 'AWS/States' ? ends[name] : undefined;
        return status && executionsThat(states, dimensions.StateMachineArn ?? '', status, from, to);
      };
      return known.map((alarm) => judge(alarm, valuesOf, { clock, since }));
    },
  };
}
