import type { Answer, Body } from '../client/contract.ts';

export type ServiceGuide = Answer<'readGuide'>;
export type Outlook = Answer<'foreseeCase'>;
type Asked = Body<'foreseeCase'>;

/** What somebody says of their case: no name, no number. */
export type Circumstances = {
  procedure: string;
  category: '' | 'A' | 'B' | 'C';
  entry: '' | 'abroad' | 'inside-china';
  route: string;
  answers: Readonly<Record<string, string | readonly string[]>>;
};

const categories = ['A', 'B', 'C'] as const;
const entries = ['abroad', 'inside-china'] as const;

/** The circumstances that an address names; nothing personal stands in one. */
export function readCircumstances(query: URLSearchParams, offered: readonly string[]): Circumstances {
  const procedure = query.get('procedure') ?? '';
  return {
    procedure: offered.includes(procedure) ? procedure : (offered[0] ?? ''),
    category: categories.find((known) => known === query.get('category')) ?? '',
    entry: entries.find((known) => known === query.get('entry')) ?? '',
    route: query.get('route') ?? '',
    answers: {},
  };
}

/** The address under which these circumstances are found again; answers stay on the page. */
export function queryOf({ procedure, category, entry, route }: Circumstances): Record<string, string> {
  const named = { procedure, category, entry, route };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ''));
}

/** What the zone is asked about them. */
export function askOf(
  { procedure, category, entry, route, answers }: Circumstances,
  facts: Asked['facts'] | undefined,
): Asked {
  const given = Object.entries(answers).filter(([, answer]) => answer.length > 0);
  return {
    procedure,
    ...(category ? { category } : {}),
    ...(entry ? { entry } : {}),
    ...(route ? { route } : {}),
    ...(facts && Object.keys(facts).length > 0 ? { facts } : {}),
    ...(given.length > 0
      ? {
          answers: Object.fromEntries(
            given.map(([id, answer]) => [id, typeof answer === 'string' ? answer : [...answer]]),
          ),
        }
      : {}),
  };
}

/** What a guide says beside a material: when it is asked for, what to look at, how often it goes wrong. */
export function besideMaterial(guide: ServiceGuide, kind: string) {
  const path = `document.${kind}`;
  return {
    when: guide.materials.find((material) => material.kind === kind)?.when,
    care: guide.takeCare.find((one) => one.path === path)?.text,
    wrong: guide.goesWrong?.reasons.find((one) => one.path === path),
  };
}

/** File formats as people name them. */
export const formatsOf = (contentTypes: readonly string[]): string =>
  contentTypes.map((type) => (type === 'application/pdf' ? 'PDF' : type === 'image/jpeg' ? 'JPG' : 'PNG')).join(' / ');
