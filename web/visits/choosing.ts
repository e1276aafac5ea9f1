import { partState } from '../../shared/domain/visits/bundle.ts';
import type { Answer } from '../client/contract.ts';

type Application = Answer<'listApplications'>['items'][number];

/** Whether two applications may be in one visit: of one employer, or of one applicant alone. */
const partyOf = ({ employerId }: Pick<Application, 'employerId'>): string => employerId ?? '';

/** Applications that a visit can still serve: what was refused, withdrawn or lapsed cannot be collected. */
export const visitable = <A extends Pick<Application, 'stage'>>(applications: readonly A[]): A[] =>
  applications.filter(({ stage }) => partState(stage) !== 'dropped');

/** Whose the chosen applications are; undefined before anything is chosen. */
export function chosenParty(
  applications: readonly Pick<Application, 'id' | 'employerId'>[],
  chosen: readonly string[],
): string | undefined {
  const first = applications.find(({ id }) => chosen.includes(id));
  return first && partyOf(first);
}

/** Whether an application goes with what is chosen already. */
export const goesWith = (application: Pick<Application, 'employerId'>, party: string | undefined): boolean =>
  party === undefined || partyOf(application) === party;

/** A certificate of another authority for one application. */
export type ChosenService = { service: string; applicationId: string };

/** Services go with their application: without it, they are not asked for. */
export const keptServices = (services: readonly ChosenService[], chosen: readonly string[]): ChosenService[] =>
  services.filter(({ applicationId }) => chosen.includes(applicationId));

/** Puts something into a list, or takes it out. */
export const toggled = <T>(list: readonly T[], isSame: (one: T) => boolean, value: T, on: boolean): T[] =>
  on ? [...list.filter((one) => !isSame(one)), value] : list.filter((one) => !isSame(one));
