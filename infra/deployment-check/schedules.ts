import { AwsClient } from 'aws4fetch';
import * as z from 'zod';
import { account, type Emulator } from './emulator.ts';

const rulesSchema = z.object({
  Rules: z.array(z.object({ Name: z.string(), ScheduleExpression: z.string().optional() })),
});
const targetsSchema = z.object({ Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })) });

/**
 * Runs now, once, every function that a rule of EventBridge starts by a schedule, and waits for each.
 * @returns the names of the rules
 * @throws when a function fails
 */
export async function runSchedules({ url, region }: Pick<Emulator, 'url' | 'region'>): Promise<string[]> {
  const client = new AwsClient({ accessKeyId: account, secretAccessKey: 'not-a-secret', region });
  const events = async (operation: string, body: object): Promise<unknown> => {
    const answer = await client.fetch(url, {
      method: 'POST',
      aws: { service: 'events' },
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const invoke = async (arn: string, event: string) => {
    const answer = await client.fetch(`${url}/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`, {
      method: 'POST',
      aws: { service: 'lambda' },
      body: event,
    });
    const said = await answer.text();
    if (!answer.ok || answer.headers.has('x-amz-function-error')) throw new Error(`${arn}: ${answer.status} ${said}`);
  };

  const { Rules } = rulesSchema.parse(await events('ListRules', {}));
  const scheduled = Rules.filter(({ ScheduleExpression }) => ScheduleExpression);
  for (const { Name } of scheduled) {
    const { Targets } = targetsSchema.parse(await events('ListTargetsByRule', { Rule: Name }));
    for (const { Arn, Input } of Targets) {
      const event = {
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        time: new Date().toISOString(),
        detail: {},
      };
      await invoke(Arn, Input ?? JSON.stringify(event));
    }
  }
  return scheduled.map(({ Name }) => Name);
}
