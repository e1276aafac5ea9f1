import aslValidator from 'asl-validator';
import { isChina } from '../regions/region.ts';
import type { Template } from './templates.ts';

/** Text of a template with what deployment fills in replaced by something of the same kind. */
function filledIn(value: unknown, partition: string): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (intrinsic['Fn::Join']) {
    const [between, parts] = intrinsic['Fn::Join'];
    return parts.map((part) => filledIn(part, partition)).join(between);
  }
  if (intrinsic.Ref === 'AWS::Partition') return partition;
  return `arn:${partition}:lambda:region:000000000000:function:named-at-deployment`;
}

export type MachineProblem = { stack: string; id: string; problem: string };

/** Checks the definition of every state machine against the schemas of Amazon States Language. */
export function checkStateMachines(templates: readonly Template[]): { machines: number; problems: MachineProblem[] } {
  const machines = templates.flatMap(({ stack, region, of }) =>
    of('AWS::StepFunctions::StateMachine').map(({ id, properties }) => ({ stack, region, id, properties })),
  );
  const problems = machines.flatMap(({ stack, region, id, properties }): MachineProblem[] => {
    const definition = filledIn(properties.DefinitionString, isChina(region) ? 'aws-cn' : 'aws');
    const { isValid, errorsText } = aslValidator(JSON.parse(definition));
    return isValid ? [] : [{ stack, id, problem: errorsText('; ') }];
  });
  return { machines: machines.length, problems };
}
