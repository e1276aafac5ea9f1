import { readdirSync, readFileSync } from 'node:fs';
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineCase } from '../../../infra/restoring/whole-case.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { read, steps } from '../../office/walk.ts';

type Who = 'employer' | 'otherEmployer';
type Stored = {
  expected: { who: Who; id: string; stage: string; receiptNumber?: string; documents: number; permitNumber?: string }[];
  items: Record<string, AttributeValue>[];
};

const folder = new URL('stored/', import.meta.url);
const files = readdirSync(folder).sort();
const bytesAgain = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? new Uint8Array(Buffer.from(String(value.base64), 'base64'))
    : value;

// Written by write-stored.ts with the code of their time, and never again.
describe.each(files)('items as they were stored once: %s', (file) => {
  const { expected, items }: Stored = JSON.parse(readFileSync(new URL(file, folder), 'utf8'), bytesAgain);
  let office: Office;
  beforeAll(async () => {
    const { policy } = etown;
    const employerRegistration = { ...policy.employerRegistration, before: 'never' as const };
    office = await openOffice({ zone: { policy: { ...policy, employerRegistration } } });
    for (const Item of items) await office.client.send(new PutItemCommand({ TableName: office.tableName, Item }));
  });
  afterAll(() => office.close());

  it('are read by the code of today as what they were', async () => {
    expect(expected.length).toBeGreaterThan(2);
    for (const { who, id, ...then } of expected) {
      const { stage, receiptNumber, documents, permitNumber } = await read(office, who, id);
      expect(JSON.parse(JSON.stringify({ stage, receiptNumber, documents: documents.length, permitNumber }))).toEqual(
        then,
      );
    }
  });

  it('still make whole cases: chains, stages and heads agree', async () => {
    const all = await office.items();
    for (const { id } of expected) {
      const examined = examineCase(all.filter(({ pk }) => pk === `APPLICATION#${id}`));
      expect(examined.findings).toEqual([]);
      expect(examined.events).toBeGreaterThan(0);
    }
  });

  it('are carried on by it: the one that waits for preliminary review is accepted', async () => {
    const waiting = expected.find(({ stage }) => stage === 'preliminary-review');
    const id = waiting?.id ?? '';
    await steps.accept(office, id);
    expect((await read(office, 'otherEmployer', id)).stage).toBe('review');
  });
});
