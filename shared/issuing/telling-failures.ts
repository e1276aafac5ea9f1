import type { Log } from '../log/log.ts';
import type { Signer } from './sign.ts';

/** The same keys; whenever one of them does not sign or cannot be read, an alarm hears of it. */
export const tellingFailures = (signer: Signer, log: Log): Signer => ({
  keys: signer.keys.map((key) => {
    const told = <T>(work: Promise<T>): Promise<T> =>
      work.catch((error) => {
        log.error('signing-failed', error, { key: key.id });
        throw error;
      });
    return { ...key, identity: () => told(key.identity()), sign: (message) => told(key.sign(message)) };
  }),
});
