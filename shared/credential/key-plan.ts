import type { Text } from '../domain/text.ts';
import type { Day } from '../domain/time.ts';
import type { PublicJwk } from './keys.ts';

/** The key that a zone begins with. */
export const firstKeyId = 'first';

/** A key as the zone file plans it; the first one has signed from the beginning. */
export type PlannedKey = {
  id: string;
  announced?: Day | undefined;
  from?: Day | undefined;
  distrusted?: { on: Day; reason: Text } | undefined;
};

/** The part of a zone file that plans its keys; see shared/zone/signing-keys.ts. */
export type SigningKeyPlan = {
  keys: readonly PlannedKey[];
  leadDays: number;
  keptDays: number;
  rotateAfterYears: number;
};

/** What the table knows of a key that was published. */
export type KeyRecord = {
  jwk: PublicJwk;
  /** Its id in the zone file. */
  id: string;
  /** Epoch seconds; a record from before keys followed each other has none, and was published long ago. */
  publishedAt?: number;
  /** Epoch second at which everything that it signed has ended, at the latest; not known of a record from then. */
  lastEnds?: number;
  /** Tokens that it signed since they are counted. */
  signed?: number;
};

/**
 * `signing`, `next` (published, signs later), `former` (signs no more, its tokens run), `left` (published no more),
 * `distrusted`.
 */
export type KeyState = 'signing' | 'next' | 'former' | 'left' | 'distrusted';

export type KeyStanding = {
  id: string;
  plan?: PlannedKey;
  record?: KeyRecord;
  state: KeyState;
  /** Epoch second from which it need not be published any more; none while it signs or waits, or where that is not known. */
  leavesAt?: number;
};

const daySeconds = 86_400;

/** A record as it stands in the table; what was published before keys had ids is the first key. */
export const keyRecordOf = (item: Readonly<Record<string, unknown>>): KeyRecord => ({
  jwk: JSON.parse(String(item.jwk)) as PublicJwk,
  id: typeof item.id === 'string' ? item.id : firstKeyId,
  ...(typeof item.publishedAt === 'number' ? { publishedAt: item.publishedAt } : {}),
  ...(typeof item.lastEnds === 'number' ? { lastEnds: item.lastEnds } : {}),
  ...(typeof item.signed === 'number' ? { signed: item.signed } : {}),
});

/** The keys that may have to sign: the last two that are trusted, of which one may still wait. */
export const mayHaveToSign = <Key extends PlannedKey>({ keys }: { keys: readonly Key[] }): Key[] =>
  keys.filter(({ distrusted }) => !distrusted).slice(-2);

/**
 * The key that signs now: the newest whose day has come and which verifiers had time to learn. A key that was deployed
 * later than planned waits so much longer. Where every earlier key is distrusted nothing waits.
 * @param now epoch seconds
 * @param today in the zone's time zone
 */
export function signingKeyAt(
  plan: SigningKeyPlan,
  records: readonly KeyRecord[],
  now: number,
  today: Day,
): PlannedKey | undefined {
  const able = mayHaveToSign(plan);
  const begun = able.filter(({ from }) => from === undefined || from <= today);
  const learnt = ({ id }: PlannedKey) =>
    records.some((record) => record.id === id && (record.publishedAt ?? 0) + plan.leadDays * daySeconds <= now);
  return begun.findLast(learnt) ?? begun[0] ?? able[0];
}

/** How every key of a zone stands, planned or published, oldest first. */
export function keyStandings(
  plan: SigningKeyPlan,
  records: readonly KeyRecord[],
  now: number,
  today: Day,
): KeyStanding[] {
  const present = signingKeyAt(plan, records, now, today);
  const order = plan.keys.map(({ id }) => id);
  const presentAt = present ? order.indexOf(present.id) : -1;
  const standing = (id: string, record?: KeyRecord): KeyStanding => {
    const planned = plan.keys.find((key) => key.id === id);
    const lastEnds = record?.lastEnds;
    // What a record from before does not tell is taken to run on.
    const leavesAt = record && lastEnds === undefined ? undefined : (lastEnds ?? 0) + plan.keptDays * daySeconds;
    const base = { id, ...(planned ? { plan: planned } : {}), ...(record ? { record } : {}) };
    const leaving = leavesAt === undefined ? {} : { leavesAt };
    if (planned?.distrusted) return { ...base, state: 'distrusted', ...leaving };
    if (id === present?.id) return { ...base, state: 'signing' };
    if (planned && order.indexOf(id) > presentAt) return { ...base, state: 'next' };
    return { ...base, state: leavesAt === undefined || leavesAt > now ? 'former' : 'left', ...leaving };
  };
  const published = records.map((record) => standing(record.id, record));
  const planned = plan.keys
    .filter(({ id }) => !records.some((record) => record.id === id))
    .map(({ id }) => standing(id));
  const placeOf = ({ id }: KeyStanding) => (order.includes(id) ? order.indexOf(id) : -1);
  return [...published, ...planned].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What verifiers may rely on, and which keys they must not rely on although tokens name them. */
export type PublishedKeys = { keys: PublicJwk[]; withdrawn: { kid: string; on: Day }[] };

/** The key set of a zone. A key that is distrusted is named without itself, until nothing that it signed would run. */
export function publishedOf(standings: readonly KeyStanding[], now: number): PublishedKeys {
  const keys: PublicJwk[] = [];
  const withdrawn: PublishedKeys['withdrawn'] = [];
  for (const { state, record, plan, leavesAt } of standings) {
    if (!record) continue;
    if (state === 'distrusted') {
      if (plan?.distrusted && (leavesAt === undefined || leavesAt > now)) {
        withdrawn.push({ kid: record.jwk.kid, on: plan.distrusted.on });
      }
    } else if (state !== 'left') keys.push(record.jwk);
  }
  return { keys, withdrawn };
}
