import { DatabaseSync } from 'node:sqlite';
import { KMSClient } from '@aws-sdk/client-kms';
import { openKms } from '../../infra/local/kms/kms.ts';
import { openSigner, type Signer } from '../../shared/issuing/sign.ts';

type KeyHooks = { around?: ((operation: string, run: () => Promise<unknown>) => Promise<unknown>) | undefined };

/**
 * The zone's signing keys in the emulator of KMS, behind the real SDK client; counts its signatures. `hooks.around` lets
 * an operation run, or answers it otherwise.
 * @param ids of the keys in the zone file
 */
export function openSigningKeys(
  ids: readonly string[] = ['first'],
): Signer & { signatures: () => number; hooks: KeyHooks } {
  const hooks: KeyHooks = {};
  const keys = ids.map((id, index) => ({
    id: `1111111${index}-2222-4333-8444-555555555555`,
    arn: `arn:aws:kms:local-1:000000000000:key/1111111${index}-2222-4333-8444-555555555555`,
    spec: 'ECC_NIST_P256',
    usage: 'SIGN_VERIFY',
    aliases: [`alias/${id}`],
  }));
  const kms = openKms({ database: new DatabaseSync(':memory:'), keys });
  let signatures = 0;
  const handle = async ({ headers, body }: { headers: Record<string, string>; body?: Uint8Array }) => {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    if (operation === 'Sign') signatures += 1;
    const run = async () => kms.execute(operation, JSON.parse(new TextDecoder().decode(body)));
    const answer = await (hooks.around ? hooks.around(operation, run) : run());
    const content = new TextEncoder().encode(JSON.stringify(answer));
    return { response: { statusCode: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: content } };
  };
  const client = new KMSClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { handle } as never,
  });
  return { ...openSigner(ids.map((id) => `${id}=alias/${id}`).join(' '), client), signatures: () => signatures, hooks };
}
