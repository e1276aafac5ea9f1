import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { zoneApp } from '../../infra/zone-app.ts';
import { checkZone } from '../../infra/zones/check.ts';
import { zoneFiles } from '../../infra/zones/index.ts';
import { knownPolicies } from '../../infra/zones/policies.ts';
import type { Zone } from '../../shared/zone/zone.ts';

type Json = { [name: string]: unknown };
export type Resource = { id: string; type: string; properties: Json; definition: Json };
export type Template = {
  zone: Zone;
  stack: string;
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

const folder = mkdtempSync(join(tmpdir(), 'greenpath-templates-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let apps = 0;

/** An app whose functions have no code: what a template says does not depend on it. */
export function appOf(chosen: readonly Zone[] = zones, context: Json = {}): App {
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, 'index.js'), 'exports.handler = async () => {};\n');
  apps += 1;
  return zoneApp(chosen, () => code, { context, outdir: join(folder, `app-${apps}`), autoSynth: false });
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
      json: artifact.template,
      resources,
      of: (...types) => resources.filter(({ type }) => types.includes(type)),
    };
  });
}
