import { defineConfig } from 'vitest/config';
import { deploymentTags } from './infra/deployment-check/not-deployed.ts';
import { routeTable } from './infra/portal/route-table.ts';
import { closingLines } from './test/closing-lines.ts';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    reporters: ['default', closingLines],
    // Vitest leaves one core idle; on two that is half of the machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/zone/**',
            'test/infra/**',
            'test/pages/**',
            'test/attacks/**',
            'test/faults/**',
            'test/bench/**',
          ],
          // Reading the contract again for each of hundreds of files took half of the time of these tests.
          isolate: false,
          expect: { requireAssertions: true },
          // Not a measure of anything: whatever hangs is told, and a busy machine fails no test.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          expect: { requireAssertions: true },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // Seeded, in a short and a long form: `npm run test:attacks`.
          name: 'attacks',
          include: ['test/attacks/**/*.test.ts'],
          sequence: { groupOrder: 4 },
          expect: { requireAssertions: true },
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
      {
        // The list of all pages is read from their own routes.
        plugins: [routeTable],
        test: {
          // In a browser, which not every machine has: `npm run test:pages`.
          name: 'pages',
          include: ['test/pages/**/*.test.ts'],
          globalSetup: ['test/pages/synthesise.ts'],
          // Each file has a zone and a browser of its own; more than two at a time only wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          expect: { requireAssertions: true },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'zone',
          // What a test needs that a deployment has not: npm run verify:deploy leaves it out and says so.
          tags: [...deploymentTags],
          include: ['test/zone/**/*.test.ts'],
          globalSetup: ['test/zone/synthesise.ts'],
          expect: { requireAssertions: true },
          // A clock that moves by a year keeps a machine busy, and the zone beside it waits.
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
