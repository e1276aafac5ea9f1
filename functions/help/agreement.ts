import type { helpAgreementRoutes } from '../../shared/contract/help.ts';
import { type Agreement, agreementLetter } from '../../shared/domain/help/agreement.ts';
import { type Clock, dayIn } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { letterPdf } from '../../shared/typesetting/letter/pdf.ts';
import type { Fonts } from '../../shared/typesetting/typeface.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { type Found, findHelp } from './given.ts';

export type HelpAgreementGiven = {
  table: Table;
  clock: Clock;
  zone: Pick<Zone, 'timeZone' | 'retention'>;
  log: Log;
  fonts: () => Fonts;
};

/** What an agreement says, from the events up to the second acceptance: nothing later changes it. */
export function agreementOf({ head, events }: Found, timeZone: string): Agreement | undefined {
  const sealed = events.find(({ data }) => data.agreement !== undefined);
  if (!sealed?.data.agreement) return undefined;
  const before = events.filter(({ sequence }) => sequence <= sealed.sequence);
  const proposal = before.findLast(({ act, data }) => act === 'propose' && data.version === sealed.data.version);
  const summary = before.findLast(({ act }) => act === 'invite')?.data.summary;
  if (!proposal?.data.terms || !proposal.data.version || !summary) return undefined;
  const held = new Set(before.flatMap(({ act, data }) => (act === 'minutes' ? [data.number] : [])));
  return {
    ...sealed.data.agreement,
    at: sealed.at,
    on: dayIn(timeZone, sealed.at),
    parties: { requester: head.requester.name ?? '', other: head.other?.name ?? '' },
    summary,
    terms: proposal.data.terms,
    version: proposal.data.version,
    sessions: before.flatMap(({ act, data: { number, on, placeName } }) =>
      act === 'session' && on && placeName && held.has(number) ? [{ on, place: placeName }] : [],
    ),
  };
}

/** The agreement of a mediation as a page to print, made from the record whenever somebody asks for it. */
export const helpAgreement = (given: HelpAgreementGiven): Handles<typeof helpAgreementRoutes> => ({
  readAgreement: async ({ parameters, principal, query, language }) => {
    const found = await findHelp(given.table, principal, parameters.id ?? '');
    const agreement = found && agreementOf(found, given.zone.timeZone);
    if (!agreement) return failure(problem('not-found'));
    if (found.actors.has('officer')) {
      await recordReading(given, { by: principal.subject, what: 'help-request', id: found.head.id });
      given.log.info('sensitive-read', { what: 'help-request' });
    }
    const asked = query.language ?? language;
    return success({
      raw: {
        content: await letterPdf(agreementLetter(agreement, asked), given.fonts()),
        contentType: 'application/pdf',
      },
      headers: {
        'content-language': asked,
        'content-disposition': `inline; filename="${agreement.number}.${asked}.pdf"`,
      },
    });
  },
});
