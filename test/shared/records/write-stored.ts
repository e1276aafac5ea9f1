import { writeFileSync } from 'node:fs';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { etown } from '../../../infra/zones/etown.ts';
import { openOffice } from '../../office/office.ts';
import { draft, read, register, scientist, submitted, waitingIn } from '../../office/walk.ts';

/**
 * Freezes what today's code stores, for test/shared/records/stored.test.ts: node test/shared/records/write-stored.ts <name>.
 * A file that was written once is never written again; it stands for every zone that holds such items.
 */
const [name = 'items'] = process.argv.slice(2);
const { policy } = etown;
const employerRegistration = { ...policy.employerRegistration, before: 'never' as const };
const office = await openOffice({ zone: { policy: { ...policy, employerRegistration } } });
const employer = await register(office);
const other = await register(office, 'otherEmployer', scientist);
const cases = [
  { who: 'employer', id: await waitingIn(office, 'issued', employer) },
  { who: 'employer', id: await draft(office, employer) },
  { who: 'otherEmployer', id: await submitted(office, other, 'otherEmployer', scientist) },
] as const;
const expected: object[] = [];
for (const { who, id } of cases) {
  const { stage, receiptNumber, documents, permitNumber } = await read(office, who, id);
  expected.push({ who, id, stage, receiptNumber, documents: documents.length, permitNumber });
}
const { Items = [] } = await office.client.send(new ScanCommand({ TableName: office.tableName }));
const text = JSON.stringify({ expected, items: Items }, (_name, value) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
);
writeFileSync(new URL(`stored/${name}.json`, import.meta.url), `${text}\n`, { flag: 'wx' });
await office.close();
