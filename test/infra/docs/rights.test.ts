import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../infra/bundle.ts';
import { onEverything, rightsByHolder, rightsPage } from '../../../infra/docs/rights.ts';
import { roleStatements } from '../../../infra/templates-check/statements.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const templates = templatesOf(appOf());
const statements = templates.flatMap((template) => roleStatements(template));

describe('the page of rights', () => {
  it('shows what the templates grant; npm run docs writes it', () => {
    expect(readFileSync('docs/rights.md', 'utf8')).toBe(rightsPage(templates, zones.length));
  });

  it('names every function', () => {
    const named = rightsByHolder(templates).map(({ name }) => name);
    expect(functionNames.filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('the rights of every role', () => {
  it('are granted for named resources, but for actions that know none, each with its reason', () => {
    const open = statements.filter(({ effect, resources }) => effect === 'Allow' && resources.includes('*'));
    expect([...new Set(open.flatMap(({ actions }) => actions))].sort()).toEqual(Object.keys(onEverything).sort());
    for (const reason of Object.values(onEverything)) expect(reason.length).toBeGreaterThan(40);
  });

  it('name every action in full', () => {
    expect(statements.length).toBeGreaterThan(100);
    expect(statements.flatMap(({ actions }) => actions).filter((action) => /[*?]/.test(action))).toEqual([]);
  });
});
