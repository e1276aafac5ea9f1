import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { appWithoutCode, zones } from '../../infra/templates-check/templates.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export { type Resource, type Template, templatesOf, zones } from '../../infra/templates-check/templates.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenpath-templates-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let apps = 0;

/** An app whose functions have no code: what a template says does not depend on it. */
export function appOf(chosen: readonly Zone[] = zones, context: { [name: string]: unknown } = {}): App {
  apps += 1;
  return appWithoutCode(chosen, join(folder, `app-${apps}`), context);
}
