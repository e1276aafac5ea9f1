/** How an import can stand. */
export const importStates = [
  'awaiting-file',
  'checking',
  'refused-with-problems',
  'applying',
  'complete',
  'cancelled',
] as const;
export type ImportState = (typeof importStates)[number];
