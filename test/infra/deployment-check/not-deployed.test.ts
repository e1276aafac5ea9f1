import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deploymentTags } from '../../../infra/deployment-check/not-deployed.ts';

const folder = fileURLToPath(new URL('../../zone', import.meta.url));
const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** The tags that a file gives to itself or to some of its tests. */
const tagsOf = (text: string): string[] => [
  ...[...text.matchAll(/@module-tag ([\w-]+)/g)].map(([, tag = '']) => tag),
  ...[...text.matchAll(/tags: \[([^\]]*)\]/g)].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []),
];

describe('whole-zone tests that a deployment leaves out', () => {
  it.each(deploymentTags.map(({ name }) => name))('for the reason "%s" there are some', (name) => {
    expect(sources.some(({ text }) => tagsOf(text).includes(name))).toBe(true);
  });

  it('give no reason that is not on the list', () => {
    const names = deploymentTags.map(({ name }) => name);
    for (const { file, text } of sources) for (const tag of tagsOf(text)) expect(names, file).toContain(tag);
  });

  it.each([
    ['moveClock(', 'moving-clock', 'own-process'],
    [".stop('SIGKILL')", 'own-process', 'moving-clock', 'own-records'],
    ['new DatabaseSync(', 'own-records', 'own-process'],
    ['/_local/usage', 'own-records', 'own-process'],
  ])('say so where they use %s', (call, ...oneOf) => {
    const users = sources.filter(({ text }) => text.includes(call));
    expect(users.length).toBeGreaterThan(0);
    for (const { file, text } of users) {
      expect(
        oneOf.some((tag) => tagsOf(text).includes(tag)),
        file,
      ).toBe(true);
    }
  });
});
