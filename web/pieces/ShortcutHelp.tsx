import { Button, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useWords } from '../language/words.tsx';
import type { Shortcut } from './shortcut-guard.ts';
import './shortcut-help.css';
import { turn, useShortcuts, useShortcutsOn } from './shortcuts.ts';

const words = {
  open: { zh: '快捷键', en: 'Shortcuts' },
  title: { zh: '键盘快捷键', en: 'Keyboard shortcuts' },
  help: { zh: '显示本说明', en: 'Show this list' },
  on: { zh: '启用单键快捷键', en: 'Single keys do something' },
  off: {
    zh: '快捷键已关闭。所有操作仍可用 Tab 键和回车键完成。',
    en: 'They are off. Everything can still be done with Tab and Enter.',
  },
  typing: { zh: '在输入框中打字时，快捷键不起作用。', en: 'They never act while you type.' },
  key: { zh: '按键', en: 'Key' },
  does: { zh: '作用', en: 'What it does' },
};

const shown: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', ' ': 'Space' };

/** Makes the shortcuts of a page act, tells them on `?`, and lets everybody turn them off. */
export function ShortcutHelp({ shortcuts, more = [] }: { shortcuts: readonly Shortcut[]; more?: readonly Shortcut[] }) {
  const w = useWords(words);
  const [isOpen, setOpen] = useState(false);
  const on = useShortcutsOn();
  useShortcuts([...shortcuts, { key: '?', label: w.help, run: () => setOpen(true) }]);
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-keyshortcuts="?">
        {w.open} <kbd>?</kbd>
      </Button>
      <Modal open={isOpen} title={w.title} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className="shortcut-switch">
          <Switch checked={on} onChange={turn} aria-label={w.on} /> <span aria-hidden="true">{w.on}</span>
        </div>
        <p className="soft">{on ? w.typing : w.off}</p>
        <table className="shortcut-list">
          <thead>
            <tr>
              <th scope="col">{w.key}</th>
              <th scope="col">{w.does}</th>
            </tr>
          </thead>
          <tbody>
            {[...shortcuts, ...more, { key: '?', label: w.help }].map(({ key, label }) => (
              <tr key={`${key} ${label}`}>
                <td>
                  <kbd>{shown[key] ?? key}</kbd>
                </td>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Modal>
    </>
  );
}
