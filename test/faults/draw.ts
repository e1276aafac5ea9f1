/** Numbers that only depend on the seed, so that a run can be repeated. */
export type Draw = {
  /** At least 0, less than 1. */
  share: () => number;
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  /** One of a list, each as likely as its weight. */
  weighted: <T>(choices: readonly (readonly [T, number])[]) => T;
};

/** Draws by mulberry32; `branch` keeps those apart who draw side by side. */
export function drawFrom(seed: number, branch = 0): Draw {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(branch + 1, 0x85ebca6b)) >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    share,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (!last) throw new Error('nothing to choose from');
      return last[0];
    },
  };
}
