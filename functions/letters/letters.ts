import type { lettersRoutes } from '../../shared/contract/letters.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { composeLetter } from '../../shared/domain/letters/compose.ts';
import type { Letterhead } from '../../shared/domain/letters/letter.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { versionOn } from '../../shared/domain/procedure/versions.ts';
import type { Language } from '../../shared/domain/text.ts';
import { type Clock, dayIn, type Instant } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { letterWording } from '../../shared/policy/letters/wording.ts';
import { readEvents } from '../../shared/records/application.ts';
import { readEveryDocument } from '../../shared/records/document.ts';
import { readLetterhead } from '../../shared/records/letterhead.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { letterPdf } from '../../shared/typesetting/letter/pdf.ts';
import type { Fonts } from '../../shared/typesetting/typeface.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { type AnnouncedLetter, isAddressedTo, letterOf } from '../../shared/view/letters.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { letterRecord } from './record.ts';

export type LettersGiven = {
  table: Table;
  clock: Clock;
  zone: Pick<Zone, 'timeZone' | 'retention'>;
  procedures: readonly Procedure[];
  log: Log;
  fonts: () => Fonts;
};

/** A letter with everything that it is made from. */
type Found = AnnouncedLetter & { letterhead: Letterhead; procedure: Procedure };
type Shelf = { the: Case; events: ApplicationEvent[]; letters: Found[] };

/** Receipts, notices and decisions, made from the record whenever somebody asks for one. */
export function letters(given: LettersGiven): Handles<typeof lettersRoutes> {
  const { table, zone, log } = given;

  const procedureAt = (the: Case, submittedAt: Instant): Procedure => {
    const on = dayIn(zone.timeZone, submittedAt);
    const found = versionOn(given.procedures, the.head.procedure, on);
    if (!found) throw new Error(`no version of procedure ${the.head.procedure} covers ${on}`);
    return found;
  };

  /** Every letter of a case that somebody may read. */
  async function shelfOf(principal: Principal, id: string): Promise<Result<Shelf, Problem>> {
    const found = await findCase(table, principal, id);
    if (!found.ok) return found;
    const the = found.value;
    const events = await readEvents(table, the.head.id);
    let procedure: Procedure | undefined;
    const announced: (AnnouncedLetter & { procedure: Procedure })[] = [];
    for (const event of events) {
      if (event.type === 'submitted') procedure = procedureAt(the, event.at);
      const letter = procedure && letterOf(the, procedure, event);
      if (procedure && letter) announced.push({ ...letter, procedure });
    }
    const marks = [...new Set(announced.map(({ mark }) => mark))];
    const letterheads = new Map(
      await Promise.all(marks.map(async (mark) => [mark, await readLetterhead(table, the.head.id, mark)] as const)),
    );
    const readable = announced.flatMap((letter) => {
      const letterhead = letterheads.get(letter.mark);
      return letterhead && isAddressedTo(the, letterhead) ? [{ ...letter, letterhead }] : [];
    });
    return success({ the, events, letters: readable });
  }

  async function pdfOf({ the, events }: Shelf, letter: Found, language: Language): Promise<Uint8Array> {
    const { letterhead, procedure } = letter;
    const documents = await readEveryDocument(table, the.head.id);
    const record = letterRecord(the, letter, { timeZone: zone.timeZone, letterhead, events, procedure, documents });
    return letterPdf(composeLetter(record, letterWording(letterhead.edition), language), given.fonts());
  }

  return {
    listLetters: async ({ parameters, principal }) => {
      const shelf = await shelfOf(principal, parameters.id ?? '');
      if (!shelf.ok) return shelf;
      const { the, letters } = shelf.value;
      const items = letters.map(({ number, kind, event, letterhead }) => {
        const path = `/api/applications/${the.head.id}/letters/${number}.pdf`;
        return {
          number,
          kind,
          title: letterWording(letterhead.edition).templates[kind].title,
          date: dayIn(zone.timeZone, event.at),
          at: event.at,
          links: { zh: `${path}?language=zh`, en: `${path}?language=en` },
        };
      });
      return success({ body: { items } });
    },

    readLetter: async ({ parameters, principal, query, language }) => {
      const shelf = await shelfOf(principal, parameters.id ?? '');
      if (!shelf.ok) return shelf;
      const { the, letters } = shelf.value;
      const letter = letters.find(({ number }) => `${number}.pdf` === parameters.file);
      if (!letter) return failure(problem('not-found'));
      if (the.staff) {
        const { number } = letter;
        await recordReading(given, { by: principal.subject, what: 'letter', id: the.head.id, letter: number });
        log.info('sensitive-read', { what: 'letter', applicationId: the.head.id });
      }
      const asked = query.language ?? language;
      return success({
        raw: { content: await pdfOf(shelf.value, letter, asked), contentType: 'application/pdf' },
        headers: {
          'content-language': asked,
          'content-disposition': `inline; filename="${letter.number}.${asked}.pdf"`,
        },
      });
    },
  };
}
