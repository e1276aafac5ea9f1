import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Lambda hands credentials to a function by environment variables, so the profile, SSO, process, web-identity and EC2
 * providers of the SDK are never reached. They stay in the chain as links that pass on, which keeps the link for
 * containers alive, but their 135 KB and 10 ms stay out.
 */
const credentialProviders: Plugin = {
  name: 'unused-credential-providers',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'unused-credential-provider';
    const filter =
      /^@(aws-sdk\/credential-provider-(ini|sso|process|login|web-identity)|smithy\/credential-provider-imds)$/;
    // One module stands in for all of them.
    onResolve({ filter }, () => ({ path: 'any', namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({
      contents: [
        'const pass = () => async () => {',
        "  throw Object.assign(new Error('not part of a function'), { tryNextLink: true });",
        '};',
        ...[
          'fromIni',
          'fromSSO',
          'fromProcess',
          'fromLoginCredentials',
          'fromTokenFile',
          'fromWebToken',
          'fromContainerMetadata',
          'fromInstanceMetadata',
        ].map((provider) => `export const ${provider} = pass;`),
        "export const ENV_CMDS_FULL_URI = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';",
        "export const ENV_CMDS_RELATIVE_URI = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';",
      ].join('\n'),
    }));
  },
};

/**
 * Parts of the SDK that its start runs although a function on Lambda has no use for them: it looks for profiles in files
 * of a home directory that does not exist, loads what reads files, and the second half of cryptography for one UUID.
 * A profile that somebody sets all the same ends the function at its start instead of being passed over.
 */
const shortStart: Readonly<Record<string, string>> = {
  'shared-ini-file-loader/loadSharedConfigFiles': `
    export { CONFIG_PREFIX_SEPARATOR } from './constants';
    export const loadSharedConfigFiles = async () => {
      const set = ['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'].filter((name) => process.env[name]);
      if (set.length > 0) throw new Error(\`profiles are not part of a function, but \${set.join(', ')} is set\`);
      return { configFile: {}, credentialsFile: {} };
    };`,
  'uuid/v4': "import { randomUUID } from 'node:crypto'; export const bindV4 = () => randomUUID;",
};

const sdkStart: Plugin = {
  name: 'short-start-of-the-sdk',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'when-asked';
    onLoad(
      { filter: /@smithy\/core\/dist-es\/.*(shared-ini-file-loader\/loadSharedConfigFiles|uuid\/v4)\.js$/ },
      ({ path }) => ({
        contents: Object.entries(shortStart).find(([end]) => path.endsWith(`${end}.js`))?.[1],
      }),
    );
    // Imported while running, it would put every module that it shares with the client behind a function of its own, which
    // V8 reads twice: 240 of them.
    onLoad({ filter: /credential-provider-node\/dist-es\/remoteProvider\.js$/ }, async ({ path }) => ({
      contents: atStart(await readFile(path, 'utf8'), '@aws-sdk/credential-provider-http'),
    }));
    // Reads the token of a container, which Lambda does not have.
    onResolve({ filter: /^(node:)?fs\/promises$/ }, ({ importer }) =>
      /@(aws-sdk|smithy)\//.test(importer) ? { path: 'fs/promises', namespace } : undefined,
    );
    onLoad({ filter: /.*/, namespace }, () => ({
      contents: [
        "export const readFile = (...given) => process.getBuiltinModule('node:fs/promises').readFile(...given);",
        'export default { readFile };',
      ].join('\n'),
    }));
  },
};

/** Turns `const { a } = await import('b')` into an import at the start. */
function atStart(source: string, module: string): string {
  const asked = new RegExp(`const (\\{[^}]+\\}) = await import\\("${module}"\\);`);
  const names = asked.exec(source)?.[1];
  if (!names) throw new Error(`${module} is not imported as it was`);
  return `import ${names} from '${module}';\n${source.replace(asked, '')}`;
}

/** Parts of libraries that only features reach which nothing here uses, with what stands in for them. */
const absent: Readonly<Record<string, string>> = {
  // Streaming services of the SDK only.
  http2: 'module.exports = { constants: {} };',
  '@smithy/core/event-streams': "throw new Error('event streams are not part of a function');",
  // The memory of DynamoDB's endpoint discovery, which is off.
  'mnemonist/lru-cache': 'module.exports = class extends Map { constructor() { super(); } };',
  // WOFF2 fonts only; the card's fonts are TrueType.
  'brotli/decompress.js': "module.exports = () => { throw new Error('WOFF2 fonts are not part of a function'); };",
};

const absentParts: Plugin = {
  name: 'absent-parts',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'absent-part';
    onResolve({ filter: /^((node:)?http2|mnemonist\/lru-cache|brotli\/decompress\.js)$/ }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace,
    }));
    // Loaded only when a stream arrives; S3's client also names it at its start and keeps it.
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace } : undefined,
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: absent[path] }));
  },
};

/** pdf-lib does not say that its modules have no side effects; reading needs a third of it, not the drawing and forms. */
const unusedPdfLib: Plugin = {
  name: 'unused-pdf-lib',
  setup: ({ onResolve, onLoad, resolve }) => {
    // Metrics of the fonts that a writer may use, 110 KB.
    onLoad({ filter: /pdf-lib\/.*\/standard-fonts\/.*\.compressed\.json$/ }, () => ({
      contents: '""',
      loader: 'json',
    }));
    onResolve({ filter: /^(@cantoo\/pdf-lib|\.)/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved' || !`${from.importer} ${path}`.includes('@cantoo/pdf-lib')) return undefined;
      return { ...(await resolve(path, { ...from, pluginData: 'resolved' })), sideEffects: false };
    });
  },
};

const jsonSchema = /zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
/** Asked for each schema when it is made; what they give is called by nobody who does not describe it. */
const makers = /^create\w+Method$/;

/** What turns zod's schemas into JSON Schema, 18 KB: only the description of the interface does. */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup: ({ onLoad }) => {
    onLoad({ filter: jsonSchema }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name);
      return {
        contents: [
          "const absent = () => { throw new Error('JSON Schema is not part of this function'); };",
          ...names.map((name) => `export const ${name} = ${makers.test(name) ? '() => absent' : 'absent'};`),
          path.endsWith('to-json-schema.js') ? 'export const process = absent;' : '',
        ].join('\n'),
      };
    });
  },
};

const always: Plugin[] = [credentialProviders, sdkStart, absentParts, unusedPdfLib];

/** Keeps out of the bundles what their functions never run. */
export const withoutUnusedCode: Plugin[] = [...always, withoutJsonSchema];
/** The same for a function that describes the interface. */
export const keepingJsonSchema: Plugin[] = always;
