import { digitsOf } from '../../shared/credential/carriers.ts';
import { prepare, seal } from '../../shared/credential/encode.ts';
import { openStatusList, type VerificationKey } from '../../shared/credential/verify.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type ProbeGiven = {
  /** Where verifiers reach the zone, without a last slash. */
  address: string;
  zone: Pick<Zone, 'id'>;
  clock: Clock;
  log: Log;
  fetch: typeof fetch;
};

/** What is wrong, in a word that the runbook explains. */
class NotInOrder extends Error {
  override name = 'NotInOrder';
  readonly step: string;
  readonly status: number | undefined;
  constructor(step: string, status?: number) {
    super(step);
    this.step = step;
    this.status = status;
  }
}

const patience = 10_000;
/** Seconds after which a status list was not signed anew though a reader asked for it. */
const oldestList = 43_200;

/**
 * A token that only looks like one of this zone: it names the zone's key and is signed by one that was made for it a
 * moment ago and is forgotten. Whoever calls it anything but forged would let any forgery pass; and no one who finds it
 * can use it, for it never was valid.
 */
async function forgedToken(zone: string, key: VerificationKey, at: number): Promise<Uint8Array> {
  const seconds = Math.floor(at / 1000);
  const prepared = prepare(
    {
      zone,
      number: 'PROBE',
      name: 'PROBE',
      nationality: 'UTO',
      sex: 'X',
      category: 'C',
      photoHash: new Uint8Array(16),
      statusIndex: 0,
      notBefore: seconds - 60,
      expires: seconds + 60,
    },
    Uint8Array.from(Buffer.from(key.kid, 'base64url')),
  );
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  const signature = await crypto.subtle.sign(
    { ...curve, hash: 'SHA-256' },
    privateKey,
    new Uint8Array(prepared.toBeSigned),
  );
  return seal(prepared, new Uint8Array(signature));
}

/**
 * Tries the public verification as a verifier would, through the zone's own door: its keys are there, its status list is
 * signed by one of them and fresh, and a forged token is called forged. Says in the log how it went, never throws.
 */
export const probe =
  ({ address, zone, clock, log, fetch: ask }: ProbeGiven) =>
  async (): Promise<void> => {
    const request = async (step: string, path: string, init: RequestInit = {}): Promise<Response> => {
      const answer = await ask(`${address}${path}`, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      }).catch(() => {
        throw new NotInOrder(step);
      });
      if (answer.status !== 200) throw new NotInOrder(step, answer.status);
      return answer;
    };
    const json = async <T>(step: string, answer: Response): Promise<T> => {
      try {
        return (await answer.json()) as T;
      } catch {
        throw new NotInOrder(step, answer.status);
      }
    };
    const started = performance.now();
    const took = () => Math.round(performance.now() - started);
    try {
      const published = await request('keys', '/.well-known/jwks.json');
      const { keys = [] } = await json<{ keys?: VerificationKey[] }>('keys', published);
      const [key] = keys;
      if (!key) throw new NotInOrder('keys');

      const listed = await request('status-list', '/api/status-lists/1');
      const list = await openStatusList(await listed.text(), keys);
      if (!list) throw new NotInOrder('status-list-signature');
      const now = clock.now() / 1000;
      if (now >= list.expiresAt || now - list.issuedAt > oldestList) throw new NotInOrder('status-list-stale');

      const body = JSON.stringify({ token: digitsOf(await forgedToken(zone.id, key, clock.now())) });
      const headers = { 'content-type': 'application/json' };
      const verified = await request('verification', '/api/verifications', { method: 'POST', headers, body });
      const { verdict } = await json<{ verdict?: string }>('verification', verified);
      if (verdict !== 'forged') throw new NotInOrder('forgery-not-seen');
      log.info('probe-passed', { probesPassed: 1, probeMilliseconds: took() });
    } catch (error) {
      const told = error instanceof NotInOrder ? { step: error.step, status: error.status } : {};
      log.error('probe-failed', error, { ...told, probesPassed: 0, probeMilliseconds: took() });
    }
  };
