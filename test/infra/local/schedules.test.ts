import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';
import type { JsonObject, JsonValue } from '../../../infra/local/json.ts';
import { readRecurrence } from '../../../infra/local/recurrence.ts';
import { openSchedules, readSchedules } from '../../../infra/local/schedules.ts';
import { deploy } from '../../../infra/local/template.ts';

const minute = 60_000;
const day = 86_400_000;
const start = Date.parse('2026-11-22T01:00:30Z');

const schedulesOf = (resources: JsonObject) =>
  readSchedules(
    deploy([
      {
        name: 'etown-service',
        region: 'cn-north-1',
        directory: '/app',
        template: { Resources: { Sweep: { Type: 'AWS::Lambda::Function' }, ...resources } },
      },
    ]),
  );
const sweep = { 'Fn::GetAtt': ['Sweep', 'Arn'] };
const rule = (properties: JsonObject): JsonObject => ({
  Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: sweep, Id: 'Target0' }], ...properties } },
});
const scheduled = (properties: JsonObject): JsonObject => ({
  Nightly: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: sweep }, ...properties } },
});

function zone(resources: JsonObject, answer: () => Promise<JsonValue> = async () => null) {
  const database = new DatabaseSync(':memory:');
  const runs: number[] = [];
  const events: JsonValue[] = [];
  const failures: unknown[] = [];
  let machine = start;
  const open = () => {
    const clock = openClock({ database, machine: () => machine });
    const schedules = openSchedules({
      database,
      clock,
      schedules: schedulesOf(resources),
      invoke: (_arn, event) => {
        runs.push(clock.now());
        events.push(event);
        return answer();
      },
      failed: (error) => failures.push(error),
    });
    return { clock, schedules };
  };
  return { open, runs, events, failures, sleep: (milliseconds: number) => (machine += milliseconds) };
}

describe('a schedule of every minute', () => {
  it('runs once when the clock is moved by days, at the end of the move', async () => {
    const { open, runs } = zone(rule({ ScheduleExpression: 'rate(1 minute)' }));
    const { clock } = open();
    await clock.moveTo(start + 3 * day);
    expect(runs).toEqual([start + 3 * day]);
    await clock.moveTo(start + 3 * day + 59_000);
    expect(runs).toHaveLength(1);
    await clock.moveTo(start + 3 * day + minute);
    expect(runs).toEqual([start + 3 * day, start + 3 * day + minute]);
    clock.close();
  });

  it('tells its function what and when', async () => {
    const { open, events } = zone(rule({ ScheduleExpression: 'rate(1 minute)' }));
    const { clock } = open();
    await clock.moveTo(start + minute);
    expect(events[0]).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-11-22T01:01:30Z',
      region: 'cn-north-1',
      resources: ['arn:aws-cn:events:cn-north-1:000000000000:rule/etown-service-Rule'],
    });
    clock.close();
  });

  it('goes on where it was after the zone was off, with one run for all it missed', async () => {
    const { open, runs, sleep } = zone(rule({ ScheduleExpression: 'rate(10 minutes)' }));
    open().clock.close();
    sleep(9 * minute);
    const second = open();
    await second.clock.moveTo(start + 10 * minute);
    expect(runs).toEqual([start + 10 * minute]);
    second.clock.close();
    sleep(2 * day);
    const third = open();
    await third.clock.moveTo(third.clock.now() + 1);
    expect(runs).toHaveLength(2);
    third.clock.close();
  });

  it('does not wait for the old time when the clock was moved back', async () => {
    const { open, runs } = zone(rule({ ScheduleExpression: 'rate(1 minute)' }));
    const { clock, schedules } = open();
    await clock.moveTo(start + 3 * day);
    await clock.moveTo(start);
    schedules.rearm();
    await clock.moveTo(start + minute);
    expect(runs).toEqual([start + 3 * day, start + minute]);
    clock.close();
  });

  it('keeps going after a run that failed, and reports it', async () => {
    const { open, runs, failures } = zone(rule({ ScheduleExpression: 'rate(1 minute)' }), () => Promise.reject('no'));
    const { clock } = open();
    await clock.moveTo(start + minute);
    await clock.moveTo(start + 2 * minute);
    expect(runs).toHaveLength(2);
    expect(failures).toEqual(['no', 'no']);
    clock.close();
  });

  it('can be run at once', async () => {
    const { open, runs } = zone(rule({ ScheduleExpression: 'rate(1 minute)' }));
    const { clock, schedules } = open();
    expect(await schedules.runNow()).toEqual(['etown-service-Rule']);
    expect(runs).toEqual([start]);
    expect(schedules.names).toEqual(['etown-service-Rule']);
    expect(await schedules.runNow('another')).toEqual([]);
    expect(await schedules.runNow('etown-service-Rule')).toEqual(['etown-service-Rule']);
    expect(runs).toEqual([start, start]);
    clock.close();
  });

  it('stands still while it is disabled', async () => {
    const { open, runs } = zone(rule({ ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' }));
    const { clock } = open();
    await clock.moveTo(start + day);
    expect(runs).toEqual([]);
    clock.close();
  });
});

describe('a daily schedule', () => {
  it('runs every day of a move, each time at its hour in its time zone', async () => {
    const { open, runs } = zone(
      scheduled({ ScheduleExpression: 'cron(0 9 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' }),
    );
    const { clock } = open();
    await clock.moveTo(Date.parse('2026-11-25T00:30:00Z'));
    expect(runs.map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-23T01:00:00.000Z',
      '2026-11-24T01:00:00.000Z',
    ]);
    clock.close();
  });

  it('hands over the input that the template gives, with the time filled in', async () => {
    const { open, events } = zone(
      scheduled({
        ScheduleExpression: 'rate(1 day)',
        Target: { Arn: sweep, Input: '{"kind":"reminders","at":"<aws.scheduler.scheduled-time>"}' },
      }),
    );
    const { clock } = open();
    await clock.moveTo(start + day);
    expect(events).toEqual([{ kind: 'reminders', at: '2026-11-23T01:00:30Z' }]);
    clock.close();
  });
});

