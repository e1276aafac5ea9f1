import { placeOf } from '../../shared/credential/status-index.ts';
import type { VerificationKey } from '../../shared/credential/verify.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Day, Instant } from '../../shared/domain/time.ts';
import { keys } from '../../shared/records/keys.ts';
import type { DynamoDb, Item } from './dynamodb.ts';

/** What issuance keeps of a permit, as far as a verifier needs it. */
export type PermitRecord = {
  number: string;
  status: 'valid' | 'suspended' | 'revoked';
  validFrom: Day;
  validTo: Day;
  category: 'A' | 'B' | 'C';
  /** Status index of the present token. */
  statusIndex: number;
  name: string;
  chineseName?: string;
  nationality: string;
  sex: string;
  employerName: { zh: string; en?: string };
  post: string;
  authority: Text;
  /** `hash`: SHA-256 of the file, base64url. */
  photo: { key: string; versionId: string; hash: string };
};

/** What is kept apart because each reading is recorded. */
export type SensitiveRecord = {
  birthDate: Day;
  passportNumber: string;
  passportIssuingState: string;
  workplace: string;
};

/** An officer's reading of a permit's record. */
export type Reading = { at: Instant; day: Day; by: string; permitNumber: string };

/** Everything a verification reads and the one thing it writes. */
export type VerificationRecords = {
  publicKeys: () => Promise<readonly VerificationKey[]>;
  permit: (number: string) => Promise<PermitRecord | undefined>;
  /** What became of a token that is no longer the present one, if the status list says so. */
  status: (statusIndex: number) => Promise<'revoked' | 'suspended' | 'superseded' | undefined>;
  sensitive: (number: string) => Promise<SensitiveRecord | undefined>;
  recordReading: (reading: Reading) => Promise<void>;
};

const statusNames = [undefined, 'revoked', 'suspended', 'superseded'] as const;

/** Binds the records to the table; the shapes are the ones that issuance writes. */
export function openRecords(table: DynamoDb): VerificationRecords {
  const read = async <T>(key: { pk: string; sk: string }) => (await table.get(key)) as (T & Item) | undefined;
  return {
    publicKeys: async () => {
      const items = await table.query(keys.publicKey('').pk);
      return items.map((item) => JSON.parse(String(item.jwk)) as VerificationKey);
    },
    permit: (number) => read<PermitRecord>(keys.permit(number)),
    status: async (statusIndex) => {
      const { list, position } = placeOf(statusIndex);
      const entry = await table.get(keys.status(list, position));
      return statusNames[Number(entry?.status ?? 0)];
    },
    sensitive: (number) => read<SensitiveRecord>({ pk: keys.permit(number).pk, sk: 'SENSITIVE' }),
    recordReading: ({ at, day, by, permitNumber }) =>
      table.put({
        ...keys.reading(day, at, crypto.randomUUID()),
        at,
        by,
        what: 'permit',
        id: permitNumber,
      }),
  };
}
