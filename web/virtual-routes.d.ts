declare module 'virtual:routes' {
  import type { Method } from '../shared/contract/route.ts';

  /** Method and path of each route of the contract by its name. */
  export const routes: Readonly<Record<string, readonly [Method, string]>>;
}
