import type { User, UserManager } from 'oidc-client-ts';
import { readKept } from '../language/look.ts';
import { forgetTyped, holdsSessionOf, takeUpTab } from './left-behind.ts';
import { isReturn, wayBack } from './way-back.ts';

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

/**
 * Takes up the session of this tab, or completes a sign-in that has just come back from the provider.
 * @returns the address of the page that the person was on when they went to sign in
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
    // Renewed below, by one request at a time: a provider that rotates refresh tokens takes a second use for a theft.
    automaticSilentRenew: false,
    requestTimeoutInSeconds: 15,
    monitorSession: false,
    loadUserInfo: false,
  });
  manager.events.addUserLoaded((loaded) => {
    user = loaded;
    become('signed-in');
  });
  manager.events.addAccessTokenExpiring(() => void renewSession());
  manager.events.addAccessTokenExpired(() => void renewSession().then((token) => token ?? sessionEnded()));
  watchLeaving();
  if (isReturn(location.href, document.baseURI)) {
    const returned = await manager.signinRedirectCallback();
    user = returned;
    keepKnown();
    takeUp(returned);
    become('signed-in');
    return wayBack((returned.state as { to?: unknown } | undefined)?.to, home());
  }
  user = await manager.getUser();
  if (user && (!user.expired || (await renewSession()))) {
    takeUp(user);
    become('signed-in');
  } else if (user) {
    // Over while nobody was here: public pages are asked for without it, and the others lead to signing in.
    user = null;
    await manager.removeUser();
  }
  return undefined;
}

function takeUp({ profile }: User): void {
  try {
    takeUpTab(sessionStorage, profile.sub);
  } catch {
    // Nothing was kept.
  }
}

let isWatching = false;

/** Nobody sees a page of somebody who left: neither by the button that goes back, nor in another tab. */
function watchLeaving(): void {
  if (isWatching) return;
  isWatching = true;
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && present.state !== 'anonymous' && !(user && holdsSessionOf(sessionStorage, user.profile.sub))) {
      location.reload();
    }
  });
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === knownKey && newValue === null && user) void leave().then(() => location.replace(home()));
  });
}

/** Takes the session and everything typed out of this tab. */
async function leave(): Promise<void> {
  // A token that is on its way would bring the session back.
  await renewing;
  user = null;
  await manager?.removeUser();
  try {
    forgetTyped(sessionStorage);
  } catch {
    // Nothing was kept.
  }
}

/** The provider takes the refresh token back, where it offers to. */
async function giveBack(): Promise<void> {
  try {
    if (await manager?.metadataService.getRevocationEndpoint()) await manager?.revokeTokens(['refresh_token']);
  } catch {
    // It ends by itself.
  }
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

/** Ends the session here, in the other tabs, and at the provider. */
export async function signOut(): Promise<void> {
  try {
    localStorage.removeItem(knownKey);
  } catch {
    // Nothing was kept.
  }
  const idToken = user?.id_token;
  await giveBack();
  await leave();
  try {
    await manager?.signoutRedirect(idToken ? { id_token_hint: idToken } : {});
  } catch {
    // The provider cannot be reached; here at least it is over.
    location.replace(home());
  }
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
