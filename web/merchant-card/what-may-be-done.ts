import type { Role } from '../../shared/domain/access/roles.ts';
import type { Card } from './card-words.ts';

export const cardDeeds = ['report-loss', 'reissue', 'stay', 'suspend', 'reinstate', 'end'] as const;
export type CardDeed = (typeof cardDeeds)[number];

const officers: readonly Role[] = ['front-officer', 'back-officer', 'decider', 'supervisor'];
const leads: readonly Role[] = ['supervisor', 'decider'];

/**
 * What is offered to somebody about a card, by their roles and how it stands. The zone decides each time anew; this only
 * keeps what could never work out of sight.
 */
export function offeredDeeds({ status }: Pick<Card, 'status'>, roles: readonly Role[]): CardDeed[] {
  const is = (...wanted: readonly Role[]) => roles.some((role) => wanted.includes(role));
  const isOpen = status !== 'ended' && status !== 'expired';
  const offered: Record<CardDeed, boolean> = {
    'report-loss': is('applicant', ...officers) && isOpen && status !== 'lost',
    reissue: is(...officers) && isOpen,
    stay: is(...officers) && status !== 'ended',
    suspend: is(...leads) && (status === 'valid' || status === 'not-yet-valid'),
    reinstate: is(...leads) && status === 'suspended',
    end: is(...leads) && isOpen,
  };
  return cardDeeds.filter((deed) => offered[deed]);
}
