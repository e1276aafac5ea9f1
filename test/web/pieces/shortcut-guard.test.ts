import { describe, expect, it } from 'vitest';
import { type Press, shortcutFor } from '../../../web/pieces/shortcut-guard.ts';

const claim = { key: 'c', label: 'Claim', run: () => {} };
const down = { key: 'ArrowDown', label: 'Next', run: () => {} };
const help = { key: '?', label: 'Help', run: () => {} };
const press = (change: Partial<Press> = {}): Press => ({
  key: 'c',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  tag: 'body',
  isEditable: false,
  inDialog: false,
  ...change,
});
const found = (change: Partial<Press> = {}) => shortcutFor([claim, down, help], press(change))?.label;

describe('a single key that does something', () => {
  it('acts on the page, on links and buttons, and where boxes are ticked', () => {
    expect(found()).toBe('Claim');
    expect(found({ tag: 'a' })).toBe('Claim');
    expect(found({ tag: 'button' })).toBe('Claim');
    expect(found({ tag: 'input', type: 'checkbox' })).toBe('Claim');
  });

  it('acts for a capital letter too, and for keys that have names', () => {
    expect(found({ key: 'C' })).toBe('Claim');
    expect(found({ key: '?' })).toBe('Help');
    expect(found({ key: 'ArrowDown' })).toBe('Next');
    expect(found({ key: 'z' })).toBeUndefined();
  });

  it.each([
    ['a line of text', { tag: 'input', type: 'text' }],
    ['a field without a type', { tag: 'input' }],
    ['a day', { tag: 'input', type: 'date' }],
    ['several lines', { tag: 'textarea' }],
    ['a list that is chosen from by letters', { tag: 'select' }],
    ['an editable part of the page', { tag: 'div', isEditable: true }],
    ['a widget in which one types', { tag: 'div', role: 'combobox' }],
  ])('does nothing while somebody types in %s', (_, where) => {
    expect(found(where)).toBeUndefined();
  });

  it('leaves the keys of the browser and of input methods alone', () => {
    expect(found({ ctrlKey: true })).toBeUndefined();
    expect(found({ metaKey: true })).toBeUndefined();
    expect(found({ altKey: true })).toBeUndefined();
    expect(found({ isComposing: true })).toBeUndefined();
  });

  it('does nothing behind a dialog, nor what something else did already', () => {
    expect(found({ inDialog: true })).toBeUndefined();
    expect(found({ defaultPrevented: true })).toBeUndefined();
  });
});
