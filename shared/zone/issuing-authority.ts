import type { Text } from '../domain/text.ts';
import type { Zone } from './zone.ts';

/**
 * The authority that a zone's decisions and permits name. A body that was entrusted acts in the name of the authority
 * that entrusted it (Administrative Licensing Law art. 24); one that was empowered itself acts in its own.
 *
 * @returns its name in both languages, as the zone file gives it
 */
export const issuingAuthority = ({ authority, delegation }: Pick<Zone, 'authority' | 'delegation'>): Text =>
  delegation.inNameOf === 'delegating-authority' ? delegation.from : authority;
