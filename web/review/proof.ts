import type { CaseView } from './case-work.ts';

/** A paper that lies before the officer: of this case, or one that was filed with an earlier one. */
export type Paper = CaseView['documents'][number] & { applicationId: string; earlier: boolean };

/** Every paper, those of this case first and what was not accepted behind. */
export function papersOf({ id, documents, earlierDocuments = [] }: CaseView): Paper[] {
  const own = documents
    .filter(({ state }) => state !== 'awaiting-upload')
    .map((document) => ({ ...document, applicationId: id, earlier: false }));
  const earlier = earlierDocuments.map((document) => ({ ...document, earlier: true }));
  const all = [...own, ...earlier];
  return [...all.filter(({ state }) => state === 'accepted'), ...all.filter(({ state }) => state !== 'accepted')];
}

/**
 * Where a field of the form is usually read; which documents prove a row of the points table is told by the zone and not
 * here. The first kind that was filed is shown.
 */
const usually: readonly (readonly [path: RegExp, kinds: readonly string[]])[] = [
  [/^applicant\.(email|language|languages)$/, ['application-form', 'registration-form']],
  [/^applicant\./, ['passport', 'holder-with-passport', 'old-passport', 'application-form']],
  [/^post\./, ['contract', 'post-statement', 'application-form']],
  [/^facts\.annualSalary$/, ['salary-commitment', 'contract', 'tax-record']],
  [/^facts\.education$/, ['highest-degree']],
  [/^facts\.vocationalCertificate$/, ['vocational-certificate']],
  [/^facts\.workYears$/, ['work-experience']],
  [/^facts\.monthsPerYear$/, ['annual-working-time', 'contract']],
  [/^facts\.hsk$/, ['hsk-certificate']],
  [/^facts\.degreeTaughtInChinese$/, ['highest-degree']],
  [/^facts\.formerChineseNational$/, ['former-nationality-proof']],
  [/^facts\.workLocation$/, ['contract']],
  [/^facts\.localBonus$/, ['local-bonus-confirmation']],
  [/^facts\.companyShare$/, ['shareholding-proof']],
  [/^facts\.distinctions$/, ['global-500-employment', 'patent-certificate', 'highest-degree', 'work-experience']],
  [/^employer\.handler\./, ['handler-id', 'authorisation-letter', 'registration-form']],
  [/^employer\.legalRepresentative$/, ['head-id', 'business-licence', 'registration-form']],
  [/^employer\./, ['business-licence', 'registration-form']],
  [/^permitNumber$/, ['old-certificate', 'application-form']],
];

/** Kinds of paper in which a field is usually read. */
export const kindsFor = (path: string): readonly string[] =>
  usually.find(([pattern]) => pattern.test(path))?.[1] ?? ['application-form', 'registration-form'];

/** The first accepted paper of these kinds, in the order of the kinds. */
export const firstOf = (papers: readonly Paper[], kinds: readonly string[]): Paper | undefined =>
  kinds.flatMap((kind) => papers.filter((paper) => paper.kind === kind && paper.state === 'accepted'))[0];

/** Something that is checked against papers. */
export type Checked = { path: string; kinds: readonly string[] };

/** What a paper is looked at for: everything for which it is the first choice, then what it may prove as well. */
export function provenBy<C extends Checked>(paper: Paper, papers: readonly Paper[], rows: readonly C[]): C[] {
  const shownFor = rows.filter(({ kinds }) => firstOf(papers, kinds)?.id === paper.id);
  const besides = rows.filter((row) => row.path.startsWith('points.') && row.kinds.includes(paper.kind));
  return [...new Set([...shownFor, ...besides])];
}

type Need = { item: string; provenBy: readonly (readonly string[])[] };

/** For each thing that has to be proven of an item the papers that can; the officer chooses one of each. */
export const choicesFor = (
  { provenBy: groups }: Need,
  papers: readonly Paper[],
): { kinds: readonly string[]; papers: Paper[] }[] =>
  groups.map((kinds) => ({
    kinds,
    papers: kinds.flatMap((kind) => papers.filter((paper) => paper.kind === kind && paper.state === 'accepted')),
  }));

/** The papers with which an item is confirmed at first: the first of each choice; undefined where one is lacking. */
export function usualProof(need: Need, papers: readonly Paper[]): string[] | undefined {
  const chosen = choicesFor(need, papers).map((choice) => choice.papers[0]?.id);
  return chosen.every((id) => id !== undefined) ? chosen : undefined;
}
