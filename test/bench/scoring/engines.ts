import { ZenEngine } from '@gorules/zen-engine';
import { LogicEngine } from 'json-logic-engine';
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { Engine as RulesEngine } from 'json-rules-engine';
import type { Answer, Applicant, Condition, Engine, Table, TableItem, TableRow } from './rows.ts';

type Logic = Record<string, unknown>;
const fact = (name: string): Logic => ({ var: name });

const operators = { 'at-least': '>=', more: '>', less: '<', 'at-most': '<=', equal: '===' } as const;

const asLogic = ({ fact: name, is, than }: Condition): Logic =>
  is === 'has' ? { and: [fact(name), { in: [than, fact(name)] }] } : { [operators[is]]: [fact(name), than] };

/** Points of a found item: shown value, row, points, and the bounds of what they may become. */
type Found = [value: unknown, row: string | null, points: number | null, least: number, most: number];

const rowLogic = ({ row, points, shows }: TableRow): unknown => {
  const given = points ?? fact(shows ?? '');
  return [shows === null ? null : fact(shows), row, given, given, given];
};

const itemLogic = ({ rows, uncovered }: TableItem): Logic => ({
  if: [
    ...rows.flatMap((row) => [row.when.length === 0 ? true : { and: row.when.map(asLogic) }, rowLogic(row)]),
    [fact(uncovered.shows), null, null, uncovered.least, uncovered.most],
  ],
});

const sumOf = (place: number): Logic => ({
  reduce: [fact('items'), { '+': [fact('accumulator'), fact(`current.${place}`)] }, 0],
});

/** The category of a sum; a salary opens one by itself. */
const categoryLogic = ({ categories, minimumAge }: Table, sum: string): Logic => ({
  if: [
    { '<': [fact('age'), minimumAge] },
    null,
    ...categories.flatMap(({ category, total, salary }) => [
      salary === null
        ? { '>=': [fact(sum), total] }
        : { or: [{ '>=': [fact(sum), total] }, { '>=': [fact('annualSalary'), salary] }] },
      category,
    ]),
    'C',
  ],
});

/** A table as JSON Logic: first the items, then their sums, then the categories of these. */
const logicOf = (table: Table) => ({
  items: table.items.map(itemLogic),
  sums: [{ some: [fact('items'), { '===': [fact('1'), null] }] }, sumOf(3), sumOf(4)],
  categories: [categoryLogic(table, 'least'), categoryLogic(table, 'most')],
});

/** Runs the three steps of the logic; whatever comes of them comes from the engine. */
function stepwise(
  table: Table,
  run: { items: (data: object) => unknown; sums: (data: object) => unknown; categories: (data: object) => unknown },
) {
  return (applicant: Applicant): Answer => {
    const items = run.items(applicant) as Found[];
    const [open, least, most] = run.sums({ items }) as [boolean, number, number];
    const { annualSalary, age } = applicant;
    const judged = run.categories({ least, most, annualSalary, age });
    const [low, high] = judged as [Answer['category'], Answer['category']];
    return {
      items: items.map(([value, row, points], at) => ({ item: table.items[at]?.item ?? '', value, row, points })),
      total: open ? null : least,
      category: low === high ? low : null,
    };
  };
}

/** json-logic-js: walks the logic each time. */
export function withJsonLogicJs(table: Table): Engine {
  const logic = logicOf(table);
  const apply = (part: unknown) => (data: object) => jsonLogic.apply(part as RulesLogic, data);
  const evaluate = stepwise(table, {
    items: apply(logic.items),
    sums: apply(logic.sums),
    categories: apply(logic.categories),
  });
  return { name: 'json-logic-js', evaluate };
}

/** json-logic-engine, walking the logic each time. */
export function withLogicEngine(table: Table): Engine {
  const engine = new LogicEngine();
  const logic = logicOf(table);
  const apply = (part: unknown) => (data: object) => engine.run(part, data);
  const evaluate = stepwise(table, {
    items: apply(logic.items),
    sums: apply(logic.sums),
    categories: apply(logic.categories),
  });
  return { name: 'json-logic-engine, interpreted', evaluate };
}

/** json-logic-engine, which makes a function of the logic once. */
export function withCompiledLogic(table: Table): Engine {
  const engine = new LogicEngine();
  const logic = logicOf(table);
  const compiled = (part: unknown) => engine.build(part) as (data: object) => unknown;
  const evaluate = stepwise(table, {
    items: compiled(logic.items),
    sums: compiled(logic.sums),
    categories: compiled(logic.categories),
  });
  return { name: 'json-logic-engine, compiled', evaluate };
}

const zenValue = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

function zenCondition({ fact: name, is, than }: Condition): string {
  if (is === 'equal') return `${name} == ${zenValue(than)}`;
  if (is === 'has') return `${name} != null and ${zenValue(than)} in ${name}`;
  return `${name} != null and ${name} ${operators[is]} ${zenValue(than)}`;
}

