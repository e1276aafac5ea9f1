import type { Answer, Body } from '../client/contract.ts';

/** A points table and the routes of a place, in the form in which drafts are written. */
export type Content = Answer<'readPolicyDraft'>['content'];
export type Points = NonNullable<Content['points']>;
export type Locality = NonNullable<Content['locality']>;
export type Item = Points['items'][number];
export type Drafted = Body<'createPolicyDraft'>;

type Both = { zh: string; en: string };
export type Change = { where: Both[]; before: string | undefined; after: string | undefined };

type Tree = { [key: string]: unknown } | unknown[];
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const isRecord = (value: unknown): value is Record<string, unknown> => isTree(value) && !Array.isArray(value);
const isBoth = (value: unknown): value is Both =>
  isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string';

/** The same content with another value at a place; `undefined` takes the place away. */
export function replaced<T>(content: T, path: readonly (string | number)[], value: unknown): T {
  const [first, ...rest] = path;
  if (first === undefined) return value as T;
  if (Array.isArray(content)) {
    const at = Number(first);
    if (rest.length === 0 && value === undefined) return content.toSpliced(at, 1) as T;
    return content.with(at, replaced(content[at], rest, value)) as T;
  }
  const record: Record<string, unknown> = isRecord(content) ? content : {};
  const { [String(first)]: present, ...others } = record;
  const next = replaced(present, rest, value);
  if (next === undefined) return others as T;
  // What is there keeps its place among its neighbours.
  return (String(first) in record ? { ...record, [String(first)]: next } : { ...record, [first]: next }) as T;
}

/** Whether something has the shape that the fields of the page can show; the zone judges it when it is saved. */
export function isPoints(value: unknown): value is Points {
  if (!isRecord(value) || !isBoth(value.title) || !Array.isArray(value.thresholds) || !Array.isArray(value.items))
    return false;
  const named = (one: unknown) => isRecord(one) && typeof one.id === 'string' && isBoth(one.label);
  return (
    value.thresholds.every(named) &&
    value.items.every((item: unknown) => {
      if (!isRecord(item) || !named(item)) return false;
      if (item.kind === 'brackets') return Array.isArray(item.rows) && item.rows.every(named);
      if (item.kind === 'alternatives')
        return Array.isArray(item.options) && item.options.every(named) && named(item.otherwise);
      return item.kind === 'years' || item.kind === 'granted';
    })
  );
}

/** The same for the routes of a place. */
export const isLocality = (value: unknown): value is Locality =>
  isRecord(value) &&
  isBoth(value.name) &&
  isRecord(value.multiples) &&
  isRecord(value.multiples.A) &&
  isRecord(value.multiples.B) &&
  Array.isArray(value.salaryBases) &&
  value.salaryBases.every(isRecord) &&
  Array.isArray(value.direct) &&
  value.direct.every((route: unknown) => isRecord(route) && isBoth(route.label));

