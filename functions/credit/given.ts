import type { Clock } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Table } from '../../shared/records/table.ts';
import type { CreditSection } from '../../shared/zone/credit-section.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/** What the capability is bound to: a zone that keeps credit, with its section at hand. */
export type CreditGiven = {
  table: Table;
  clock: Clock;
  rules: Rules;
  log: Log;
  section: CreditSection;
};
