import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { ZoneFunction } from '../service/function.ts';
import type { Service } from '../service/service.ts';

/** The functions of a stack that follow the change feed of the table. */
export const followersIn = (stack: IConstruct): ZoneFunction[] =>
  stack.node
    .findAll()
    .flatMap((child) =>
      child instanceof EventSourceMapping && child.node.scope instanceof ZoneFunction ? child.node.scope : [],
    );

/** The functions that neither answer a route or a page nor let people in: nobody waits for them before a screen. */
export function workersIn(service: Service): ZoneFunction[] {
  const seen = new Set([service.authorizer, service.pages, ...service.served.map(({ by }) => by)]);
  return service.node
    .findAll()
    .filter((child): child is ZoneFunction => child instanceof ZoneFunction && !seen.has(child));
}
