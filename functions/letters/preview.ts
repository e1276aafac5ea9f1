import type { z } from 'zod';
import type { letterPreviewRoutes } from '../../shared/contract/letter-preview.ts';
import type { ApplicationEvent, EventType } from '../../shared/domain/application/events.ts';
import type { Stage } from '../../shared/domain/application/transitions.ts';
import { composeLetter } from '../../shared/domain/letters/compose.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { type Clock, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { letterWording } from '../../shared/policy/letters/wording.ts';
import { readEvents, visibleVersion } from '../../shared/records/application.ts';
import { readEveryDocument } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { readPermit } from '../../shared/records/permit.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { letterPdf } from '../../shared/typesetting/letter/pdf.ts';
import type { Fonts } from '../../shared/typesetting/typeface.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { acceptedTimes, intentionTold, returnTold } from '../../shared/view/acts-told.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { creditTerms, grantedPeriod, openCategory, permitConcerned } from '../../shared/view/granted-period.ts';
import { letterheadNow } from '../../shared/view/letter-facts.ts';
import { kindFor } from '../../shared/view/letters.ts';
import { noticeProblem } from '../../shared/view/notice-problem.ts';
import { announcedAlready, unannounced, untellable } from '../../shared/view/reasons-problem.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { letterRecord } from './record.ts';

export type LetterPreviewGiven = { table: Table; clock: Clock; rules: Rules; log: Log; fonts: () => Fonts };

type Asked = z.output<(typeof letterPreviewRoutes)['previewLetter']['body']>;
/** The event that a decision would record, as far as its letter looks at it. */
type Told = { type: EventType; data: Record<string, unknown> };

/** The stages in which a decision is taken. */
const takenIn: Readonly<Record<Asked['decision'], readonly Stage[]>> = {
  accept: ['preliminary-review'],
  return: ['preliminary-review', 'review'],
  'refuse-acceptance': ['preliminary-review'],
  approve: ['conclusion'],
  'announce-refusal': ['conclusion'],
  refuse: ['conclusion'],
};

const elsewhere = problem('conflict', {
  detail: {
    zh: '申请当前所处环节不作这一决定，没有文书可以预览',
    en: 'This decision is not taken in the stage in which the application is, so there is no letter to look at',
  },
});
const noLetter = problem('conflict', {
  detail: {
    zh: '这一决定不单独出具文书：办结后才出具',
    en: 'This decision has no letter of its own: one is written when it has taken effect',
  },
});

/** The letter of a decision before it is taken, made as the real one is. Nothing is kept but who looked. */
export function letterPreview(given: LetterPreviewGiven): Handles<typeof letterPreviewRoutes> {
  const { table, clock, rules, log } = given;

  /** What an approval today would grant; or what keeps its letter from being written. */
  async function approvalTold(
    the: Case,
    procedure: Procedure,
    { validTo }: Extract<Asked, { decision: 'approve' }>,
  ): Promise<Result<Told, Problem>> {
    const { head } = the;
    const open = openCategory(procedure.effect, head);
    if (!open.ok) return open;
    const number = await permitConcerned(table, head);
    const [employer, permit, credit] = await Promise.all([
      head.employerId ? readEmployer(table, head.employerId) : undefined,
      number ? readPermit(table, number) : undefined,
      creditTerms(given, the, { effect: procedure.effect, category: head.category ?? null }),
    ]);
    if (!credit.ok) return credit;
    const period = grantedPeriod(given, the, procedure, {
      employer,
      permit,
      credit: credit.value,
      wantedTo: validTo,
    });
    if (!period.ok) return period;
    return success({ type: 'approved', data: period.value ? { validity: period.value } : {} });
  }

  /** What a decision would tell; its texts are refused as the decision itself would refuse them. */
  async function toldBy(the: Case, procedure: Procedure, body: Asked, at: Instant): Promise<Result<Told, Problem>> {
    const { head } = the;
    switch (body.decision) {
      case 'accept':
        return success({ type: 'accepted', data: acceptedTimes(rules, head, at).data });
      case 'return': {
        const cannot = await noticeProblem(table, the, procedure, body.deficiencies);
        return cannot
          ? failure(cannot)
          : success({ type: 'returned', data: returnTold(rules, head, at, body.deficiencies).data });
      }
      case 'refuse-acceptance': {
        const cannot = await untellable(table, head, body.reasons);
        return cannot ? failure(cannot) : success({ type: 'acceptance-refused', data: { reasons: body.reasons } });
      }
      case 'announce-refusal': {
        if (head.intention !== undefined) return failure(problem('conflict', { detail: announcedAlready }));
        const cannot = await untellable(table, head, body.reasons);
        return cannot
          ? failure(cannot)
          : success({ type: 'refusal-announced', data: intentionTold(rules, at, body.reasons).data });
      }
      case 'refuse': {
        const cannot = (await unannounced(table, head, body.reasons)) ?? (await untellable(table, head, body.reasons));
        return cannot ? failure(cannot) : success({ type: 'refused', data: { reasons: body.reasons } });
      }
      case 'approve':
        return approvalTold(the, procedure, body);
    }
  }

  return {
    previewLetter: async ({ parameters, principal, letInBy, body, version, query, language }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      const { head, stored, staff, viewer } = the;
      // Whoever is a party of the case reads its letters when they are written.
      if (!staff) return failure(problem('not-allowed'));
      if (!letInBy?.some((role) => viewer.roles.includes(role))) return failure(problem('role-ended'));
      await recordReading(
        { table, clock, zone: rules.zone },
        {
          by: principal.subject,
          what: 'letter',
          id: head.id,
          letter: 'preview',
        },
      );
      log.info('sensitive-read', { what: 'letter', applicationId: head.id });
      if (version !== undefined && version !== visibleVersion(head, stored)) {
        return failure(problem('version-conflict'));
      }
      if (!takenIn[body.decision].includes(head.stage)) return failure(elsewhere);
      const procedure = procedureOf(given, head);
      const at = instantOf(clock.now());
      const told = await toldBy(the, procedure, body, at);
      if (!told.ok) return told;
      const { type, data } = told.value;
      const kind = kindFor(the, procedure, type);
      if (!kind) return failure(noLetter);
      const [letterhead, events, documents] = await Promise.all([
        letterheadNow({ table, clock, zone: rules.zone }, { head, form: stored.form }),
        readEvents(table, head.id),
        readEveryDocument(table, head.id),
      ]);
      const event: ApplicationEvent = {
        sequence: head.events + 1,
        at,
        type,
        by: { party: 'authority', subject: principal.subject },
        data,
        previous: '',
        hash: '',
      };
      const { timeZone } = rules;
      const record = letterRecord(
        the,
        { number: '', kind, event, mark: '' },
        { timeZone, letterhead, events, procedure, documents },
      );
      const asked = query.language ?? language;
      const letter = composeLetter({ ...record, preview: true }, letterWording(letterhead.edition), asked);
      return success({
        raw: { content: await letterPdf(letter, given.fonts()), contentType: 'application/pdf' },
        headers: { 'content-language': asked, 'content-disposition': `inline; filename="preview.${asked}.pdf"` },
      });
    },
  };
}
