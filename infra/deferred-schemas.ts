import type { Plugin } from 'esbuild';

const objects = ['object', 'strictObject', 'looseObject'];
const groups = ['coerce', 'iso'];
const others = [
  'array',
  'boolean',
  'discriminatedUnion',
  'email',
  'enum',
  'int',
  'literal',
  'null',
  'number',
  'partialRecord',
  'record',
  'string',
  'tuple',
  'union',
  'unknown',
];

const lines = (names: readonly string[], deferring: string) =>
  names.map((name) => `const $${name} = /* @__PURE__ */ ${deferring}(zod.${name}); export { $${name} as ${name} };`);

/** What stands in for zod: the same names, of which the usual ones make their schemas later (shared/contract/deferred.ts). */
const standIn = (root: string) =>
  [
    "import * as zod from 'zod';",
    `import { deferring, deferringAll, deferringObject } from ${JSON.stringify(`${root}/shared/contract/deferred.ts`)};`,
    "export * from 'zod';",
    ...lines(objects, 'deferringObject'),
    ...lines(groups, 'deferringAll'),
    ...lines(others, 'deferring'),
  ].join('\n');

/**
 * Gives the schemas of functions, contracts and the zone file a zod that makes them when they are first used.
 * @param root the folder of the repository
 */
export const deferredSchemas = (root: string): Plugin => ({
  name: 'deferred-schemas',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'deferred-schemas';
    onResolve({ filter: /^zod$/ }, ({ importer, namespace: from }) =>
      from === namespace || importer.includes('/node_modules/') ? undefined : { path: 'zod', namespace },
    );
    onLoad({ filter: /.*/, namespace }, () => ({ contents: standIn(root), resolveDir: root }));
  },
});
