import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { ZoneFunction } from '../service/function.ts';

/** The functions of a stack that follow the change feed of the table. */
export const followersIn = (stack: IConstruct): ZoneFunction[] =>
  stack.node
    .findAll()
    .flatMap((child) =>
      child instanceof EventSourceMapping && child.node.scope instanceof ZoneFunction ? child.node.scope : [],
    );
