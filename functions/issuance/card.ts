import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../../shared/clock.ts';
import { cardRoutes } from '../../shared/contract/issuance.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedFonts } from '../../shared/typesetting/deployed-fonts.ts';
import { permitCard } from './permit-card.ts';

const { TABLE_NAME, DOCUMENTS_BUCKET, LAMBDA_TASK_ROOT } = environment(
  'TABLE_NAME',
  'DOCUMENTS_BUCKET',
  'LAMBDA_TASK_ROOT',
);
const log = openLog('issuance-card');
const bucket = new S3Client({});
const table = openTable(TABLE_NAME);

const beside = (path: string) => new Uint8Array(readFileSync(join(LAMBDA_TASK_ROOT, path)));

let wasm: Uint8Array | undefined;

export const handler = serve(
  cardRoutes,
  permitCard({
    table,
    clock: systemClock,
    zone: deployedZone(),
    log,
    fonts: deployedFonts(LAMBDA_TASK_ROOT),
    wasm: () => {
      wasm ??= beside('resvg.wasm');
      return wasm;
    },
    photo: async ({ key, versionId }) => {
      const { Body } = await bucket.send(
        new GetObjectCommand({ Bucket: DOCUMENTS_BUCKET, Key: key, VersionId: versionId }),
      );
      if (!Body) throw new Error('a permit has no photo');
      return Body.transformToByteArray();
    },
  }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