describe('a schedule expression', () => {
  const next = (expression: string, from: string, timeZone?: string) => {
    const moment = readRecurrence(expression, timeZone)(Date.parse(from));
    return moment === undefined ? undefined : new Date(moment).toISOString();
  };

  it.each([
    ['rate(2 hours)', '2026-11-22T01:00:00Z', '2026-11-22T03:00:00.000Z'],
    ['cron(15 10 ? * 6 *)', '2026-11-22T00:00:00Z', '2026-11-27T10:15:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', '2026-11-20T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 8 ? * 2-6 *)', '2026-11-20T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 0 ? * 6#3 *)', '2026-11-22T00:00:00Z', '2026-12-18T00:00:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-11-22T00:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['cron(0/30 * * * ? *)', '2026-11-22T00:10:00Z', '2026-11-22T00:30:00.000Z'],
    ['cron(0 0 1 1 ? 2030)', '2026-11-22T00:00:00Z', '2030-01-01T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', '2026-11-22T00:00:00Z', undefined],
  ])('%s comes after %s at %s', (expression, from, expected) => {
    expect(next(expression, from)).toBe(expected);
  });

  it('counts in its time zone', () => {
    expect(next('cron(0 0 * * ? *)', '2026-11-22T00:00:00Z', 'Asia/Shanghai')).toBe('2026-11-22T16:00:00.000Z');
  });

  it.each(['at(2026-11-22T00:00:00)', 'rate(0 minutes)', 'every day'])('is refused when it is %s', (expression) => {
    expect(() => readRecurrence(expression)).toThrow(/does not know the schedule/);
  });
});

describe('rules that wait for events', () => {
  const pattern = { EventPattern: { source: ['aws.states'] } };

  it('are left out when they only tell people', () => {
    const topic = { Topic: { Type: 'AWS::SNS::Topic' } };
    expect(schedulesOf({ ...topic, ...rule({ ...pattern, Targets: [{ Arn: { Ref: 'Topic' } }] }) })).toEqual([]);
  });

  it('are refused when a function would be invoked', () => {
    expect(() => schedulesOf(rule(pattern))).toThrow(/no events for a rule to wait for/);
  });
});
