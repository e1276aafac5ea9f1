import type { Clock } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { DocumentLink } from './document-links.ts';

export type PersonalDataGiven = { table: Table; clock: Clock; zone: Zone; link: DocumentLink; log: Log };
