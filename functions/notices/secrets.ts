import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../../shared/domain/time.ts';
import type { ReadSecret } from './channels.ts';

const keptMilliseconds = 5 * 60_000;
const content = z.record(z.string(), z.string());

/** Reads secrets of the region's Secrets Manager, each at most every five minutes, so that a change is soon followed. */
export function openSecrets(clock: Clock, client = new SecretsManagerClient({})): ReadSecret {
  const kept = new Map<string, { until: number; content: Promise<z.output<typeof content>> }>();
  const read = async (SecretId: string) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    return content.parse(JSON.parse(SecretString ?? ''));
  };
  return (name) => {
    const known = kept.get(name);
    if (known && known.until > clock.now()) return known.content;
    const asked = read(name);
    kept.set(name, { until: clock.now() + keptMilliseconds, content: asked });
    asked.catch(() => kept.delete(name));
    return asked;
  };
}
