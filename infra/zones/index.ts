import type { ZoneFile } from '../../shared/zone/zone.ts';
import { changning } from './changning.ts';
import { demo } from './demo.ts';
import { etown } from './etown.ts';
import { heilongjiang } from './heilongjiang.ts';
import { yiwu } from './yiwu.ts';

/** Every zone that this code is deployed for; a new zone is one more file here. */
export const zoneFiles: readonly ZoneFile[] = [etown, heilongjiang, changning, yiwu, demo];
