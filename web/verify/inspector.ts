import { codeKept, sessionKept } from './kept.ts';

/** Whether somebody is signed in in this tab; only then is the means to sign in loaded. */
const isSignedIn = (): boolean => sessionKept();

/** The token of an inspector who is signed in in this tab; undefined for everybody else. */
export async function inspectorToken(): Promise<string | undefined> {
  if (!isSignedIn()) return undefined;
  const { openSession, accessToken } = await import('../sign-in/session.ts');
  await openSession(await signInOfZone());
  return accessToken();
}

const signInOfZone = async (): Promise<{ issuer: string; clientId: string }> => {
  const answer = await fetch(new URL('api/zone', document.baseURI));
  return (await answer.json()).signIn;
};

/** Leaves for signing in and comes back to the same code, which stays on this device meanwhile. */
export async function signInAsInspector(code: string): Promise<void> {
  codeKept.write(code);
  const { openSession, signIn } = await import('../sign-in/session.ts');
  await openSession(await signInOfZone());
  await signIn('/verify');
}
