import type { Reporter, TestModule } from 'vitest/node';

/** Prints one plain closing line for each suite, for people and programs that only read the end. */
export const closingLines: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const suites = new Map<string, { passed: number; failed: number; skipped: number }>();
    for (const module of modules) {
      const name = module.project.name || 'tests';
      const counts = suites.get(name) ?? { passed: 0, failed: 0, skipped: 0 };
      suites.set(name, counts);
      // A file that could not even be loaded has no tests to count, and yet it failed.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed') counts[state] += 1;
        else counts.skipped += 1;
      }
    }
    for (const [name, { passed, failed, skipped }] of suites) {
      console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    }
  },
};
