import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { approvalStateMachine } from '../../../infra/approval/state-machine.ts';
import { waitingStages } from '../../../shared/workflow/approval.ts';
import { appOf, templatesOf } from '../templates.ts';

type State = {
  Type: string;
  Resource?: string;
  TimeoutSeconds?: number | string;
  Next?: string;
  Default?: string;
  Arguments?: { FunctionName: string; Payload: Record<string, unknown> };
  Output?: Record<string, string>;
  Choices?: { Next: string; Condition: string }[];
  Catch?: { ErrorEquals: string[]; Next: string; Output?: string }[];
  Retry?: { ErrorEquals: string[]; MaxAttempts: number }[];
  End?: boolean;
};
type Machine = { StartAt: string; QueryLanguage: string; States: Record<string, State> };

const ofPartition = (partition: string): Machine =>
  approvalStateMachine({
    partition,
    workflow: `arn:${partition}:lambda:cn-north-1:000000000000:function:workflow`,
    issue: `arn:${partition}:lambda:cn-north-1:000000000000:function:issue`,
  }) as Machine;

const machine = ofPartition('aws');
const states = Object.entries(machine.States);
const tasks = states.filter(([, { Type }]) => Type === 'Task');
const waits = tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));

describe('the approval state machine', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(machine);
    expect(isValid, errorsText('\n')).toBe(true);
  });

  it('asks the services of the partition that it runs in', () => {
    for (const [name, { Resource }] of Object.entries(ofPartition('aws-cn').States)) {
      if (Resource) expect(Resource, name).toMatch(/^arn:aws-cn:states:::lambda:invoke(\.waitForTaskToken)?$/);
    }
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('waits for officers in their three stages, for the reply of a party, and for the delegating authority', () => {
    expect(waits.map(([name]) => name)).toEqual([
      'AwaitPreliminaryReview',
      'AwaitReview',
      'AwaitConclusion',
      'AwaitReply',
      'AwaitAuthority',
    ]);
  });

  it('waits nowhere without an end: each wait ends with the clock of its stage and then escalates', () => {
    for (const [name, state] of waits) {
      expect(state.TimeoutSeconds, name).toBe('{% $states.input.seconds %}');
      expect(state.Catch, name).toEqual([
        { ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: name.replace('Await', 'Escalate') },
      ]);
      // States.ALL in a retry would swallow the end of the wait.
      expect(
        state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals),
        name,
      ).not.toContain('States.ALL');
      expect(
        state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals),
        name,
      ).not.toContain('States.Timeout');
    }
    expect(states.filter(([, { Type }]) => Type === 'Wait')).toEqual([]);
  });

  it('gives every task a time limit and retries the troubles of Lambda', () => {
    for (const [name, state] of tasks) {
      expect(state.TimeoutSeconds, name).toBeDefined();
      expect(state.Retry?.[0]?.ErrorEquals, name).toContain('Lambda.TooManyRequestsException');
      expect(
        state.Retry?.every(({ MaxAttempts }) => MaxAttempts > 0 && MaxAttempts < 10),
        name,
      ).toBe(true);
    }
  });

  it('passes on the application, its stage and its seconds, and nothing about a person', () => {
    for (const [name, state] of tasks) {
      expect(Object.keys(state.Output ?? {}), name).toEqual(['applicationId', 'stage', 'seconds']);
      expect(state.Next, name).toMatch(/^(Route|Escalate)/);
    }
    for (const [name, { Arguments }] of waits) {
      expect(Object.keys(Arguments?.Payload ?? {}), name).toEqual([
        'kind',
        'applicationId',
        'stage',
        'execution',
        'seconds',
        'token',
      ]);
      expect(Arguments?.Payload.token, name).toBe('{% $states.context.Task.Token %}');
      expect(Arguments?.Payload.execution, name).toBe('{% $states.context.Execution.Name %}');
    }
  });

  it('waits in exactly the stages that the functions name', () => {
    const named = (machine.States.Route?.Choices ?? []).flatMap(({ Condition, Next }) =>
      Next.startsWith('Await') ? [/'(.+)'/.exec(Condition)?.[1]] : [],
    );
    expect(named).toEqual([...waitingStages]);
  });

  it('goes by the stage of the application and ends where nobody has anything to do', () => {
    const { Choices, Default } = machine.States.Route ?? {};
    expect(Choices?.map(({ Condition, Next }) => [Condition, Next])).toEqual([
      ["{% $states.input.stage = 'preliminary-review' %}", 'AwaitPreliminaryReview'],
      ["{% $states.input.stage = 'review' %}", 'AwaitReview'],
      ["{% $states.input.stage = 'conclusion' %}", 'AwaitConclusion'],
      ["{% $states.input.stage = 'refusal-announced' %}", 'AwaitReply'],
      ["{% $states.input.stage = 'with-delegating-authority' %}", 'AwaitAuthority'],
      ["{% $states.input.stage = 'approved' %}", 'IssuePermit'],
    ]);
    expect(Default).toBe('Closed');
    expect(machine.StartAt).toBe('Route');
    expect(machine.QueryLanguage).toBe('JSONata');
  });

  it('reaches every state it has', () => {
    const reached = new Set<string>();
    const visit = (name: string | undefined): void => {
      if (name === undefined || reached.has(name)) return;
      reached.add(name);
      const state = machine.States[name];
      for (const next of [state?.Next, state?.Default, ...(state?.Choices ?? []).map(({ Next }) => Next)]) visit(next);
      for (const { Next } of state?.Catch ?? []) visit(Next);
    };
    visit(machine.StartAt);
    expect([...reached].sort()).toEqual(states.map(([name]) => name).sort());
  });
});

describe.each(
  templatesOf(appOf()).flatMap((template) =>
    template.of('AWS::StepFunctions::StateMachine').map((found) => [template.zone.id, found] as const),
  ),
)('the approval state machine as %s deploys it', (id, { properties }) => {
  it('is of the standard kind, under the name that the functions know', () => {
    expect(properties).toMatchObject({ StateMachineType: 'STANDARD', StateMachineName: `greenpath-${id}-approval` });
  });

  it('logs what fails, without the data of an execution, and does not trace', () => {
    expect(properties.LoggingConfiguration).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
    expect(properties.TracingConfiguration).toBeOneOf([undefined, { Enabled: false }]);
  });

  it('holds the definition with the functions of the same stack', () => {
    const text = JSON.stringify(properties.DefinitionString);
    expect(text).toContain('AwaitPreliminaryReview');
    expect(text.match(/"Fn::GetAtt":\["(approvalworkflow|issuanceissue)function\w+","Arn"\]/g)?.length).toBe(11);
  });
});
