import type { z } from 'zod';
import type { personalDataPart } from '../contract/personal-data.ts';
import { isForParties, wording } from '../domain/application/events.ts';
import { type Holding, verdictOn } from '../domain/erasure/on-request.ts';
import { seesAct } from '../domain/help/mediation.ts';
import type { Text } from '../domain/text.ts';
import type { Day } from '../domain/time.ts';
import type { Held, HeldCase } from '../records/held.ts';
import type { Zone } from '../zone/zone.ts';
import { type HeldKind, heldKinds } from './held-kinds.ts';

export type PersonalDataPart = z.input<typeof personalDataPart>;
type HeldLine = NonNullable<PersonalDataPart['held']>[number];
type Application = NonNullable<PersonalDataPart['applications']>[number];

/** Names of other people, keys of the store, and what only the machinery needs. */
const others =
  /^(by|byHolder|subject|officer|claimedBy|reviewedBy|bookedBy|recordedBy|startedBy|createdBy|coveredBy|handler|key|versionId|token|requests|hash|previous|chain|execution|letterhead|filed|phone|email)$/;

/** A value without the names of officers, without keys of the store and without what only the machinery needs. */
function withoutOthers(value: unknown): unknown {
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return value.map(withoutOthers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = others.test(name) ? undefined : withoutOthers(inner);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}
const told = (value: object): Record<string, unknown> => withoutOthers(value) as Record<string, unknown>;

/** What is left out of every copy, and why. */
export const leftOut: readonly { what: Text; why: Text }[] = [
  {
    what: { zh: '工作人员的姓名和账号', en: 'Names and accounts of officers' },
    why: {
      zh: '属于他人的个人信息；办理单位以机关名义负责。',
      en: 'They are other people’s data; the authority answers as a whole.',
    },
  },
  {
    what: { zh: '用人单位的联系人和登记事项', en: 'The employer’s contact persons and registration' },
    why: { zh: '属于单位及他人的信息。', en: 'They are data of the employer and of other people.' },
  },
  {
    what: { zh: '调解中对方当事人的身份和保密笔记', en: 'The other party of a mediation, and confidential notes' },
    why: {
      zh: '属于他人的个人信息；调解依约保密。',
      en: 'They are other people’s data, and mediation is confidential.',
    },
  },
  {
    what: { zh: '内部审查意见在决定作出前的内容', en: 'What the office noted inside before a decision' },
    why: {
      zh: '决定书载明理由和依据；办理事项及时间已列出。',
      en: 'The decision states its reasons; that and when something was done is listed.',
    },
  },
];

/** One application as its person may have it; documents carry the links that `linkOf` gives. */
export async function applicationTold(
  { head, form, events, documents }: HeldCase,
  linkOf?: (document: HeldCase['documents'][number]) => Promise<string | undefined>,
): Promise<Application> {
  const { employer: _employer, ...own } = form;
  return {
    id: head.id,
    ...(head.receiptNumber ? { receiptNumber: head.receiptNumber } : {}),
    procedure: head.procedure,
    stage: head.stage,
    ...(head.employerName ? { employerName: head.employerName } : {}),
    createdAt: head.createdAt,
    ...(head.submittedAt ? { submittedAt: head.submittedAt } : {}),
    ...(head.permitNumber ? { permitNumber: head.permitNumber } : {}),
    form: own,
    documents: await Promise.all(
      documents.map(async (document) => {
        const { id, kind, state, fileName, contentType, bytes, sha256, addedAt } = document;
        const link = await linkOf?.(document);
        return {
          ...{ id, kind, state, contentType, addedAt },
          ...(fileName ? { fileName } : {}),
          ...(bytes === undefined ? {} : { bytes }),
          ...(sha256 ? { sha256 } : {}),
          ...(link ? { link } : {}),
        };
      }),
    ),
    events: events.map(({ sequence, at, type, by, data }) => ({
      ...{ sequence, at, type, by: by.party, text: wording({ type, data }) },
      ...(isForParties(type) ? { data: told(data) } : {}),
    })),
  };
}

/** Everything but applications and readings, which come in parts of their own. */
export function restTold(held: Held) {
  return {
    permits: held.permits.map(({ permit, history }) => ({ ...told(permit), history: history.map(told) })),
    cards: held.cards.map(({ card, holder, history }) => ({
      ...told(card),
      ...(holder ? { holder: told(holder) } : {}),
      history: history.map(told),
    })),
    credit: held.credit.map(({ code, read }) => ({ code, list: read.account.list, events: read.events.map(told) })),
    talents: held.talents.map(({ code, profiles, objected }) => ({ code, objected, profiles })),
    visits: held.visits.map(({ visit, own }) =>
      own
        ? told(visit)
        : {
            // Booked by an employer, perhaps for several people.
            ...{ id: visit.id, state: visit.state, appointment: visit.appointment },
            applications: visit.applications.filter((id) => held.cases.some(({ head }) => head.id === id)),
          },
    ),
    help: held.help.map(({ head, events }) => {
      const { requester: _requester, other: _other, ...rest } = head;
      const asRequester = head.kind !== 'dispute' || isRequester(held, head.requester);
      const viewers = new Set([asRequester ? 'requester' : 'other-party'] as const);
      return {
        ...told(rest),
        events: events
          .filter(({ act, as }) => act !== 'note' && seesAct(act, as, viewers))
          .map(({ at, act, as, data }) => ({ at, act, as, data: told(data) })),
      };
    }),
    inquiries: held.inquiries.map(({ inquiry, messages }) => {
      const { code: _code, loggedBy: _loggedBy, askedBy: _askedBy, ...rest } = inquiry;
      return { ...told(rest), messages: messages.filter(({ kind }) => kind !== 'note').map(told) };
    }),
    notices: held.notices.map(({ pk: _pk, sk, to: _to, ...rest }) => ({ at: sk.split('#')[0], ...told(rest) })),
  };
}

const isRequester = ({ whose }: Held, { subject, email }: { subject: string; email?: string }): boolean =>
  subject === whose.subject || (email !== undefined && whose.addresses.includes(email));

/** What is held, kind by kind: why, how long, and what a request for erasure would take away now. */
export function heldLines(holdings: readonly Holding[], zone: Pick<Zone, 'retention'>, on: Day): HeldLine[] {
  const kinds = Object.keys(heldKinds) as HeldKind[];
  return kinds.flatMap((kind): HeldLine[] => {
    const of = holdings.filter((holding) => holding.kind === kind);
    if (of.length === 0) return [];
    const { kept, ...words } = heldKinds[kind];
    const verdicts = of.map((holding) => verdictOn(holding, zone.retention, on));
    const stays = new Map<string, HeldLine['stays'][number]>();
    for (const verdict of verdicts) {
      if (verdict.goes) continue;
      const { reason, until } = verdict;
      const line = stays.get(`${reason.en} ${until}`);
      if (line) line.count += 1;
      else stays.set(`${reason.en} ${until}`, { count: 1, reason, ...(until ? { until } : {}) });
    }
    return [
      {
        kind,
        ...words,
        kept: kept(zone.retention),
        count: of.length,
        goes: verdicts.filter(({ goes }) => goes).length,
        stays: [...stays.values()],
      },
    ];
  });
}
