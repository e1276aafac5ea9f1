import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { JsonObject } from './json.ts';

/** One synthesised stack: its template and where it lies, since assets are named relative to it. */
export type Stack = { name: string; region: string; directory: string; template: JsonObject };

const manifestSchema = z.object({
  artifacts: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        environment: z.string().optional(),
        displayName: z.string().optional(),
        properties: z
          .object({
            templateFile: z.string().optional(),
            directoryName: z.string().optional(),
            stackName: z.string().optional(),
          })
          .optional(),
      }),
    )
    .default({}),
});

/**
 * Reads the stacks of a cloud assembly and of the stages nested in it. Throws when there is no assembly or when a
 * stack does not say which region it is for.
 */
export function readAssembly(directory: string): Stack[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${directory} holds no synthesised app: manifest.json is missing`);
  const { artifacts } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(artifacts).flatMap(([id, { type, environment, properties = {} }]): Stack[] => {
    if (type === 'cdk:cloud-assembly' && properties.directoryName) {
      return readAssembly(join(directory, properties.directoryName));
    }
    if (type !== 'aws:cloudformation:stack' || !properties.templateFile) return [];
    const name = properties.stackName ?? id;
    const region = environment?.split('/').at(-1) ?? 'unknown-region';
    if (region === 'unknown-region') throw new Error(`stack ${name} does not say which region it is for`);
    const template: JsonObject = JSON.parse(readFileSync(join(directory, properties.templateFile), 'utf8'));
    return [{ name, region, directory, template }];
  });
}
