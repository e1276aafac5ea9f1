import { Bench } from 'tinybench';
import { assess } from '../../shared/domain/scoring/assess.ts';
import type { Distinction, Facts } from '../../shared/domain/scoring/facts.ts';
import { pointsPolicies } from '../../shared/policy/points/index.ts';
import { routesIn } from '../../shared/policy/routes/index.ts';

/** A repeatable sequence of numbers in [0, 1), so that every run assesses the same applicants (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const next = sequence(20_170_401);
const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
const pick = <T>(options: readonly [T, ...T[]]): T => options[whole(0, options.length - 1)] ?? options[0];
const two = (value: number) => String(value).padStart(2, '0');
const distinctions: readonly Distinction[] = ['top-university', 'fortune-500', 'patent', 'five-years-in-china'];

const applicants: Facts[] = Array.from({ length: 2000 }, () => ({
  annualSalary: whole(30_000, 900_000),
  education: pick(['none', 'bachelor', 'master', 'doctor']),
  vocationalCertificate: pick(['none', 'none', 'senior-worker', 'technician', 'senior-technician']),
  workYears: whole(0, 30),
  monthsPerYear: whole(1, 12),
  hsk: whole(0, 6),
  degreeTaughtInChinese: next() < 0.1,
  formerChineseNational: next() < 0.05,
  workLocation: pick(['other', 'other', 'western-region', 'northeast-old-industrial-base', 'special-area']),
  birthDate: `${whole(1955, 2006)}-${two(whole(1, 12))}-${two(whole(1, 28))}`,
  distinctions: distinctions.filter(() => next() < 0.2),
  localBonus: whole(0, 10),
}));

const routes = routesIn('beijing');
const bench = new Bench({ time: 2000, warmupTime: 500 });
for (const policy of Object.values(pointsPolicies)) {
  for (const advice of [false, true]) {
    // All applicants in one run: reading the clock around a single assessment would cost as much as the assessment.
    bench.add(`${policy.id}, ${advice ? 'with advice' : 'without advice'}`, () => {
      for (const facts of applicants) {
        const assessed = assess(policy, routes, facts, '2026-11-22', { advice });
        if (!assessed.ok || assessed.value.items.length !== 9) throw new Error('an applicant was not assessed in full');
      }
    });
  }
}

await bench.run();

console.table(
  bench.tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`);
    const perSecond = (milliseconds: number) =>
      Math.round((applicants.length * 1000) / milliseconds).toLocaleString('en');
    return {
      assessment: name,
      'a second (median)': perSecond(result.latency.p50),
      'a second (mean)': perSecond(result.latency.mean),
    };
  }),
);
