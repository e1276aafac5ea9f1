import type { EventType } from '../../../shared/domain/application/events.ts';

/** One write that the zone has acknowledged, as its sender remembers it. */
export type Acknowledged = {
  key: string;
  who: string;
  request: string;
  applicationId?: string;
  /** The event that it must have left behind, once. */
  event?: EventType;
  document?: { id: string; kind: string };
  /** Requests that were sent until the answer came. */
  sent: number;
};

/** What the clients of a zone remember, apart from the zone: the judge of what must be there afterwards. */
export type Ledger = {
  acknowledged: Acknowledged[];
  /** Applications whose client gave up in the middle of a request; that request may have happened or not. */
  abandoned: Map<string, EventType>;
  /** Words of clients about answers that were wrong. */
  wrong: string[];
  attempts: { sent: number; unanswered: number; unavailable: number; twins: number; signedInAgain: number };
};

export const openLedger = (): Ledger => ({
  acknowledged: [],
  abandoned: new Map(),
  wrong: [],
  attempts: { sent: 0, unanswered: 0, unavailable: 0, twins: 0, signedInAgain: 0 },
});

type Asked = { decision?: string; recommendation?: string };

const decisions: Record<string, EventType> = {
  accept: 'accepted',
  return: 'returned',
  'refuse-acceptance': 'acceptance-refused',
  approve: 'approved',
  'announce-refusal': 'refusal-announced',
  refuse: 'refused',
};

/** The event that a request brings about, by its path and body; a resubmission is told by the stage that it left. */
export function eventOf(path: string, body: unknown, stage?: string): EventType | undefined {
  const action = /^\/api\/applications\/[^/]+\/([a-z-]+)$/.exec(path)?.[1];
  const asked = (body ?? {}) as Asked;
  switch (action) {
    case 'submit':
      return stage === 'review' ? 'supplemented' : 'submitted';
    case 'withdraw':
      return 'withdrawn';
    case 'recall':
      return 'recalled';
    case 'reply':
      return 'replied';
    case 'preliminary-review':
    case 'conclude':
      return decisions[asked.decision ?? ''];
    case 'review':
      return asked.recommendation === 'return' ? 'returned' : 'reviewed';
    default:
      return undefined;
  }
}
