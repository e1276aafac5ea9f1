import { allUnits, type TableCost } from './capacity.ts';

/** What one operation consumed, as on-demand DynamoDB would bill it, and how many items it read or wrote. */
export type OperationCost = { operation: string; writeUnits: number; readUnits: number; items: number };

export type Usage = {
  operations: number;
  writeUnits: number;
  readUnits: number;
  /** Write units by the sort of item that they were spent on, its index entries among them. */
  writeUnitsByKind: Readonly<Record<string, number>>;
  /** How many items of each sort were written, or asked in a transaction. */
  writesByKind: Readonly<Record<string, number>>;
  /** The latest operations, oldest first; at most 1,000 are kept. */
  last: readonly OperationCost[];
};

const kept = 1000;

/** Keeps the running totals and the latest operations. An operation that consumed nothing, such as a malformed one, is not in it. */
export function createLedger(): {
  record: (cost: OperationCost, writes: readonly TableCost[]) => void;
  usage: () => Usage;
} {
  const last: OperationCost[] = [];
  let operations = 0;
  let writeUnits = 0;
  const writeUnitsByKind: Record<string, number> = {};
  const writesByKind: Record<string, number> = {};
  let readUnits = 0;
  return {
    record: (cost, writes) => {
      operations += 1;
      writeUnits += cost.writeUnits;
      readUnits += cost.readUnits;
      for (const write of writes) {
        const kind = write.kind || 'another';
        writeUnitsByKind[kind] = (writeUnitsByKind[kind] ?? 0) + allUnits([write]);
        writesByKind[kind] = (writesByKind[kind] ?? 0) + 1;
      }
      last.push(cost);
      if (last.length > kept) last.shift();
    },
    usage: () => ({
      operations,
      writeUnits,
      readUnits,
      writeUnitsByKind: { ...writeUnitsByKind },
      writesByKind: { ...writesByKind },
      last: [...last],
    }),
  };
}
