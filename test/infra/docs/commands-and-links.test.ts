import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
]
  .filter((name) => name.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** What npm does without a script of that name. */
const ofNpm = ['ci', 'cit', 'install'];

type Named = { page: string; script: string; flags: string[] };

/** Every `npm run X -- --flag` and `npm start -- --flag` of a page. */
const named = (text: string, page: string): Named[] =>
  [...text.matchAll(/\bnpm (?:run ([a-z][a-z:-]*)|(start|test|cit|ci|install))\b([^\n`|#&;]*)/g)].map(
    ([, run, short, rest = '']): Named => ({
      page,
      script: run ?? short ?? '',
      flags: [...(rest.split(' -- ')[1] ?? '').matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, flag = '']) => flag),
    }),
  );

const commands = pages.flatMap(({ path, text }) => named(text, path));

/** The file that a script runs, if it is one of ours. */
const fileOf = (script: string): string | undefined => /^node (\S+\.ts)$/.exec(scripts[script] ?? '')?.[1];

/** The source of a command: its own file and those beside it, which read the flags for some. */
function sourceOf(file: string): string {
  const beside = readdirSync(dirname(file)).filter((name) => name.endsWith('.ts'));
  return beside.map((name) => readFileSync(join(dirname(file), name), 'utf8')).join('\n');
}

/** The anchors of a page, as they are made from its headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

describe('the documentation', () => {
  it('names commands at all', () => {
    expect(commands.length).toBeGreaterThan(40);
    expect(commands.some(({ script, flags }) => script === 'smoke' && flags.includes('url'))).toBe(true);
  });

  it('names only commands that there are', () => {
    const missing = commands.filter(({ script }) => !ofNpm.includes(script) && !(script in scripts));
    expect(missing.map(({ page, script }) => `${page}: npm run ${script}`)).toEqual([]);
  });

  it('names only options that the command reads', () => {
    const unknown = commands.flatMap(({ page, script, flags }) => {
      const file = fileOf(script);
      if (!file) return [];
      const source = sourceOf(file);
      return flags
        .filter((flag) => !new RegExp(`['"]?(--)?\\b${flag}\\b['"]?`).test(source))
        .map((flag) => `${page}: npm run ${script} -- --${flag}`);
    });
    expect(unknown).toEqual([]);
  });

  it('describes every command that somebody may call', () => {
    const told = new Set(commands.map(({ script }) => script));
    const parts = new Set(['typecheck', 'lint', 'deadcode', 'licences']);
    expect(Object.keys(scripts).filter((script) => !told.has(script) && !parts.has(script))).toEqual([]);
  });

  it('leads to pages, files and sections that are there', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)|src="([^"]+)"/g)].flatMap(([, link, picture]) => {
        const [file = '', anchor] = (link ?? picture ?? '').split('#');
        const target = file === '' ? path : join(dirname(path), file);
        if (!existsSync(target)) return [`${path}: ${link ?? picture}`];
        if (anchor === undefined || !target.endsWith('.md')) return [];
        return anchorsOf(readFileSync(target, 'utf8')).includes(anchor) ? [] : [`${path}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });
});
