import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { openQueries } from '../client/queries.ts';
import { zoneQuery } from '../client/zone.ts';
import { Speak } from '../language/words.tsx';
import { openSession } from '../sign-in/session.ts';
import { openRouter } from './router.tsx';
import { SignInFailed } from './SignInFailed.tsx';
import { Themed } from './Themed.tsx';
import { ZoneUnreachable } from './ZoneUnreachable.tsx';

const queries = openQueries();
const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
const root = createRoot(place);

const show = (children: React.ReactNode) =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Speak>
          <Themed>{children}</Themed>
        </Speak>
      </QueryClientProvider>
    </StrictMode>,
  );

/** A code in the address opens the verifier: the same page, loaded anew. */
window.addEventListener('hashchange', () => {
  if (location.hash.length > 40) location.reload();
});

async function start(): Promise<void> {
  const zone = await queries.fetchQuery(zoneQuery).catch(() => undefined);
  if (!zone) return show(<ZoneUnreachable onRetry={start} />);
  document.title = `${zone.name.zh} · ${zone.name.en}`;
  try {
    const to = await openSession(zone.signIn);
    if (to !== undefined) {
      // The verifier is a page of its own.
      if (to === new URL('verify', document.baseURI).href) return location.replace(to);
      history.replaceState(null, '', to);
    }
  } catch {
    // The provider's answer, used up now, does not stay in the history.
    history.replaceState(null, '', document.baseURI);
    return show(<SignInFailed />);
  }
  show(<RouterProvider router={openRouter()} />);
}

await start();
