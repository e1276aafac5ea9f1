/** What one operation consumed, as on-demand DynamoDB would bill it, and how many items it read or wrote. */
export type OperationCost = { operation: string; writeUnits: number; readUnits: number; items: number };

export type Usage = {
  operations: number;
  writeUnits: number;
  readUnits: number;
  /** The latest operations, oldest first; at most 1,000 are kept. */
  last: readonly OperationCost[];
};

const kept = 1000;

/** Keeps the running totals and the latest operations. An operation that consumed nothing, such as a malformed one, is not in it. */
export function createLedger(): { record: (cost: OperationCost) => void; usage: () => Usage } {
  const last: OperationCost[] = [];
  let operations = 0;
  let writeUnits = 0;
  let readUnits = 0;
  return {
    record: (cost) => {
      operations += 1;
      writeUnits += cost.writeUnits;
      readUnits += cost.readUnits;
      last.push(cost);
      if (last.length > kept) last.shift();
    },
    usage: () => ({ operations, writeUnits, readUnits, last: [...last] }),
  };
}
