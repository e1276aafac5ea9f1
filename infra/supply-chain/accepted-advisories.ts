import type { Accepted } from './judge-advisories.ts';

/** Advisories against what ships that we live with for a while, each with its reason and its last day. */
export const acceptedAdvisories: readonly Accepted[] = [];
