import { randomBytes } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TalentFilter } from '../../../shared/domain/talents/talent.ts';
import { keys } from '../../../shared/records/keys.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import type { Item, TransactionStep } from '../../../shared/records/table.ts';
import { enterTalent } from '../../../shared/records/talent.ts';
import { success } from '../../../shared/result.ts';
import type { Records } from '../../records-wire.ts';

export type Registered = { permit: Permit; industry?: string; languages: string[] };

const posts = [
  '高级软件工程师 Senior Software Engineer',
  '光学工程师',
  'Chef de cuisine 总厨',
  '法语教师 French Teacher',
  'IT 项目经理',
  'Head of Research',
];
const nationalities = ['UTO', 'FRA', 'DEU', 'JPN', 'BRA'];
const languages = ['en', 'fr', 'de', 'ja', 'pt', 'ru'];
const industries = ['C', 'I', 'M', 'P', 'H', undefined];

const of = <T>(list: readonly T[], number: number): T => {
  const found = list[number % list.length];
  if (found === undefined && !list.includes(found as T)) throw new Error('an empty list');
  return found as T;
};

/** Whoever the number stands for: the same every time, and few alike. */
export function somebody(number: number, more: Partial<Permit> = {}): Registered {
  const code = String(number).padStart(17, '0');
  const industry = of(industries, Math.floor(number / 7));
  const permit: Permit = {
    number: `${code}X`,
    status: number % 17 === 0 ? 'suspended' : number % 23 === 0 ? 'revoked' : 'valid',
    act: 'granted',
    category: of(['A', 'B', 'B', 'C'] as const, number),
    name: `SPECIMEN, PERSON ${number}`,
    nationality: of(nationalities, Math.floor(number / 3)),
    sex: 'X',
    employerId: 'employer',
    employerName: { zh: '样例公司（虚构）' },
    post: of(posts, Math.floor(number / 2)),
    authority: { zh: '样例', en: 'Sample' },
    since: '2025-01-01',
    validFrom: '2025-01-01',
    validTo: new Date(Date.UTC(2026, 10, 1 + (number % 400))).toISOString().slice(0, 10),
    bindingLimit: 'category',
    issuedAt: '2025-01-01T00:00:00.000Z',
    applicationId: `application${number}`,
    period: 1,
    statusIndex: number,
    token: new Uint8Array(randomBytes(8)),
    photo: { key: 'photo', versionId: '1', hash: '00' },
    events: 1,
    ...more,
  };
  const spoken = [...new Set([of(languages, number), of(languages, Math.floor(number / 5))])];
  return { permit, languages: spoken, ...(industry ? { industry } : {}) };
}

/** Issues permits as the issuing function leaves them: an entry before each permit, and the permit itself. */
export async function registerTalents({ table }: Pick<Records, 'table'>, everybody: readonly Registered[]) {
  for (let from = 0; from < everybody.length; from += 50) {
    await Promise.all(
      everybody.slice(from, from + 50).map(async ({ permit, industry, languages: spoken }) => {
        await enterTalent(table, permit, { languages: spoken, ...(industry ? { industry } : {}) });
        await table.put({ ...keys.permit(permit.number), ...permit });
      }),
    );
  }
}

/** The same for very many, in batches: what would be written one by one is gathered first. */
export async function registerVeryMany({ table, client, tableName }: Records, everybody: readonly Registered[]) {
  const gathered: Item[] = [];
  const gathering = {
    ...table,
    put: async (item: Item) => {
      gathered.push(item);
      return success(undefined);
    },
    transact: async (steps: readonly TransactionStep[]) => {
      for (const step of steps) if ('put' in step) gathered.push(step.put.Item as Item);
      return success(undefined);
    },
  };
  await registerTalents({ table: gathering }, everybody);
  for (let from = 0; from < gathered.length; from += 25) {
    const batch = gathered.slice(from, from + 25).map((Item) => ({
      PutRequest: { Item: marshall(Item, { removeUndefinedValues: true }) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: batch } }));
  }
}

/** What a filter means, told without any list: one permit after the other. */
export const meant = (everybody: readonly Registered[], filter: TalentFilter, today: string): string[] =>
  everybody
    .filter(({ permit, industry, languages: spoken }) => {
      const words = (filter.post ?? '')
        .toLowerCase()
        .split(' ')
        .filter((word) => word !== '');
      const title = permit.post.toLowerCase();
      const latin = title.split(' ');
      return (
        ['valid', 'suspended'].includes(permit.status) &&
        permit.validTo >= today &&
        (filter.category ?? permit.category) === permit.category &&
        (filter.industry === undefined || filter.industry === industry) &&
        (filter.nationality ?? permit.nationality) === permit.nationality &&
        (filter.language === undefined || spoken.includes(filter.language)) &&
        (filter.expiresFrom ?? '') <= permit.validTo &&
        (filter.expiresTo ?? '9') >= permit.validTo &&
        words.every((word) =>
          /[a-z]/.test(word)
            ? latin.some((one) => (word.length < 3 ? one === word : one.startsWith(word)))
            : title.includes(word),
        )
      );
    })
    .sort((one, other) =>
      one.permit.validTo + one.permit.number < other.permit.validTo + other.permit.number ? -1 : 1,
    )
    .map(({ permit }) => permit.number);
