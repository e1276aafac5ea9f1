import type {
  Distinction,
  Education,
  Facts,
  VocationalCertificate,
  WorkLocation,
} from '../../shared/domain/scoring/facts.ts';

/** The facts that a review can correct; age and birth date follow the passport. */
export type CorrectableFact = Exclude<keyof Facts, 'birthDate' | 'ageOnAssessment'>;

type Kind =
  | { kind: 'number'; most: number; whole?: true }
  | { kind: 'yes-no' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'several'; options: readonly string[] }
  /** Options that the zone names. */
  | { kind: 'routes' };

const education: readonly Education[] = ['none', 'bachelor', 'master', 'doctor'];
const certificates: readonly VocationalCertificate[] = [
  'none',
  'senior-worker',
  'technician',
  'senior-technician',
  'international-highest',
];
const locations: readonly WorkLocation[] = ['other', 'western-region', 'northeast-old-industrial-base', 'special-area'];
const distinctions: readonly Distinction[] = ['top-university', 'fortune-500', 'patent', 'five-years-in-china'];

/** How each fact is entered. */
export const factKinds: Readonly<Record<CorrectableFact, Kind>> = {
  annualSalary: { kind: 'number', most: 1_000_000_000 },
  education: { kind: 'choice', options: education },
  vocationalCertificate: { kind: 'choice', options: certificates },
  workYears: { kind: 'number', most: 80 },
  monthsPerYear: { kind: 'number', most: 12 },
  hsk: { kind: 'number', most: 6, whole: true },
  degreeTaughtInChinese: { kind: 'yes-no' },
  formerChineseNational: { kind: 'yes-no' },
  workLocation: { kind: 'choice', options: locations },
  distinctions: { kind: 'several', options: distinctions },
  localBonus: { kind: 'number', most: 10 },
  companyShare: { kind: 'number', most: 100 },
  directRoutes: { kind: 'routes' },
};

export const isCorrectable = (fact: string): fact is CorrectableFact => Object.hasOwn(factKinds, fact);

/** A number as somebody types it, with separators of thousands and wide digits; undefined when it is none that fits. */
export function typedNumber(typed: string, { most, whole }: { most: number; whole?: boolean }): number | undefined {
  const plain = typed
    .trim()
    .replace(/[０-９．，]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s,_]/g, '');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return value <= most && !(whole && !Number.isInteger(value)) ? value : undefined;
}

/** The facts that a review would score: what was stated, with the corrections laid over it. */
export const correctedFacts = (
  stated: Facts,
  corrections: readonly { item: string; value: unknown }[],
): Record<string, unknown> => ({
  ...stated,
  ...Object.fromEntries(corrections.filter(({ item }) => isCorrectable(item)).map(({ item, value }) => [item, value])),
});
