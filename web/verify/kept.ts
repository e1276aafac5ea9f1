const key = 'verifier.code';

/** Whether this tab has a session of somebody who signed in. */
export const sessionKept = (): boolean => Object.keys(sessionStorage).some((name) => name.startsWith('session.user:'));

/** The code that was being verified when somebody left to sign in; read once, in this tab alone. */
export const codeKept = {
  write: (code: string): void => sessionStorage.setItem(key, code),
  take: (): string | undefined => {
    const code = sessionStorage.getItem(key) ?? undefined;
    sessionStorage.removeItem(key);
    return code;
  },
};
