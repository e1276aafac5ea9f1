import type { HelpAct } from '../../shared/domain/help/mediation.ts';
import type { Body } from '../client/contract.ts';

type Both = { zh: string; en: string };

/** What is typed for an act of whatever kind. */
export type ActEntry = {
  text: string;
  both: Both;
  outcome: 'solved' | 'referred' | 'failed' | '';
  referredTo: string;
  on: string;
  place: string;
  session: string;
};

export const emptyAct: ActEntry = {
  text: '',
  both: { zh: '', en: '' },
  outcome: '',
  referredTo: '',
  on: '',
  place: '',
  session: '',
};

/** Acts for which nothing is typed. */
export const wordless: readonly HelpAct[] = ['claim', 'withdraw', 'consent', 'accept'];

const spoken = (text: string) => (text.trim() ? { text } : {});

/**
 * What is sent for an act; what is missing is for the zone to tell.
 * @param terms version of the terms that the person has read
 */
export function actBody(act: HelpAct, typed: ActEntry, terms: number | undefined): Body<'actOnHelp'> {
  switch (act) {
    case 'claim':
    case 'withdraw':
    case 'consent':
      return { act };
    case 'accept':
      return { act, terms: terms ?? 0 };
    case 'answer':
    case 'ask':
    case 'note':
    case 'report-breach':
      return { act, text: typed.text };
    case 'decline':
    case 'leave':
      return { act, ...spoken(typed.text) };
    case 'close':
      return {
        act,
        outcome: typed.outcome as 'solved',
        ...(typed.outcome === 'referred' && typed.referredTo.trim() ? { referredTo: typed.referredTo } : {}),
        ...spoken(typed.text),
      };
    case 'invite':
      return { act, summary: typed.both };
    case 'propose':
      return { act, terms: typed.both };
    case 'session':
      return { act, on: typed.on, place: typed.place };
    case 'minutes':
      return { act, session: Number(typed.session), text: typed.text };
  }
}
