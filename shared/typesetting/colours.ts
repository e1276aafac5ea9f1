/** Colours of printed papers; letters in `ink` and `quiet` keep at least 4.5 : 1 on `paper` (WCAG 2.2 AA). */
export const paper = '#ffffff';
export const ink = '#16241f';
/** Labels. */
export const quiet = '#4f5f58';
export const edge = '#c4cfc9';
