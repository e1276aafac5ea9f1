import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whoMayPage } from '../../../infra/docs/who-may-page.ts';

test('the page says what the table says: npm run docs writes it', () => {
  expect(readFileSync('docs/who-may-do-what.md', 'utf8')).toBe(whoMayPage());
});
