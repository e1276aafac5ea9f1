import type { z } from 'zod';
import type { deskRoutes, inquiryView } from '../../shared/contract/desk.ts';
import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  changeInquiry,
  type DeskOffice,
  type Inquiry,
  type InquiryKeeping,
  type InquiryMessage,
  keepInquiry,
  mayAsk,
  readDesk,
  readInquiry,
  readOwnInquiries,
  type Words,
} from '../../shared/records/desk-inquiries.ts';
import { keys, queueKeys } from '../../shared/records/keys.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { readStandardAnswer, readStandardAnswers, type StandardAnswer } from '../../shared/records/standard-answers.ts';
import { fingerprint, idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { type DeskGiven, monthIn, present, unknownNames } from './given.ts';

export type InquiryView = z.input<typeof inquiryView>;
export type Found = { inquiry: Inquiry; messages: InquiryMessage[] };

const pageLength = 25;
/** Asked back and forth more often than this, somebody should call. */
export const mostMessages = 40;

/** Who works the desk. */
const deskRoles: readonly Role[] = ['front-officer', 'back-officer', 'supervisor'];
export const worksDesk = ({ mfa, roles }: Principal): boolean => mfa && roles.some((role) => deskRoles.includes(role));

export const keepingOf = (zone: Zone): InquiryKeeping => ({
  monthOf: (at) => monthIn(zone, at),
  keptDays: zone.desk.inquiryDays.days,
});

/** Short enough to be told on the telephone: two groups of five. */
const numberFrom = (id: string): string => `${id.slice(0, 5)}-${id.slice(5, 10)}`;
const isNumber = (id: string): boolean => /^[0-9a-z]{5}-[0-9a-z]{5}$/.test(id);

export const findInquiry = async (table: Table, id: string): Promise<Found | undefined> =>
  isNumber(id) ? readInquiry(table, id) : undefined;

const received = (zone: Zone, code: boolean): Text => ({
  zh: `我们已收到您的咨询，会尽快答复。${code ? '请记下编号和查询码：查看答复时需要，查询码只显示这一次。' : '答复后可在“我的咨询”中查看。'}着急时请致电${zone.contact.phone}。`,
  en: `We have your question and will answer soon. ${code ? 'Please keep the number and the code: you need both to read the answer, and the code is shown only now.' : 'You will find the answer among your inquiries.'} If it is urgent, call ${zone.contact.phone}.`,
});

const tooMany: Text = {
  zh: '一小时内收到的咨询较多，请稍后再试，或致电咨询窗口。',
  en: 'Many inquiries came from here within the hour. Please try again later, or call the office.',
};

/** An inquiry as its asker sees it: the desk's notes, and who works on it, stay inside. */
export const forAsker = ({ inquiry, messages }: Found): InquiryView => ({
  id: inquiry.id,
  topic: inquiry.topic,
  ...(inquiry.procedure ? { procedure: inquiry.procedure } : {}),
  language: inquiry.language,
  state: inquiry.state,
  askedAt: inquiry.askedAt,
  messages: messages.filter(({ kind }) => kind !== 'note').map(({ at, kind, words }) => ({ at, kind, words })),
});

/** An inquiry as officers see it, with the ready answers about its topic. Where the answer is sent they do not see. */
export async function forOfficers(table: Table, { inquiry, messages }: Found): Promise<InquiryView> {
  const { answers } = await readStandardAnswers(table, { topic: inquiry.topic }, { limit: pageLength });
  return {
    ...forAsker({ inquiry, messages: [] }),
    messages,
    version: inquiry.version,
    channel: inquiry.channel,
    office: inquiry.office,
    ...(inquiry.claimedBy ? { claimedBy: inquiry.claimedBy } : {}),
    answeredByEmail: inquiry.email !== undefined,
    standardAnswers: answers.filter(({ withdrawn }) => !withdrawn),
  };
}

const line = (inquiry: Inquiry, forDesk: boolean) => ({
  id: inquiry.id,
  topic: inquiry.topic,
  procedure: inquiry.procedure,
  language: inquiry.language,
  state: inquiry.state,
  askedAt: inquiry.askedAt,
  ...(forDesk ? { waitingSince: inquiry.waitingSince, channel: inquiry.channel, claimedBy: inquiry.claimedBy } : {}),
});

type Answering = { words?: Words | undefined; standardAnswer?: string | undefined };

/** What an answer says: its own words, or those of the standard answer that it names. */
export async function answerFrom(
  table: Table,
  { words, standardAnswer: id }: Answering,
  path: string,
): Promise<Result<Pick<InquiryMessage, 'words' | 'standardAnswer'> | undefined, ProblemEntry>> {
  const ready: StandardAnswer | undefined = id ? await readStandardAnswer(table, id) : undefined;
  if (id && (!ready || ready.withdrawn)) {
    return failure({
      path: `${path}standardAnswer`,
      code: 'not-an-option',
      text: { zh: '没有这个标准答复', en: 'is no standard answer that stands' },
    });
  }
  if (!words && !ready) return success(undefined);
  return success({
    words: words ?? ready?.answer ?? {},
    ...(ready ? { standardAnswer: { id: ready.id, version: ready.version } } : {}),
  });
}

/** Asking, following and listing inquiries. */
export function inquiries(
  given: DeskGiven,
): Pick<Handles<typeof deskRoutes>, 'askInquiry' | 'logInquiry' | 'listInquiries' | 'readInquiry' | 'followInquiry'> {
  const { table, zone } = given;
  const keeping = keepingOf(zone);

  const keep = async (
    inquiry: Inquiry,
    messages: readonly InquiryMessage[],
    code: string | undefined,
  ): Promise<Result<Reply, Problem>> => {
    const kept = await keepInquiry(table, keeping, inquiry, messages);
    // The same request of the same person is answered like the first; numbers that meet by chance are drawn anew by them.
    const mine = !kept.ok && inquiry.askedBy !== undefined && kept.error?.askedBy === inquiry.askedBy;
    const logged = !kept.ok && inquiry.loggedBy !== undefined && kept.error?.loggedBy === inquiry.loggedBy;
    if (!kept.ok && !mine && !logged) return failure(problem('try-again'));
    const [mark] = inquiry.requests ?? [];
    if (!kept.ok && repetition(kept.error?.requests, mark) === 'other-body') return failure(problem('key-reused'));
    return success({
      body: { id: inquiry.id, ...(code ? { code } : {}), text: received(zone, code !== undefined) },
    });
  };

  /** Those who may read it: who asked while signed in, whoever has the code. */
  const isAsker = ({ inquiry }: Found, principal: Principal | undefined, code: string | undefined): boolean =>
    (principal !== undefined && inquiry.askedBy === principal.subject) ||
    (code !== undefined && inquiry.code !== undefined && fingerprint(code) === inquiry.code);

  const list = { mine: { sk: /^[0-9T:.Z-]{24}#[0-9a-z]{5}-[0-9a-z]{5}$/ } };

  return {
    askInquiry: async ({ body, principal, address, idempotencyKey }) => {
      const mark =
        principal && requestMark({ principal, body, ...(idempotencyKey ? { idempotencyKey } : {}) }, 'inquiry');
      const wrong = unknownNames(zone, body);
      if (wrong.length > 0) return invalid(...wrong);
      const { at } = present(given);
      const { fromOneAddress } = zone.desk.inquiriesAnHour;
      if (!(await mayAsk(table, address, at, fromOneAddress))) {
        return failure(problem('too-many-requests', { detail: tooMany }));
      }
      const code = principal ? undefined : newId();
      const number = principal && idempotencyKey ? idOf(principal.subject, idempotencyKey, 'inquiry') : newId();
      const { topic, procedure, question, language, email } = body;
      return keep(
        {
          id: numberFrom(number),
          topic,
          ...(procedure ? { procedure } : {}),
          language,
          channel: 'online',
          state: 'open',
          office: 'front',
          askedAt: at,
          waitingSince: at,
          ...(principal ? { askedBy: principal.subject } : {}),
          ...(code ? { code: fingerprint(code) } : {}),
          ...(email ? { email } : {}),
          messages: 1,
          version: 1,
          ...(mark ? { requests: [mark] } : {}),
        },
        [{ at, kind: 'question', words: { [language]: question } }],
        code,
      );
    },

    logInquiry: async (request) => {
      const { body, principal, idempotencyKey } = request;
      const { topic, procedure, question, language, channel, email } = body;
      const { at } = present(given);
      const { subject } = principal;
      const answer = await answerFrom(table, { words: body.answer, standardAnswer: body.standardAnswer }, '');
      const wrong = [...unknownNames(zone, body), ...(answer.ok ? [] : [answer.error])];
      if (wrong.length > 0 || !answer.ok) return invalid(...wrong);
      const said = answer.value;
      const mark = requestMark(request, 'inquiry logged');
      const drawn = (what: string) => (idempotencyKey ? idOf(subject, idempotencyKey, what) : newId());
      // Who called or came has no account here: a code is given for what was not answered at once, and for a repeated
      // request the same one, for only its fingerprint is kept.
      const code = said ? undefined : drawn('inquiry code');
      const number = drawn('inquiry');
      return keep(
        {
          id: numberFrom(number),
          topic,
          ...(procedure ? { procedure } : {}),
          language,
          channel,
          state: said ? 'closed' : 'open',
          office: 'front',
          askedAt: at,
          waitingSince: at,
          loggedBy: subject,
          ...(code ? { code: fingerprint(code) } : {}),
          ...(email ? { email } : {}),
          messages: said ? 2 : 1,
          version: 1,
          ...(mark ? { requests: [mark] } : {}),
        },
        [
          { at, kind: 'question', words: { [language]: question } },
          ...(said ? [{ at, kind: 'answer' as const, by: subject, ...said }] : []),
        ],
        code,
      );
    },

    listInquiries: async ({ principal, query }) => {
      const { cursor, limit = pageLength, office = 'front', mine } = query;
      if (mine || !worksDesk(principal)) {
        const shape = { pk: keys.ownInquiry(fingerprint(principal.subject), '', '').pk, ...list.mine };
        const after = cursor === undefined ? undefined : keyOf(cursor, shape);
        if (cursor !== undefined && !after) return failure(notACursor());
        const found = await readOwnInquiries(table, principal.subject, { limit, ...(after ? { after } : {}) });
        return success({
          body: {
            items: found.inquiries.map((inquiry) => line(inquiry, false)),
            ...(found.next ? { next: cursorOf(found.next) } : {}),
          },
        });
      }
      const shape = {
        pk: /^INQUIRY#[0-9a-z]{5}-[0-9a-z]{5}$/,
        sk: 'INQUIRY',
        queuePk: queueKeys.desk(office satisfies DeskOffice),
        queueSk: list.mine.sk,
      };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const found = await readDesk(table, office, { limit, ...(after ? { after } : {}) });
      return success({
        body: {
          items: found.inquiries.map((inquiry) => line(inquiry, true)),
          ...(found.next ? { next: cursorOf(found.next) } : {}),
        },
      });
    },

    readInquiry: async ({ parameters, principal }) => {
      const found = await findInquiry(table, parameters.inquiry ?? '');
      if (!found) return failure(problem('not-found'));
      if (isAsker(found, principal, undefined)) return success({ body: forAsker(found) });
      if (!worksDesk(principal)) return failure(problem('not-found'));
      return success({
        body: await forOfficers(table, found),
        headers: { etag: `"${found.inquiry.version}"` },
      });
    },

    followInquiry: async ({ parameters, principal, body }) => {
      const found = await findInquiry(table, parameters.inquiry ?? '');
      // A wrong code is answered like a number that does not exist.
      if (!found || !isAsker(found, principal, body.code)) return failure(problem('not-found'));
      const { question } = body;
      if (!question) return success({ body: forAsker(found) });
      const { inquiry } = found;
      if (inquiry.state === 'closed' || inquiry.messages >= mostMessages) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '该咨询已经结束。还有问题的，欢迎另行咨询。',
              en: 'This inquiry is closed. If there is more, you are welcome to ask anew.',
            },
          }),
        );
      }
      const { at } = present(given);
      const message: InquiryMessage = { at, kind: 'question', words: { [inquiry.language]: question } };
      const changed = await changeInquiry(
        table,
        keeping,
        inquiry,
        { state: 'open', waitingSince: inquiry.state === 'open' ? inquiry.waitingSince : at },
        { at, message },
      );
      if (!changed.ok) return failure(problem('try-again'));
      return success({ body: forAsker({ inquiry: changed.value, messages: [...found.messages, message] }) });
    },
  };
}
