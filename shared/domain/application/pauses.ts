/** Why a clock stands still: the parties have the case, or something was announced in writing (Licensing Law art. 45). */
export const pauseKinds = ['applicant', 'hearing', 'expert-review', 'inspection', 'delegating-authority'] as const;
export type PauseKind = (typeof pauseKinds)[number];

/** What officers announce before the clock stands still. */
export const announcedPauses = ['hearing', 'expert-review', 'inspection'] as const satisfies readonly PauseKind[];
