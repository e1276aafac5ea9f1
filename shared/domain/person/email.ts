/**
 * An e-mail address in the form in which two are compared: A to Z become small, nothing else is folded.
 * @returns undefined for one with other characters than those of ASCII: Unicode folds different addresses together
 */
export const comparableEmail = (email: string | undefined): string | undefined =>
  email !== undefined && /^[\x21-\x7e]+$/.test(email) ? email.toLowerCase() : undefined;
