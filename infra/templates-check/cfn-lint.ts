import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { isChina } from '../regions/region.ts';
import { ignoredChecks } from './ignored-checks.ts';
import type { Template } from './templates.ts';

const run = promisify(execFile);

const said = z.array(
  z.object({
    Filename: z.string(),
    Level: z.string(),
    Message: z.string(),
    Rule: z.object({ Id: z.string() }),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullish() }),
  }),
);

export type Remark = { region: string; file: string; level: string; check: string; place: string; message: string };
export type Linted = { templates: number; regions: string[]; remarks: Remark[]; ignored: Map<string, number> };

/** What CloudFormation says of a type that a region does not know. */
const unknownType = 'E3006';

/** A template that is wrong in China: a check that does not say so is no check. */
const wrongInChina = { Resources: { Pool: { Type: 'AWS::Cognito::UserPool' } } };

async function lintRegion(program: string, region: string, files: readonly string[]): Promise<Remark[]> {
  const args = ['--regions', region, '--format', 'json', '--non-zero-exit-code', 'none', '--template', ...files];
  const { stdout } = await run(program, args, { maxBuffer: 256 * 1024 * 1024 });
  return said.parse(JSON.parse(stdout.trim() || '[]')).map(({ Filename, Level, Message, Rule, Location }) => ({
    region,
    file: Filename,
    level: Level,
    check: Rule.Id,
    place: (Location.Path ?? []).join('/'),
    message: Message,
  }));
}

/**
 * Checks templates with cfn-lint, each for the region of its stack: properties against CloudFormation's schemas there, and
 * whether the region knows each type at all.
 * @param program where cfn-lint lies
 * @param folder a folder for files of this check
 * @throws an error when cfn-lint does not notice a type that a region of China lacks, or does not run
 */
export async function lint(program: string, templates: readonly Template[], folder: string): Promise<Linted> {
  mkdirSync(folder, { recursive: true });
  const probe = join(folder, 'wrong-in-china.template.json');
  writeFileSync(probe, JSON.stringify(wrongInChina));
  const regions = [...new Set(templates.map(({ region }) => region))].sort();
  const remarks = await Promise.all(
    regions.map(async (region) => {
      const files = templates.filter((template) => template.region === region).map(({ file }) => file);
      const found = await lintRegion(program, region, [...files, probe]);
      const noticed = found.some(({ file, check }) => file === probe && check === unknownType);
      if (noticed !== isChina(region)) {
        throw new Error(`cfn-lint ${noticed ? 'refuses' : 'accepts'} a Cognito user pool in ${region}`);
      }
      return found.filter(({ file }) => file !== probe);
    }),
  );
  const all = remarks.flat();
  const ignored = new Map(ignoredChecks.map(({ check }) => [check, all.filter((one) => one.check === check).length]));
  return { templates: templates.length, regions, remarks: all.filter(({ check }) => !ignored.has(check)), ignored };
}
