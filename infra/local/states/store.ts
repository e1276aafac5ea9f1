import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../json.ts';
import type { Execution, ExecutionStatus, HistoryEvent } from './execution.ts';

/** Whether a token still ends a task, no longer does, or was never given out. */
export type TokenState = { state: 'open' | 'closed'; executionArn: string } | undefined;

export type StatesStore = {
  /**
   * Writes an execution, what has happened since it was last written and its open task token, all or nothing.
   * Once this returns, a killed process finds it again.
   */
  save: (execution: Execution, events: HistoryEvent[]) => void;
  find: (arn: string) => Execution | undefined;
  remove: (arn: string) => void;
  running: () => string[];
  list: (machineArn: string, filter: { status?: ExecutionStatus; limit: number; offset: number }) => Execution[];
  history: (
    arn: string,
    page: { limit: number; offset: number; reverse: boolean },
  ) => (HistoryEvent & { id: number })[];
  token: (token: string) => TokenState;
  keepDefinition: (text: string) => string;
  definition: (key: string) => string | undefined;
  totals: () => { executions: number; transitions: number };
};

/** Keeps the executions of the zone's state machines in its database. */
export function openStatesStore(database: DatabaseSync): StatesStore {
  database.exec(`
    create table if not exists execution (
      arn text primary key, machine text not null, name text not null, status text not null, started integer not null,
      transitions integer not null, body text not null
    );
    create index if not exists execution_by_machine on execution (machine, started);
    create index if not exists execution_by_status on execution (status);
    create table if not exists execution_event (
      arn text not null, id integer not null, at integer not null, type text not null, details text not null,
      primary key (arn, id)
    ) without rowid;
    create table if not exists task_token (token text primary key, arn text not null, open integer not null);
    create index if not exists task_token_by_execution on task_token (arn, open);
    create table if not exists machine_definition (key text primary key, text text not null);
  `);
  const put = database.prepare(
    `insert into execution values (?, ?, ?, ?, ?, ?, ?)
     on conflict (arn) do update set status = excluded.status, transitions = excluded.transitions, body = excluded.body`,
  );
  const lastEvent = database.prepare('select coalesce(max(id), 0) as last from execution_event where arn = ?');
  const putEvent = database.prepare('insert into execution_event values (?, ?, ?, ?, ?)');
  const closeTokens = database.prepare('update task_token set open = 0 where arn = ? and open = 1 and token <> ?');
  const openToken = database.prepare('insert into task_token values (?, ?, 1) on conflict (token) do nothing');
  const findOne = database.prepare('select body from execution where arn = ?');
  const findToken = database.prepare('select arn, open from task_token where token = ?');
  const parse = (row: Record<string, unknown>): Execution => JSON.parse(String(row.body));

  const transaction = (work: () => void) => {
    database.exec('begin immediate');
    try {
      work();
      database.exec('commit');
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  };

  return {
    save(execution, events) {
      const token = execution.status === 'RUNNING' ? (execution.position.attempt?.token ?? '') : '';
      transaction(() => {
        const { arn, machineArn, name, status, startedAt, transitions } = execution;
        put.run(arn, machineArn, name, status, startedAt, transitions, JSON.stringify(execution));
        let id = Number(lastEvent.get(arn)?.last ?? 0);
        for (const event of events) putEvent.run(arn, ++id, event.at, event.type, JSON.stringify(event.details));
        closeTokens.run(arn, token);
        if (token) openToken.run(token, arn);
      });
    },
    find(arn) {
      const row = findOne.get(arn);
      return row && parse(row);
    },
    remove(arn) {
      transaction(() => {
        for (const table of ['execution', 'execution_event', 'task_token']) {
          database.prepare(`delete from ${table} where arn = ?`).run(arn);
        }
      });
    },
    running: () =>
      database
        .prepare("select arn from execution where status = 'RUNNING' order by started")
        .all()
        .map((row) => String(row.arn)),
    list: (machineArn, { status, limit, offset }) =>
      database
        .prepare(
          `select body from execution where machine = ? and (? = '' or status = ?)
           order by started desc, rowid desc limit ? offset ?`,
        )
        .all(machineArn, status ?? '', status ?? '', limit, offset)
        .map(parse),
    history: (arn, { limit, offset, reverse }) =>
      database
        .prepare(
          `select id, at, type, details from execution_event where arn = ?
           order by id ${reverse ? 'desc' : 'asc'} limit ? offset ?`,
        )
        .all(arn, limit, offset)
        .map((row) => {
          const details: JsonObject = JSON.parse(String(row.details));
          return { id: Number(row.id), at: Number(row.at), type: String(row.type), details };
        }),
    token(token) {
      const row = findToken.get(token);
      return row && { state: row.open === 1 ? 'open' : 'closed', executionArn: String(row.arn) };
    },
    keepDefinition(text) {
      const key = createHash('sha256').update(text).digest('hex');
      database.prepare('insert into machine_definition values (?, ?) on conflict (key) do nothing').run(key, text);
      return key;
    },
    definition(key) {
      const row = database.prepare('select text from machine_definition where key = ?').get(key);
      return row && String(row.text);
    },
    totals() {
      const row = database
        .prepare('select count(*) as executions, coalesce(sum(transitions), 0) as transitions from execution')
        .get();
      return { executions: Number(row?.executions ?? 0), transitions: Number(row?.transitions ?? 0) };
    },
  };
}
