import type { z } from 'zod';
import type { form } from '../../shared/contract/intake.ts';
import { keyRecordOf, keyStandings, type PublishedKeys, publishedOf } from '../../shared/credential/key-plan.ts';
import { placeOf } from '../../shared/credential/status-index.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, type Day, dayIn, type Instant, instantOf } from '../../shared/domain/time.ts';
import { keys } from '../../shared/records/keys.ts';
import { type ReadingZone, readingItem } from '../../shared/records/reading-item.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { DynamoDb, Item } from './dynamodb.ts';

/** What issuance keeps of a permit, as far as a verifier needs it. */
export type PermitRecord = {
  number: string;
  status: 'valid' | 'suspended' | 'revoked' | 'cancelled';
  /** First day of the unbroken run of periods, from which the present token holds. */
  since: Day;
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
  /** The application that the present period was issued on. */
  applicationId: string;
  /** `hash`: SHA-256 of the file, hexadecimal. */
  photo: { key: string; versionId: string; hash: string };
};

/** What stays with the application's form, because each reading of it is recorded. */
export type SensitiveRecord = {
  birthDate: Day;
  passport: { number: string; issuingState: string };
  workplace: string;
};

/** An officer's reading of a permit's record. */
export type Reading = { at: Instant; by: string; permitNumber: string };

/** Everything a verification reads and the one thing it writes. */
export type VerificationRecords = {
  publicKeys: () => Promise<PublishedKeys>;
  /** `erased`: its retention has ended; number, dates and place in the status list are all that is left. */
  permit: (number: string) => Promise<(PermitRecord & { erased?: true }) | undefined>;
  /** What became of a token that is no longer the present one, if the status list says so. */
  status: (statusIndex: number) => Promise<'revoked' | 'suspended' | 'superseded' | undefined>;
  /** @throws when the permit's application lacks what it could not have been issued without */
  sensitive: (applicationId: string) => Promise<SensitiveRecord>;
  recordReading: (reading: Reading) => Promise<void>;
};

/** The stored form as far as it is read here. */
type Form = z.output<typeof form>;

const statusNames = [undefined, 'revoked', 'suspended', 'superseded'] as const;

/** Binds the records to the table; the shapes are the ones that issuance writes. */
export function openRecords(
  table: DynamoDb,
  zone: ReadingZone & Pick<Zone, 'signingKeys'>,
  clock: Clock,
): VerificationRecords {
  const read = async <T>(key: { pk: string; sk: string }) => (await table.get(key)) as (T & Item) | undefined;
  return {
    publicKeys: async () => {
      const now = clock.now();
      const records = (await table.query(keys.publicKey('').pk)).map(keyRecordOf);
      const today = dayIn(zone.timeZone, instantOf(now));
      return publishedOf(keyStandings(zone.signingKeys, records, now / 1000, today), now / 1000);
    },
    permit: (number) => read<PermitRecord & { erased?: true }>(keys.permit(number)),
    status: async (statusIndex) => {
      const { list, position } = placeOf(statusIndex);
      const entry = await table.get(keys.status(list, position));
      return statusNames[Number(entry?.status ?? 0)];
    },
    sensitive: async (applicationId) => {
      const stored = await read<{ form: Form }>(keys.form(applicationId));
      const { birthDate, passport } = stored?.form.applicant ?? {};
      const workplace = stored?.form.post?.workplace;
      if (!birthDate || !passport?.number || !passport.issuingState || !workplace) {
        throw new Error('the application of a permit lacks its person');
      }
      return { birthDate, passport: { number: passport.number, issuingState: passport.issuingState }, workplace };
    },
    recordReading: ({ at, by, permitNumber }) => {
      const { search: _search, ...item } = readingItem(zone, at, crypto.randomUUID(), {
        by,
        what: 'permit',
        id: permitNumber,
      });
      return table.put(item);
    },
  };
}
