import type { Plugin } from 'vite';

const virtual = 'virtual:routes';

/** Method and path of every route, from the contract: the pages know no schema of it at run time, only its types. */
export const routeTable: Plugin = {
  name: 'greenpath-routes',
  resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
  async load(id) {
    if (id !== `\0${virtual}`) return undefined;
    const { routeGroups } = await import('../../shared/contract/offered.ts');
    const table = Object.fromEntries(
      routeGroups
        .flatMap(({ routes }) => Object.values(routes))
        .map(({ name, method, path }) => [name, [method, path]]),
    );
    return `export const routes = ${JSON.stringify(table)};`;
  },
};
