import { describe, expect, it } from 'vitest';
import { alertCodes } from '../../../infra/alerts/alerts.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const templates = templatesOf(appOf());

describe.each(zones.map(({ id }) => id))('somebody in %s is told', (id) => {
  const service = templates.find(({ stack }) => stack === `${id}-service`);
  if (!service) throw new Error(`${id} has no service stack`);

  it.each(alertCodes)('when a function logs "%s"', (code) => {
    const alarm = service
      .of('AWS::CloudWatch::Alarm')
      .find(
        ({ properties }) => JSON.stringify(properties.Dimensions) === JSON.stringify([{ Name: 'code', Value: code }]),
      );
    const [topic] = service.of('AWS::SNS::Topic');
    expect(alarm?.properties).toMatchObject({
      Namespace: `Greenpath/${id}`,
      MetricName: 'alerts',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic?.id }],
    });
  });

  it('whichever function it was', () => {
    const filters = service.of('AWS::Logs::MetricFilter');
    const functions = service.of('AWS::Lambda::Function');
    expect(filters).toHaveLength(functions.length);
    for (const { properties } of filters) {
      for (const code of alertCodes) expect(properties.FilterPattern).toContain(`$.message = "${code}"`);
      expect(properties.MetricTransformations).toEqual([
        expect.objectContaining({ Dimensions: [{ Key: 'code', Value: '$.message' }] }),
      ]);
    }
    expect(new Set(filters.map(({ properties }) => JSON.stringify(properties.LogGroupName))).size).toBe(
      functions.length,
    );
  });

  it('under a key that CloudWatch may use, over TLS only', () => {
    const [topic] = service.of('AWS::SNS::Topic');
    const key = service.of('AWS::KMS::Key')[0];
    expect(topic?.properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [key?.id, 'Arn'] });
    expect(JSON.stringify(key?.properties.KeyPolicy)).toContain('cloudwatch.amazonaws.com');
    expect(JSON.stringify(service.of('AWS::SNS::TopicPolicy')[0]?.properties)).toContain('aws:SecureTransport');
  });
});
