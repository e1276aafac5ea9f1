import { useCallback, useEffect, useState } from 'react';
import { callFile } from '../client/client.ts';
import type { Given, RouteName } from '../client/contract.ts';

/** An address on this device for what was read, for as long as it is shown. */
export function useBlobUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return url;
}

/**
 * A file of the zone: a letter, a card, a picture. It is fetched when it is first shown and when something else is
 * asked for, and not because something changed elsewhere: whoever reads it may be recorded.
 */
export function useFile<N extends RouteName>(name: N, given: Given<N>) {
  const asked = JSON.stringify(given);
  const [found, setFound] = useState<{ asked: string; blob: Blob }>();
  const [error, setError] = useState<Error | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is another attempt
  useEffect(() => {
    const leaving = new AbortController();
    setError(null);
    callFile(name, JSON.parse(asked) as Given<N>, { signal: leaving.signal }).then(
      (blob) => !leaving.signal.aborted && setFound({ asked, blob }),
      (problem) => !leaving.signal.aborted && setError(problem),
    );
    return () => leaving.abort();
  }, [name, asked, turn]);
  const data = found?.asked === asked ? found.blob : undefined;
  const refetch = useCallback(() => setTurn((now) => now + 1), []);
  return { data, error, isPending: !data && !error, refetch };
}

/** Hands a file to the person under a name. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
