import { defineConfig } from 'vitest/config';

/** The tests that judge a changed rule: those of the domain, and of the law that it reads. */
export default defineConfig({
  plugins: [
    {
      name: 'forget-between-tests',
      enforce: 'pre',
      transform: (code, id) =>
        id.includes('/shared/domain/') ? code.replaceAll('new WeakMap<', 'new ForgetfulMap<') : undefined,
    },
  ],
  test: {
    include: ['test/shared/domain/**/*.test.ts', 'test/shared/policy/**/*.test.ts'],
    setupFiles: ['test/mutations/setup.ts'],
    isolate: false,
    testTimeout: 60_000,
  },
});
