import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference, TemplateResource } from './differences.ts';

type Template = { Resources: Record<string, TemplateResource> };

/**
 * Gives a template as it is deployed here.
 * @returns it, and how many resources each difference touched, by the difference's name
 */
export function withDifferences(
  template: Template,
  differences: readonly Difference[],
  where: { issuer: string },
): { template: Template; touched: Record<string, number> } {
  const touched: Record<string, number> = Object.fromEntries(differences.map(({ name }) => [name, 0]));
  const resources = Object.entries(template.Resources).flatMap(([id, resource]) => {
    let present: TemplateResource | undefined = resource;
    for (const { name, type, change } of differences) {
      if (present?.Type !== type) continue;
      const changed = change(present, where);
      if (changed !== present) touched[name] = (touched[name] ?? 0) + 1;
      present = changed;
    }
    return present ? [[id, present] as const] : [];
  });
  return { template: { ...template, Resources: Object.fromEntries(resources) }, touched };
}

const templatesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(directory, file));

/**
 * Copies a cloud assembly and applies the differences to every template in the copy.
 * @returns how many resources each difference touched, by the difference's name
 */
export function copyWithDifferences(
  from: string,
  to: string,
  differences: readonly Difference[],
  where: { issuer: string },
): Record<string, number> {
  cpSync(from, to, { recursive: true });
  const total: Record<string, number> = {};
  for (const file of templatesIn(to)) {
    const { template, touched } = withDifferences(JSON.parse(readFileSync(file, 'utf8')), differences, where);
    writeFileSync(file, JSON.stringify(template));
    for (const [name, count] of Object.entries(touched)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}
