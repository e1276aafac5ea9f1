import { demo } from '../../infra/zones/demo.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';

const { certificates, credit, help, serviceWindows, talents, visits, reminders } = demo;

/** What E-Town leaves to others, so that every capability has something to be attacked with. */
export const everySection: Partial<ZoneFile> = {
  certificates,
  credit,
  help,
  serviceWindows,
  talents,
  visits,
  reminders,
};
