import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { openSecrets } from '../../../functions/notices/secrets.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { mondayMorning } from '../../records-wire.ts';

/** Secrets Manager behind the real client: answers in order. */
const answering = (...answers: { status: number; body: object }[]) => {
  const asked: unknown[] = [];
  const client = new SecretsManagerClient({
    region: 'cn-north-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ body }: { body: string }) => {
        asked.push(JSON.parse(body));
        const { status, body: answer } = answers.shift() ?? { status: 500, body: {} };
        return {
          response: {
            statusCode: status,
            headers: { 'content-type': 'application/x-amz-json-1.1' },
            body: new TextEncoder().encode(JSON.stringify(answer)),
          },
        };
      },
    } as never,
  });
  return { client, asked };
};
const secret = (content: unknown) => ({ status: 200, body: { SecretString: JSON.stringify(content) } });

it('A secret is read once in five minutes, so that a new password is soon followed', async () => {
  const clock = fakeClock(mondayMorning);
  const { client, asked } = answering(secret({ password: 'old' }), secret({ password: 'new' }));
  const read = openSecrets(clock, client);
  expect(await read('greenpath/notices/smtp')).toEqual({ password: 'old' });
  expect(await read('greenpath/notices/smtp')).toEqual({ password: 'old' });
  clock.advance(5 * 60_000);
  expect(await read('greenpath/notices/smtp')).toEqual({ password: 'new' });
  expect(asked).toEqual([{ SecretId: 'greenpath/notices/smtp' }, { SecretId: 'greenpath/notices/smtp' }]);
});

it('A secret that cannot be read, or is not what it should be, is asked for again the next time', async () => {
  const { client } = answering(
    { status: 400, body: { __type: 'ResourceNotFoundException' } },
    secret(['not', 'an', 'object']),
    secret({ user: 'u', password: 'p' }),
  );
  const read = openSecrets(fakeClock(mondayMorning), client);
  await expect(read('x')).rejects.toThrow();
  await expect(read('x')).rejects.toThrow();
  expect(await read('x')).toEqual({ user: 'u', password: 'p' });
});
