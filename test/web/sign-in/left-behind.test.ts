import { describe, expect, test } from 'vitest';
import { forgetTyped, holdsSessionOf, takeUpTab } from '../../../web/sign-in/left-behind.ts';
import { newTab } from '../tab.ts';

/** A tab in which somebody worked whose session then ended. */
function usedTab() {
  const tab = newTab();
  takeUpTab(tab, 'first');
  tab.setItem('kept.first.new-help', '{"text":"mine"}');
  tab.setItem('kept.application.first.01J', '{}');
  tab.setItem('assessment', '{"birthDate":"1990-01-01"}');
  tab.setItem('assessment-facts', '{"birthDate":"1990-01-01","annualSalary":"500000"}');
  tab.setItem('verifier.code', '123');
  return tab;
}
const keysOf = (tab: Storage) => Array.from({ length: tab.length }, (_, at) => tab.key(at));

describe('what somebody typed in a tab', () => {
  test('is all gone when another account signs in there, the self-assessment too', () => {
    const tab = usedTab();
    tab.setItem('session.user:https://sign-in.example:pages', '{"profile":{"sub":"second"}}');
    takeUpTab(tab, 'second');
    expect(keysOf(tab)).toEqual(['person', 'session.user:https://sign-in.example:pages']);
  });

  test('is all there when the same person signs in again', () => {
    const tab = usedTab();
    const before = keysOf(tab);
    takeUpTab(tab, 'first');
    expect(keysOf(tab)).toEqual(before);
  });

  test('goes on with whoever typed it before signing in', () => {
    const tab = newTab();
    tab.setItem('assessment-facts', '{"annualSalary":"500000"}');
    takeUpTab(tab, 'first');
    expect(tab.getItem('assessment-facts')).toBe('{"annualSalary":"500000"}');
  });

  test('is gone after signing out, and nobody else finds it by signing in', () => {
    const tab = usedTab();
    forgetTyped(tab);
    expect(keysOf(tab)).toEqual(['person']);
  });
});

test('a page that comes back from the history is shown to the person whose session the tab holds, and to nobody else', () => {
  const tab = newTab();
  expect(holdsSessionOf(tab, 'first')).toBe(false);
  tab.setItem('session.user:https://sign-in.example:pages', '{"profile":{"sub":"second"}}');
  expect(holdsSessionOf(tab, 'first')).toBe(false);
  expect(holdsSessionOf(tab, 'second')).toBe(true);
  tab.setItem('session.user:https://sign-in.example:pages', 'no json');
  expect(holdsSessionOf(tab, 'second')).toBe(false);
});
