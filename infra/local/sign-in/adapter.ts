import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../../../shared/domain/time.ts';

/** Keeps sessions, codes and refresh tokens of the provider in the zone's database, so that a restart signs nobody out. */
export function openAdapter(database: DatabaseSync, clock: Clock): (model: string) => Adapter {
  database.exec(`
    create table if not exists sign_in (
      model text not null, id text not null, payload text not null, expires integer not null, uid text, user_code text,
      grant_id text, primary key (model, id)
    ) without rowid;
    create index if not exists sign_in_by_uid on sign_in (model, uid);
    create index if not exists sign_in_by_grant on sign_in (grant_id);
  `);
  const put = database.prepare('insert or replace into sign_in values (?, ?, ?, ?, ?, ?, ?)');
  const forever = Number.MAX_SAFE_INTEGER;

  return (model) => {
    const find = (column: 'id' | 'uid' | 'user_code', value: string): AdapterPayload | undefined => {
      const row = database
        .prepare(`select payload from sign_in where model = ? and ${column} = ? and expires > ?`)
        .get(model, value, clock.now());
      return row && JSON.parse(String(row.payload));
    };
    return {
      async upsert(id, payload, expiresIn) {
        database.prepare('delete from sign_in where expires <= ?').run(clock.now());
        const expires = expiresIn === undefined ? forever : clock.now() + expiresIn * 1000;
        const { uid = null, userCode = null, grantId = null } = payload;
        put.run(model, id, JSON.stringify(payload), expires, uid, userCode, grantId);
      },
      find: async (id) => find('id', id),
      findByUid: async (uid) => find('uid', uid),
      findByUserCode: async (code) => find('user_code', code),
      async consume(id) {
        const payload = find('id', id);
        if (!payload) return;
        const consumed = JSON.stringify({ ...payload, consumed: Math.floor(clock.now() / 1000) });
        database.prepare('update sign_in set payload = ? where model = ? and id = ?').run(consumed, model, id);
      },
      async destroy(id) {
        database.prepare('delete from sign_in where model = ? and id = ?').run(model, id);
      },
      async revokeByGrantId(grantId) {
        database.prepare('delete from sign_in where model = ? and grant_id = ?').run(model, grantId);
      },
    };
  };
}
