import { describe, expect, it } from 'vitest';
import { judgeAdvisories } from '../../../infra/supply-chain/judge-advisories.ts';

const against = (name: string, severity: string, advisory = 'GHSA-aaaa-bbbb-cccc') => ({
  [name]: {
    name,
    severity,
    nodes: [`node_modules/${name}`],
    via: [{ url: `https://github.com/advisories/${advisory}`, title: 'Reads too far', severity }],
  },
});
const printed = (...found: object[]) => JSON.stringify({ vulnerabilities: Object.assign({}, ...found) });
const ships = (node: string) => node === 'node_modules/shipped';
const today = '2026-11-22';

describe('advisories against packages', () => {
  it('are refused when they are grave and the package ships', () => {
    const judged = judgeAdvisories(printed(against('shipped', 'high')), ships, [], today);
    expect(judged).toEqual({
      ok: true,
      value: {
        refused: ['shipped: high: Reads too far (https://github.com/advisories/GHSA-aaaa-bbbb-cccc)'],
        told: [],
      },
    });
  });

  it('are told when they are slight, or against a tool', () => {
    const judged = judgeAdvisories(
      printed(against('shipped', 'moderate'), against('tool', 'critical')),
      ships,
      [],
      today,
    );
    expect(judged.ok && judged.value.refused).toEqual([]);
    expect(judged.ok && judged.value.told).toHaveLength(2);
  });

  it('are lived with for a reason until the day that is named, and then refused again', () => {
    const accepted = [{ advisory: 'GHSA-aaaa-bbbb-cccc', reason: 'nothing of ours calls it', until: '2026-11-23' }];
    const on = (day: string) => judgeAdvisories(printed(against('shipped', 'high')), ships, accepted, day);
    expect(on(today)).toMatchObject({
      value: { refused: [], told: [expect.stringContaining('nothing of ours calls it')] },
    });
    expect(on('2026-11-23')).toMatchObject({ value: { refused: [expect.stringContaining('shipped')] } });
  });

  it('were not looked for when the registry does not answer: that is no clean bill', () => {
    expect(judgeAdvisories('{"message":"405 Method Not Allowed"}', ships, [], today)).toEqual({
      ok: false,
      error: '405 Method Not Allowed',
    });
    expect(judgeAdvisories('', ships, [], today).ok).toBe(false);
  });
});
