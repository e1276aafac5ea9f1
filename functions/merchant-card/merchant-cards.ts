import { merchantCardRoutes } from '../../shared/contract/merchant-card.ts';
import { digitsOf } from '../../shared/credential/carriers.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Language, Text } from '../../shared/domain/text.ts';
import { type Clock, dayIn, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { signCard } from '../../shared/issuing/merchant-card.ts';
import type { Signer } from '../../shared/issuing/sign.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  type CardEvent,
  type CardToken,
  changeCard,
  lostPlaces,
  type MerchantCard,
  readCard,
} from '../../shared/records/merchant-card.ts';
import { firstList, listChangedStep } from '../../shared/records/permit.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { noticeOf } from './card-notices.ts';
import { drawCard } from './draw-card.ts';
import { type FoundCard, findCard, presentToken } from './find-card.ts';
import { ownCards } from './own-cards.ts';
import { viewCard } from './view-card.ts';

export type MerchantCardGiven = { table: Table; signer: Signer; clock: Clock; zone: Zone; log: Log };

type Asked = {
  parameters: Record<string, string>;
  principal: Principal;
  letInBy?: readonly string[];
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
};

/** What a change does to a card: what it sets, and what the card's history says of it. */
type Planned = {
  set: Parameters<typeof changeCard>[2]['set'];
  event: Pick<CardEvent, 'act' | 'reason' | 'service' | 'stay'>;
  /** Signs what the changed card will show; only then the change is made. */
  sign?: (at: Instant) => Promise<CardToken>;
};

const conflictWords = {
  lost: { zh: '该卡已挂失', en: 'The card was reported lost already' },
  'not-usable': { zh: '该卡已挂失、暂停或终止', en: 'The card was reported lost, was suspended or has ended' },
  ended: { zh: '该卡已终止，须重新申请', en: 'The card has ended; another one has to be applied for' },
  expired: { zh: '该卡已过期，须重新申请', en: 'The card has expired; the next period has to be applied for' },
  suspended: { zh: '该卡处于暂停状态，须先恢复', en: 'The card is suspended; that has to end first' },
  'not-suspended': { zh: '该卡没有暂停', en: 'The card is not suspended' },
} as const satisfies Record<string, Text>;

