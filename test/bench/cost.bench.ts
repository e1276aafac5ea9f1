import { assumed, type Price, prices } from './cost/prices.ts';
import { measurePlainCase } from './plain-case/plain-case.ts';
import type { Section } from './report/section.ts';

const cases = 1000;
const dollars = (amount: number) => `$${amount.toFixed(amount < 0.1 ? 4 : 3)}`;

/** What a thousand plain cases cost by the units that one was measured to need, beside the least that could be. */
export async function benchCost(): Promise<Section> {
  const { documents, whole } = await measurePlainCase('etown');
  const events = whole.writesByKind['APPLICATION EVENT'] ?? 0;
  const floor = events + documents;
  const runs = whole.requests + assumed.runsBehind;
  const seconds = (count: number) => count * assumed.secondsARun * assumed.memoryGigabytes;
  const lines: { what: string; units: number; floor: number; price: Price }[] = [
    { what: 'API requests', units: whole.requests, floor: whole.requests, price: prices.request },
    { what: 'Table, write units', units: whole.writeUnits, floor, price: prices.writeUnit },
    { what: 'Table, read units', units: whole.readUnits, floor: whole.requests, price: prices.readUnit },
    { what: 'State machine, transitions', units: whole.transitions, floor: 0, price: prices.transition },
    { what: 'Functions, runs', units: runs, floor: whole.requests, price: prices.invocation },
    {
      what: `Functions, GB-seconds (assumed: ${assumed.secondsARun * 1000} ms at ${assumed.memoryGigabytes * 1024} MB)`,
      units: seconds(runs),
      floor: seconds(whole.requests),
      price: prices.gigabyteSecond,
    },
    { what: 'Documents, uploads', units: documents, floor: documents, price: prices.upload },
    { what: 'Signatures', units: 1, floor: 1, price: prices.signature },
  ];
  const sum = (of: 'units' | 'floor') => lines.reduce((all, line) => all + line[of] * line.price.dollars * cases, 0);
  const number = (units: number) => units.toLocaleString('en', { maximumFractionDigits: 2 });
  const failures =
    whole.writeUnits <= 0 || events <= 0 ? ['no write was measured: the meter of the table is silent'] : [];
  return {
    title: 'What a thousand plain cases cost',
    words: [
      `One plain case (${documents} documents, no return) walked over HTTP on a one-machine zone, from the draft to the permit, with everything that follows from it; the units are those that DynamoDB and Step Functions would bill. The floor is a system that writes one unit for each of its ${events} events and ${documents} documents and nothing else, reads one unit a request, and has no state machine.`,
      `Prices are list prices of us-east-1 (below); those of the China regions are in CNY and differ. Runs of functions behind the requests (${assumed.runsBehind} a case) and their time are assumed, not measured on Lambda. A person who looks more often than this script costs ${dollars(prices.request.dollars * cases)} more for each further request a case.`,
    ],
    tables: [
      {
        title: 'Per case, and per thousand cases',
        columns: ['', 'Units a case', 'A thousand cases', 'Floor, units', 'Floor, a thousand'],
        rows: [
          ...lines.map(({ what, units, floor, price }) => [
            what,
            number(units),
            dollars(units * price.dollars * cases),
            number(floor),
            dollars(floor * price.dollars * cases),
          ]),
          ['Together', '', dollars(sum('units')), '', dollars(sum('floor'))],
        ],
      },
      {
        title: 'Prices',
        columns: ['Unit', 'Dollars a million', 'Source', 'As of'],
        rows: Object.values(prices).map(({ per, dollars: one, source, asOf }) => [
          per,
          number(one * 1e6),
          source,
          asOf,
        ]),
      },
    ],
    charts: [],
    failures,
    overBudget: [
      ...(whole.writeUnits > 90 ? [`a plain case takes ${whole.writeUnits} write units, the budget is 90`] : []),
      ...(whole.transitions > 12 ? [`a plain case takes ${whole.transitions} transitions, the budget is 12`] : []),
    ],
  };
}
