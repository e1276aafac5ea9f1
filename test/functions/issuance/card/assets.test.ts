import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cardAssets } from '../../../../functions/issuance/card/assets.ts';

const repository = new URL('../../../../', import.meta.url);
const require = createRequire(import.meta.url);

describe('the files beside the card function', () => {
  test.each(cardAssets)('can be found: $from', ({ from }) => {
    const path = from.startsWith('@') ? require.resolve(from) : fileURLToPath(new URL(from, repository));
    expect(existsSync(path)).toBe(true);
  });
});
