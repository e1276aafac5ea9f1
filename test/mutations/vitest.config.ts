import { defineConfig } from 'vitest/config';

/** The tests that judge a changed rule: those of the domain, and of the law that it reads. */
export default defineConfig({
  test: {
    include: ['test/shared/domain/**/*.test.ts', 'test/shared/policy/**/*.test.ts'],
    setupFiles: ['test/mutations/seed.ts'],
    isolate: false,
    testTimeout: 60_000,
  },
});
