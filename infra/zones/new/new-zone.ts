import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { failure, type Result, success } from '../../../shared/result.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { checkZone, placeholders } from '../check.ts';
import { zoneFiles } from '../index.ts';
import { knownPolicies } from '../policies.ts';
import type { Problem } from './answers.ts';
import type { Given } from './questions.ts';
import { variableOf, withZone, zoneModule } from './zone-module.ts';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(dirname(folder));

/** Names that the folder of zone files uses for something else, so that a zone of that name would be lost in it. */
const isTaken = (id: string): boolean => existsSync(join(folder, `${id}.ts`)) || existsSync(join(folder, id));

/** What one zone may not have because another has it. */
export function clashes(answers: Given): Problem[] {
  const { id = '', host = '' } = answers;
  const problems: Problem[] = [];
  if (isTaken(id) || zoneFiles.some((zone) => zone.id === id)) {
    const text = {
      zh: `infra/zones/${id}.ts 已存在，不会覆盖`,
      en: `infra/zones/${id}.ts is there already and is not overwritten`,
    };
    problems.push({ key: 'id', text });
  }
  const neighbour = zoneFiles.find((zone) => zone.verificationHost === host);
  if (neighbour) {
    const text = { zh: `已由 ${neighbour.id} 使用`, en: `belongs to ${neighbour.id} already` };
    problems.push({ key: 'host', text });
  }
  return problems;
}

/** Lines broken as everywhere else. Where the formatter cannot run, the file is right all the same. */
function format(paths: readonly string[]): void {
  const biome = join(repository, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  spawnSync(process.execPath, [biome, 'check', '--write', '--no-errors-on-unmatched', ...paths], { cwd: repository });
}

export type NewZone = {
  /** Paths within the repository. */
  written: string[];
  /** Figures that the authority still has to settle, by their place in the file. */
  unsettled: string[];
};

/**
 * Writes a zone file from answers that were checked, checks it with the schema that synthesis uses and lists it. Nothing
 * is overwritten, and nothing is left behind when the file is refused.
 * @returns the files and what is left to settle, or every problem
 */
export async function newZone(answers: Given): Promise<Result<NewZone, Problem[]>> {
  const taken = clashes(answers);
  if (taken.length > 0) return failure(taken);
  const { id = '' } = answers;
  const path = join(folder, `${id}.ts`);
  const list = join(folder, 'index.ts');
  const listed = withZone(readFileSync(list, 'utf8'), id);
  writeFileSync(path, zoneModule(answers), { flag: 'wx' });
  try {
    const module = (await import(pathToFileURL(path).href)) as Record<string, ZoneFile>;
    const checked = checkZone(module[variableOf(id)], knownPolicies);
    if (!checked.ok) {
      rmSync(path);
      return failure([{ key: id, text: { zh: checked.error, en: checked.error } }]);
    }
    writeFileSync(list, listed);
    format([path, list]);
    return success({
      written: [`infra/zones/${id}.ts`, 'infra/zones/index.ts'],
      unsettled: placeholders(checked.value),
    });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
