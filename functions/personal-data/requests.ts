import type { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { type Verdict, verdictOn } from '../../shared/domain/erasure/on-request.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { noticeSteps } from '../../shared/notices/notice.ts';
import {
  changeDataRequest,
  type DataRequest,
  keepDataRequest,
  readDataRequest,
  readDataRequests,
  type Target,
} from '../../shared/records/data-request.ts';
import { gatherHeld, holdingsOf, type Whose } from '../../shared/records/held.ts';
import { keys } from '../../shared/records/keys.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { PersonalDataGiven } from './given.ts';

type Requests = Omit<Handles<typeof personalDataRoutes>, 'readMyData' | 'exportMyData' | 'requestOfMyData'>;
type Judged = { kind: string; id: string; verdict: Verdict };
type Asked = {
  principal: Principal;
  parameters: Record<string, string>;
  version?: number;
  idempotencyKey?: string;
  body?: unknown;
};

const pageLength = 25;

const said = {
  ownRequest: {
    zh: '您是本请求的当事人，应当回避。',
    en: 'You are the person whom this is about; a colleague has to deal with it.',
  },
  notNow: { zh: '该请求目前不能这样处理。', en: 'This cannot be done to the request as it stands.' },
  another: {
    zh: '提出办理意见的人员不能作出决定，须由另一名人员决定。',
    en: 'Whoever proposed it does not decide it; a colleague does.',
  },
  retention: {
    zh: '保存期限已满的信息，按本区保存规则删除。',
    en: 'What is past its retention goes, as the zone’s rules of retention say.',
  },
} as const satisfies Record<string, Text>;

/** The targets by kind, with how many there are of each. */
const counted = (targets: readonly Target[]) =>
  [...new Set(targets.map(({ what }) => what))].map((what) => ({
    what,
    count: targets.filter((one) => one.what === what).length,
  }));

function staying(judged: readonly Judged[]) {
  const lines = new Map<string, { kind: string; count: number; reason: Text; until?: string }>();
  for (const { kind, verdict } of judged) {
    if (verdict.goes) continue;
    const { reason, until } = verdict;
    const name = `${kind} ${until} ${reason.en}`;
    const line = lines.get(name);
    if (line) line.count += 1;
    else lines.set(name, { kind, count: 1, reason, ...(until ? { until } : {}) });
  }
  return [...lines.values()];
}

/** What officers do about requests: one proposes, another decides; what was decided is carried out by a command. */
export function dataRequests({ table, clock, zone, log }: PersonalDataGiven): Requests {
  const { timeZone, retention } = zone;
  const today = () => dayIn(timeZone, instantOf(clock.now()));

  const judge = async (request: DataRequest): Promise<Judged[]> => {
    const { requested } = request;
    if (request.kind !== 'erasure' || requested.by === 'zone') return [];
    const whose: Whose =
      requested.by === 'person'
        ? { as: 'account', subject: requested.subject, email: requested.email }
        : { as: 'person', personId: requested.personId };
    const holdings = holdingsOf(await gatherHeld(table, whose), timeZone);
    return holdings.map((holding) => ({
      kind: holding.kind,
      id: holding.id,
      verdict: verdictOn(holding, retention, today()),
    }));
  };

  const isOwn = ({ requested }: DataRequest, { subject, email }: Principal) =>
    requested.by === 'person' && (requested.subject === subject || requested.email === email);

  const nextActs = (request: DataRequest, principal: Principal) => {
    if (isOwn(request, principal)) return [];
    if (request.state === 'open') return ['propose' as const];
    if (request.state !== 'proposed') return [];
    return request.proposal?.by === principal.subject
      ? ['send-back' as const]
      : ['decide' as const, 'send-back' as const];
  };

  const line = (request: DataRequest) => {
    const { id, version, kind, state, requested, createdAt, dueOn } = request;
    return {
      ...{ id, version, kind, state, from: requested.by, createdAt, dueOn },
      ...(requested.by === 'zone' ? { upTo: requested.upTo } : {}),
      late: (state === 'open' || state === 'proposed') && dueOn < today(),
    };
  };

  const view = (request: DataRequest, principal: Principal, judged: readonly Judged[]) => {
    const { requested, words, proposal, sentBack, decision, targets, carriedOut } = request;
    const found = judged.flatMap(({ verdict }) => (verdict.goes ? [verdict.target] : []));
    return {
      ...line(request),
      ...(requested.by === 'person' ? { email: requested.email } : {}),
      ...(requested.by === 'paper' ? { personId: requested.personId } : {}),
      ...(words ? { words } : {}),
      ...(proposal ? { proposal: { ...proposal, mine: proposal.by === principal.subject } } : {}),
      ...(sentBack ? { sentBack } : {}),
      ...(decision ? { decision } : {}),
      ...(request.kind === 'erasure' ? { goes: counted(targets ?? found), stays: staying(judged) } : {}),
      ...(carriedOut ? { carriedOut } : {}),
      next: nextActs(request, principal),
    };
  };

  const shown = async (request: DataRequest, principal: Principal): Promise<Reply> => {
    const waits = request.state === 'open' || request.state === 'proposed';
    const judged = waits ? await judge(request) : [];
    return {
      body: view(request, principal, judged),
      headers: { etag: `"${request.version}"`, 'cache-control': 'no-store' },
    };
  };

  const note = async (principal: Principal, request: DataRequest) => {
    if (request.requested.by === 'zone') return;
    await recordReading({ table, clock, zone }, { by: principal.subject, what: 'personal-data', id: request.id });
    log.info('sensitive-read', { what: 'personal-data' });
  };

  /** Finds the request, sees that it can be acted on, and changes it once. */
  const act = async (
    asked: Asked,
    action: string,
    from: DataRequest['state'],
    change: (
      request: DataRequest,
      at: string,
    ) => Promise<
      Result<{ set: Parameters<typeof changeDataRequest>[2]; also?: Parameters<typeof changeDataRequest>[3] }, Problem>
    >,
  ): Promise<Result<Reply, Problem>> => {
    const { principal, parameters, version } = asked;
    const request = await readDataRequest(table, parameters.id ?? '');
    if (!request) return failure(problem('not-found'));
    await note(principal, request);
    if (isOwn(request, principal)) return failure(problem('not-allowed', { detail: said.ownRequest }));
    const mark = requestMark(asked, action);
    const repeated = repetition(request.requests, mark);
    if (repeated === 'same') return success(await shown(request, principal));
    if (repeated === 'other-body') return failure(problem('key-reused'));
    const current = line(request);
    if (version !== undefined && version !== request.version) return failure(problem('version-conflict', { current }));
    if (request.state !== from) return failure(problem('conflict', { detail: said.notNow, current }));
    const wanted = await change(request, instantOf(clock.now()));
    if (!wanted.ok) return wanted;
    const changed = await changeDataRequest(table, request, wanted.value.set, { ...wanted.value.also, request: mark });
    if (!changed.ok) return failure(problem('conflict', changed.error ? { current: line(changed.error) } : {}));
    log.info('data-request-changed', { state: changed.value.state });
    return success(await shown(changed.value, principal));
  };

  return {
    listDataRequests: async ({ query }) => {
      const { cursor, limit = pageLength } = query;
      const shape = { pk: keys.dataRequestEntry('', '').pk, sk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { requests, next } = await readDataRequests(table, { limit, ...(after ? { after } : {}) });
      return success({ body: { items: requests.map(line), ...(next ? { next: cursorOf(next) } : {}) } });
    },

    openDataRequest: async ({ principal, body, idempotencyKey }) => {
      const { subject } = principal;
      const id = idempotencyKey ? idOf(subject, idempotencyKey, 'data-request') : newId();
      const at = instantOf(clock.now());
      const begun = { id, version: 1, createdAt: at };
      let request: DataRequest;
      if (body.kind === 'retention') {
        if (body.upTo > today()) {
          const text = { zh: '不得晚于今天', en: 'must not be after today' };
          return invalid({ path: 'upTo', code: 'too-late', text });
        }
        request = {
          ...begun,
          ...{ kind: 'retention', state: 'proposed', dueOn: addDays(today(), retention.answerDays) },
          requested: { by: 'zone', openedBy: subject, upTo: body.upTo },
          // Whoever orders it proposes it.
          proposal: { by: subject, at, outcome: 'granted', answer: said.retention },
        };
      } else {
        const { kind, personId, receivedOn, words } = body;
        const known = /^[0-9A-Z]{18}$/.test(personId) && (await table.get(keys.person(personId))) !== undefined;
        const unknown = { zh: '登记中没有此人', en: 'is no code of the register' };
        const future = { zh: '不得晚于今天', en: 'must not be after today' };
        const wrong = [
          ...(known ? [] : [{ path: 'personId', code: 'unknown-person', text: unknown }]),
          ...(receivedOn > today() ? [{ path: 'receivedOn', code: 'too-late', text: future }] : []),
        ];
        if (wrong.length > 0) return invalid(...wrong);
        request = {
          ...begun,
          ...{ kind, state: 'open', dueOn: addDays(receivedOn, retention.answerDays) },
          requested: { by: 'paper', personId, recordedBy: subject },
          ...(words ? { words } : {}),
        };
      }
      const kept = await keepDataRequest(table, request);
      if (!kept.ok && !kept.error) return failure(problem('try-again'));
      const now = kept.ok ? kept.value : (kept.error ?? request);
      await note(principal, now);
      log.info('data-request-changed', { state: now.state });
      return success(await shown(now, principal));
    },

    readDataRequest: async ({ principal, parameters }) => {
      const request = await readDataRequest(table, parameters.id ?? '');
      if (!request) return failure(problem('not-found'));
      await note(principal, request);
      return success(await shown(request, principal));
    },

    proposeOnDataRequest: (asked) =>
      act(asked, 'propose', 'open', async (_request, at) => {
        const { outcome, answer } = asked.body;
        return success({ set: { state: 'proposed', proposal: { by: asked.principal.subject, at, outcome, answer } } });
      }),

    decideDataRequest: (asked) =>
      act(asked, 'decide', 'proposed', async (request, at) => {
        const { subject } = asked.principal;
        const { proposal, requested, kind } = request;
        if (!proposal || proposal.by === subject) return failure(problem('two-officers', { detail: said.another }));
        const granted = proposal.outcome === 'granted';
        const judged = granted ? await judge(request) : [];
        const targets = judged.flatMap(({ verdict }) => (verdict.goes ? [verdict.target] : []));
        // What two officers decided is carried out by a command; of everything else nothing is left to do.
        const leavesWork = granted && (targets.length > 0 || kind === 'retention');
        const notices =
          requested.by === 'person'
            ? noticeSteps(
                {
                  id: `data-request ${request.id}`,
                  to: { email: requested.email },
                  kind: 'data-request-decided',
                  subject: { zh: '关于您个人信息请求的答复', en: 'An answer about your personal data' },
                  text: proposal.answer,
                  ...(request.language ? { language: request.language } : {}),
                  link: '/my-data',
                },
                at,
              )
            : [];
        return success({
          set: {
            state: leavesWork ? 'decided' : 'carried-out',
            decision: { by: subject, at },
            ...(kind === 'erasure' && granted ? { targets } : {}),
            ...(leavesWork ? {} : { carriedOut: { at, erased: 0, kept: judged.length } }),
          },
          also: { also: notices, ...(leavesWork ? {} : { keptDays: retention.closedCaseYears * 366 }) },
        });
      }),

    sendDataRequestBack: (asked) =>
      act(asked, 'send-back', 'proposed', async (_request, at) =>
        success({
          set: {
            state: 'open',
            proposal: undefined,
            sentBack: { by: asked.principal.subject, at, reason: asked.body.reason },
          },
        }),
      ),
  };
}
