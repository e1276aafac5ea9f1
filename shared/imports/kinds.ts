import type { Role } from '../domain/access/roles.ts';
import type { Zone } from '../zone/zone.ts';
import type { ImportKind } from './kind.ts';

/** Every kind of file that can be imported. A new kind is written in a module of its own and named here. */
export const importKinds: readonly ImportKind[] = [];

/** The kinds that a zone offers to somebody with these roles. */
export const kindsFor = (zone: Zone, roles: readonly Role[]): ImportKind[] =>
  importKinds.filter((kind) => kind.offeredIn(zone) && kind.roles.some((role) => roles.includes(role)));
