import type { HelpKind } from '../../shared/domain/help/mediation.ts';
import type { Body } from '../client/contract.ts';

/** What the form of a request holds while it is typed. */
export type RequestEntry = {
  kind: HelpKind | '';
  topic: string;
  description: string;
  language: 'zh' | 'en' | '';
  applicationId: string;
  station: string;
  name: string;
  otherName: string;
  otherEmail: string;
};

export const emptyRequest: RequestEntry = {
  kind: '',
  topic: '',
  description: '',
  language: '',
  applicationId: '',
  station: '',
  name: '',
  otherName: '',
  otherEmail: '',
};

/**
 * What is sent; what is missing is for the zone to tell, all of it at once.
 * @param spoken the language of the page, unless another one was chosen
 */
export function requestBody(entry: RequestEntry, spoken: 'zh' | 'en'): Body<'requestHelp'> {
  const asked = {
    topic: entry.topic,
    description: entry.description,
    language: entry.language || spoken,
    ...(entry.applicationId ? { about: { applicationId: entry.applicationId } } : {}),
    ...(entry.station ? { station: entry.station } : {}),
  };
  return entry.kind === 'dispute'
    ? {
        kind: 'dispute',
        ...asked,
        name: entry.name,
        otherParty: { name: entry.otherName, email: entry.otherEmail.trim() },
      }
    : { kind: entry.kind as 'guidance', ...asked };
}
