/** The number that whatever an attack draws is drawn from; `--seed` of `npm run test:attacks`. */
export const seed = Number(process.env.GREENPATH_SEED || '1');

/** Whether everything is tried (`--long`), or what fits into about a minute. */
export const isLong = process.env.GREENPATH_LONG === '1';
