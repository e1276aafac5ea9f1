// The parts of dynalite 4.0.0 used here. They are private paths of that package, so its version is pinned exactly.

declare module 'dynalite/db/index.js' {
  type Item = import('./table.ts').Item;
  type Table = import('./table.ts').Table;
  type Refusal = import('./engine.ts').Refusal;

  const db: {
    createKey: (item: Item, table: Table) => string;
    createIndexKey: (item: Item, table: Table, keySchema: Table['KeySchema']) => string;
    validateKey: (key: Item, table: Table) => Refusal | null | undefined;
    validateItem: (item: Item, table: Table) => Refusal | null | undefined;
    checkConditional: (request: import('./engine.ts').Request, item: Item | undefined) => Refusal | null | undefined;
    mapPaths: (paths: unknown[], item: Item) => Item;
    itemSize: (item: Item) => number;
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  type Rules = import('./engine.ts').Rules;
  type Request = import('./engine.ts').Request;
  type Store = Pick<import('./engine.ts').View, 'options'>;

  const validations: {
    checkTypes: (body: Record<string, unknown>, types: Rules['types']) => Request;
    checkValidations: (request: Request, types: Rules['types'], custom: Rules['custom'], store: Store) => void;
  };
  export default validations;
}

declare module 'dynalite/validations/*.js' {
  const rules: import('./engine.ts').Rules;
  export default rules;
}

declare module 'dynalite/actions/*.js' {
  const action: import('./engine.ts').Action;
  export default action;
}
