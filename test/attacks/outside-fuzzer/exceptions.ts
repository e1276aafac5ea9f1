/** Something that the fuzzer takes for a finding and that is none. */
export type Exception = {
  /** The fuzzer's number of the kind of finding, as `ST108`. */
  code: string;
  operation: string;
  reason: string;
};

/** An exception that does not occur any more fails the attack in its long form: the list tells what is so, not what was. */
export const exceptions: readonly Exception[] = [];
