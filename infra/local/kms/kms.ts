import type { DatabaseSync } from 'node:sqlite';
import { AwsError, type Json } from '../aws-error.ts';

/** A key of the template: `spec` and `usage` are its KeySpec and KeyUsage, `aliases` names such as `alias/permits`. */
export type KeyDefinition = { id: string; arn: string; spec: string; usage: string; aliases: string[] };

export type Kms = {
  /** Runs one operation on a body in the JSON of the wire protocol. Throws `AwsError` for what KMS refuses. */
  execute: (operation: string, body: Json) => Promise<Json>;
};

const operations: ReadonlySet<string> = new Set(['Sign', 'Verify', 'GetPublicKey', 'DescribeKey']);

/** Whether `execute` knows an operation; every other name is refused with UnknownOperationException. */
export const knowsKmsOperation = (operation: string): boolean => operations.has(operation);

/** Opens the signing keys of the one-machine zone; a key's pair is made once and kept in the database. */
export function openKms(options: { database: DatabaseSync; keys: KeyDefinition[] }): Kms {
  throw new AwsError('NotYet', `${options.keys.length} keys are not open yet`, { status: 501 });
}
