import type { Distinction, Facts } from '../../../shared/domain/scoring/facts.ts';
import { completedYears, type Day } from '../../../shared/domain/time.ts';
import type { Draw } from '../sequence.ts';
import { type Applicant, applicantOf } from './rows.ts';

const two = (value: number) => String(value).padStart(2, '0');
const distinctions: readonly Distinction[] = ['top-university', 'fortune-500', 'patent', 'five-years-in-china'];

/** A value that now and then stands exactly on one of the bounds of the table, where a mistake would show. */
const around = (draw: Draw, bounds: readonly [number, ...number[]], other: () => number): number =>
  draw.part() < 0.4 ? draw.pick(bounds) + draw.pick([-1, 0, 0, 1]) : other();

function randomFacts(draw: Draw): Facts {
  const { part, whole, pick } = draw;
  const sometimes = <T>(share: number, value: () => T): T | undefined => (part() < share ? value() : undefined);
  const given: { [K in keyof Facts]: Facts[K] | undefined } = {
    annualSalary: around(draw, [50_000, 70_000, 150_000, 250_000, 350_000, 450_000], () => whole(20_000, 1_400_000)),
    education: pick(['none', 'bachelor', 'master', 'doctor']),
    vocationalCertificate: sometimes(0.6, () =>
      pick(['none', 'senior-worker', 'technician', 'senior-technician', 'international-highest']),
    ),
    workYears: whole(0, 60) / 2,
    monthsPerYear: whole(0, 24) / 2,
    hsk: sometimes(0.8, () => whole(0, 6)),
    degreeTaughtInChinese: sometimes(0.5, () => part() < 0.2),
    formerChineseNational: sometimes(0.5, () => part() < 0.1),
    workLocation: sometimes(0.8, () =>
      pick(['other', 'western-region', 'northeast-old-industrial-base', 'special-area']),
    ),
    birthDate: `${whole(1944, 2007)}-${two(whole(1, 12))}-${two(whole(1, 28))}`,
    distinctions: sometimes(0.7, () => distinctions.filter(() => part() < 0.25)),
    // More than the cap is possible too: then no row covers it.
    localBonus: sometimes(0.7, () => whole(0, 12)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Facts;
}

/** One random person and post, for the scorer and for the engines. */
export type Drawn = { facts: Facts; applicant: Applicant };

/** Random people of full age with posts; every value that a table asks for, its bounds more often than chance has it. */
export const randomApplicants = (draw: Draw, count: number, on: Day): Drawn[] =>
  Array.from({ length: count }, () => {
    const facts = randomFacts(draw);
    return { facts, applicant: applicantOf(facts, completedYears(facts.birthDate ?? on, on)) };
  });
