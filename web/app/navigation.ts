import type { ComponentType } from 'react';
import type { Role } from '../../shared/domain/access/roles.ts';
import type { ZonePart } from '../../shared/zone/parts.ts';
import type { Phrase } from '../language/words.tsx';

/** Under which heading a page stands in the menu. */
export const groups = ['mine', 'public', 'work', 'desk', 'records', 'reports', 'administration'] as const;
export type Group = (typeof groups)[number];

export type NavItem = {
  to: string;
  label: Phrase;
  group: Group;
  /** Who sees it: `everyone`, or one of the roles. */
  for: 'everyone' | readonly Role[];
  /** Only where the zone has this part. */
  part?: ZonePart;
  /** Shown behind the label, such as how much is new. */
  Mark?: ComponentType;
};
