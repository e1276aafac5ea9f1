import type { ZoneFile } from '../../shared/zone/zone.ts';
import { demo } from './demo.ts';
import { etown } from './etown.ts';

/** Every zone that this code is deployed for; a new zone is one more file here. */
export const zoneFiles: readonly ZoneFile[] = [etown, demo];
