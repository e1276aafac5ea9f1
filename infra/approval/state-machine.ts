/** The Lambda functions that the approval state machine calls, and the partition whose service it asks to call them. */
type Called = { workflow: string; issue: string; partition: string };

const input = (field: string) => `{% $states.input.${field} %}`;

/** Lambda's own hiccups pass quickly. */
const lambdaTrouble = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

const patiently = (...ErrorEquals: string[]) => ({ ErrorEquals, IntervalSeconds: 10, MaxAttempts: 5, BackoffRate: 3 });

/** Longer than a function may run, so that the function's own limit speaks first. */
const invocationSeconds = 60;

/**
 * A stage in which somebody has to act: waits under a task token, and when the time runs out lets the function do what
 * time alone brings about: the law's own decision, the end of a reply period, or the mark of lateness.
 */
const waitingStage = (name: string, { workflow, partition }: Called) => {
  const identity = {
    applicationId: input('applicationId'),
    stage: input('stage'),
    execution: '{% $states.context.Execution.Name %}',
  };
  return {
    [`Await${name}`]: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::lambda:invoke.waitForTaskToken`,
      Arguments: {
        FunctionName: workflow,
        Payload: {
          kind: 'await',
          ...identity,
          seconds: input('seconds'),
          token: '{% $states.context.Task.Token %}',
        },
      },
      TimeoutSeconds: input('seconds'),
      Output: {
        applicationId: input('applicationId'),
        stage: '{% $states.result.stage %}',
        seconds: '{% $states.result.seconds %}',
      },
      // Not States.ALL: it would take the end of the wait for trouble and wait again.
      Retry: [lambdaTrouble, patiently('States.TaskFailed')],
      Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: `Escalate${name}` }],
      Next: 'Route',
    },
    [`Escalate${name}`]: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::lambda:invoke`,
      Arguments: { FunctionName: workflow, Payload: { kind: 'escalate', ...identity } },
      TimeoutSeconds: invocationSeconds,
      Output: {
        applicationId: input('applicationId'),
        stage: '{% $states.result.Payload.stage %}',
        seconds: '{% $states.result.Payload.seconds %}',
      },
      Retry: [lambdaTrouble, patiently('States.ALL')],
      Next: 'Route',
    },
  };
};

const whenStage = (stage: string, Next: string) => ({ Condition: `{% $states.input.stage = '${stage}' %}`, Next });

/**
 * The approval state machine in JSONata. It waits, escalates and has the permit issued; the law lives in the application
 * item. Input and the output of every state: `{ applicationId, stage, seconds }`, where `seconds` is how long to wait
 * in that stage.
 */
export const approvalStateMachine = (called: Called) => ({
  Comment: 'Watches the clocks of one application until it is closed',
  QueryLanguage: 'JSONata',
  StartAt: 'Route',
  States: {
    Route: {
      Type: 'Choice',
      Choices: [
        whenStage('preliminary-review', 'AwaitPreliminaryReview'),
        whenStage('review', 'AwaitReview'),
        whenStage('conclusion', 'AwaitConclusion'),
        whenStage('refusal-announced', 'AwaitReply'),
        whenStage('with-delegating-authority', 'AwaitAuthority'),
        whenStage('approved', 'IssuePermit'),
      ],
      Default: 'Closed',
    },
    ...waitingStage('PreliminaryReview', called),
    ...waitingStage('Review', called),
    ...waitingStage('Conclusion', called),
    ...waitingStage('Reply', called),
    ...waitingStage('Authority', called),
    IssuePermit: {
      Type: 'Task',
      Resource: `arn:${called.partition}:states:::lambda:invoke`,
      Arguments: { FunctionName: called.issue, Payload: { applicationId: input('applicationId') } },
      TimeoutSeconds: invocationSeconds,
      Output: {
        applicationId: input('applicationId'),
        stage: '{% $states.result.Payload.stage %}',
        seconds: '{% $states.result.Payload.seconds %}',
      },
      Retry: [lambdaTrouble, patiently('States.ALL')],
      Next: 'Route',
    },
    Closed: { Type: 'Succeed' },
  },
});
