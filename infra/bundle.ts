import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { cardAssets } from '../functions/issuance/card/assets.ts';
import { zoneProcedures } from '../shared/domain/procedure/versions.ts';
import { procedures } from '../shared/policy/procedures/index.ts';
import { fontAssets } from '../shared/typesetting/assets.ts';
import { creditScoringOf } from '../shared/zone/credit-rules.ts';
import { practiceOf } from '../shared/zone/practice.ts';
import { scoringOf } from '../shared/zone/scoring.ts';
import type { Zone } from '../shared/zone/zone.ts';
import { deferredSchemas } from './deferred-schemas.ts';
import { keepingJsonSchema, withoutUnusedCode } from './unused-code.ts';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** The source file of every Lambda function; each exports `handler`. */
export const functionEntries = {
  'intake-handler': 'functions/intake/handler.ts',
  'intake-following': 'functions/intake/following-handler.ts',
  'employers-handler': 'functions/employers/handler.ts',
  'documents-handler': 'functions/documents/handler.ts',
  'scoring-handler': 'functions/scoring/handler.ts',
  'approval-handler': 'functions/approval/handler.ts',
  'approval-course': 'functions/approval/course-handler.ts',
  'approval-workflow': 'functions/approval/workflow.ts',
  'letters-handler': 'functions/letters/handler.ts',
  'letters-preview': 'functions/letters/preview-handler.ts',
  'quota-handler': 'functions/quota/handler.ts',
  'desk-handler': 'functions/desk/handler.ts',
  'desk-guidance': 'functions/desk/guidance-handler.ts',
  'certificates-handler': 'functions/certificates/handler.ts',
  'imports-handler': 'functions/imports/handler.ts',
  'imports-worker': 'functions/imports/worker.ts',
  'issuance-handler': 'functions/issuance/handler.ts',
  'issuance-card': 'functions/issuance/card.ts',
  'issuance-issue': 'functions/issuance/issue.ts',
  'merchant-card-handler': 'functions/merchant-card/handler.ts',
  'partners-handler': 'functions/partners/handler.ts',
  'verification-handler': 'functions/verification/handler.ts',
  'office-handler': 'functions/office/handler.ts',
  'service-windows-handler': 'functions/service-windows/handler.ts',
  'talents-handler': 'functions/talents/handler.ts',
  'reminders-handler': 'functions/reminders/handler.ts',
  'reminders-worker': 'functions/reminders/worker.ts',
  'help-handler': 'functions/help/handler.ts',
  'help-agreement': 'functions/help/agreement-handler.ts',
  'visits-handler': 'functions/visits/handler.ts',
  'portal-handler': 'functions/portal/handler.ts',
  'portal-pages': 'functions/portal/pages-handler.ts',
  'audit-handler': 'functions/audit/handler.ts',
  'personal-data-handler': 'functions/personal-data/handler.ts',
  'notices-handler': 'functions/notices/handler.ts',
  'notices-worker': 'functions/notices/worker.ts',
  'statistics-handler': 'functions/statistics/handler.ts',
  'statistics-worker': 'functions/statistics/worker.ts',
  'credit-handler': 'functions/credit/handler.ts',
  'signing-keys-handler': 'functions/signing-keys/handler.ts',
  'upkeep-sweep': 'functions/upkeep/sweep.ts',
  'upkeep-handler': 'functions/upkeep/handler.ts',
  'operations-figures': 'functions/operations/figures-handler.ts',
  'operations-probe': 'functions/operations/probe-handler.ts',
  'policies-handler': 'functions/policies/handler.ts',
  'sign-in-authorizer': 'functions/sign-in/authorizer.ts',
} as const;

export type FunctionName = keyof typeof functionEntries;
export const functionNames = Object.keys(functionEntries) as FunctionName[];

/** One bundled function: the file, its size in bytes, and what went into it. */
export type Bundle = { name: FunctionName; file: string; bytes: number; inputs: Metafile['outputs'][string]['inputs'] };
export type Bundles = Readonly<Record<FunctionName, Bundle>>;

