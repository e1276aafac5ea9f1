import { parseArgs } from 'node:util';
import { systemClock } from '../../shared/clock.ts';
import { exportTable, FolderInUse } from './export-table.ts';
import { BadCall, clientFor, run, tableOf, zoneNamed } from './zone-option.ts';

const usage = 'npm run export -- --out <folder> [--zone etown] [--table <name> | --data .local/etown] [--segments 4]';

/** Writes a zone's records into a folder; docs/audit.md says how and what for. */
await run(async () => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      zone: { type: 'string', default: 'etown' },
      table: { type: 'string' },
      data: { type: 'string' },
      segments: { type: 'string', default: '4' },
    },
  });
  const segments = Number(values.segments);
  if (!values.out) throw new BadCall(usage);
  if (!Number.isInteger(segments) || segments < 1 || segments > 64) throw new BadCall('--segments: 1 to 64');
  const client = clientFor(values.data);
  const table = await tableOf(client, values.table);
  const zone = zoneNamed(values.zone);
  try {
    const { files, settled } = await exportTable({
      client,
      table,
      zone,
      clock: systemClock,
      folder: values.out,
      segments,
    });
    for (const [name, { lines, bytes, sha256 }] of Object.entries(files)) {
      console.log(
        `${name.padEnd(24)} ${String(lines).padStart(9)} lines ${String(bytes).padStart(12)} bytes  ${sha256}`,
      );
    }
    if (!settled) {
      console.log(
        'Cases moved while the export was made: each is whole, but rules across cases may not show one moment.',
      );
      console.log('For an exact moment export from a copy restored to a point in time; see docs/audit.md.');
    }
    console.log(
      `The folder holds personal data of every case. Check it with: node infra/audit/check-export.mjs ${values.out}`,
    );
  } catch (error) {
    throw error instanceof FolderInUse ? new BadCall(error.message) : error;
  }
});
