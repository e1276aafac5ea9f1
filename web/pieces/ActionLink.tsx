import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './action-link.css';

/** A link that looks like a button; it goes somewhere, so it is a link. `primary` once on a page. */
export function ActionLink({
  to,
  primary,
  state,
  children,
}: {
  to: string;
  primary?: boolean;
  state?: unknown;
  children: ReactNode;
}) {
  return (
    <Link to={to} state={state} className={primary ? 'action action-primary' : 'action'}>
      {children}
    </Link>
  );
}