function zenItem({ rows, uncovered }: TableItem): string {
  const otherwise = `[${uncovered.shows}, null, null, ${uncovered.least}, ${uncovered.most}]`;
  return rows.toReversed().reduce((rest, { row, points, shows, when }) => {
    const given = points ?? shows;
    const found = `[${shows}, '${row}', ${given}, ${given}, ${given}]`;
    return when.length === 0
      ? found
      : `(${when.map((part) => `(${zenCondition(part)})`).join(' and ')}) ? ${found} : (${rest})`;
  }, otherwise);
}

function zenCategory({ categories, minimumAge }: Table, sum: string): string {
  const grown = categories.toReversed().reduce((rest, { category, total, salary }) => {
    const opens = salary === null ? `${sum} >= ${total}` : `(${sum} >= ${total} or annualSalary >= ${salary})`;
    return `${opens} ? '${category}' : (${rest})`;
  }, "'C'");
  return `age < ${minimumAge} ? null : (${grown})`;
}

/** @gorules/zen-engine: one graph of three expression nodes. */
export function withZen(table: Table): Engine {
  const node = (id: string, expressions: Record<string, string>) => ({
    id,
    name: id,
    type: 'expressionNode',
    content: {
      expressions: Object.entries(expressions).map(([key, value]) => ({ id: `${id}-${key}`, key, value })),
      passThrough: true,
    },
  });
  const chain = ['in', 'find', 'sum', 'judge', 'out'];
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode' },
      node('find', { items: `[${table.items.map(zenItem).join(', ')}]` }),
      node('sum', {
        open: 'some(items, #[1] == null)',
        least: 'sum(map(items, #[3]))',
        most: 'sum(map(items, #[4]))',
      }),
      node('judge', { low: zenCategory(table, 'least'), high: zenCategory(table, 'most') }),
      { id: 'out', name: 'out', type: 'outputNode' },
    ],
    edges: chain
      .slice(1)
      .map((targetId, at) => ({ id: `to-${targetId}`, sourceId: chain[at], targetId, type: 'edge' })),
  });
  return {
    name: '@gorules/zen-engine',
    evaluate: async (applicant) => {
      const { result } = await decision.evaluate(applicant);
      const items = result.items as Found[];
      return {
        items: items.map(([value, row, points], at) => ({ item: table.items[at]?.item ?? '', value, row, points })),
        total: result.open ? null : result.least,
        category: result.low === result.high ? (result.low ?? null) : null,
      };
    },
  };
}

const ruleOperators = {
  'at-least': 'greaterThanInclusive',
  more: 'greaterThan',
  less: 'lessThan',
  'at-most': 'lessThanInclusive',
  equal: 'equal',
  has: 'contains',
} as const;

type Fired = { at: number; nth: number; row: string; points: number | null; shows: string | null };

/**
 * json-rules-engine in its usual form: one rule for each row, which fires an event that names it. It has no arithmetic and
 * no order of precedence within a run, so the first row that fired, the sums and their categories are taken beside it.
 */
export function withRulesEngine(table: Table): Engine {
  const engine = new RulesEngine([], { allowUndefinedFacts: true });
  table.items.forEach(({ rows }, at) => {
    rows.forEach(({ row, points, shows, when }, nth) => {
      const all = when.map(({ fact: name, is, than }) => ({ fact: name, operator: ruleOperators[is], value: than }));
      engine.addRule({ conditions: { all }, event: { type: 'row', params: { at, nth, row, points, shows } } });
    });
  });
  const categoryOf = (sum: number, { annualSalary, age }: Applicant): Answer['category'] => {
    if (Number(age) < table.minimumAge) return null;
    const opens = table.categories.find(
      ({ total, salary }) => sum >= total || (salary !== null && Number(annualSalary) >= salary),
    );
    return opens?.category ?? 'C';
  };
  return {
    name: 'json-rules-engine',
    evaluate: async (applicant) => {
      const { events } = await engine.run({ ...applicant });
      const fired: (Fired | undefined)[] = table.items.map(() => undefined);
      for (const { params } of events) {
        const found = params as Fired;
        if (found.nth < (fired[found.at]?.nth ?? Number.POSITIVE_INFINITY)) fired[found.at] = found;
      }
      const shown = (name: string | null) => (name === null ? null : applicant[name as keyof Applicant]);
      let least = 0;
      let most = 0;
      const items = table.items.map(({ item, uncovered }, at) => {
        const found = fired[at];
        if (!found) {
          least += uncovered.least;
          most += uncovered.most;
          return { item, value: shown(uncovered.shows), row: null, points: null };
        }
        const points = found.points ?? Number(shown(found.shows));
        least += points;
        most += points;
        return { item, value: shown(found.shows), row: found.row, points };
      });
      const [low, high] = [categoryOf(least, applicant), categoryOf(most, applicant)];
      const open = items.some(({ row }) => row === null);
      return { items, total: open ? null : least, category: low === high ? low : null };
    },
  };
}

/** Every engine of the comparison, ready to be loaded with a table. */
export const engines: readonly ((table: Table) => Engine)[] = [
  withCompiledLogic,
  withLogicEngine,
  withJsonLogicJs,
  withZen,
  withRulesEngine,
];
