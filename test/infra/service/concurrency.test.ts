import { describe, expect, it } from 'vitest';
import { routeGroups } from '../../../shared/contract/offered.ts';
import { appOf, templatesOf, zones } from '../templates.ts';

const services = templatesOf(appOf()).filter(({ stack }) => stack.endsWith('-service'));

describe.each(zones.map((zone) => [zone.id, zone] as const))('instances of the functions of %s', (id, zone) => {
  const functions = services.find(({ zone: { id: own } }) => own === id)?.of('AWS::Lambda::Function') ?? [];
  const reserved = new Map(
    functions.flatMap(({ properties }): [string, number][] =>
      properties.ReservedConcurrentExecutions === undefined
        ? []
        : [[String(properties.FunctionName), Number(properties.ReservedConcurrentExecutions)]],
    ),
  );
  const { concurrency } = zone.protection;

  it('are shared out exactly as the zone file says, to functions that the zone has', () => {
    const said = Object.entries(concurrency?.functions ?? {}).map(([name, count]) => [
      `greenpath-${id}-${name}`,
      count,
    ]);
    expect([...reserved].sort()).toEqual(said.sort());
    expect(functions.length).toBeGreaterThan(20);
  });

  it('leave a hundred of the account, which Lambda lets nobody reserve', () => {
    const all = [...reserved.values()].reduce((sum, count) => sum + count, 0);
    expect(all).toBeLessThanOrEqual(Math.max((concurrency?.accountLimit ?? 100) - 100, 0));
  });

  it('let a flood on what is open to the world leave room for those who decide', () => {
    if (!concurrency) {
      expect(zone.rehearsal, 'only a rehearsal goes without shares').toBe(true);
      return;
    }
    const strangers = new Set(
      routeGroups
        .filter(({ routes }) =>
          Object.values(routes).some(({ access, method }) => typeof access === 'string' && method !== 'GET'),
        )
        .map(({ by }) => by),
    );
    const capped = [...strangers].filter((name) =>
      functions.some(({ properties }) => properties.FunctionName === `greenpath-${id}-${name}`),
    );
    expect(capped.length).toBeGreaterThan(2);
    for (const name of [...capped, 'portal-pages']) {
      expect(reserved.get(`greenpath-${id}-${name}`), `${name} has no cap`).toBeLessThan(concurrency.accountLimit / 4);
    }
    for (const name of ['sign-in-authorizer', 'approval-handler', 'approval-workflow', 'issuance-issue']) {
      expect(reserved.get(`greenpath-${id}-${name}`), `${name} has no reserve`).toBeGreaterThan(0);
    }
  });
});
