import type { Zone } from '../../shared/zone/zone.ts';
import type { Records } from '../records/records.ts';
import type { AssetOf } from './function.ts';

/** What every capability of a zone is built from. */
export type CapabilityProps = { zone: Zone; records: Records; assetOf: AssetOf };
