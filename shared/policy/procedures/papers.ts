import type { ContentType } from '../../domain/procedure/procedure.ts';

/** What a scan of a paper may be. */
export const papers: readonly ContentType[] = ['application/pdf', 'image/jpeg', 'image/png'];
