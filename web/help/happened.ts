import type { Answer } from '../client/contract.ts';

type Help = Answer<'readHelp'>;
type Happening = Help['happened'][number];

/** Who did something, as the reader calls them. */
export function whoOf(happening: Pick<Happening, 'as'>, you: Help['you']): 'you' | Happening['as'] {
  if (happening.as === 'office') return 'office';
  return happening.as === you ? 'you' : happening.as;
}
