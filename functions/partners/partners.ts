import type { partnersRoutes } from '../../shared/contract/partners.ts';
import type { PublishedKeys } from '../../shared/credential/key-plan.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { verifyingKey } from '../../shared/http/signed-request.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  algorithmOf,
  keepPartner,
  keyidOf,
  type Partner,
  type PartnerEvent,
  type PartnerJwk,
  partnerKeyId,
  readPartner,
  readPartnerEvents,
  readPartners,
  shardsFor,
} from '../../shared/records/partner.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { checkCard } from './check-card.ts';
import { usesOfMonth } from './uses.ts';

export type PartnersGiven = {
  table: Table;
  clock: Clock;
  zone: Zone;
  log: Log;
  /** The zone's public keys, which a function keeps for a while. */
  keys: () => Promise<PublishedKeys>;
};

/** Keys that a partner may have at once: the one it uses, the next one, and some for systems of its own. */
const mostKeys = 8;

const viewOf = ({ keys, id, ...partner }: Partner, history?: readonly PartnerEvent[]) => ({
  ...partner,
  id,
  keys: keys.map(({ jwk, ...key }) => ({ ...key, keyid: keyidOf(id, key.id), algorithm: algorithmOf(jwk) })),
  history,
});

/** Whether a key lies on its curve; one that does not verifies nothing. */
function isKey(jwk: PartnerJwk): boolean {
  try {
    verifyingKey(jwk);
    return true;
  } catch {
    return false;
  }
}

const entry = (path: string, code: string, zh: string, en: string): ProblemEntry => ({ path, code, text: { zh, en } });

