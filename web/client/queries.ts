import {
  QueryClient as Queries,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { call, Refusal, Unreachable } from './client.ts';
import type { Answer, Given, RouteName } from './contract.ts';

export const openQueries = (): QueryClient =>
  new Queries({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays one; a lost connection may come back.
        retry: (count, error) => error instanceof Unreachable && count < 2,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

/** Reads something of the zone and keeps it for a while. */
export const useRead = <N extends RouteName>(
  name: N,
  given: Given<N>,
  options: { enabled?: boolean; refetchEvery?: number; fresh?: number } = {},
) =>
  useQuery<Answer<N>, Refusal | Unreachable>({
    queryKey: [name, given],
    queryFn: ({ signal }) => call(name, given, { signal }),
    enabled: options.enabled ?? true,
    ...(options.refetchEvery ? { refetchInterval: options.refetchEvery } : {}),
    ...(options.fresh === undefined ? {} : { staleTime: options.fresh }),
  });

type Paged = { items: readonly unknown[]; next?: string };
type PagedRoute = { [N in RouteName]: Answer<N> extends Paged ? N : never }[RouteName];
type ItemOf<N extends PagedRoute> = Answer<N> extends { items: readonly (infer I)[] } ? I : never;

/** Reads a list page by page: `items` is what has come until now, `more` asks for the next page. */
export function usePages<N extends PagedRoute>(
  name: N,
  given: Given<N>,
  options: { enabled?: boolean; refetchEvery?: number } = {},
) {
  const found = useInfiniteQuery({
    queryKey: [name, given, 'pages'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...given.query, ...(pageParam ? { cursor: pageParam } : {}) };
      return (await call(name, { ...given, query } as Given<N>, { signal })) as Paged;
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    ...(options.refetchEvery ? { refetchInterval: options.refetchEvery } : {}),
  });
  return {
    items: (found.data?.pages.flatMap(({ items }) => items) ?? []) as ItemOf<N>[],
    isPending: found.isPending,
    error: found.error as Refusal | Unreachable | null,
    refetch: found.refetch,
    more: found.hasNextPage ? () => void found.fetchNextPage() : undefined,
    isLoadingMore: found.isFetchingNextPage,
  };
}

type Change<N extends RouteName> = Given<N> & { version?: number };

/**
 * Changes something. What was read before under the names of `renews` is asked for again; without it, everything is.
 * The same change tried again after a lost answer carries the same key, so that it happens once.
 */
export function useChange<N extends RouteName>(name: N, options: { renews?: readonly RouteName[] } = {}) {
  const queries = useQueryClient();
  const last = useRef<{ asked: string; key: string }>(undefined);
  return useMutation<Answer<N>, Refusal | Unreachable, Change<N>>({
    mutationFn: async ({ version, ...given }) => {
      const asked = JSON.stringify([given, version]);
      if (last.current?.asked !== asked) last.current = { asked, key: crypto.randomUUID() };
      try {
        const answer = await call(name, given as unknown as Given<N>, { version, key: last.current.key });
        last.current = undefined;
        return answer;
      } catch (error) {
        if (error instanceof Refusal) last.current = undefined;
        throw error;
      }
    },
    onSettled: () =>
      options.renews
        ? Promise.all(options.renews.map((read) => queries.invalidateQueries({ queryKey: [read] })))
        : queries.invalidateQueries(),
  });
}
