import type { User, UserManager } from 'oidc-client-ts';
import { readKept } from '../language/look.ts';

/**
 * Signing in: OpenID Connect, authorization code with PKCE. The session lives as long as this tab; it is kept by the
 * browser for this tab alone, so that a reload loses nothing and another tab asks the provider, which knows the person.
 */
let manager: UserManager | undefined;
let user: User | null = null;
const listeners = new Set<() => void>();
const notify = () => {
  for (const listener of listeners) listener();
};

const home = (): string => new URL('.', document.baseURI).href;
const knownKey = 'signed-in-before';

export type SessionState = { state: 'anonymous' | 'signed-in' | 'ended' };
let present: SessionState = { state: 'anonymous' };
const become = (state: SessionState['state']) => {
  if (present.state === state) return;
  present = { state };
  notify();
};

export const sessionStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => present,
};

/** Whether somebody signed in on this device before: then the provider is asked without a question in between. */
export const signedInBefore = (): boolean => readKept(knownKey) === 'yes';

const isReturning = (): boolean => {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error')) && location.href.startsWith(home());
};

/**
 * Takes up the session of this tab, or completes a sign-in that has just come back from the provider.
 * @returns the page that the person was on when they went to sign in
 */
export async function openSession(signIn: { issuer: string; clientId: string }): Promise<string | undefined> {
  const { UserManager: Manager, WebStorageStateStore } = await import('oidc-client-ts');
  manager = new Manager({
    authority: signIn.issuer,
    client_id: signIn.clientId,
    redirect_uri: home(),
    post_logout_redirect_uri: home(),
    response_type: 'code',
    scope: 'openid profile email offline_access',
    userStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'session.' }),
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'going.' }),
    automaticSilentRenew: true,
    monitorSession: false,
    loadUserInfo: false,
  });
  manager.events.addUserLoaded((loaded) => {
    user = loaded;
    become('signed-in');
  });
  manager.events.addAccessTokenExpired(() => void renewSession().then((token) => token ?? sessionEnded()));
  if (isReturning()) {
    const returned = await manager.signinRedirectCallback();
    user = returned;
    keepKnown();
    become('signed-in');
    const { to } = (returned.state ?? {}) as { to?: string };
    return typeof to === 'string' && to.startsWith('/') && !to.startsWith('//') ? to : '/';
  }
  user = await manager.getUser();
  if (user && !user.expired) become('signed-in');
  else if (user && (await renewSession())) become('signed-in');
  return undefined;
}

function keepKnown(): void {
  try {
    localStorage.setItem(knownKey, 'yes');
  } catch {
    // The provider is asked again next time.
  }
}

/** Leaves for the provider; comes back to `to`, a path within the pages. */
export async function signIn(to: string): Promise<void> {
  await manager?.signinRedirect({ state: { to } });
}

/** Ends the session here and at the provider. */
export async function signOut(): Promise<void> {
  try {
    localStorage.removeItem(knownKey);
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('kept.')) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
  const idToken = user?.id_token;
  user = null;
  await manager?.removeUser();
  await manager?.signoutRedirect(idToken ? { id_token_hint: idToken } : {});
}

/** The token for a request; none where nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (!user) return undefined;
  if (!user.expired) return user.access_token;
  return (await renewSession()) ?? user.access_token;
}

let renewing: Promise<string | undefined> | undefined;

/** Asks the provider for another token without disturbing anybody; undefined where the session is over. */
export function renewSession(): Promise<string | undefined> {
  if (!manager || !user) return Promise.resolve(undefined);
  renewing ??= manager
    .signinSilent()
    .then((renewed) => {
      if (renewed) user = renewed;
      return renewed?.access_token;
    })
    .catch(() => undefined)
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** The provider gives nothing more: pages keep what was typed and ask to sign in again. */
export function sessionEnded(): void {
  if (present.state === 'signed-in') become('ended');
}
