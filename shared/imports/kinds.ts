import { certificatesKind } from './certificates.ts';
import { creditRecordsKind } from './credit-records.ts';
import type { ImportKind } from './kind.ts';

/** Every kind of file that can be imported. A new kind is written in a module of its own and named here. */
export const importKinds: readonly ImportKind[] = [certificatesKind, creditRecordsKind];
