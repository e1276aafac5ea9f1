import { describe, expect, it } from 'vitest';
import { alertCodes } from '../../../shared/log/counted.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const templates = templatesOf(appOf());

describe.each(zones.map(({ id }) => id))('somebody in %s is told', (id) => {
  const stack = (name: string) => {
    const found = templates.find((template) => template.stack === `${id}-${name}`);
    if (!found) throw new Error(`${id} has no stack ${name}`);
    return found;
  };
  const operations = stack('operations');

  it.each(alertCodes)('when a function logs "%s"', (code) => {
    const alarm = operations
      .of('AWS::CloudWatch::Alarm')
      .find(
        ({ properties }) => JSON.stringify(properties.Dimensions) === JSON.stringify([{ Name: 'code', Value: code }]),
      );
    const [topic] = operations.of('AWS::SNS::Topic');
    expect(alarm?.properties).toMatchObject({
      Namespace: `Greenpath/${id}`,
      MetricName: 'alerts',
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic?.id }],
      OKActions: [{ Ref: topic?.id }],
    });
  });

  it('whichever function it was', () => {
    for (const { properties } of stack('service').of('AWS::Lambda::Function')) {
      expect(properties.Environment).toMatchObject({ Variables: { METRICS_NAMESPACE: `Greenpath/${id}` } });
    }
  });

  it('under a key that CloudWatch may use, over TLS only', () => {
    const [topic] = operations.of('AWS::SNS::Topic');
    const [key] = operations.of('AWS::KMS::Key');
    expect(topic?.properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [key?.id, 'Arn'] });
    expect(JSON.stringify(key?.properties.KeyPolicy)).toContain('cloudwatch.amazonaws.com');
    expect(JSON.stringify(operations.of('AWS::SNS::TopicPolicy')[0]?.properties)).toContain('aws:SecureTransport');
  });
});
