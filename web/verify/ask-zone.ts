import type { z } from 'zod';
import type { inspectorVerification } from '../../shared/contract/verification.ts';
import { presentLanguage } from '../language/language.ts';
import { patience } from './known.ts';

export type Told = z.output<typeof inspectorVerification>;

/**
 * Asks the zone what it knows of a code now. The code travels in the body, never in an address.
 * @param token of an inspector who signed in, who sees the record as well
 * @throws when no answer comes or it is not a verdict
 */
export async function askZone(code: string, token?: string): Promise<Told> {
  const answer = await fetch(new URL('api/verifications', document.baseURI), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': presentLanguage(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ token: code }),
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`the zone answers ${answer.status}`);
  return answer.json();
}
