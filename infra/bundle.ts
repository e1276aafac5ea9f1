import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { Zone } from '../shared/zone/zone.ts';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** The source file of every Lambda function; each exports `handler`. */
export const functionEntries = {
  'intake-handler': 'functions/intake/handler.ts',
  'documents-handler': 'functions/documents/handler.ts',
  'scoring-handler': 'functions/scoring/handler.ts',
  'approval-handler': 'functions/approval/handler.ts',
  'approval-workflow': 'functions/approval/workflow.ts',
  'issuance-handler': 'functions/issuance/handler.ts',
  'issuance-card': 'functions/issuance/card.ts',
  'issuance-issue': 'functions/issuance/issue.ts',
  'verification-handler': 'functions/verification/handler.ts',
  'portal-handler': 'functions/portal/handler.ts',
  'upkeep-sweep': 'functions/upkeep/sweep.ts',
  'sign-in-authorizer': 'functions/sign-in/authorizer.ts',
} as const;

export type FunctionName = keyof typeof functionEntries;
export const functionNames = Object.keys(functionEntries) as FunctionName[];

/** One bundled function: the file, its size in bytes, and what went into it. */
export type Bundle = { name: FunctionName; file: string; bytes: number; inputs: Metafile['outputs'][string]['inputs'] };
export type Bundles = Readonly<Record<FunctionName, Bundle>>;

/**
 * Lambda hands credentials to a function by environment variables, so the profile, SSO, process and web-identity
 * providers of the SDK are never reached. They stay in the chain as links that pass on, which keeps the container link
 * behind them alive, but their 128 KB and 10 ms stay out. http2 serves streaming services only, which nothing here uses.
 */
const unusedInLambda: Plugin = {
  name: 'unused-in-lambda',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@aws-sdk\/credential-provider-(ini|sso|process|login|web-identity)$/ }, ({ path }) => ({
      path,
      namespace: 'absent-provider',
    }));
    onLoad({ filter: /.*/, namespace: 'absent-provider' }, () => ({
      contents: [
        'const pass = () => async () => {',
        "  throw Object.assign(new Error('not part of a function'), { tryNextLink: true });",
        '};',
        ...['fromIni', 'fromSSO', 'fromProcess', 'fromLoginCredentials', 'fromTokenFile', 'fromWebToken'].map(
          (provider) => `export const ${provider} = pass;`,
        ),
      ].join('\n'),
    }));
    onResolve({ filter: /^(node:)?http2$/ }, () => ({ path: 'http2', namespace: 'absent-http2' }));
    onLoad({ filter: /.*/, namespace: 'absent-http2' }, () => ({
      contents: 'module.exports = { constants: {} };',
    }));
  },
};

/**
 * Bundles every function in one build to `<outdir>/<function>/index.js`: CommonJS, because ESM `import 'node:http'`
 * loads undici at start; without esbuild `conditions`, because setting them makes the SDK fall back to larger files.
 * @throws an error that names every entry file that does not exist
 */
export async function bundleFunctions(
  options: { root?: string; outdir?: string; entries?: Record<string, string> } = {},
): Promise<Bundles> {
  const { root = repository, outdir = join(repository, 'dist', 'functions'), entries = functionEntries } = options;
  const missing = Object.values(entries).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`these function entries do not exist: ${missing.join(', ')}`);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([name, entry]) => ({ in: entry, out: `${name}/index` })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    plugins: [unusedInLambda],
  });
  const bundles = Object.entries(metafile.outputs).map(([file, { bytes, inputs }]): Bundle => {
    const name = basename(dirname(file)) as FunctionName;
    return { name, file: join(root, file), bytes, inputs };
  });
  return Object.fromEntries(bundles.map((bundle) => [bundle.name, bundle])) as Bundles;
}

/** A file that a function reads beside its code. */
export type Attachment = { from: string; to: string };

/**
 * Lays out what one function of one zone is deployed as: its code, the checked zone and the files it reads.
 * @returns the folder
 */
export function layOutAsset(
  { name, file }: Pick<Bundle, 'name' | 'file'>,
  zone: Zone,
  outdir: string,
  attachments: readonly Attachment[] = [],
): string {
  const folder = join(outdir, zone.id, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, 'index.js'));
  writeFileSync(join(folder, 'zone.json'), `${JSON.stringify(zone, null, 2)}\n`);
  for (const { from, to } of attachments) {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    copyFileSync(from, join(folder, to));
  }
  return folder;
}
