import { Button, Modal } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../language/words.tsx';
import { PlainForm } from './PlainForm.tsx';

const words = { back: { zh: '返回', en: 'Back' } };

/** A short form above the page, for one thing that is done with what the page shows. */
export function FormModal({
  open,
  title,
  onClose,
  children,
  ...form
}: {
  open: boolean;
  title: string;
  onClose: () => void;
  error: unknown;
  busy: boolean;
  submit: string;
  onSubmit: () => void;
  danger?: boolean;
  children?: ReactNode;
}) {
  const w = useWords(words);
  // The dialog itself gives the focus back when it closes, but not when it is taken away together with its page part.
  const before = useRef(open ? document.activeElement : null);
  useEffect(
    () => () => {
      const { current } = before;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && current instanceof HTMLElement) current.focus();
      });
    },
    [],
  );
  return (
    <Modal open={open} title={title} onCancel={onClose} footer={null} destroyOnHidden mask={{ closable: false }}>
      <PlainForm {...form} beside={<Button onClick={onClose}>{w.back}</Button>}>
        {children}
      </PlainForm>
    </Modal>
  );
}
