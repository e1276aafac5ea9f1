/** A single key that does something on a page. */
export type Shortcut = {
  /** As the browser names it; a letter in lower case. */
  key: string;
  label: string;
  run: () => void;
};

/** A key that was pressed, and where. */
export type Press = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Within a word that an input method is still putting together, as for Chinese. */
  isComposing: boolean;
  /** Whatever has the focus has used it already. */
  defaultPrevented: boolean;
  tag: string;
  type?: string | undefined;
  role?: string | undefined;
  isEditable: boolean;
  /** A dialog stands before the page. */
  inDialog: boolean;
};

const typed: readonly string[] = ['textarea', 'select'];
/** Fields in which nobody types letters. */
const pressed: readonly string[] = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'];
const typedRoles: readonly string[] = [
  'textbox',
  'combobox',
  'searchbox',
  'listbox',
  'option',
  'menuitem',
  'spinbutton',
];

/** Whether the person is typing, or choosing by letters. */
const isTyping = ({ tag, type, role, isEditable }: Press): boolean =>
  isEditable ||
  typed.includes(tag) ||
  (tag === 'input' && !pressed.includes(type ?? 'text')) ||
  (role !== undefined && typedRoles.includes(role));

/** What a key does; nothing while somebody types, with a modifier, or behind a dialog. */
export function shortcutFor(shortcuts: readonly Shortcut[], press: Press): Shortcut | undefined {
  const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented, inDialog } = press;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented || inDialog || isTyping(press)) return undefined;
  const asked = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return shortcuts.find(({ key }) => key === asked);
}
