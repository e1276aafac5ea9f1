import type { z } from 'zod';
import type { deskRoutes } from '../../shared/contract/desk.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Language, Text } from '../../shared/domain/text.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { noticeSteps } from '../../shared/notices/notice.ts';
import { changeInquiry, type Inquiry, type InquiryMessage } from '../../shared/records/desk-inquiries.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import type { TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type DeskGiven, present, unknownNames } from './given.ts';
import { answerFrom, type Found, findInquiry, forOfficers, keepingOf, mostMessages } from './inquiries.ts';

type Act = z.output<(typeof deskRoutes)['handleInquiry']['body']>;
type Change = { set: Partial<Inquiry>; message?: InquiryMessage };

const conflict = (detail: Text) => failure(problem('conflict', { detail }));

const closed = () => conflict({ zh: '该咨询已经结束。', en: 'This inquiry is closed.' });

const claimedByAnother = () =>
  conflict({
    zh: '该咨询已由同事领取；请先由同事放回，或由主管处理。',
    en: 'A colleague has claimed this inquiry: let them release it, or ask a supervisor.',
  });

const told = {
  answer: { zh: '您的咨询已有答复', en: 'Your inquiry was answered' },
  'asked-back': { zh: '关于您的咨询，我们想再了解一点', en: 'We have a question about your inquiry' },
} as const satisfies Partial<Record<InquiryMessage['kind'], Text>>;

/** What the desk said goes to the address that was given, or to whoever asked while signed in; notes go nowhere. */
function tellAsker({ id, email, askedBy, language }: Inquiry, { at, kind, words }: InquiryMessage): TransactionStep[] {
  const to = email ? { email } : askedBy ? { subject: askedBy } : undefined;
  if (!to || !(kind === 'answer' || kind === 'asked-back')) return [];
  const said = (of: Language): string => words[of] ?? words.zh ?? words.en ?? '';
  return noticeSteps(
    {
      id: `inquiry ${id} ${at}`,
      to,
      kind: kind === 'answer' ? 'inquiry-answered' : 'inquiry-asked-back',
      subject: { zh: `${told[kind].zh}（${id}）`, en: `${told[kind].en} (${id})` },
      text: { zh: said('zh'), en: said('en') },
      language,
      link: `/inquiries/${id}`,
    },
    at,
  );
}

/** What officers do to an inquiry; each act is one conditional write, and a repeated one is answered like the first. */
export function handling(given: DeskGiven): Pick<Handles<typeof deskRoutes>, 'handleInquiry'> {
  const { table, zone } = given;
  const keeping = keepingOf(zone);

  const changeFor = async (act: Act, { subject }: Principal, at: Instant): Promise<Result<Change, Problem>> => {
    const say = (kind: InquiryMessage['kind'], words: InquiryMessage['words']): InquiryMessage => ({
      at,
      kind,
      words,
      by: subject,
    });
    switch (act.act) {
      case 'claim':
        return success({ set: { claimedBy: subject } });
      case 'release':
        return success({ set: { claimedBy: undefined } });
      case 'answer': {
        const answer = await answerFrom(table, act, '');
        if (!answer.ok) return invalid(answer.error);
        if (!answer.value) {
          return invalid({
            path: 'words',
            code: 'missing',
            text: { zh: '请填写答复，或选择标准答复', en: 'give an answer, or choose a standard answer' },
          });
        }
        const message = { ...say('answer', answer.value.words), ...answer.value };
        return success({ set: { state: 'answered', claimedBy: undefined }, message });
      }
      case 'ask-back':
        return success({ set: { state: 'with-asker' }, message: say('asked-back', act.words) });
      case 're-topic': {
        const wrong = unknownNames(zone, { topic: act.topic });
        return wrong.length > 0 ? invalid(...wrong) : success({ set: { topic: act.topic } });
      }
      case 'hand-over':
        return success({
          set: { office: act.to, claimedBy: undefined },
          message: say('note', /\p{Script=Han}/u.test(act.note) ? { zh: act.note } : { en: act.note }),
        });
      case 'close':
        return success({ set: { state: 'closed', claimedBy: undefined } });
    }
  };

  return {
    handleInquiry: async (request) => {
      const { parameters, body, principal } = request;
      const found = await findInquiry(table, parameters.inquiry ?? '');
      if (!found) return failure(problem('not-found'));
      const { inquiry } = found;
      const shown = async (the: Found) =>
        success({ body: await forOfficers(table, the), headers: { etag: `"${the.inquiry.version}"` } });
      const mark = requestMark(request, `inquiry ${inquiry.id}`);
      const repeated = repetition(inquiry.requests, mark);
      if (repeated === 'same') return shown(found);
      if (repeated === 'other-body') return failure(problem('key-reused'));
      if (request.version !== undefined && request.version !== inquiry.version) {
        return failure(problem('version-conflict', { current: await forOfficers(table, found) }));
      }
      if (inquiry.askedBy === principal.subject) {
        return conflict({ zh: '不能办理自己提出的咨询。', en: 'You asked this yourself; a colleague answers it.' });
      }
      if (inquiry.state === 'closed' && body.act !== 're-topic') return closed();
      const another = inquiry.claimedBy !== undefined && inquiry.claimedBy !== principal.subject;
      if (another && !principal.roles.includes('supervisor')) return claimedByAnother();
      const speaks = body.act === 'answer' || body.act === 'ask-back' || body.act === 'hand-over';
      if (speaks && inquiry.messages >= mostMessages) {
        return conflict({
          zh: '往来次数已满，请电话联系后结束该咨询。',
          en: 'There were too many messages already: call the asker and close it.',
        });
      }
      const { at } = present(given);
      const change = await changeFor(body, principal, at);
      if (!change.ok) return change;
      const { set, message } = change.value;
      const changed = await changeInquiry(table, keeping, inquiry, set, {
        at,
        ...(message ? { message } : {}),
        request: mark,
        also: message ? tellAsker(inquiry, message) : [],
      });
      if (!changed.ok) {
        const now = await findInquiry(table, inquiry.id);
        return failure(problem('version-conflict', now ? { current: await forOfficers(table, now) } : {}));
      }
      return shown({ inquiry: changed.value, messages: [...found.messages, ...(message ? [message] : [])] });
    },
  };
}