/** These describe the interface, and so carry what turns schemas into JSON Schema. */
const describing: readonly string[] = ['portal-handler'];

/**
 * Bundles every function to `<outdir>/<function>/index.js`: CommonJS, because ESM `import 'node:http'` loads undici at
 * start; without esbuild `conditions`, because setting them makes the SDK fall back to larger files.
 * @throws an error that names every entry file that does not exist
 */
export async function bundleFunctions(
  options: { root?: string; outdir?: string; entries?: Record<string, string> } = {},
): Promise<Bundles> {
  const { root = repository, outdir = join(repository, 'dist', 'functions'), entries = functionEntries } = options;
  const missing = Object.values(entries).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0) throw new Error(`these function entries do not exist: ${missing.join(', ')}`);
  const bundled = async (isWanted: (name: string) => boolean, plugins: Plugin[]): Promise<Bundle[]> => {
    const entryPoints = Object.entries(entries)
      .filter(([name]) => isWanted(name))
      .map(([name, entry]) => ({ in: entry, out: `${name}/index` }));
    if (entryPoints.length === 0) return [];
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints,
      outdir,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      mainFields: ['module', 'main'],
      minify: true,
      // Chinese in its own characters takes half the bytes of its escapes.
      charset: 'utf8',
      // A library that asks where it lies is told; in CommonJS esbuild would leave that empty.
      define: { 'import.meta.url': 'bundleUrl' },
      banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
      legalComments: 'none',
      logLevel: 'silent',
      metafile: true,
      plugins,
    });
    return Object.entries(metafile.outputs).map(([file, { bytes, inputs }]): Bundle => {
      const name = basename(dirname(file)) as FunctionName;
      return { name, file: join(root, file), bytes, inputs };
    });
  };
  const bundles = await Promise.all([
    bundled((name) => !describing.includes(name), [...withoutUnusedCode, deferredSchemas(repository)]),
    bundled((name) => describing.includes(name), [...keepingJsonSchema, deferredSchemas(repository)]),
  ]);
  return Object.fromEntries(bundles.flat().map((bundle) => [bundle.name, bundle])) as Bundles;
}

/** A file that a function reads beside its code: a path of the repository, or the specifier of an installed package. */
type Attachment = { from: string; to: string };

const attachments: Partial<Record<FunctionName, readonly Attachment[]>> = {
  'issuance-card': cardAssets,
  'letters-handler': fontAssets,
  'letters-preview': fontAssets,
  'help-agreement': fontAssets,
};

/** What functions read beside their code, as shared/environment.ts names it. */
const policyFiles: Readonly<Record<string, (zone: Zone) => unknown>> = {
  'procedures.json': (zone) => zoneProcedures(procedures, zone),
  'scoring.json': scoringOf,
  'practice.json': practiceOf,
  'credit.json': creditScoringOf,
};

const { resolve: installed } = createRequire(import.meta.url);

const sourceOf = ({ from }: Attachment): string => {
  const own = join(repository, from);
  return existsSync(own) ? own : installed(from);
};

/**
 * Lays out what one function of one zone is deployed as: its code, the checked zone, the law and policy it names and the
 * files it reads.
 * @param pages the folder of the built pages, for the function that serves them
 * @returns the folder
 */
export function layOutAsset(
  { name, file }: Pick<Bundle, 'name' | 'file'>,
  zone: Zone,
  outdir: string,
  pages: string,
): string {
  const folder = join(outdir, zone.id, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, 'index.js'));
  writeFileSync(join(folder, 'zone.json'), `${JSON.stringify(zone, null, 2)}\n`);
  // Only where the code asks for it: otherwise every new text would deploy every function anew.
  const code = readFileSync(file, 'utf8');
  for (const [beside, read] of Object.entries(policyFiles)) {
    if (code.includes(beside)) writeFileSync(join(folder, beside), JSON.stringify(read(zone)));
  }
  if (name === 'portal-pages') cpSync(pages, join(folder, 'pages'), { recursive: true });
  for (const attachment of attachments[name] ?? []) {
    const target = join(folder, attachment.to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(sourceOf(attachment), target);
  }
  return folder;
}
