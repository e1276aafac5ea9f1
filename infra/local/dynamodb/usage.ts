/** What one operation consumed, as on-demand DynamoDB would bill it. */
export type OperationCost = { operation: string; writeUnits: number; readUnits: number; items: number };

export type Usage = {
  operations: number;
  writeUnits: number;
  readUnits: number;
  /** The latest operations, oldest first; at most 1,000 are kept. */
  last: readonly OperationCost[];
};