/** Who may ask about merchant cards, with which keys, about what and how often; and the answers to their questions. */
export function partners(given: PartnersGiven): Handles<typeof partnersRoutes> {
  const { table, clock, zone, log } = given;

  /** What the zone does not offer, or allows nobody. */
  function unfit(wanted: { scopes?: readonly string[]; perMinute?: number; perDay?: number }): ProblemEntry[] {
    const offered = zone.merchantCard?.services.map(({ id }) => id) ?? [];
    const most = zone.partners?.most ?? { perMinute: 0, perDay: 0 };
    const tooHigh = (['perMinute', 'perDay'] as const).filter((name) => (wanted[name] ?? 0) > most[name]);
    return [
      ...(wanted.scopes ?? []).flatMap((scope, index) =>
        offered.includes(scope)
          ? []
          : [
              entry(
                `scopes.${index}`,
                'not-an-option',
                `本区的服务：${offered.join(', ')}`,
                `the services of this zone: ${offered.join(', ')}`,
              ),
            ],
      ),
      ...tooHigh.map((name) => entry(name, 'too-high', `本区上限为 ${most[name]}`, `this zone allows ${most[name]}`)),
    ];
  }

  const changing = async (
    request: {
      parameters: Record<string, string>;
      principal: Principal;
      body: { reason: Text };
      version?: number;
      idempotencyKey?: string;
    },
    act: PartnerEvent['act'],
    change: (partner: Partner) => Result<{ next: Partner; keyId?: string }, Problem>,
  ): Promise<Result<Reply, Problem>> => {
    const partner = await found(table, request.parameters.id);
    if (!partner) return failure(problem('not-found'));
    const mark = requestMark(request, `${act} ${request.parameters.keyId ?? ''}`);
    const repeated = repetition(partner.requests, mark);
    if (repeated === 'same') return success(shown(partner));
    if (repeated === 'other-body') return failure(problem('key-reused'));
    if (request.version !== undefined && request.version !== partner.version) {
      return failure(problem('version-conflict', { current: viewOf(partner) }));
    }
    const changed = change(partner);
    if (!changed.ok) return changed;
    const { next, keyId } = changed.value;
    const event = {
      at: instantOf(clock.now()),
      act,
      by: request.principal.subject,
      reason: request.body.reason,
      ...(keyId ? { keyId } : {}),
    };
    const kept = await keepPartner(table, partner, next, event, mark);
    if (!kept.ok) {
      const now = await readPartner(table, partner.id);
      if (now && repetition(now.requests, mark) === 'same') return success(shown(now));
      return failure(problem('conflict', { current: now && viewOf(now) }));
    }
    log.info('partner-changed', { partnerId: partner.id, act });
    return success(shown(kept.value));
  };

  return {
    registerPartner: async ({ body, principal, idempotencyKey }) => {
      const { reason, ...wanted } = body;
      const wrong = unfit(wanted);
      if (wrong.length > 0) return invalid(...wrong);
      const at = instantOf(clock.now());
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'partner') : newId();
      const kept = await keepPartner(
        table,
        undefined,
        {
          ...wanted,
          id,
          scopes: [...new Set(wanted.scopes)],
          status: 'active',
          shards: shardsFor(wanted.perMinute),
          keys: [],
          createdAt: at,
        },
        { at, act: 'registered', by: principal.subject, reason },
      );
      const partner = kept.ok ? kept.value : await readPartner(table, id);
      if (!partner) return failure(problem('conflict'));
      if (kept.ok) log.info('partner-changed', { partnerId: id, act: 'registered' });
      return success(shown(partner));
    },

    listPartners: async () =>
      success({ body: { items: (await readPartners(table)).map((partner) => viewOf(partner)) } }),

    readPartner: async ({ parameters }) => {
      const partner = await found(table, parameters.id);
      if (!partner) return failure(problem('not-found'));
      return success(shown(partner, await readPartnerEvents(table, partner.id)));
    },

    changePartner: (request) =>
      changing(request, 'changed', (partner) => {
        const { reason: _reason, version: _version, ...wanted } = request.body;
        const wrong = unfit(wanted);
        if (wrong.length > 0) return invalid(...wrong);
        if (partner.status === 'ended') return failure(hasEnded());
        const scopes = wanted.scopes && [...new Set(wanted.scopes)];
        return success({ next: { ...partner, ...wanted, ...(scopes ? { scopes } : {}) } });
      }),

    addPartnerKey: (request) =>
      changing(request, 'key-added', (partner) => {
        const { publicKey: jwk } = request.body;
        const id = partnerKeyId(jwk);
        if (partner.status === 'ended') return failure(hasEnded());
        if (!isKey(jwk)) {
          return invalid(entry('publicKey', 'public-key', '不是有效的公钥', 'is no point of its curve'));
        }
        if (partner.keys.some((key) => key.id === id)) {
          return invalid(
            entry(
              'publicKey',
              'key-known',
              '该密钥已登记，或已被撤销',
              'is registered already, or was revoked; a key that was given up stays so',
            ),
          );
        }
        if (partner.keys.filter(({ revokedAt }) => revokedAt === undefined).length >= mostKeys) {
          return invalid(
            entry('publicKey', 'too-many', `最多同时使用 ${mostKeys} 个密钥`, `at most ${mostKeys} keys hold at once`),
          );
        }
        const key = { id, jwk, addedAt: instantOf(clock.now()) };
        return success({ next: { ...partner, keys: [...partner.keys, key] }, keyId: id });
      }),

    revokePartnerKey: (request) =>
      changing(request, 'key-revoked', (partner) => {
        const { keyId } = request.parameters;
        const key = partner.keys.find(({ id }) => id === keyId);
        if (!key) return failure(problem('not-found'));
        if (key.revokedAt) return failure(problem('conflict', { current: viewOf(partner) }));
        const revokedAt = instantOf(clock.now());
        const keys = partner.keys.map((one) => (one.id === keyId ? { ...one, revokedAt } : one));
        return success({ next: { ...partner, keys }, keyId: key.id });
      }),

    readPartnerUses: async ({ parameters, query }) => {
      const partner = await found(table, parameters.id);
      if (!partner) return failure(problem('not-found'));
      const today = dayIn(zone.timeZone, instantOf(clock.now()));
      const { month } = query;
      return success({
        body: { partner: partner.id, month, ...(await usesOfMonth({ table, zone, clock }, partner.id, month, today)) },
      });
    },

    ...checkCard(given),
  };
}

const found = (table: Table, id = '') => (/^[0-9a-z]{24}$/.test(id) ? readPartner(table, id) : undefined);

const shown = (partner: Partner, history?: readonly PartnerEvent[]): Reply => ({
  body: viewOf(partner, history),
  headers: { etag: `"${partner.version}"` },
});

const hasEnded = () =>
  problem('conflict', {
    detail: { zh: '该合作单位已终止，须重新登记', en: 'This partner has ended; register another one' },
  });
