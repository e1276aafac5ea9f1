import type { ReactNode } from 'react';
import './sheet.css';

/** A table with its title; on a narrow screen it scrolls sideways by itself, with the keyboard too. */
export function Sheet({ title, children, quiet }: { title: string; children: ReactNode; quiet?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="sheet" aria-label={title} tabIndex={0}>
      <table>
        <caption className={quiet ? 'visually-hidden' : undefined}>{title}</caption>
        {children}
      </table>
    </section>
  );
}
