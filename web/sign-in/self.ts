import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { type Role, staffRoles } from '../../shared/domain/access/roles.ts';
import { call } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { sessionStore } from './session.ts';

export type Self = Answer<'readSelf'>;

/** Whether somebody is signed in in this tab; `ended` while they have to sign in again. */
export const useSession = () => useSyncExternalStore(sessionStore.subscribe, sessionStore.read);

/** Asks the zone who is signed in. */
export function useSelfAsked() {
  const { state } = useSession();
  return useQuery({
    queryKey: ['readSelf', {}],
    queryFn: () => call('readSelf', {}),
    enabled: state !== 'anonymous',
    staleTime: 300_000,
  });
}

/** Who is signed in, as the zone knows them; undefined for nobody, and until it is known. */
export const useSelf = (): Self | undefined => useSelfAsked().data;

/** Whether the person may act as one of these. */
export const holds = (self: Self | undefined, ...roles: Role[]): boolean =>
  self?.roles.some((role) => roles.includes(role)) ?? false;

/** Whether the person may open any application as an officer. */
export const opensCases = (self: Self | undefined): boolean =>
  holds(self, 'front-officer', 'back-officer', 'decider', 'supervisor');

/** Whether the person could file something: everybody but the staff of the zone, who have accounts of their own for it. */
export const mayFile = (self: Self | undefined): boolean => !isStaff(self) || holds(self, 'employer', 'applicant');

export const isStaff = (self: Self | undefined): boolean => holds(self, ...staffRoles);
