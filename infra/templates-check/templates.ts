import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import type { Zone } from '../../shared/zone/zone.ts';
import { zoneApp } from '../zone-app.ts';
import { checkZone } from '../zones/check.ts';
import { zoneFiles } from '../zones/index.ts';
import { knownPolicies } from '../zones/policies.ts';

type Json = { [name: string]: unknown };
export type Resource = { id: string; type: string; properties: Json; definition: Json };
export type Template = {
  zone: Zone;
  stack: string;
  /** Of the stack: what is copied lies in another one than its zone. */
  region: string;
  /** Where the synthesis wrote it. */
  file: string;
  json: Json;
  resources: Resource[];
  of: (...types: string[]) => Resource[];
};

/** Every zone of the repository, checked. */
export const zones: readonly Zone[] = zoneFiles.map((file) => {
  const checked = checkZone(file, knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
});

/**
 * An app whose functions have no code: but for the hashes of their bundles, no line of a template depends on it.
 * @param folder where the templates will be written
 */
export function appWithoutCode(chosen: readonly Zone[], folder: string, context: Json = {}): App {
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, 'index.js'), 'exports.handler = async () => {};\n');
  return zoneApp(chosen, () => code, { context, outdir: join(folder, 'assembly'), autoSynth: false });
}

/** The templates of an app, stack by stack. */
export function templatesOf(app: App): Template[] {
  return app.synth().stacksRecursively.map((artifact): Template => {
    const zone = zones.find(({ id }) => artifact.stackName.startsWith(`${id}-`));
    if (!zone) throw new Error(`stack ${artifact.stackName} is of no zone`);
    const resources = Object.entries(artifact.template.Resources as Record<string, Json>).map(
      ([id, definition]): Resource => ({
        id,
        type: String(definition.Type),
        properties: (definition.Properties ?? {}) as Json,
        definition,
      }),
    );
    return {
      zone,
      stack: artifact.stackName,
      region: artifact.environment.region,
      file: artifact.templateFullPath,
      json: artifact.template,
      resources,
      of: (...types) => resources.filter(({ type }) => types.includes(type)),
    };
  });
}
