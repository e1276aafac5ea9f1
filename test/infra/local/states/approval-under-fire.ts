import { DatabaseSync } from 'node:sqlite';
import { openClock } from '../../../../infra/local/clock.ts';
import { isObject } from '../../../../infra/local/json.ts';
import { openStates } from '../../../../infra/local/states/states.ts';

export const machineArn = 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:approval';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Await',
  States: {
    Await: {
      Type: 'Task',
      Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: 86_400,
      Arguments: {
        FunctionName: 'workflow',
        Payload: { name: '{% $states.context.Execution.Name %}', token: '{% $states.context.Task.Token %}' },
      },
      Next: 'Issue',
    },
    Issue: {
      Type: 'Task',
      Resource: 'arn:aws-cn:states:::lambda:invoke',
      Arguments: { FunctionName: 'issue' },
      End: true,
    },
  },
};

/** Executions in a file, each of which waits for a token that is handed to `called`. */
export function openApproval(file: string, called: (name: string, token: string) => void) {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = normal');
  const clock = openClock({ database, machine: () => Date.parse('2026-11-22T01:00:00Z') });
  const states = openStates({
    database,
    clock,
    machines: [{ arn: machineArn, name: 'approval', roleArn: '', definition: JSON.stringify(definition) }],
    invoke: async (_function, payload) => {
      if (isObject(payload) && typeof payload.token === 'string') called(String(payload.name), payload.token);
      return {};
    },
  });
  return {
    states,
    close: () => {
      states.close();
      clock.close();
      database.close();
    },
  };
}

const [, script, file] = process.argv;
if (script === import.meta.filename && file) {
  // Starts and answers executions without end, and says of each what was acknowledged, until it is killed.
  const said = (line: string) => process.stdout.write(`${line}\n`);
  const { states } = openApproval(file, (name, token) => {
    setImmediate(async () => {
      const refusal = await states.succeedTask(token, { name });
      said(refusal ? `refused ${name}` : `answered ${name}`);
    });
  });
  for (let number = 0; ; number += 1) {
    const name = `case-${process.pid}-${number}`;
    states.start(machineArn, name, { name });
    said(`started ${name}`);
    if (number % 10 === 0) await states.settled();
  }
}
