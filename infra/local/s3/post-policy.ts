import * as z from 'zod';
import { accessDenied, S3Error } from './s3-error.ts';

/** The fields of a form by their names in lower case. */
export type Fields = ReadonlyMap<string, string>;

type Condition = { operator: 'eq' | 'starts-with'; field: string; value: string };

/** What a signed policy allows a form to upload, and how many bytes. */
export type Policy = { conditions: Condition[]; smallest: number; largest: number };

const size = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(0));
const document = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), size, size]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

/** Larger objects cannot be sent in one request. */
export const largestObject = 5 * 1024 ** 3;

/**
 * Reads a policy as the form carries it, in base64. `now` is in epoch milliseconds. Throws `S3Error` when it is not a
 * policy or has expired.
 */
export function readPolicy(encoded: string, now: number): Policy {
  const policy = document.safeParse(parsed(encoded));
  if (!policy.success) {
    throw new S3Error(400, 'InvalidPolicyDocument', `Invalid Policy: ${z.prettifyError(policy.error)}`);
  }
  if (now > Date.parse(policy.data.expiration)) throw invalid('Policy expired.');

  const conditions: Condition[] = [];
  let [smallest, largest] = [0, largestObject];
  for (const condition of policy.data.conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) {
        conditions.push({ operator: 'eq', field: name.toLowerCase(), value });
      }
    } else if (condition[0] === 'content-length-range') {
      smallest = Math.max(smallest, condition[1]);
      largest = Math.min(largest, condition[2]);
    } else {
      const [operator, name, value] = condition;
      conditions.push({ operator, field: name.slice(1).toLowerCase(), value });
    }
  }
  return { conditions, smallest, largest };
}

/** Fields that prove the policy or are no part of the object, so that no condition needs to name them. */
const exempt = new Set(['policy', 'x-amz-signature', 'file']);

/**
 * Holds a form against its policy: every condition must be met, and every field must be named by one. The bucket counts
 * as a field that must be named, so that a policy is good for one bucket only. Throws `S3Error` for the first breach.
 */
export function assertAllowed(policy: Policy, fields: Fields, bucket: string): void {
  const values = new Map([...fields, ['bucket', bucket]]);
  for (const { operator, field, value } of policy.conditions) {
    if (!isMet(operator, field, values.get(field) ?? '', value)) {
      throw invalid(`Policy Condition failed: ${JSON.stringify([operator, `$${field}`, value])}`);
    }
  }
  const named = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...values.keys()].filter(
    (field) => !named.has(field) && !exempt.has(field) && !field.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw invalid(`Extra input fields: ${extra.join(', ')}`);
}

/** Throws `S3Error` for a file that is smaller than the policy wants; larger ones are stopped on their way in. */
export function assertLargeEnough(policy: Policy, bytes: number): void {
  if (bytes >= policy.smallest) return;
  throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
    details: { ProposedSize: bytes, MinSizeAllowed: policy.smallest },
  });
}

function isMet(operator: Condition['operator'], field: string, value: string, wanted: string): boolean {
  if (operator === 'eq') return value === wanted;
  // A Content-Type may be a list, of which each part has to start as the policy says.
  const parts = field === 'content-type' ? value.split(',') : [value];
  return parts.every((part) => part.startsWith(wanted));
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    throw new S3Error(400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
  }
}

const invalid = (reason: string) => accessDenied(`Invalid according to Policy: ${reason}`);
