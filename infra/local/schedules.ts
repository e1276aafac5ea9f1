import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { ZoneClock } from './clock.ts';
import type { JsonValue } from './json.ts';
import { type Recurrence, readRecurrence } from './recurrence.ts';
import type { Deployment } from './template.ts';

/** Something that the zone does again and again. */
export type Schedule = { name: string; functionArn: string; recurrence: Recurrence; event: (at: number) => JsonValue };

export type Schedules = {
  names: readonly string[];
  /** Runs every schedule once, now, or the one of a name, and waits for all; gives their names. */
  runNow: (only?: string) => Promise<string[]>;
  /** To be called after the clock was moved back: nothing waits for a time that will come twice. */
  rearm: () => void;
  close: () => void;
};

const target = z.object({
  Arn: z.string().regex(/:lambda:/, 'schedules of the one-machine zone invoke functions only'),
  Input: z.string().optional(),
  InputTransformer: z.never().optional(),
  InputPath: z.never().optional(),
});
const state = z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']).default('ENABLED');
const ruleSchema = z.object({
  ScheduleExpression: z.string().optional(),
  EventPattern: z.unknown().optional(),
  State: state,
  Targets: z.array(z.unknown()).default([]),
});
const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: state,
  Target: target,
});

const aDay = 86_400_000;

/**
 * Reads the schedules of EventBridge and of its Scheduler that invoke functions. Rules that wait for events have no
 * place on one machine: refused when a function would be invoked, else (alarms, notices) left out.
 */
export function readSchedules(deployment: Deployment): Schedule[] {
  const { account, region } = deployment;
  const scheduled = (source: string, arn: string) => (at: number) => ({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region,
    resources: [arn],
    detail: {},
  });
  const eventOf = (input: string | undefined, fallback: (at: number) => JsonValue) => {
    if (input === undefined) return fallback;
    return (at: number): JsonValue =>
      JSON.parse(input.replaceAll('<aws.scheduler.scheduled-time>', `${new Date(at).toISOString().slice(0, 19)}Z`));
  };

  const rules = deployment.of('AWS::Events::Rule').flatMap((resource): Schedule[] => {
    const rule = ruleSchema.parse(resource.properties);
    if (rule.ScheduleExpression === undefined) {
      if (JSON.stringify(rule.Targets).includes(':lambda:')) {
        throw new Error(`${resource.id}: the one-machine zone has no events for a rule to wait for`);
      }
      return [];
    }
    if (rule.State === 'DISABLED') return [];
    const recurrence = readRecurrence(rule.ScheduleExpression);
    return rule.Targets.map((entry, index) => {
      const { Arn, Input } = target.parse(entry);
      const name = index === 0 ? resource.name : `${resource.name}#${index}`;
      return { name, functionArn: Arn, recurrence, event: eventOf(Input, scheduled('aws.events', resource.arn)) };
    });
  });

  const schedules = deployment.of('AWS::Scheduler::Schedule').flatMap((resource): Schedule[] => {
    const schedule = scheduleSchema.parse(resource.properties);
    if (schedule.State === 'DISABLED') return [];
    return [
      {
        name: resource.name,
        functionArn: schedule.Target.Arn,
        recurrence: readRecurrence(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone),
        event: eventOf(schedule.Target.Input, scheduled('aws.scheduler', resource.arn)),
      },
    ];
  });
  return [...rules, ...schedules];
}

/**
 * Runs schedules on the zone's clock and remembers over a restart when each ran last.
 *
 * When the clock is moved, a schedule that recurs within a day runs once, at the end; one of a day or longer runs each
 * time it falls due, at that time. What fell due while the zone was not running runs once. A failed run is reported and
 * not tried again before it is due again.
 */
export function openSchedules(options: {
  database: DatabaseSync;
  clock: ZoneClock;
  schedules: Schedule[];
  invoke: (functionArn: string, event: JsonValue) => Promise<unknown>;
  failed?: (error: unknown) => void;
}): Schedules {
  const { database, clock, schedules, invoke, failed = (error) => console.error(error) } = options;
  database.exec('create table if not exists schedule (name text primary key, last integer not null)');
  const find = database.prepare('select last from schedule where name = ?');
  const keep = database.prepare(
    'insert into schedule values (?, ?) on conflict (name) do update set last = excluded.last',
  );
  const armed = new Map<string, () => void>();

  const run = async ({ functionArn, event }: Schedule) => {
    try {
      await invoke(functionArn, event(clock.now()));
    } catch (error) {
      failed(error);
    }
  };

  const arm = (schedule: Schedule) => {
    const { name, recurrence } = schedule;
    const last = Math.min(Number(find.get(name)?.last ?? clock.now()), clock.now());
    keep.run(name, last);
    armed.get(name)?.();
    const next = recurrence(last);
    if (next === undefined) return;
    const following = recurrence(next);
    const often = following !== undefined && following - next < aDay;
    const cancel = clock.at(
      next,
      () => {
        keep.run(name, clock.now());
        arm(schedule);
        return run(schedule);
      },
      { afterMove: often },
    );
    armed.set(name, cancel);
  };

  for (const schedule of schedules) arm(schedule);

  return {
    names: schedules.map(({ name }) => name),
    async runNow(only) {
      const wanted = schedules.filter(({ name }) => only === undefined || name === only);
      await Promise.all(wanted.map(run));
      return wanted.map(({ name }) => name);
    },
    rearm() {
      for (const schedule of schedules) arm(schedule);
    },
    close() {
      for (const cancel of armed.values()) cancel();
    },
  };
}