const names: Readonly<Record<string, Both>> = {
  points: { zh: '分值', en: 'points' },
  cap: { zh: '最高分', en: 'cap' },
  atLeast: { zh: '不少于', en: 'at least' },
  moreThan: { zh: '多于', en: 'more than' },
  lessThan: { zh: '少于', en: 'less than' },
  atMost: { zh: '不多于', en: 'at most' },
  from: { zh: '起算年数', en: 'from year' },
  perFurtherYear: { zh: '每增加一年', en: 'each further year' },
  label: { zh: '名称', en: 'name' },
  title: { zh: '名称', en: 'title' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  thresholds: { zh: '类别分数线', en: 'thresholds' },
  items: { zh: '要素', en: 'items' },
  rows: { zh: '档次', en: 'rows' },
  options: { zh: '选项', en: 'options' },
  otherwise: { zh: '其他情形', en: 'otherwise' },
  source: { zh: '依据', en: 'source' },
  multiples: { zh: '工资倍数', en: 'multiples' },
  times: { zh: '倍数', en: 'times' },
  salaryBases: { zh: '社会平均工资', en: 'average wages' },
  averageWage: { zh: '年平均工资', en: 'average wage a year' },
  validFrom: { zh: '起始日期', en: 'from' },
  validTo: { zh: '截止日期', en: 'until' },
  published: { zh: '公布', en: 'published' },
  direct: { zh: '直接认定条件', en: 'direct routes' },
  name: { zh: '名称', en: 'name' },
  id: { zh: '代码', en: 'id' },
  version: { zh: '版本', en: 'version' },
  content: { zh: '内容', en: 'content' },
  locality: { zh: '适用地区', en: 'place' },
  effectiveFrom: { zh: '施行日期', en: 'in force from' },
  reason: { zh: '理由', en: 'reason' },
};

/**
 * What a place in a content is called: items and rows by their own names, fields by what they are.
 * @param path as problems write it, such as `points.items.2.rows.0.points`
 */
export function placeNames(content: unknown, path: string): Both[] {
  const said: Both[] = [];
  let here: unknown = content;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    here = isRecord(here) ? here[step] : Array.isArray(here) ? here[Number(step)] : undefined;
    const own = isRecord(here) && isBoth(here.label) ? here.label : undefined;
    if (own) said.push(own);
    else if (/^\d+$/.test(step)) said.push({ zh: `第 ${Number(step) + 1} 项`, en: `no. ${Number(step) + 1}` });
    else if (step !== 'rows' && step !== 'options' && step !== 'items' && step !== 'points' && step !== 'content')
      said.push(names[step] ?? { zh: step, en: step });
    // A whole table is called so only where nothing within it is meant.
    else if (step === 'points' && typeof here !== 'object') said.push(names.points ?? { zh: step, en: step });
  }
  return said;
}

const written = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

/** Things of a list by what they are called, so that one that is taken out is not every one after it. */
const keyed = (list: readonly unknown[]): Map<string, number> | undefined => {
  const keys = list.map((one) => (isRecord(one) ? (one.id ?? one.validFrom) : undefined));
  if (keys.some((key) => typeof key !== 'string') || new Set(keys).size !== keys.length) return undefined;
  return new Map(keys.map((key, index) => [String(key), index]));
};

/** Everything in which a content differs from another, each change with the names of its place. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  const told = (path: string[], one: unknown, other: unknown, root: unknown) => {
    changes.push({ where: placeNames(root, path.join('.')), before: written(one), after: written(other) });
  };
  const walk = (one: unknown, other: unknown, path: string[], otherPath: string[]): void => {
    if (Array.isArray(one) && Array.isArray(other)) {
      const [had, has] = [keyed(one), keyed(other)];
      if (had && has) {
        for (const [key, index] of had) {
          const now = has.get(key);
          if (now === undefined) told([...path, String(index)], one[index], undefined, before);
          else walk(one[index], other[now], [...path, String(index)], [...otherPath, String(now)]);
        }
        for (const [key, index] of has) {
          if (!had.has(key)) told([...otherPath, String(index)], undefined, other[index], after);
        }
        return;
      }
    }
    if (isRecord(one) && isRecord(other)) {
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
        walk(one[key], other[key], [...path, key], [...otherPath, key]);
      }
      return;
    }
    if (JSON.stringify(one) !== JSON.stringify(other) && (one ?? null) !== (other ?? null))
      told(otherPath, one, other, after);
  };
  walk(before, after, [], []);
  return changes;
}

/** What of a content is a draft's own and no change of it: its name, and what saving fills in. */
export const comparable = ({ points, locality }: Content): Record<string, unknown> => {
  const { id: _id, effectiveFrom: _from, published: _published, status: _status, ...table } = points ?? {};
  const { version: _version, ...place } = locality ?? {};
  return { ...(points ? { points: table } : {}), ...(locality ? { locality: place } : {}) };
};
