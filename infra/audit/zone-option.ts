import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type Zone, zoneSchema } from '../../shared/zone/zone.ts';
import { loopback } from '../local/ports.ts';
import { zoneFiles } from '../zones/index.ts';

/** What is wrong with how a command was called; said without a stack. */
export class BadCall extends Error {
  override name = 'BadCall';
}

/** The zone of a file of infra/zones. */
export function zoneNamed(id: string): Zone {
  const file = zoneFiles.find((zone) => zone.id === id);
  if (!file) throw new BadCall(`--zone ${id}: there is ${zoneFiles.map((zone) => zone.id).join(', ')}`);
  return zoneSchema.parse(file);
}

/** A one-machine zone lets in whoever reaches it; its object store checks signatures made with these. */
export const credentialsOfOneMachine = { accessKeyId: 'one-machine-zone', secretAccessKey: 'not-a-secret' };

/**
 * A client for a zone's table: of the account that the environment names (AWS_ENDPOINT_URL is honoured), or of a
 * one-machine zone that runs on a data directory such as `.local/etown`.
 */
export function clientFor(directory: string | undefined): DynamoDBClient {
  if (directory === undefined) return new DynamoDBClient({});
  const file = join(resolve(directory), 'zone.sqlite');
  if (!existsSync(file)) throw new BadCall(`--data ${directory}: no one-machine zone has run there`);
  const database = new DatabaseSync(file, { readOnly: true });
  const port = database.prepare("select port from port where name = 'endpoint'").get()?.port;
  database.close();
  return new DynamoDBClient({
    endpoint: `http://${loopback}:${Number(port)}`,
    region: 'local-1',
    credentials: credentialsOfOneMachine,
    maxAttempts: 2,
  });
}

/** The table that was named, or the only one that there is. */
export async function tableOf(client: DynamoDBClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { TableNames: names = [] } = await client.send(new ListTablesCommand({}));
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new BadCall(`name the table with --table; there is ${names.join(', ') || 'none'}`);
}

/** Runs a command; a mistake in how it was called is said in one line. Ends the process with 2 then. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const refused = error instanceof Error && error.cause instanceof Error && /ECONNREFUSED/.test(String(error.cause));
    const code = (error as { code?: unknown }).code;
    const expected =
      error instanceof BadCall || String(code).startsWith('ERR_PARSE_ARGS') || code === 'ECONNREFUSED' || refused;
    if (!expected || !(error instanceof Error)) throw error;
    console.error(code === 'ECONNREFUSED' || refused ? 'nothing answers there; does the zone run?' : error.message);
    process.exitCode = 2;
  }
}
