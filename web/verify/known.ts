import { openStatusList, type StatusList, type VerificationKey } from '../../shared/credential/verify.ts';
import type { Text } from '../../shared/domain/text.ts';
import { keep, readKept } from '../language/look.ts';

/** What this device knows of the zone, so that it can verify without asking. Nothing of it is about a person. */
export type Known = {
  zone: { id: string; name: Text; authority: Text; rehearsal: boolean; timeZone: string; phone: string };
  keys: VerificationKey[];
  /** Keys that the zone trusts no more; absent on a device that learnt before zones told. */
  withdrawn?: { kid: string }[];
  /** The zone's signed status list as it came. */
  list: string;
  /** Milliseconds by which the zone's clock is ahead of this device's. */
  ahead: number;
};

const name = 'verifier';
/** Milliseconds after which a connection that answers nothing counts as none. */
export const patience = 15_000;

/** What was learnt at an earlier time; undefined on a device that never was connected. */
export function readKnown(): Known | undefined {
  try {
    return JSON.parse(readKept(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

const fetched = async (path: string): Promise<Response> => {
  const answer = await fetch(new URL(path, document.baseURI), {
    cache: 'no-cache',
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer;
};

/**
 * Learns the zone's keys and its status list anew, and keeps them.
 * @throws when the zone cannot be reached
 */
export async function learn(): Promise<Known> {
  const [zoneAnswer, keysAnswer, listAnswer] = await Promise.all([
    fetched('api/zone'),
    fetched('.well-known/jwks.json'),
    fetched('api/status-lists/1'),
  ]);
  const { id, name: zoneName, authority, rehearsal, timeZone, contact } = await zoneAnswer.json();
  const { keys, withdrawn } = await keysAnswer.json();
  const known: Known = {
    zone: { id, name: zoneName, authority, rehearsal, timeZone, phone: contact.phone },
    keys: keys.map(({ kid, kty, crv, x, y }: VerificationKey) => ({ kid, kty, crv, x, y })),
    withdrawn: withdrawn.map(({ kid }: { kid: string }) => ({ kid })),
    list: await listAnswer.text(),
    ahead: Date.parse(listAnswer.headers.get('date') ?? '') - Date.now() || 0,
  };
  keep(name, JSON.stringify(known));
  return known;
}

/** The status list of what is known; undefined where its signature does not hold. */
export const listOf = ({ list, keys }: Known): Promise<StatusList | undefined> => openStatusList(list, keys);
