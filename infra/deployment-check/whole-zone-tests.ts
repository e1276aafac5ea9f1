import { createVitest, type TestCase, type TestModule } from 'vitest/node';
import { deploymentTags, leavingOut } from './not-deployed.ts';

/** What became of the whole-zone tests of one run over deployments. */
export type Tally = {
  passed: number;
  failed: string[];
  /** Left out by what they need, with the tests. */
  leftOut: Record<string, string[]>;
  /** Skipped without a reason that is on the list. */
  unexplained: string[];
};

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`;

/** Counts what ran, and what did not by the tag that says why. */
export function tally(modules: readonly TestModule[]): Tally {
  const counted: Tally = { passed: 0, failed: [], leftOut: {}, unexplained: [] };
  for (const module of modules) {
    // A file that could not even be loaded has no tests to count, and yet it failed.
    if (module.errors().length > 0) counted.failed.push(module.relativeModuleId);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      const need = deploymentTags.find(({ name }) => test.tags.includes(name));
      if (state === 'passed') counted.passed += 1;
      else if (state === 'failed') counted.failed.push(nameOf(test));
      else if (need) counted.leftOut[need.name] = [...(counted.leftOut[need.name] ?? []), nameOf(test)];
      else counted.unexplained.push(nameOf(test));
    }
  }
  return counted;
}

/**
 * Runs the whole-zone tests over deployed zones.
 * @param options `deployments` where zones are to be had; `files` a part of them, all when left out; `signal` ends the run
 */
export async function runWholeZoneTests(options: {
  deployments: string;
  files?: readonly string[];
  signal: AbortSignal;
}): Promise<Tally> {
  const { deployments, files = [], signal } = options;
  const vitest = await createVitest('test', {
    watch: false,
    // Each file has an emulator and functions of its own; side by side they would wait for each other.
    fileParallelism: false,
    project: ['zone'],
    reporters: ['verbose'],
    tagsFilter: [...leavingOut],
    env: { DEPLOYMENTS: deployments },
  });
  const end = () => void vitest.cancelCurrentRun('keyboard-input');
  signal.addEventListener('abort', end);
  try {
    // The tests' own set-up runs in this process and must know it too.
    process.env.DEPLOYMENTS = deployments;
    const { testModules, unhandledErrors } = await vitest.start([...files]);
    const counted = tally(testModules);
    if (unhandledErrors.length > 0) counted.failed.push(...unhandledErrors.map(String));
    return counted;
  } finally {
    signal.removeEventListener('abort', end);
    await vitest.close();
  }
}
