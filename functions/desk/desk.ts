import type { deskRoutes } from '../../shared/contract/desk.ts';
import type { Handles } from '../../shared/http/function.ts';
import { consultations } from './consultations.ts';
import type { DeskGiven } from './given.ts';
import { handling } from './handling.ts';
import { inquiries } from './inquiries.ts';
import { practising } from './practising.ts';
import { standardAnswers } from './standard-answers.ts';
import { trainings } from './trainings.ts';

/** The desk (咨询服务台): inquiries, standard answers, consultation and training, practice of the officers. */
export const desk = (given: DeskGiven): Handles<typeof deskRoutes> => ({
  ...inquiries(given),
  ...handling(given),
  ...standardAnswers(given),
  ...consultations(given),
  ...trainings(given),
  ...practising(given),
});
