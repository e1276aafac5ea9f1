import { type ReactNode, useEffect } from 'react';
import { useZone } from '../client/zone.ts';
import { useSay } from '../language/words.tsx';

/** A page's heading: its title, also in the browser's tab, a line beneath, and what can be done with the whole page. */
export function Head({
  title,
  tab = title,
  children,
  actions,
}: {
  title: string;
  /** In the browser's tab and its history, where the title is a person's name. */
  tab?: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const say = useSay();
  const zone = useZone();
  useEffect(() => {
    document.title = `${tab} · ${say(zone.name)}`;
  }, [tab, say, zone.name]);
  return (
    <header className="head">
      <div>
        <h1>{title}</h1>
        {children && <div className="head-line">{children}</div>}
      </div>
      {actions && <div className="head-actions no-print">{actions}</div>}
    </header>
  );
}
