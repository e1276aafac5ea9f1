import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { opensCases, useSelf } from '../sign-in/self.ts';

/** An application's number or name; a way to its case for those who may open one. */
export function CaseLink({ id, children }: { id: string; children: ReactNode }) {
  return opensCases(useSelf()) ? <Link to={`/cases/${id}`}>{children}</Link> : children;
}
