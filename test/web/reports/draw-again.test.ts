import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawSample } from '../../../shared/domain/statistics/draw.ts';
import { browserSha256, drawAgain } from '../../../web/reports/draw-again.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const list = Array.from({ length: 40 }, (_, number) => ({
  id: `case-${number}`,
  stratum: number % 3 === 0 ? 'new-permit/A' : 'new-permit/B',
}));
const drawn = drawSample(list, { seed: 'a seed', size: 7, digest });
const sample = {
  seed: drawn.seed,
  listHash: drawn.listHash,
  cases: drawn.drawn.map(({ id }, index) => ({ applicationId: id, lot: index + 1 })),
  list,
};

describe('a draw that is made again in the browser', () => {
  it('gives the same cases from the seed and the list', async () => {
    expect(await drawAgain(sample, browserSha256)).toBe('same');
  });

  it('shows that a case was exchanged', async () => {
    const other = list.find(({ id }) => !sample.cases.some(({ applicationId }) => applicationId === id));
    const cases = sample.cases.with(0, { applicationId: other?.id ?? '', lot: 1 });
    expect(await drawAgain({ ...sample, cases }, browserSha256)).toBe('other-cases');
  });

  it('shows that the list is another one', async () => {
    expect(await drawAgain({ ...sample, list: list.slice(1) }, browserSha256)).toBe('other-list');
  });
});
