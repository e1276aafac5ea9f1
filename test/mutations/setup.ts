import fc from 'fast-check';
import { beforeEach } from 'vitest';

// The same inventions for every change, or the score would differ from run to run.
fc.configureGlobal({ seed: 20_261_122 });

// Test files that share their modules share this count too.
const shared = globalThis as { begunTests?: { count: number } };
const begun = shared.begunTests ?? { count: 0 };
shared.begunTests = begun;
beforeEach(() => {
  begun.count += 1;
});

/** Remembers until the next test begins: only the first test would be seen to reach what is worked out once. */
class ForgetfulMap<Key extends WeakKey, Value> {
  #known = new WeakMap<Key, Value>();
  #since = begun.count;

  get(key: Key): Value | undefined {
    if (this.#since !== begun.count) {
      this.#known = new WeakMap();
      this.#since = begun.count;
    }
    return this.#known.get(key);
  }

  set(key: Key, value: Value): this {
    this.get(key);
    this.#known.set(key, value);
    return this;
  }
}
Object.assign(globalThis, { ForgetfulMap });
