import type { Zone } from './zone.ts';

/** Whether a zone imports files: where it keeps what a kind of shared/imports/kinds.ts brings. */
export const offersImports = (zone: Zone): boolean => zone.certificates !== undefined || zone.credit !== undefined;
