import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Service } from '../service/service.ts';
import { Alarms } from './alarms.ts';
import { followersIn } from './followers.ts';
import { AlarmTopic } from './topic.ts';

type OperationsProps = StackProps & { zone: Zone; service: Service };

/**
 * How a zone is watched. A stack of its own, which names what it watches and refers to none of it: nothing about a function
 * waits for an alarm, and a fault in the watching takes nothing down.
 */
export class Operations extends Stack {
  constructor(scope: Construct, id: string, { zone, service, ...props }: OperationsProps) {
    super(scope, id, { ...props, description: `Greenpath ${zone.id}: alarms and figures` });
    const topic = new AlarmTopic(this, 'topic', { zone });
    new Alarms(this, 'alarms', { zone, topic, followers: followersIn(service) });
  }
}
