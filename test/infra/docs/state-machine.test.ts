import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withTransitionTable } from '../../../infra/docs/state-machine-table.ts';

test('the page about the life of an application shows the transitions that the code runs', () => {
  const page = readFileSync('docs/state-machine.md', 'utf8');

  expect(withTransitionTable(page)).toBe(page);
});
