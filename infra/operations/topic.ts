import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { tell } from '../outputs/outputs.ts';

/** Where everyone subscribes who has to know what nothing mends by itself. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { zone }: { zone: Zone }) {
    super(scope, id);
    const key = new Key(this, 'key', {
      description: `Greenpath ${zone.id}: alarms`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The key that AWS manages for topics can be used by neither of these.
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    key.grantEncryptDecrypt(new ServicePrincipal('events.amazonaws.com'));
    this.topic = new Topic(this, 'topic', {
      displayName: `Greenpath ${zone.id}`,
      masterKey: key,
      enforceSSL: true,
    });
    for (const address of zone.operations.subscribers) this.topic.addSubscription(new EmailSubscription(address));
    this.action = new SnsAction(this.topic);
    tell(this, 'AlertsTopicArn', this.topic.topicArn);
  }

  /** Tells of an alarm, and of its end. */
  tellOf(alarm: Alarm): void {
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }
}