/** Merchant cards: who holds them, what they open, and what becomes of them after they were issued. */
export function merchantCards(given: MerchantCardGiven): Handles<typeof merchantCardRoutes> {
  const { table, signer, clock, zone, log } = given;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));
  const show = async ({ card, holder }: Pick<FoundCard, 'card' | 'holder'>): Promise<Reply> => ({
    body: await viewCard(given, card, holder, today()),
    headers: { etag: `"${card.events}"` },
  });
  const present = async (found: Pick<FoundCard, 'card' | 'holder'>) =>
    merchantCardRoutes.readMerchantCard.answer.schema.parse((await show(found)).body);

  /** Finds a card, works out a change and makes it once; a repeated request is answered like the first. */
  const change = async (
    request: Asked,
    action: string,
    plan: (found: FoundCard) => Result<Planned, keyof typeof conflictWords> | Promise<Result<Planned, Problem>>,
  ): Promise<Result<Reply, Problem>> => {
    const outcome = await findCard(given, request.principal, request.parameters.number ?? '');
    if (!outcome.ok) return outcome;
    const found = outcome.value;
    const { card } = found;
    const mark = requestMark(request, action);
    const repeated = repetition(card.requests, mark);
    if (repeated === 'same') return success(await show(found));
    if (repeated === 'other-body') return failure(problem('key-reused'));
    if (request.version !== undefined && request.version !== card.events) {
      return failure(problem('version-conflict', { current: await present(found) }));
    }
    const planned = await plan(found);
    if (!planned.ok) {
      if (typeof planned.error !== 'string') return failure(planned.error);
      return failure(problem('conflict', { detail: conflictWords[planned.error], current: await present(found) }));
    }
    const { set, event, sign } = planned.value;
    const at = instantOf(clock.now());
    const signed = await sign?.(at);
    const by = { by: request.principal.subject, ...(found.byHolder ? { byHolder: true as const } : {}) };
    const changed = await changeCard(table, card, {
      set: { ...set, ...(signed ? { statusIndex: signed.statusIndex } : {}) },
      event: { at, ...event, ...by },
      also: [
        ...noticeOf(card, found.email, event.act, at),
        ...(set.status || signed ? [listChangedStep(firstList)] : []),
      ],
      ...(mark ? { request: mark } : {}),
    });
    if (!changed.ok) {
      const now = await readCard(table, card.number);
      if (!now) return failure(problem('not-found'));
      const other = { card: now, holder: await presentToken(table, now) };
      // The same request may have come twice at once; the other one did it.
      if (repetition(now.requests, mark) === 'same') return success(await show(other));
      return failure(problem('conflict', { current: await present(other) }));
    }
    log.info('merchant-card-changed', { act: event.act });
    return success(await show({ card: changed.value, holder: signed ?? found.holder }));
  };

  const decide =
    (
      action: 'suspend' | 'reinstate' | 'end',
      act: CardEvent['act'],
      from: readonly MerchantCard['status'][],
      to: MerchantCard['status'],
      otherwise: keyof typeof conflictWords,
    ) =>
    (request: Asked & { body: { reason: Text } }) =>
      change(request, action, ({ card }) =>
        from.includes(card.status)
          ? success({ set: { status: to }, event: { act, reason: request.body.reason } })
          : failure(otherwise),
      );

  return {
    listMerchantCards: async ({ principal }) => {
      const found = await ownCards(table, principal.email);
      const items = await Promise.all(found.map(({ card, holder }) => viewCard(given, card, holder, today())));
      return success({ body: { items } });
    },

    readMerchantCard: async ({ parameters, principal }) => {
      const found = await findCard(given, principal, parameters.number ?? '');
      return found.ok ? success(await show(found.value)) : found;
    },

    drawMerchantCard: async ({ parameters, principal, query, language }) => {
      const found = await findCard(given, principal, parameters.number ?? '');
      if (!found.ok) return found;
      const { card, holder } = found.value;
      if (card.status !== 'valid') return failure(problem('conflict', { detail: conflictWords['not-usable'] }));
      const content = drawCard({
        zone,
        card,
        holder,
        language: (query.language ?? language) satisfies Language,
        qrLink: { host: zone.verificationHost, digits: digitsOf(holder.token) },
      });
      return success({
        raw: { content, contentType: merchantCardRoutes.drawMerchantCard.answer.contentType },
        headers: { 'cache-control': 'private, max-age=60' },
      });
    },

    reportMerchantCardLost: (request) =>
      change(request, 'report-loss', ({ card }) => {
        if (card.status === 'ended' || card.status === 'lost') return failure(card.status);
        const { reason } = request.body;
        return success({
          set: { status: 'lost', lost: lostPlaces(card) },
          event: { act: 'reported-lost', ...(reason ? { reason } : {}) },
        });
      }),

    reissueMerchantCard: (request) =>
      change(request, 'reissue', ({ card, holder }) => {
        if (card.status === 'ended' || card.status === 'suspended') return failure(card.status);
        if (today() > card.validTo) return failure('expired');
        const { reason } = request.body;
        const { validTo } = card;
        const {
          authority: _authority,
          issuedAt: _issuedAt,
          token: _token,
          statusIndex: _statusIndex,
          ...content
        } = holder;
        return success({
          set: { status: 'valid' },
          event: { act: 'reissued', ...(reason ? { reason } : {}) },
          sign: (at) =>
            signCard(
              { table, signer, clock, zone },
              { ...content, act: 'reissued', sequence: card.events + 1 },
              { validFrom: card.validFrom, validTo, at },
            ),
        });
      }),

    changeMerchantCardService: (request) =>
      change(request, 'services', async ({ card }) => {
        const { service: id, change: wanted, reason } = request.body;
        const service = zone.merchantCard?.services.find((one) => one.id === id);
        if (!service) {
          const known = zone.merchantCard?.services.map((one) => one.id).join(', ') ?? '';
          return invalid({
            path: 'service',
            code: 'not-an-option',
            text: { zh: `本区的服务：${known}`, en: `the services of this zone: ${known}` },
          });
        }
        if (!request.letInBy?.some((role) => service.grant.by.some((one) => one === role))) {
          return failure(problem('not-allowed'));
        }
        if (card.status === 'ended') return failure(problem('conflict', { detail: conflictWords.ended }));
        const others = card.services.filter((one) => one !== id);
        const granting = wanted === 'grant';
        return success({
          set: { services: granting ? [...others, id] : others },
          event: { act: granting ? 'service-granted' : 'service-withdrawn', service: id, reason },
        });
      }),

    noteMerchantCardStay: (request) =>
      change(request, 'stay', () => {
        const { kind, until, reason } = request.body;
        return success({ set: {}, event: { act: 'stay-noted', stay: { kind, until }, reason } });
      }),

    suspendMerchantCard: decide('suspend', 'suspended', ['valid'], 'suspended', 'not-usable'),
    reinstateMerchantCard: decide('reinstate', 'reinstated', ['suspended'], 'valid', 'not-suspended'),
    endMerchantCard: decide('end', 'ended', ['valid', 'suspended', 'lost'], 'ended', 'ended'),
  };
}
